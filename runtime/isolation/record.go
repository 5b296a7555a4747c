package isolation

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/user"
	"path/filepath"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/safepath"
)

type record struct {
	Inputs string `json:"inputs"`
	Mode   Mode   `json:"mode"`
}

// maxRecord bounds a record, in bytes.
const maxRecord = 1 << 20

// recordFile is where the mode is remembered: below the user's cache directory, or
// below root's own where root has the variables of another user, as with sudo.
func recordFile() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil || !owned(dir) {
		self, lookupErr := user.LookupId(fmt.Sprint(os.Geteuid()))
		if lookupErr != nil {
			return "", lookupErr
		}
		dir = filepath.Join(self.HomeDir, ".cache")
		if !owned(dir) {
			return "", fmt.Errorf("%s belongs to another user", dir)
		}
	}
	return filepath.Join(dir, "cooper", "isolation.json"), nil
}

// owned reports whether a directory, or the one that it would be made in, belongs to
// the effective user, also as a link.
func owned(dir string) bool {
	for {
		var link, st unix.Stat_t
		err := unix.Lstat(dir, &link)
		if err == unix.ENOENT && dir != filepath.Dir(dir) {
			dir = filepath.Dir(dir)
			continue
		}
		if err == nil {
			err = unix.Stat(dir, &st)
		}
		self := uint32(os.Geteuid())
		return err == nil && link.Uid == self && st.Uid == self && st.Mode&unix.S_IFMT == unix.S_IFDIR
	}
}

func recall(inputs string) (Mode, bool) {
	var r record
	file, err := recordFile()
	if err != nil {
		return r.Mode, false
	}
	data, err := readOwn(file)
	ok := err == nil && json.Unmarshal(data, &r) == nil && r.Inputs == inputs
	return r.Mode, ok
}

// readOwn reads a file that nobody but the effective user can have written, in a
// directory of which the same is true. Neither is reached through a link.
func readOwn(file string) ([]byte, error) {
	dir, err := openOwn(unix.AT_FDCWD, filepath.Dir(file), unix.O_DIRECTORY)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	f, err := openOwn(int(dir.Fd()), filepath.Base(file), 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxRecord))
}

func openOwn(dir int, name string, flags int) (*os.File, error) {
	fd, err := unix.Openat(dir, name, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_CLOEXEC|flags, 0)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	f := os.NewFile(uintptr(fd), name)
	var st unix.Stat_t
	err = unix.Fstat(fd, &st)
	kind := st.Mode & unix.S_IFMT
	if err == nil &&
		(st.Uid != uint32(os.Geteuid()) || st.Mode&0o022 != 0 || kind != unix.S_IFREG && kind != unix.S_IFDIR) {
		err = unix.EPERM
	}
	if err != nil {
		f.Close()
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	return f, nil
}

// remember is a convenience: where it fails, the next start tries again.
func remember(inputs string, r Mode) {
	file, err := recordFile()
	if err != nil {
		return
	}
	data, err := json.Marshal(record{inputs, r})
	if err == nil {
		err = os.MkdirAll(filepath.Dir(file), 0o700)
	}
	if err == nil {
		_ = safepath.WriteFile(file, data, 0o600)
	}
}
