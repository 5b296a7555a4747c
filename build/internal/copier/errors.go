package copier

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// NotFoundError means that a source names nothing.
type NotFoundError struct {
	Source  string
	Ignored bool   // it exists, but the ignore file excludes it
	Near    string // a file with a name like it; empty: there is none
}

func (e *NotFoundError) Error() string {
	if e.Ignored {
		return fmt.Sprintf("%q is excluded by the ignore file", e.Source)
	}
	return fmt.Sprintf("%q: no such file or directory", e.Source)
}

// Hint names the file that may be meant.
func (e *NotFoundError) Hint() string {
	if e.Near == "" {
		return ""
	}
	return "did you mean " + e.Near + "?"
}

// UnreadableError means that this user may not read a file of the tree.
type UnreadableError struct {
	Path string // below the tree's root
	Err  error
}

func (e *UnreadableError) Error() string { return fmt.Sprintf("reading %s: %v", e.Path, e.Err) }
func (e *UnreadableError) Unwrap() error { return e.Err }

// readError is the error of opening or looking at a file of the tree.
func readError(name string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		var at *os.PathError
		if errors.As(err, &at) {
			err = at.Err
		}
		return &UnreadableError{name, err}
	}
	return err
}

// WhiteoutError means that a layer cannot contain a name, because the name marks a removed
// file (image-spec, layer.md, "Whiteouts").
type WhiteoutError struct{ Name string }

func (e *WhiteoutError) Error() string {
	return fmt.Sprintf("%s: a name that begins with .wh. marks a removed file in a layer", e.Name)
}

// Hint leaves such files out.
func (e *WhiteoutError) Hint() string {
	return `exclude such files: a line "**/.wh.*" in the ignore file, or COPY --exclude=**/.wh.*`
}
