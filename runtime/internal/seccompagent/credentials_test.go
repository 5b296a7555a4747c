package seccompagent_test

import (
	"math/rand/v2"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/internal/seccompagent"
)

func TestMain(m *testing.M) { testenv.Main(m) }

// TestLikeTheKernel plays random sequences of calls to the kernel, on a thread
// that is thrown away, and to the model: every answer and every id is the same.
func TestLikeTheKernel(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		done := make(chan struct{})
		go func() {
			defer close(done)
			runtime.LockOSThread() // never unlocked: the thread ends with its ids
			play(t, random)
		}()
		<-done
	}
}

func play(t *testing.T, random *rand.Rand) {
	values := []uint32{0, 1, 33, 1000, seccompagent.Unchanged}
	w := seccompagent.OfThread()
	var trace []any
	for range 6 {
		s := seccompagent.Steps[random.IntN(len(seccompagent.Steps))]
		var args [6]uint64
		for i := range s.Args {
			args[i] = uint64(values[random.IntN(len(values))])
		}
		if s.Args == 1 && uint32(args[0]) == seccompagent.Unchanged {
			continue // refused before anybody's rights count
		}
		_, _, errno := unix.RawSyscall(s.Number, uintptr(args[0]), uintptr(args[1]), uintptr(args[2]))
		err := s.Model(w, args)
		trace = append(trace, s.Name, args[:s.Args])
		if (errno == 0) != (err == nil) {
			t.Errorf("%v: the kernel says %v, the model %v", trace, errno, err)
			return
		}
		if real := seccompagent.OfThread(); !seccompagent.Equal(real, w) {
			t.Errorf("%v: the kernel has %+v, the model %+v", trace, real, w)
			return
		}
	}
}

// TestGive: who may change an owner, see chown(2).
func TestGive(t *testing.T) {
	const keep = seccompagent.Unchanged
	mine, others := &unix.Stat_t{Uid: 1000, Gid: 1000}, &unix.Stat_t{Uid: 5, Gid: 5}
	for _, c := range []struct {
		user     uint32
		st       *unix.Stat_t
		uid, gid uint32
		want     bool
	}{
		{0, others, 9, 9, true},
		{1000, mine, keep, 7, true},
		{1000, mine, 1000, 1000, true},
		{1000, mine, 0, keep, false},
		{1000, mine, keep, 8, false},
		{1000, others, keep, keep, false},
	} {
		if got := seccompagent.MayGive(c.user, c.user, []uint32{7}, c.st, c.uid, c.gid); got != c.want {
			t.Errorf("user %d giving %d:%d to %d:%d: %v", c.user, c.st.Uid, c.st.Gid, c.uid, c.gid, got)
		}
	}
}
