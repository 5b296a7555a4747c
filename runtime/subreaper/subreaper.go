// Package subreaper ends the descendants of this process where no PID namespace does
// that.
package subreaper

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Adopt makes this process the parent of descendants whose own parents ended.
func Adopt() error { return unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) }

// Signal sends a signal to all descendants, and says how many there are. It needs
// /proc.
func Signal(signal unix.Signal) int { return signalBelow("self", signal) }

func signalBelow(pid string, signal unix.Signal) int {
	lists, err := filepath.Glob(filepath.Join("/proc", pid, "task/*/children"))
	if err != nil {
		return 0
	}
	sent := 0
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			continue // that thread just ended
		}
		for child := range strings.FieldsSeq(string(text)) {
			sent += signalBelow(child, signal)
			if number, err := strconv.Atoi(child); err == nil && unix.Kill(number, signal) == nil {
				sent++
			}
		}
	}
	return sent
}

// Kill kills all descendants, also those that are started meanwhile, and returns
// when none is left. Something else must wait for them.
func Kill() {
	for Signal(unix.SIGKILL) != 0 {
		time.Sleep(time.Millisecond)
	}
}
