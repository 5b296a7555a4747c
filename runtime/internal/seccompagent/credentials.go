package seccompagent

import (
	"slices"
	"sync"

	"golang.org/x/sys/unix"
)

// ids are the ids of one kind that a process has, see credentials(7).
type ids struct{ real, effective, saved, fs uint32 }

// unchanged stands for "leave it" in calls that set several ids.
const unchanged = ^uint32(0)

// credentials say who a process is. A value is not changed once it has a number.
type credentials struct {
	uid, gid ids
	groups   []uint32
}

func newCredentials(uid, gid uint32, groups []uint32) *credentials {
	return &credentials{ids{uid, uid, uid, uid}, ids{gid, gid, gid, gid}, groups}
}

func (w *credentials) privileged() bool { return w.uid.effective == 0 }

func (w *credentials) member(gid uint32) bool {
	return w.gid.fs == gid || slices.Contains(w.groups, gid)
}

func (w *credentials) equal(other *credentials) bool {
	return w.uid == other.uid && w.gid == other.gid && slices.Equal(w.groups, other.groups)
}

// set is setuid(2) and setgid(2).
func (i *ids) set(privileged bool, id uint32) error {
	switch {
	case privileged:
		*i = ids{id, id, id, id}
	case id == i.real || id == i.saved:
		i.effective, i.fs = id, id
	default:
		return unix.EPERM
	}
	return nil
}

// setTwo is setreuid(2) and setregid(2).
func (i *ids) setTwo(privileged bool, real, effective uint32) error {
	old := *i
	if real != unchanged {
		if !privileged && real != old.real && real != old.effective {
			return unix.EPERM
		}
		i.real = real
	}
	if effective != unchanged {
		if !privileged && effective != old.real && effective != old.effective && effective != old.saved {
			*i = old
			return unix.EPERM
		}
		i.effective, i.fs = effective, effective
	}
	if real != unchanged || effective != unchanged && effective != old.real {
		i.saved = i.effective
	}
	return nil
}

// setThree is setresuid(2) and setresgid(2).
func (i *ids) setThree(privileged bool, real, effective, saved uint32) error {
	for _, id := range []uint32{real, effective, saved} {
		if !privileged && id != unchanged && id != i.real && id != i.effective && id != i.saved {
			return unix.EPERM
		}
	}
	for _, field := range []struct {
		to *uint32
		id uint32
	}{{&i.real, real}, {&i.effective, effective}, {&i.saved, saved}} {
		if field.id != unchanged {
			*field.to = field.id
		}
	}
	i.fs = i.effective
	return nil
}

func (w *credentials) setuid(c *call) error { return w.uid.set(w.privileged(), c.id(0)) }
func (w *credentials) setgid(c *call) error { return w.gid.set(w.privileged(), c.id(0)) }

func (w *credentials) setreuid(c *call) error {
	return w.uid.setTwo(w.privileged(), c.id(0), c.id(1))
}

func (w *credentials) setregid(c *call) error {
	return w.gid.setTwo(w.privileged(), c.id(0), c.id(1))
}

func (w *credentials) setresuid(c *call) error {
	return w.uid.setThree(w.privileged(), c.id(0), c.id(1), c.id(2))
}

func (w *credentials) setresgid(c *call) error {
	return w.gid.setThree(w.privileged(), c.id(0), c.id(1), c.id(2))
}

// register numbers all credentials that were seen. A build has few of them.
type register struct {
	mu   sync.Mutex
	list []*credentials
}

func (r *register) number(w *credentials) uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	if n := slices.IndexFunc(r.list, w.equal); n >= 0 {
		return uint64(n)
	}
	r.list = append(r.list, w)
	return uint64(len(r.list) - 1)
}

// find returns the credentials with a number. A limit that was not set yet, and
// is infinite, stands for the first.
func (r *register) find(number uint64) *credentials {
	r.mu.Lock()
	defer r.mu.Unlock()
	if number >= uint64(len(r.list)) {
		number = 0
	}
	return r.list[number]
}

