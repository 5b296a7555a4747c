package build

import "github.com/cooper-build/cooper/build/internal/limits"

// ParseLimits reads limits in the form of --limit: archive-entries=N, archive-bytes,
// archive-ratio, archive-header, archive-depth, download-bytes and idle-seconds.
func ParseLimits(list []string) (Limits, error) {
	l, err := limits.Parse(list)
	if err != nil {
		return l, &Error{Kind: KindOther, Message: err.Error()}
	}
	return l, nil
}
