package build

import "github.com/cooper-build/cooper/build/internal/limits"

// Limits bound what archives and files that somebody else made may take of the
// machine: those that ADD extracts, and those that are the context of a build. A
// zero field stands for its default.
type Limits = limits.Limits

// ParseLimits reads limits as --limit has them: archive-entries=N, archive-bytes,
// archive-ratio, archive-header, archive-depth, download-bytes and idle-seconds.
func ParseLimits(list []string) (Limits, error) {
	l, err := limits.Parse(list)
	if err != nil {
		return l, &Error{Kind: "other", Message: err.Error()}
	}
	return l, nil
}
