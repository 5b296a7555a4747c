package ui

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"github.com/cooper-build/cooper/build"
)

// Progress shows events. Its methods may be called from one goroutine at a time, but for Line.
type Progress interface {
	// Begin shows at once that a build begins, before its first event.
	Begin()
	Event(build.Event)
	// Built says that an image is ready. Its first tag, if any, is as the caller wrote it.
	Built(tag, id string, names []string)
	Line(text string) // a result worth a line
	// Close ends it: nothing more comes. Its error says that a file was not written.
	Close(ok bool) error
	// Failed adds to the error of a build what the progress knows about it. told says that the
	// progress has shown the error already. It is called after Close.
	Failed(err error) (explained error, told bool)
}

// NewProgress makes the progress of a mode: auto, tty, plain, json or quiet.
func NewProgress(mode string, w io.Writer) (Progress, error) {
	file, isFile := w.(*os.File)
	terminal := isFile && term.IsTerminal(int(file.Fd()))
	switch mode {
	case "auto", "":
		if terminal && os.Getenv("TERM") != "dumb" {
			return newStepLogs(newTTY(file)), nil
		}
		return newPlain(w), nil
	case "tty":
		if !terminal {
			return nil, fmt.Errorf("--progress=tty needs a terminal")
		}
		return newStepLogs(newTTY(file)), nil
	case "plain", "steps":
		return newPlain(w), nil
	case "json", "rawjson":
		return newJSONLines(w), nil
	case "quiet", "none":
		return newStepLogs(quiet{}), nil
	}
	return nil, fmt.Errorf("--progress=%s is unknown: auto, tty, plain, json and quiet are", mode)
}

type quiet struct{}

func (quiet) Begin()                         {}
func (quiet) Event(build.Event)              {}
func (quiet) Built(string, string, []string) {}
func (quiet) Line(string)                    {}
func (quiet) Close(bool) error               { return nil }
func (quiet) Failed(err error) (error, bool) { return err, false }
