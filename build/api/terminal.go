package api

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// Terminal connects a command's terminal with somebody who types and reads.
type Terminal struct {
	In  io.Reader
	Out io.Writer
	// Resized, when it is not nil, gives the size of the window, first at once.
	Resized <-chan Window
}

// Window is the size of a terminal, in characters.
type Window struct{ Rows, Columns uint16 }

// endOfInput is the key Ctrl-D.
const endOfInput = 4

// Connect copies input and output until the command ends. The channel is closed when all
// output was written.
func (t *Terminal) Connect(terminal *os.File) <-chan struct{} {
	done := make(chan struct{})
	if t.In != nil {
		go func() {
			if _, err := io.Copy(terminal, untilDone(t.In, done)); err == nil {
				_, _ = terminal.Write([]byte{endOfInput}) // what a person would type
			}
		}()
	}
	go func() {
		for {
			var w Window
			var ok bool
			select {
			case w, ok = <-t.Resized:
			case <-done:
			}
			if !ok {
				return
			}
			control, err := terminal.SyscallConn()
			if err == nil {
				err = control.Control(func(fd uintptr) {
					_ = unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, &unix.Winsize{Row: w.Rows, Col: w.Columns})
				})
			}
			if err != nil {
				return
			}
		}
	}()
	go func() {
		defer close(done)
		out := t.Out
		if out == nil {
			out = io.Discard
		}
		_, _ = io.Copy(out, terminal) // ends with an error when the command does
	}()
	return done
}

// untilDone stops reading a file when done is closed, so that what is typed
// afterwards is there for somebody else. Another reader is read as it is.
func untilDone(in io.Reader, done <-chan struct{}) io.Reader {
	if f, ok := in.(*os.File); ok {
		return &polled{f, done}
	}
	return in
}

type polled struct {
	file *os.File
	done <-chan struct{}
}

func (p *polled) Read(b []byte) (int, error) {
	for {
		select {
		case <-p.done:
			return 0, io.EOF
		default:
		}
		ready, err := unix.Poll([]unix.PollFd{{Fd: int32(p.file.Fd()), Events: unix.POLLIN}}, 50)
		if err != nil && !errors.Is(err, unix.EINTR) {
			return 0, err
		}
		if ready > 0 {
			return p.file.Read(b)
		}
	}
}
