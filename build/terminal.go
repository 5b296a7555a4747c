package build

import (
	"context"
	"errors"
	"os"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/call"
)

// runOnTerminal runs a command whose terminal comes over a socket once it is there.
func (c *Container) runOnTerminal(ctx context.Context, cmd Command) error {
	ours, theirs, err := socketPair()
	if err != nil {
		return describe(err)
	}
	defer ours.Close()
	done := make(chan error, 1)
	go func() {
		arg := call.Run{Container: c.ID, Command: cmd, Terminal: true}
		_, err := invoke(ctx, c.engine, call.RunCommand, arg, cmd.OnEvent, theirs)
		done <- err
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
		return nil, errors.Join(err, errors.New("the sandbox did not send a terminal"))
	}
	fds, err := unix.ParseUnixRights(&messages[0])
	if err != nil || len(fds) != 1 {
		return nil, errors.Join(err, errors.New("the sandbox did not send a terminal"))
	}
	_ = unix.SetNonblock(fds[0], true) // so that Close ends a Read
	return os.NewFile(uintptr(fds[0]), "terminal"), nil
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
