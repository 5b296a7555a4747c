package isolation

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/helper"
	"github.com/cooper-build/cooper/runtime/mountns"
	"github.com/cooper-build/cooper/runtime/userns"
)

// trial is the result of a throw-away child in new namespaces.
type trial struct {
	proc unix.Errno // of mounting a new /proc
}

// try enters a user namespace like a worker and its sandboxes, with its own mounts and
// processes.
func try(maps userns.Maps) (trial, error) {
	mounts, err := mountns.Name()
	if err != nil {
		return trial{}, fmt.Errorf("trying a user namespace: %w", err)
	}
	cmd, err := helper.Command([]*os.File{nil}, "trial", mounts)
	if err != nil {
		return trial{}, err
	}
	cmd.Env = []string{}
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWPID}
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := userns.Start(cmd, maps); err != nil {
		return trial{}, err
	}
	waitErr := cmd.Wait()
	var mount, proc int
	if _, err := fmt.Sscanf(out.String(), "mount %d\nproc %d\n", &mount, &proc); err != nil {
		return trial{}, fmt.Errorf("trying a user namespace: %w", errors.Join(err, waitErr))
	}
	if mount != 0 {
		return trial{}, &CallError{Doing: "mounting in a user namespace", Call: "mount", Errno: unix.Errno(mount)}
	}
	return trial{proc: unix.Errno(proc)}, nil
}
