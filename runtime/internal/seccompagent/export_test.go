package seccompagent

import "golang.org/x/sys/unix"

// Credentials are those of the model, for tests.
type Credentials = credentials

// Step is one call that changes ids, as the kernel and as the model know it.
type Step struct {
	Name   string
	Number uintptr
	Args   int
	Model  func(w *Credentials, args [6]uint64) error
}

func model(apply func(*credentials, *call) error) func(*Credentials, [6]uint64) error {
	return func(w *Credentials, args [6]uint64) error {
		return apply(w, &call{notification: &notification{args: args}})
	}
}

// Steps are the calls of the model.
var Steps = []Step{
	{"setuid", unix.SYS_SETUID, 1, model((*credentials).setuid)},
	{"setgid", unix.SYS_SETGID, 1, model((*credentials).setgid)},
	{"setreuid", unix.SYS_SETREUID, 2, model((*credentials).setreuid)},
	{"setregid", unix.SYS_SETREGID, 2, model((*credentials).setregid)},
	{"setresuid", unix.SYS_SETRESUID, 3, model((*credentials).setresuid)},
	{"setresgid", unix.SYS_SETRESGID, 3, model((*credentials).setresgid)},
}

// Unchanged stands for "leave it".
const Unchanged = unchanged

// OfThread are the ids of this thread, as the kernel has them.
func OfThread() *Credentials {
	var w credentials
	w.uid.real, w.uid.effective, w.uid.saved = numbers(unix.Getresuid())
	w.gid.real, w.gid.effective, w.gid.saved = numbers(unix.Getresgid())
	// Setting one that is none leaves it, and returns it.
	uid, _, _ := unix.RawSyscall(unix.SYS_SETFSUID, ^uintptr(0), 0, 0)
	gid, _, _ := unix.RawSyscall(unix.SYS_SETFSGID, ^uintptr(0), 0, 0)
	w.uid.fs, w.gid.fs = uint32(uid), uint32(gid)
	return &w
}

func numbers(real, effective, saved int) (r, e, s uint32) {
	return uint32(real), uint32(effective), uint32(saved)
}

// Equal reports whether two are the same.
func Equal(a, b *Credentials) bool { return a.equal(b) }

// MayGive says who may change an owner.
func MayGive(uid, gid uint32, groups []uint32, st *unix.Stat_t, toUID, toGID uint32) bool {
	return newCredentials(uid, gid, groups).mayGive(st, toUID, toGID)
}

// Filter is the program of an agent.
func Filter(opts Options) ([]unix.SockFilter, error) {
	s, err := New(opts)
	if err != nil {
		return nil, err
	}
	defer unix.Close(s.root)
	defer unix.Close(s.proc)
	return s.program(), nil
}
