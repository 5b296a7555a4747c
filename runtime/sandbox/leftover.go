package sandbox

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// members finds the processes of a sandbox that has no process namespace, by the
// user namespace that they have in common, also when the first one is gone.
type members struct {
	first int // its first process, for which another goroutine waits
	space unix.Stat_t
	file  *os.File // holds the namespace, so that its number is not given again
}

// membersOf are those of the sandbox whose first process has a number.
func membersOf(pid int) (*members, error) {
	file, err := os.Open(fmt.Sprintf("/proc/%d/ns/user", pid))
	if err != nil {
		return nil, fmt.Errorf("inspecting the namespace of the sandbox: %w", err)
	}
	m := &members{first: pid, file: file}
	if err := unix.Fstat(int(file.Fd()), &m.space); err != nil {
		return nil, errors.Join(fmt.Errorf("inspecting the namespace of the sandbox: %w", err), file.Close())
	}
	return m, nil
}

func (m *members) close() {
	if m != nil {
		m.file.Close()
	}
}

// end kills them, also those that are started meanwhile, and waits for those that
// became children of this process. It returns when none is left.
func (m *members) end() error {
	for {
		left, err := m.list()
		if err != nil || len(left) == 0 {
			return err
		}
		for _, pid := range left {
			if err := m.kill(pid); err != nil {
				return fmt.Errorf("killing process %d, which a sandbox left behind: %w", pid, err)
			}
		}
		time.Sleep(time.Millisecond)
	}
}

func (m *members) list() (out []int, err error) {
	dirs, err := filepath.Glob("/proc/[0-9]*")
	for _, dir := range dirs {
		if pid, err := strconv.Atoi(filepath.Base(dir)); err == nil && pid != m.first && m.has(pid) {
			out = append(out, pid)
		}
	}
	return out, err
}

// kill kills a process by a descriptor, so that it is this one or none. One that
// ended already waits for its parent, which may be this process.
func (m *members) kill(pid int) error {
	fd, err := unix.PidfdOpen(pid, 0)
	if err == nil {
		if m.has(pid) {
			err = unix.PidfdSendSignal(fd, unix.SIGKILL, nil, 0)
		}
		unix.Close(fd)
	}
	_, _ = unix.Wait4(pid, nil, unix.WNOHANG, nil) // or another process is its parent
	if err == unix.ESRCH {
		return nil
	}
	return err
}

// has reports whether a process is in the namespace, or in one that was made in it.
func (m *members) has(pid int) bool {
	fd, err := unix.Open(fmt.Sprintf("/proc/%d/ns/user", pid), unix.O_RDONLY|unix.O_CLOEXEC, 0)
	for err == nil {
		var st unix.Stat_t
		err = unix.Fstat(fd, &st)
		if err == nil && st.Ino == m.space.Ino && st.Dev == m.space.Dev {
			unix.Close(fd)
			return true
		}
		above, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), unix.NS_GET_PARENT, 0)
		unix.Close(fd)
		if errno != 0 {
			return false // it is not below this process's own
		}
		fd = int(above)
	}
	return false
}
