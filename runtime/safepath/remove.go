package safepath

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// RemoveAll removes the file with a name in the directory, or the tree of them. A
// link is removed itself, and one that is not there is no error.
func (r *Root) RemoveAll(name string) error {
	err := unix.Unlinkat(r.FD(), name, 0)
	if err == nil || err == unix.ENOENT {
		return nil
	}
	below, err := os.OpenRoot(r.ProcPath())
	if err != nil {
		return err
	}
	return errors.Join(below.RemoveAll(name), below.Close())
}
