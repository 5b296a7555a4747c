package plan

import (
	"fmt"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Names are what stages can be called by, in file order; empty where one has none.
type Names []string

// Find returns the latest of the first n stages with a name, whatever its case.
func (names Names) Find(name string, n int) (int, bool) {
	for i := n - 1; i >= 0; i-- {
		if names[i] != "" && strings.EqualFold(names[i], name) {
			return i, true
		}
	}
	return 0, false
}

// Resolve says what the value of a --from means in stage number current: a
// stage's name before a stage's number before an image.
func (names Names) Resolve(from string, current int) (Source, error) {
	if from == "" {
		return Source{Kind: SourceContext}, nil
	}
	if i, ok := names.Find(from, len(names)); ok {
		if i == current {
			return Source{}, fmt.Errorf("stage %q copies from itself", from)
		}
		return Source{Kind: SourceStage, Stage: i}, nil
	}
	if i, err := strconv.Atoi(from); err == nil {
		if i < 0 || i >= current {
			return Source{}, fmt.Errorf("there is no stage number %d before this one", i)
		}
		return Source{Kind: SourceStage, Stage: i}, nil
	}
	return Source{Kind: SourceImage, Image: from}, nil
}
