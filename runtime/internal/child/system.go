package child

import (
	"strings"

	"golang.org/x/sys/unix"
)

// kernelTrees are directories that file systems of the kernel are mounted on, and
// the type that is there afterwards; 0: one of our own.
var kernelTrees = map[string]int64{"/proc": unix.PROC_SUPER_MAGIC, "/sys": unix.SYSFS_MAGIC, "/dev": 0}

// treeOf is the one of them that a path is, or lies in; empty: none.
func treeOf(name string) string {
	first, _, _ := strings.Cut(relative(name), "/")
	if _, ok := kernelTrees["/"+first]; ok {
		return "/" + first
	}
	return ""
}

// target opens the mount point of a mount or mask. It follows no link in the trees of the
// kernel: an image whose /proc is a link would redirect the mount and the masks
// (CVE-2019-19921, CVE-2023-27561).
func (m *Mount) target(root int) (int, error) {
	if treeOf(m.Target) == "" {
		return resolve(root, m.Target)
	}
	fd, err := resolveStrictly(root, m.Target)
	if err == unix.ELOOP {
		err = fail("following a symbolic link in the image", unix.ELOOP)
	}
	return fd, err
}

func resolveStrictly(root int, name string) (int, error) {
	how := unix.OpenHow{Flags: unix.O_PATH | unix.O_CLOEXEC, Resolve: unix.RESOLVE_IN_ROOT | unix.RESOLVE_NO_SYMLINKS}
	for {
		fd, err := unix.Openat2(root, relative(name), &how)
		if err != unix.EAGAIN && err != unix.EINTR {
			return fd, err
		}
	}
}

// covered opens a path that is to be masked or made read-only, and makes sure that it is in
// the expected file system. If the procfs were elsewhere, the real one would stay unmasked
// (CVE-2019-16884).
func (m *Mount) covered(root int) (int, error) {
	tree := treeOf(m.Target)
	if want := kernelTrees[tree]; want != 0 {
		top, err := resolveStrictly(root, tree)
		if err != nil {
			return -1, err
		}
		var fs unix.Statfs_t
		err = unix.Fstatfs(top, &fs)
		unix.Close(top)
		if err != nil {
			return -1, err
		}
		if fs.Type != want {
			return -1, fail(tree+" is not the filesystem of the kernel", unix.EXDEV)
		}
	}
	return m.target(root)
}

// deviceNumbers are those of the devices that a sandbox has.
var deviceNumbers = map[string]uint64{
	"/dev/null": unix.Mkdev(1, 3), "/dev/zero": unix.Mkdev(1, 5), "/dev/full": unix.Mkdev(1, 7),
	"/dev/random": unix.Mkdev(1, 8), "/dev/urandom": unix.Mkdev(1, 9), "/dev/tty": unix.Mkdev(5, 0),
}

// checkDevice checks an open device. A different file under its name would be bound over
// other files as a mask (CVE-2025-31133).
func checkDevice(fd int, name string) error {
	want, known := deviceNumbers[name]
	if !known {
		return nil
	}
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		return err
	}
	if st.Mode&unix.S_IFMT != unix.S_IFCHR || st.Rdev != want {
		return fail(name+" is another file than the device of this name", unix.ENODEV)
	}
	return nil
}
