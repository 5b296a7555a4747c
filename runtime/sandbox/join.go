package sandbox

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	threads "runtime"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"
)

// joinedNetwork is the network namespace that a spec joins; empty: none.
func joinedNetwork(spec *specs.Spec) string {
	for _, ns := range spec.Linux.Namespaces {
		if ns.Type == specs.NetworkNamespace {
			return ns.Path
		}
	}
	return ""
}

// startIn starts a program in a network namespace, or in that of this process. The thread
// that starts it comes back, because the program is told when that thread ends.
func startIn(path string, cmd *exec.Cmd) (err error) {
	if path == "" {
		return explainClone(cmd.Start())
	}
	own, err := os.Open("/proc/self/ns/net")
	if err != nil {
		return err
	}
	defer own.Close()
	other, err := os.Open(path)
	if err != nil {
		return err
	}
	defer other.Close()
	threads.LockOSThread()
	if err := unix.Setns(int(other.Fd()), unix.CLONE_NEWNET); err != nil {
		threads.UnlockOSThread()
		return fmt.Errorf("joining the network namespace %s, as the host's root can: %w", path, err)
	}
	err = explainClone(cmd.Start())
	if back := unix.Setns(int(own.Fd()), unix.CLONE_NEWNET); back != nil {
		return errors.Join(err, fmt.Errorf("leaving the network namespace %s: %w", path, back)) // the thread is lost
	}
	threads.UnlockOSThread()
	return err
}
