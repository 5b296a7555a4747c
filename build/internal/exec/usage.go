package exec

import (
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/event"
)

// block is the unit of ru_inblock and ru_oublock, in bytes (getrusage(2)).
const block = 512

// used is what this process and the children that have ended used so far.
func used() (sum event.Usage) {
	for _, who := range []int{unix.RUSAGE_SELF, unix.RUSAGE_CHILDREN} {
		var u unix.Rusage
		if unix.Getrusage(who, &u) != nil {
			continue
		}
		sum.System += time.Duration(u.Stime.Nano())
		sum.User += time.Duration(u.Utime.Nano())
		sum.Read += u.Inblock * block
		sum.Written += u.Oublock * block
	}
	return sum
}

// since is what was used after before.
func since(before event.Usage) *event.Usage {
	now := used()
	return &event.Usage{
		System: now.System - before.System, User: now.User - before.User,
		Read: now.Read - before.Read, Written: now.Written - before.Written,
	}
}
