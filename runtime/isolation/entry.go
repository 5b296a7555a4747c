package isolation

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/userns"
)

// Start starts a program of cooper, which calls Enter first, in the namespaces of an entry. The
// first of its ExtraFiles must be free (nil). If the process can mount already, the command
// gets a mount namespace, unless it shares that of the process.
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

// StartProgram is Start for any program, with mounts of its own.
func (e Entry) StartProgram(cmd *exec.Cmd) error {
	if e.newUser() {
		if err := userns.Wait(cmd); err != nil {
			return err
		}
	}
	return e.Start(cmd, false)
}

// Enter is the beginning of a program that Start started.
func (e Entry) Enter() error {
	if !e.newUser() {
		return nil
	}
	return userns.Enter()
}

func (e Entry) newUser() bool { return e == Many || e == One }
