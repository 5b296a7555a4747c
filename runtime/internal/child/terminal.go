package child

import (
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/terminal"
	"github.com/cooper-build/cooper/runtime/owner"
)

// openTerminal makes a terminal of the sandbox's own, sends its controlling end
// over the socket on descriptor 0, and returns the end for the command.
func (c *Config) openTerminal() (int, error) {
	slave, err := terminal.Open("/dev/pts/ptmx", 0)
	if err != nil {
		return -1, err
	}
	if err := owner.Set(slave, "", int(c.UID), -1); err != nil {
		unix.Close(slave)
		return -1, fail("giving the terminal to the user of the command", err)
	}
	return slave, nil
}