// callerCredentials reads the credentials of the calling process.
func (c *call) callerCredentials() (*credentials, error) {
	var limit unix.Rlimit
	if err := unix.Prlimit(c.pid, unix.RLIMIT_LOCKS, nil, &limit); err != nil {
		return nil, err
	}
	return c.agent.known.find(limit.Cur), nil
}

// become sets the credentials of the calling process, with all its threads.
func (c *call) become(w *credentials) error {
	var limit unix.Rlimit
	if err := unix.Prlimit(c.pid, unix.RLIMIT_LOCKS, nil, &limit); err != nil {
		return err
	}
	limit.Cur = c.agent.known.number(w)
	return unix.Prlimit(c.pid, unix.RLIMIT_LOCKS, &limit, nil)
}

func (c *call) read(field func(*credentials) uint32) response {
	w, err := c.callerCredentials()
	if err != nil {
		return failed(err)
	}
	return value(int64(field(w)))
}

// readAll is getresuid(2) and getresgid(2).
func (c *call) readAll(field func(*credentials) ids) response {
	w, err := c.callerCredentials()
	if err != nil {
		return failed(err)
	}
	i := field(w)
	for n, id := range []uint32{i.real, i.effective, i.saved} {
		if err := c.writeNumbers(c.arg(n), id); err != nil {
			return failed(err)
		}
	}
	return value(0)
}

func (c *call) change(apply func(*credentials, *call) error) response {
	w, err := c.callerCredentials()
	if err != nil {
		return failed(err)
	}
	next := *w
	if err := apply(&next, c); err != nil {
		return failed(err)
	}
	return result(c.become(&next))
}

func (c *call) setfsuid() response {
	return c.setfs(func(w *credentials) *ids { return &w.uid })
}

func (c *call) setfsgid() response {
	return c.setfs(func(w *credentials) *ids { return &w.gid })
}

// setfs is setfsuid(2): it returns the old id, and never an error.
func (c *call) setfs(field func(*credentials) *ids) response {
	w, err := c.callerCredentials()
	if err != nil {
		return failed(err)
	}
	next := *w
	i := field(&next)
	was, id := i.fs, c.id(0)
	if id != unchanged && (w.privileged() || id == i.real || id == i.effective || id == i.saved || id == i.fs) {
		i.fs = id
		if err := c.become(&next); err != nil {
			return failed(err)
		}
	}
	return value(int64(was))
}

// maxGroups is NGROUPS_MAX.
const maxGroups = 1 << 16

func (c *call) getgroups() response {
	w, err := c.callerCredentials()
	if err != nil {
		return failed(err)
	}
	size := int(int32(c.arg(0)))
	switch {
	case size == 0:
	case size < len(w.groups):
		return failed(unix.EINVAL)
	default:
		if err := c.writeNumbers(c.arg(1), w.groups...); err != nil {
			return failed(err)
		}
	}
	return value(int64(len(w.groups)))
}

func (c *call) setgroups() response {
	size := c.arg(0)
	w, err := c.callerCredentials()
	switch {
	case err != nil:
		return failed(err)
	case !w.privileged():
		return failed(unix.EPERM)
	case size > maxGroups:
		return failed(unix.EINVAL)
	}
	next := *w
	if next.groups, err = c.readNumbers(c.arg(1), int(size)); err != nil {
		return failed(err)
	}
	return result(c.become(&next))
}

// capget shows no capabilities to a process that is not root, as if the kernel
// had taken them when it changed its user.
func (c *call) capget() response {
	w, err := c.callerCredentials()
	if err != nil {
		return failed(err)
	}
	header, err := c.readNumbers(c.arg(0), 2)
	if err != nil || w.privileged() || header[0] != unix.LINUX_CAPABILITY_VERSION_3 || c.arg(1) == 0 {
		return passThrough
	}
	return result(c.writeNumbers(c.arg(1), make([]uint32, 6)...))
}
