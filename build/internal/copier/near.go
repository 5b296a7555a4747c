package copier

import (
	"path"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/imagebuilder/nearest"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// nearNames is how many names of a directory a suggestion looks at.
const nearNames = 10_000

// near returns the file that is most like a name that does not exist, or nothing.
func (t *Tree) near(name string) string {
	dir, missing, rest := ".", "", safepath.Clean(name)
	for {
		missing, rest, _ = strings.Cut(rest, "/")
		names := t.names(path.Join(dir, missing))
		if names == nil {
			break
		}
		dir = path.Join(dir, missing)
		if rest == "" {
			return ""
		}
	}
	word, ok := nearest.Word(missing, t.names(dir))
	if !ok {
		return ""
	}
	found := path.Join(dir, word, rest)
	at, err := t.Root.Open(found, unix.O_PATH, 0)
	if err != nil {
		return ""
	}
	defer at.Close()
	real, err := t.Root.Real(at)
	if err != nil {
		return ""
	}
	if _, ignored, err := t.ignoredPath(real); ignored || err != nil {
		return ""
	}
	return found
}

// names returns the first names of a directory. It returns nil for what is none.
func (t *Tree) names(dir string) []string {
	f, err := t.Root.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return nil
	}
	defer f.Close()
	names, _ := f.Readdirnames(nearNames)
	return append([]string{}, names...)
}
