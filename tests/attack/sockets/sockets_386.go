package main

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// openMultiplexed opens a socket by the call for all things about sockets.
func openMultiplexed(family uintptr) (uintptr, unix.Errno) {
	args := [3]uintptr{family, unix.SOCK_SEQPACKET, 0}
	fd, _, errno := unix.Syscall(unix.SYS_SOCKETCALL, 1, uintptr(unsafe.Pointer(&args)), 0)
	return fd, errno
}
