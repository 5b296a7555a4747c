package api

// IndexEntry says which images to put into an image index, and how the index describes
// them. The zero value takes the description from the images.
type IndexEntry struct {
	All         bool // all images, when an image index is added
	OS, Arch    string
	Variant     string
	OSVersion   string
	OSFeatures  []string
	Annotations map[string]string
	Access      Access
	OnEvent     func(Event) `json:"-"`
}

// IndexChange is an image index after a change.
type IndexChange struct {
	ID     string // of the index
	Digest string // sha256:… of the entry that the change is about; empty: the index itself
}

// IndexOptions say how to make an image index. The zero value makes an empty one.
type IndexOptions struct {
	Images      []string // to put into it
	Amend       bool     // add to an index that exists, instead of failing
	Replace     bool     // begin anew with an index that exists, instead of failing
	Annotations map[string]string
	Entry       IndexEntry // for Images
}

// Artifact says which files to put into an image index as an artifact (OCI image
// specification, "Guidelines for Artifact Usage"). Only Files are needed.
type Artifact struct {
	Files         []string
	Type          string // empty: application/vnd.unknown.artifact.v1
	ConfigType    string // empty: the empty config
	Config        string // text of the config
	LayerType     string // empty: found by the content of each file
	ExcludeTitles bool   // do not name the files in their annotations
	Subject       string // image of the store that the artifact is about
	Annotations   map[string]string
}
