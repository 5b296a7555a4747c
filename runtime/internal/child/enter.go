package child

import (
	"errors"
	"os"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// syncFD is the descriptor through which the parent says that the id maps are written.
const syncFD = 3

var errNoMaps = errors.New("no id maps were written")

// Enter waits until the parent has written the id maps of this process.
//
// An exec with an id that is not mapped takes all capabilities but ambient ones, so this
// process has them as such. They would reach programs that must not have them.
func Enter() error {
	if err := fromParent(syncFD); err != nil {
		return err
	}
	sync := os.NewFile(syncFD, "sync")
	defer sync.Close()
	if n, _ := sync.Read(make([]byte, 1)); n != 1 {
		return errNoMaps
	}
	return dropInheritable()
}

// dropInheritable empties the ambient and the inheritable set of all threads.
func dropInheritable() error {
	header := &unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData
	if err := unix.Capget(header, &data[0]); err != nil {
		return err
	}
	data[0].Inheritable, data[1].Inheritable = 0, 0
	// That empties the ambient set too: capabilities(7).
	_, _, errno := syscall.AllThreadsSyscall(
		unix.SYS_CAPSET, uintptr(unsafe.Pointer(header)), uintptr(unsafe.Pointer(&data[0])), 0,
	)
	if errno == unix.ENOTSUP { // a program that uses cgo: its commands lose them anyway
		return nil
	}
	if errno != 0 {
		return errno
	}
	return nil
}
