package seccompagent

import (
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// readProc reads a file of /proc, up to a length.
func (c *call) readProc(name string, size int) ([]byte, error) {
	fd, err := unix.Openat(c.agent.proc, name, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	defer unix.Close(fd)
	buf := make([]byte, size)
	n, err := unix.Read(fd, buf)
	return buf[:max(n, 0)], err
}

// statusOf reads the status of a process or thread.
func (c *call) statusOf(thread int) (string, error) {
	text, err := c.readProc(strconv.Itoa(thread)+"/status", 4096)
	return string(text), err
}

// field is a line of a status.
func field(text, name string) string {
	_, rest, _ := strings.Cut("\n"+text, "\n"+name+":\t")
	value, _, _ := strings.Cut(rest, "\n")
	return value
}

// capabilities are the effective capabilities of the calling process. Those in a user
// namespace of its own have no meaning here.
func (c *call) capabilities() (uint64, error) {
	var ours, theirs unix.Stat_t
	for name, st := range map[string]*unix.Stat_t{"self/ns/user": &ours, strconv.Itoa(c.pid) + "/ns/user": &theirs} {
		if err := unix.Fstatat(c.agent.proc, name, st, 0); err != nil {
			return 0, err
		}
	}
	if ours.Ino != theirs.Ino || ours.Dev != theirs.Dev {
		return 0, nil
	}
	text, err := c.statusOf(c.pid)
	if err != nil {
		return 0, err
	}
	return strconv.ParseUint(field(text, "CapEff"), 16, 64)
}
