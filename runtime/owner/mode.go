package owner

import (
	"strconv"
	"sync"

	"golang.org/x/sys/unix"
)

// modeAttribute holds permission bits that would keep this process itself out.
const modeAttribute = "user.cooper.mode"

// bound reports whether permission bits count for this process: it is not root.
var bound = sync.OnceValue(func() bool { return Emulated() && !capable(unix.CAP_DAC_OVERRIDE) })

// SetMode sets the permission bits of a file, named as for [Set], which must not be
// a link. Where they would keep this process from reading it, or from making files
// in it, they are remembered only. Nobody opens a FIFO or a device here.
func SetMode(dir int, name string, mode uint32) error {
	if !bound() {
		return chmod(dir, name, mode)
	}
	var st unix.Stat_t
	if err := Stat(dir, name, &st); err != nil {
		return err
	}
	open := mode
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		open |= 0o600
	case unix.S_IFDIR:
		open |= 0o700
	default:
		return chmod(dir, name, mode)
	}
	if err := chmod(dir, name, open); err != nil {
		return err
	}
	if open == mode {
		if err := unix.Removexattr(path(dir, name), modeAttribute); err != unix.ENODATA && !unsupported(err) {
			return err
		}
		return nil
	}
	return unix.Setxattr(path(dir, name), modeAttribute, strconv.AppendUint(nil, uint64(mode), 8), 0)
}

func chmod(dir int, name string, mode uint32) error {
	if name == "" {
		if err := unix.Fchmod(dir, mode); err != unix.EBADF {
			return err
		}
	}
	return unix.Chmod(path(dir, name), mode)
}

func fixMode(dir int, name string, st *unix.Stat_t) error {
	if kind := st.Mode & unix.S_IFMT; !bound() || kind != unix.S_IFREG && kind != unix.S_IFDIR {
		return nil
	}
	get := unix.Lgetxattr
	if name == "" {
		get = unix.Getxattr
	}
	var value [8]byte
	n, err := get(path(dir, name), modeAttribute, value[:])
	if err == unix.ENODATA || unsupported(err) {
		return nil
	}
	if err != nil {
		return err
	}
	mode, err := strconv.ParseUint(string(value[:n]), 8, 12)
	if err != nil {
		return err
	}
	st.Mode = st.Mode&unix.S_IFMT | uint32(mode)
	return nil
}
