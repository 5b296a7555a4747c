package build

import (
	"context"
	"os"
	"os/exec"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/isolation"
)

// Unshare prepares a command that will run as root of the user namespace that
// builds run in. The caller sets its descriptors 0 to 2 and calls RunUnshared.
func Unshare(args []string) (*exec.Cmd, error) {
	path, err := exec.LookPath(args[0])
	if err != nil {
		return nil, describe(err)
	}
	cmd := exec.Command(path, args[1:]...)
	cmd.Env = workerEnvironment()
	cmd.ExtraFiles = []*os.File{nil}
	return cmd, nil
}

// RunUnshared runs a command of Unshare to its end. Its error is an
// *exec.ExitError when the command failed.
func RunUnshared(ctx context.Context, cmd *exec.Cmd) error {
	// Without a user namespace all files of the store belong to this user.
	mode := isolation.Find()
	if err := mode.Entry.StartProgram(cmd); err != nil {
		return setupError(err)
	}
	stop := context.AfterFunc(ctx, func() { _ = cmd.Process.Signal(unix.SIGTERM) })
	defer stop()
	return cmd.Wait()
}
