package ui

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/term"

	"github.com/cooper-build/cooper/build"
)

// Progress shows events. Its methods may be called from one goroutine at a time.
type Progress interface {
	Event(build.Event)
	// Built says that an image is ready. Its first tag, if any, is as the caller wrote it.
	Built(tag, id string, names []string)
	Line(text string) // a result worth a line
	// Close ends it: nothing more comes. Its error says that a file was not written.
	Close(ok bool) error
}

// NewProgress makes the progress of a mode: auto, tty, plain, json or quiet.
func NewProgress(mode string, w io.Writer) (Progress, error) {
	file, isFile := w.(*os.File)
	terminal := isFile && term.IsTerminal(int(file.Fd()))
	switch mode {
	case "auto", "":
		if terminal && os.Getenv("TERM") != "dumb" {
			return newTTY(file), nil
		}
		return newPlain(w), nil
	case "tty":
		if !terminal {
			return nil, fmt.Errorf("--progress=tty needs a terminal")
		}
		return newTTY(file), nil
	case "plain", "steps":
		return newPlain(w), nil
	case "json", "rawjson":
		return &jsonLines{out: json.NewEncoder(w)}, nil
	case "quiet", "none":
		return quiet{}, nil
	}
	return nil, fmt.Errorf("--progress=%s is unknown: auto, tty, plain, json and quiet are", mode)
}

type quiet struct{}

func (quiet) Event(build.Event)              {}
func (quiet) Built(string, string, []string) {}
func (quiet) Line(string)                    {}
func (quiet) Close(bool) error               { return nil }

// jsonLines writes events as they are, one a line.
type jsonLines struct {
	mu  sync.Mutex
	out *json.Encoder
}

func (j *jsonLines) Event(e build.Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	_ = j.out.Encode(e)
}

func (j *jsonLines) Built(string, string, []string) {}
func (j *jsonLines) Line(string)                    {}
func (j *jsonLines) Close(bool) error               { return nil }
