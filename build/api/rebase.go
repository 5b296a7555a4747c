package api

// RebaseRequest says which image to put on which base.
type RebaseRequest struct {
	Image   string // of the store or of a registry
	Onto    string // the new base
	OldBase string // the base that the image has; empty: by its annotations
	Tags    []string
	Force   bool       // also if the image changes files of its base
	Pull    PullPolicy // for the new base; empty: newer
	Access  Access
	OnEvent func(Event) `json:"-"`
}
