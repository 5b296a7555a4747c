package kernel

import (
	"os"
	"os/signal"

	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/abi/linux"
	"gvisor.dev/gvisor/pkg/sentry/kernel"

	"github.com/cooper-build/cooper/runtime/internal/terminal"
)

// openStreams takes the standard streams of this process, or makes a terminal whose
// controlling end goes over the socket on descriptor 0.
func (s *sandbox) openStreams() error {
	from := [3]int{0, 1, 2}
	if s.orders.Terminal {
		slave, err := terminal.Open("/dev/ptmx", 0)
		if err != nil {
			return err
		}
		defer unix.Close(slave)
		// The kernel sends the signals of its keys to this process.
		if err := unix.IoctlSetInt(slave, unix.TIOCSCTTY, 0); err != nil {
			return err
		}
		s.keys = make(chan os.Signal, 8)
		signal.Notify(s.keys, unix.SIGINT, unix.SIGQUIT, unix.SIGTSTP, unix.SIGWINCH, unix.SIGHUP)
		from = [3]int{slave, slave, slave}
	}
	for i, fd := range from {
		copied, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
		if err != nil {
			return err
		}
		s.stdio[i] = copied
	}
	return nil
}

// forwardKeys passes the signals of the terminal on to the command that reads from it.
func (s *sandbox) forwardKeys() {
	for key := range s.keys {
		if s.terminal != nil {
			s.terminal.SignalForegroundProcessGroup(kernel.SignalInfoPriv(linux.Signal(key.(unix.Signal))))
		}
	}
}
