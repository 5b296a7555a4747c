package child

import (
	"strings"

	"golang.org/x/sys/unix"
)

// labelExec sets the AppArmor profile or SELinux label of the command that this thread is
// about to start.
func (c *Config) labelExec() error {
	if c.ExecLabel == "" {
		return nil
	}
	proc, err := unix.Open("/proc", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(proc)
	names := []string{"thread-self/attr/exec"}
	if strings.HasPrefix(c.ExecLabel, "exec ") { // AppArmor can have a directory of its own
		names = []string{"thread-self/attr/apparmor/exec", names[0]}
	}
	return writeProc(proc, names, c.ExecLabel)
}

// writeProc writes to the first existing file, below a directory that must be a procfs with
// nothing mounted in it. A file of an image in its place would accept the label and confine
// nothing (CVE-2019-16884, CVE-2025-52881).
func writeProc(proc int, names []string, text string) error {
	var fs unix.Statfs_t
	if err := unix.Fstatfs(proc, &fs); err != nil {
		return err
	}
	if fs.Type != unix.PROC_SUPER_MAGIC {
		return fail("/proc is not the filesystem of the kernel", unix.EXDEV)
	}
	how := unix.OpenHow{
		Flags:   unix.O_WRONLY | unix.O_CLOEXEC,
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS | unix.RESOLVE_NO_XDEV,
	}
	err := error(unix.ENOENT)
	for _, name := range names {
		var fd int
		if fd, err = unix.Openat2(proc, name, &how); err == unix.ENOENT {
			continue
		}
		if err == nil {
			_, err = unix.Write(fd, []byte(text))
			unix.Close(fd)
		}
		break
	}
	return err
}
