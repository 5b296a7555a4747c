// Program sockets is a part of the attacker that is also made for the 32-bit table
// of the machine.
package main

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// main opens sockets that reach past a sandbox whatever its namespaces are: to the
// kernel's ciphers, and to the host of a virtual machine.
func main() {
	half := 32
	high := uintptr(1) << half // nothing, where addresses have 32 bits
	for name, family := range map[string]uintptr{"AF_ALG": unix.AF_ALG, "AF_VSOCK": unix.AF_VSOCK} {
		for way, open := range map[string]func() (uintptr, unix.Errno){
			"socket":                  func() (uintptr, unix.Errno) { return openSocket(family) },
			"socket with a high half": func() (uintptr, unix.Errno) { return openSocket(high | family) },
			"socketcall":              func() (uintptr, unix.Errno) { return openMultiplexed(family) },
		} {
			fd, errno := open()
			if errno == 0 {
				_ = unix.Close(int(fd))
			}
			// The kernel may not have the family, and says so.
			if errno != unix.EPERM && errno != unix.ENOSYS {
				fmt.Printf("let in: %s by %s (%v)\n", name, way, errno)
			}
		}
	}
	fmt.Println("tried sockets")
}

func openSocket(family uintptr) (uintptr, unix.Errno) {
	fd, _, errno := unix.Syscall(unix.SYS_SOCKET, family, unix.SOCK_SEQPACKET, 0)
	return fd, errno
}
