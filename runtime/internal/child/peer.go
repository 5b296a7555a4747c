package child

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

var errPeer = errors.New("descriptor 3 is not a socket of the parent")

// fromParent makes sure that a descriptor is one end of a pair of sockets that the
// parent made for this process: nothing else says that the maps are written. Outside
// of a new process namespace both numbers are 0.
func fromParent(fd int) error {
	peer, err := unix.GetsockoptUcred(fd, unix.SOL_SOCKET, unix.SO_PEERCRED)
	if err != nil || int(peer.Pid) != os.Getppid() {
		return errPeer
	}
	return nil
}
