package build

import (
	"context"
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

// endOfInput is the key Ctrl-D.
const endOfInput = 4

// Window is the size of a terminal, in characters.
type Window struct{ Rows, Columns uint16 }

// runOnTerminal runs a command whose terminal comes over a socket once it is there.
func (c *Container) runOnTerminal(ctx context.Context, cmd Command) error {
	ours, theirs, err := socketPair()
	if err != nil {
		return describe(err, nil)
	}
	defer ours.Close()
	done := make(chan error, 1)
	go func() {
		done <- c.engine.call(ctx, "run", runCall{Container: c.ID, Command: cmd, Terminal: true}, nil, cmd.OnEvent, theirs)
		_ = theirs.Close()
		_ = unix.Shutdown(int(ours.Fd()), unix.SHUT_RDWR) // a command that never started
	}()
	terminal, err := receiveTerminal(ours)
	if err != nil {
		return <-done
	}
	output := cmd.Terminal.Connect(terminal)
	err = <-done
	<-output
	_ = terminal.Close()
	return err
}

func receiveTerminal(from *os.File) (*os.File, error) {
	rights := make([]byte, unix.CmsgSpace(4))
	_, n, _, _, err := unix.Recvmsg(int(from.Fd()), make([]byte, 1), rights, unix.MSG_CMSG_CLOEXEC)
	if err != nil {
		return nil, err
	}
	messages, err := unix.ParseSocketControlMessage(rights[:n])
	if err != nil || len(messages) != 1 {
		return nil, errors.Join(err, errors.New("no terminal came"))
	}
	fds, err := unix.ParseUnixRights(&messages[0])
	if err != nil || len(fds) != 1 {
		return nil, errors.Join(err, errors.New("no terminal came"))
	}
	_ = unix.SetNonblock(fds[0], true) // so that Close ends a Read
	return os.NewFile(uintptr(fds[0]), "terminal"), nil
}

// Connect moves what is typed and shown, until the command ends. The channel is
// closed when all was shown.
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

// serveShells hands over the terminals that come over a socket.
func serveShells(from *os.File, shell func(*os.File)) {
	for {
		terminal, err := receiveTerminal(from)
		if err != nil {
			return
		}
		shell(terminal)
		_ = terminal.Close()
	}
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
