// Package mountns tells mount namespaces apart. A process changes the propagation of
// mounts only in a namespace that was created for it. In any other namespace, "/" belongs
// to somebody else.
package mountns

import (
	"errors"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// Variable holds the name of the namespace that a process was started from.
const Variable = "_COOPER_CALLER_MOUNTS"

// ErrShared means that a process is in the mount namespace of its caller.
var ErrShared = errors.New("the mount namespace belongs to the caller")

// Name names the mount namespace of this process.
func Name() (string, error) {
	var st unix.Stat_t
	if err := unix.Stat("/proc/self/ns/mnt", &st); err != nil {
		return "", &os.PathError{Op: "stat", Path: "/proc/self/ns/mnt", Err: err}
	}
	return strconv.FormatUint(st.Dev, 16) + ":" + strconv.FormatUint(st.Ino, 10), nil
}

// Own returns nil if this process is in a different mount namespace than its caller, whose
// namespace has the given name. An empty name means that there is no caller.
func Own(caller string) error {
	name, err := Name()
	if err == nil && (caller == "" || name == caller) {
		err = ErrShared
	}
	return err
}
