package plan

import (
	"fmt"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Names are what instructions can name.
type Names struct {
	Stages []string // in file order; empty where one has none
	// Contexts are the named contexts of the build, in lower case: the
	// reference of an image, or nothing for a directory of files.
	Contexts map[string]string
}

// Find returns the latest of the first n stages with a name. Case does not matter.
func (names Names) Find(name string, n int) (int, bool) {
	for i := n - 1; i >= 0; i-- {
		if names.Stages[i] != "" && strings.EqualFold(names.Stages[i], name) {
			return i, true
		}
	}
	return 0, false
}

// Context finds a named context. An image of Docker Hub has several names, and
// so has its latest tag.
func (names Names) Context(name string) (key, image string, ok bool) {
	name = strings.ToLower(name)
	short := strings.TrimPrefix(strings.TrimPrefix(name, "docker.io/"), "library/")
	for _, key := range []string{name, short, strings.TrimSuffix(short, ":latest"), "docker.io/library/" + short} {
		if image, ok := names.Contexts[key]; ok {
			return key, image, true
		}
	}
	return "", "", false
}

// Resolve says what the value of a --from means in stage number current: a named
// context before a stage's name before a stage's number before an image.
func (names Names) Resolve(from string, current int) (Source, error) {
	if from == "" {
		return Source{Kind: SourceContext}, nil
	}
	if key, image, ok := names.Context(from); ok {
		if image == "" {
			return Source{Kind: SourceNamed, Image: key}, nil
		}
		return Source{Kind: SourceImage, Image: image}, nil
	}
	if i, ok := names.Find(from, len(names.Stages)); ok {
		if i == current {
			return Source{}, fmt.Errorf("stage %q copies from itself", from)
		}
		return Source{Kind: SourceStage, Stage: i}, nil
	}
	if i, err := strconv.Atoi(from); err == nil {
		return Source{Kind: SourceStage, Stage: i}, checkNumber(i, current)
	}
	return Source{Kind: SourceImage, Image: from}, nil
}

func checkNumber(i, current int) error {
	if i < 0 || i >= current {
		return fmt.Errorf("there is no stage number %d before this one", i)
	}
	return nil
}

// Number reads the base of stage number current as the number of a stage before it, as
// buildah has it. A longer number may be the beginning of the id of an image.
func Number(base string, current int) (stage int, ok bool, err error) {
	const digits = 3
	i, err := strconv.Atoi(base)
	if err != nil || len(base) > digits || strconv.Itoa(i) != base {
		return 0, false, nil
	}
	return i, true, checkNumber(i, current)
}
