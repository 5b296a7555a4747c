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
		return errors.Join(<-done)
	}
	output := cmd.Terminal.connect(terminal)
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

// connect moves what is typed and shown. The channel is closed when all output was.
func (t *Terminal) connect(terminal *os.File) <-chan struct{} {
	if t.In != nil {
		go func() { _, _ = io.Copy(terminal, t.In) }()
	}
	go func() {
		for w := range t.Resized {
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
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(t.Out, terminal) // ends with an error when the command does
	}()
	return done
}
