package cli

import (
	"errors"
	"fmt"
	"os"
	"sync"

	"golang.org/x/term"

	"github.com/cooper-build/cooper/build"
)

// shellOnError prepares for --on-error=shell.
func (f *buildFlags) shellOnError(a *app) error {
	switch f.onError {
	case "", "fail":
		return nil
	case "shell":
	default:
		return fmt.Errorf("invalid --on-error %s: use shell or fail", f.onError)
	}
	if !a.hasTerminal() && !term.IsTerminal(int(a.in.Fd())) {
		return errors.New("--on-error=shell needs a terminal")
	}
	held := &heldEvents{show: f.request.OnEvent}
	f.request.OnEvent = held.event
	f.request.Shell = func(terminal *os.File) {
		held.hold()
		defer held.release()
		_ = a.rawTerminal(func(t *build.Terminal) error {
			// Standard output may be somewhere else.
			if tty, err := os.OpenFile("/dev/tty", os.O_WRONLY, 0); err == nil {
				defer tty.Close()
				t.Out = tty
			}
			<-t.Connect(terminal)
			return nil
		})
	}
	return nil
}

// heldEvents keeps what a build says for itself while somebody types.
type heldEvents struct {
	mu   sync.Mutex
	show func(build.Event)
	held []build.Event
	on   bool
}

func (h *heldEvents) event(e build.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.on {
		h.held = append(h.held, e)
		return
	}
	h.show(e)
}

func (h *heldEvents) hold() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.on = true
}

func (h *heldEvents) release() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range h.held {
		h.show(e)
	}
	h.held, h.on = nil, false
}
