package child

import (
	"os"
	"os/signal"
	"path"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/seccompagent"
)

// start restricts a thread permanently and starts the command from it. The thread is never
// used again: limits and filter apply to it and to its children, but not to the thread that
// reaps.
func (c *Config) start() (pid int, err error) {
	done := make(chan struct{})
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
		defer close(done)
		pid, err = c.startLimited()
	}()
	<-done
	if err == nil {
		forwardSignals(pid)
	}
	return pid, err
}

func (c *Config) startLimited() (int, error) {
	if err := c.enterCwd(); err != nil {
		return 0, err
	}
	file, err := lookPath(c.Args[0], c.Env)
	if err != nil {
		return 0, fail("exec "+c.Args[0], err)
	}
	files, session := []uintptr{0, 1, 2}, &syscall.SysProcAttr{Setsid: true}
	if c.Terminal {
		slave, err := c.openTerminal()
		if err != nil {
			return 0, err
		}
		defer unix.Close(slave)
		files, session.Setctty = []uintptr{uintptr(slave), uintptr(slave), uintptr(slave)}, true
	}
	if !c.OneID {
		session.Credential = &syscall.Credential{Uid: c.UID, Gid: c.GID, Groups: c.Groups}
	}
	if err := c.limitThread(); err != nil {
		return 0, err
	}
	if c.OneID || c.SharedPIDs {
		defer stopCollections()()
		if err := c.answerCalls(); err != nil {
			return 0, fail("starting the seccomp agent", err)
		}
	}
	if err := installFilter(c.Seccomp); err != nil {
		return 0, fail("installing the seccomp filter", err)
	}
	unix.Umask(int(c.Umask))
	pid, err := syscall.ForkExec(file, c.Args, &syscall.ProcAttr{
		Env:   c.Env,
		Files: files,
		Sys:   session,
	})
	return pid, fail("exec "+c.Args[0], err)
}

// stopCollections turns garbage collection off, waits until none is under way, and returns a
// function that turns it on again. A collection would wait for the thread that starts a command,
// while that thread waits in the kernel for an answer to its exec.
func stopCollections() (start func()) {
	percent := debug.SetGCPercent(-1) // waits for the marks of a collection, but not for its end
	runtime.ReadMemStats(new(runtime.MemStats))
	return func() { debug.SetGCPercent(percent) }
}

// answerCalls starts to answer some system calls of this thread.
func (c *Config) answerCalls() error {
	s, err := seccompagent.New(seccompagent.Options{
		IDs: c.OneID, UID: c.UID, GID: c.GID, Groups: c.Groups, Secured: c.NoNewPrivs, Processes: c.SharedPIDs,
	})
	if err != nil {
		return err
	}
	return s.Start()
}

// enterCwd changes to the working directory and makes sure that it lies in the
// root: /proc/self/fd/N could name a directory outside (CVE-2024-21626).
func (c *Config) enterCwd() error {
	root, err := unix.Open("/", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return fail("opening the root", err)
	}
	defer unix.Close(root)
	dir, err := resolve(root, c.Cwd)
	if err != nil {
		return fail("entering the working directory "+c.Cwd, err)
	}
	defer unix.Close(dir)
	if err := unix.Fchdir(dir); err != nil {
		return fail("entering the working directory "+c.Cwd, err)
	}
	buf := make([]byte, unix.PathMax)
	n, err := unix.Getcwd(buf)
	if err != nil || n == 0 || buf[0] != '/' {
		return fail("entering the working directory "+c.Cwd+", which is outside the root", unix.EACCES)
	}
	return nil
}

// lookPath finds a command as execvp does, in the PATH that the command gets.
func lookPath(name string, env []string) (string, error) {
	if strings.Contains(name, "/") {
		return name, nil
	}
	search := ""
	for _, kv := range env {
		if value, ok := strings.CutPrefix(kv, "PATH="); ok {
			search = value
		}
	}
	var denied error
	for dir := range strings.SplitSeq(search, ":") {
		file := path.Join("/", dir, name)
		var stat unix.Stat_t
		if unix.Stat(file, &stat) != nil || stat.Mode&unix.S_IFMT != unix.S_IFREG {
			continue
		}
		if stat.Mode&0o111 != 0 {
			return file, nil
		}
		denied = unix.EACCES
	}
	if denied != nil {
		return "", denied
	}
	return "", unix.ENOENT
}

// dropBounding leaves only the given capabilities in the bounding set, and none
// that an exec would inherit (CVE-2022-29162).
func dropBounding(keep uint64) error {
	for number := uintptr(0); number < 64; number++ {
		if keep&(1<<number) != 0 {
			continue
		}
		err := unix.Prctl(unix.PR_CAPBSET_DROP, number, 0, 0, 0)
		if err == unix.EINVAL {
			break // past the kernel's last capability
		}
		if err != nil {
			return err
		}
	}
	if err := unix.Prctl(unix.PR_CAP_AMBIENT, unix.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0); err != nil {
		return err
	}
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData
	if err := unix.Capget(&header, &data[0]); err != nil {
		return err
	}
	data[0].Inheritable, data[1].Inheritable = 0, 0
	return unix.Capset(&header, &data[0])
}

func installFilter(program []byte) error {
	if len(program) == 0 {
		return nil
	}
	return install(unsafe.Slice((*unix.SockFilter)(unsafe.Pointer(&program[0])), len(program)/8))
}

// install installs a filter in this thread.
func install(filter []unix.SockFilter) error {
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&program)))
	runtime.KeepAlive(filter)
	if errno != 0 {
		return errno
	}
	return nil
}

// forwarded are the signals for PID 1 that the command gets.
var forwarded = []os.Signal{unix.SIGTERM, unix.SIGINT, unix.SIGHUP, unix.SIGQUIT, unix.SIGUSR1, unix.SIGUSR2}

// forwardSignals forwards signals for PID 1 to the command. All others are ignored: one that is
// not would end the sandbox. The runtime takes 30 microseconds for each signal that it has to
// notify of, so it gets few.
func forwardSignals(pid int) {
	var others []os.Signal
	for s := unix.Signal(1); s <= lastSignal; s++ {
		// SIGCHLD would reap the children, and the runtime needs SIGURG.
		if !slices.Contains(forwarded, os.Signal(s)) && s != unix.SIGCHLD && s != unix.SIGURG {
			others = append(others, s)
		}
	}
	signal.Ignore(others...)
	signals := make(chan os.Signal, 16)
	signal.Notify(signals, forwarded...)
	go func() {
		for s := range signals {
			_ = unix.Kill(pid, s.(unix.Signal)) // it may have ended
		}
	}()
}

const lastSignal = 64
