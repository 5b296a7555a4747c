// Package terminal makes terminals for commands.
package terminal

import (
	"fmt"
	"strconv"

	"golang.org/x/sys/unix"
)

// Open makes a terminal of the devpts that a multiplexer belongs to. It sends the controlling
// end over a socket, and returns the end for the command.
func Open(multiplexer string, socket int) (int, error) {
	master, err := unix.Open(multiplexer, unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	if err != nil {
		return -1, fmt.Errorf("opening a terminal: %w", err)
	}
	defer unix.Close(master)
	if err := unix.IoctlSetPointerInt(master, unix.TIOCSPTLCK, 0); err != nil {
		return -1, fmt.Errorf("unlocking the terminal: %w", err)
	}
	number, err := unix.IoctlGetInt(master, unix.TIOCGPTN)
	if err != nil {
		return -1, fmt.Errorf("numbering the terminal: %w", err)
	}
	slave, err := unix.Open("/dev/pts/"+strconv.Itoa(number), unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	if err != nil {
		return -1, fmt.Errorf("opening a terminal: %w", err)
	}
	if err := unix.Sendmsg(socket, []byte{0}, unix.UnixRights(master), nil, 0); err != nil {
		unix.Close(slave)
		return -1, fmt.Errorf("handing over the terminal: %w", err)
	}
	return slave, nil
}
