package child

import (
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
)

// openTerminal makes a terminal of the sandbox's own, sends its controlling end
// over the socket on descriptor 0, and returns the end for the command.
func (c *Config) openTerminal() (int, error) {
	master, err := unix.Open("/dev/pts/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	if err != nil {
		return -1, fail("opening a terminal", err)
	}
	defer unix.Close(master)
	if err := unix.IoctlSetPointerInt(master, unix.TIOCSPTLCK, 0); err != nil {
		return -1, fail("unlocking the terminal", err)
	}
	number, err := unix.IoctlGetInt(master, unix.TIOCGPTN)
	if err != nil {
		return -1, fail("numbering the terminal", err)
	}
	slave, err := unix.Open("/dev/pts/"+strconv.Itoa(number), unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	if err != nil {
		return -1, fail("opening a terminal", err)
	}
	err = owner.Set(slave, "", int(c.UID), -1)
	if err == nil {
		err = unix.Sendmsg(0, []byte{0}, unix.UnixRights(master), nil, 0)
	}
	if err != nil {
		unix.Close(slave)
		return -1, fail("handing over the terminal", err)
	}
	return slave, nil
}
