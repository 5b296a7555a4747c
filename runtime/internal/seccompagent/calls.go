package seccompagent

import "golang.org/x/sys/unix"

// handler answers one system call.
type handler func(*call) response

// idTable are the system calls about ids that are answered, by number. Those that only some
// architectures have are in calls_*.go, those about identity in credentials.go.
var idTable = map[int]handler{
	unix.SYS_FSTAT:     func(c *call) response { return c.stat(c.fd(0), -1, unix.AT_EMPTY_PATH, 1) },
	sysNewfstatat:      func(c *call) response { return c.stat(c.fd(0), 1, int(c.arg(3)), 2) },
	unix.SYS_STATX:     (*call).statx,
	unix.SYS_FCHOWN:    func(c *call) response { return c.chown(c.fd(0), -1, unix.AT_EMPTY_PATH, c.id(1), c.id(2)) },
	unix.SYS_FCHOWNAT:  func(c *call) response { return c.chown(c.fd(0), 1, int(c.arg(4)), c.id(2), c.id(3)) },
	unix.SYS_OPENAT:    func(c *call) response { return c.open(c.fd(0), 1, int(c.arg(2)), uint32(c.arg(3))) },
	unix.SYS_OPENAT2:   (*call).openHow,
	unix.SYS_MKDIRAT:   func(c *call) response { return c.mkdir(c.fd(0), 1) },
	unix.SYS_MKNODAT:   func(c *call) response { return c.mknod(c.fd(0), 1) },
	unix.SYS_SYMLINKAT: func(c *call) response { return c.symlink(c.fd(1), 0, 2) },
	unix.SYS_RENAMEAT:  func(c *call) response { return c.materialize(c.fd(0), 1) },
	unix.SYS_RENAMEAT2: func(c *call) response { return c.materialize(c.fd(0), 1) },
	unix.SYS_LINKAT:    func(c *call) response { return c.materialize(c.fd(0), 1) },
	unix.SYS_UTIMENSAT: func(c *call) response { return c.materialize(c.fd(0), 1) },
	unix.SYS_EXECVE:    func(c *call) response { return c.exec(unix.AT_FDCWD, 0, 0) },
	unix.SYS_EXECVEAT:  func(c *call) response { return c.exec(c.fd(0), 1, int(c.arg(4))) },
	unix.SYS_GETUID:    func(c *call) response { return c.read(func(w *credentials) uint32 { return w.uid.real }) },
	unix.SYS_GETEUID: func(c *call) response {
		return c.read(func(w *credentials) uint32 { return w.uid.effective })
	},
	unix.SYS_GETGID: func(c *call) response { return c.read(func(w *credentials) uint32 { return w.gid.real }) },
	unix.SYS_GETEGID: func(c *call) response {
		return c.read(func(w *credentials) uint32 { return w.gid.effective })
	},
	unix.SYS_GETRESUID: func(c *call) response { return c.readAll(func(w *credentials) ids { return w.uid }) },
	unix.SYS_GETRESGID: func(c *call) response { return c.readAll(func(w *credentials) ids { return w.gid }) },
	unix.SYS_GETGROUPS: (*call).getgroups,
	unix.SYS_SETGROUPS: (*call).setgroups,
	unix.SYS_SETUID:    func(c *call) response { return c.change((*credentials).setuid) },
	unix.SYS_SETGID:    func(c *call) response { return c.change((*credentials).setgid) },
	unix.SYS_SETREUID:  func(c *call) response { return c.change((*credentials).setreuid) },
	unix.SYS_SETREGID:  func(c *call) response { return c.change((*credentials).setregid) },
	unix.SYS_SETRESUID: func(c *call) response { return c.change((*credentials).setresuid) },
	unix.SYS_SETRESGID: func(c *call) response { return c.change((*credentials).setresgid) },
	unix.SYS_SETFSUID:  (*call).setfsuid,
	unix.SYS_SETFSGID:  (*call).setfsgid,
	unix.SYS_CAPGET:    (*call).capget,
}
