package seccompagent

import (
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
)

// exec sets the credentials of a setuid program before the kernel starts it.
func (c *call) exec(dir, pathArg, flags int) response {
	w, err := c.callerCredentials()
	if err != nil {
		return passThrough
	}
	next := *w
	if !c.agent.secured {
		c.adopt(&next, dir, pathArg, flags)
	}
	for _, i := range []*ids{&next.uid, &next.gid} {
		i.saved, i.fs = i.effective, i.effective
	}
	if !next.equal(w) {
		if err := c.become(&next); err != nil {
			return failed(err)
		}
	}
	return passThrough
}

// adopt applies the setuid and setgid bits of a program; a script has none.
func (c *call) adopt(w *credentials, dir, pathArg, flags int) {
	fd, err := c.find(dir, pathArg, flags)
	var st unix.Stat_t
	if err != nil || unix.Fstat(fd, &st) != nil || st.Mode&unix.S_IFMT != unix.S_IFREG || st.Mode&0o111 == 0 {
		return
	}
	setuid, setgid := st.Mode&unix.S_ISUID != 0, st.Mode&unix.S_ISGID != 0 && st.Mode&0o010 != 0
	var fs unix.Statfs_t
	if !setuid && !setgid || unix.Fstatfs(fd, &fs) != nil || fs.Flags&unix.ST_NOSUID != 0 || c.isScript(fd) {
		return
	}
	if owner.Fix(fd, "", &st) != nil {
		return
	}
	if setuid {
		w.uid.effective = st.Uid
	}
	if setgid {
		w.gid.effective = st.Gid
	}
}

func (c *call) isScript(fd int) bool {
	file, err := unix.Openat(c.agent.proc, "self/fd/"+strconv.Itoa(fd), unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return true
	}
	var magic [2]byte
	n, err := unix.Pread(c.keep(file), magic[:], 0)
	return err != nil || n != 2 || string(magic[:]) == "#!"
}
