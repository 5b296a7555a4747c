package child

import (
	"errors"
	"os"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/mountns"
)

// try prints the results of trials in the namespaces of a throw-away child: an errno for
// each, 0 for success. The caller's mount namespace has the given name.
func try(caller string) int {
	if err := Enter(); err != nil {
		return refuse(err)
	}
	mount := makePrivate(caller)
	fs, proc := newFilesystem("proc", nil, 0)
	if proc == nil {
		unix.Close(fs)
	}
	os.Stdout.WriteString("mount " + errnoText(mount) + "\nproc " + errnoText(proc) + "\n")
	return 0
}

// makePrivate keeps mounts made here from the caller, and the other way round.
func makePrivate(caller string) error {
	if err := mountns.Own(caller); err != nil {
		return err
	}
	return unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, "")
}

func errnoText(err error) string {
	var errno unix.Errno
	if err != nil && !errors.As(err, &errno) {
		errno = unix.EIO
	}
	return strconv.Itoa(int(errno))
}
