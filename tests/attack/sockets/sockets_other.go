//go:build !386

package main

import "golang.org/x/sys/unix"

// openMultiplexed opens a socket by the call for all things about sockets, which
// this table does not have.
func openMultiplexed(uintptr) (uintptr, unix.Errno) { return 0, unix.ENOSYS }
