package isolation

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/userns"
)

// Start starts a command as an entry says. The first of its ExtraFiles must be
// left free (nil). A process that may mount already gives it a mount namespace,
// unless it shares its own.
func (e Entry) Start(cmd *exec.Cmd, shareMounts bool) error {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	find := userns.Available
	switch e {
	case Mounts:
		if !shareMounts {
			cmd.SysProcAttr.Cloneflags |= unix.CLONE_NEWNS
		}
		return cmd.Start()
	case None:
		return cmd.Start()
	case One:
		find = userns.Single
	}
	maps, err := find()
	if err != nil {
		return err
	}
	return userns.Start(cmd, maps)
}
