package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

// unshared is the variable by which this program knows that it is in the
// namespaces already.
const unshared = "_COOPER_UNSHARED"

func (a *app) unshareCommand() *cobra.Command {
	var mounts []string
	cmd := &cobra.Command{
		Use:   "unshare [flags] [COMMAND [ARG...]]",
		Short: "Run a command in the user namespace of builds",
		Example: "  cooper unshare cat /proc/self/uid_map\n" +
			"  cooper unshare --mount ROOT=work sh -c 'cp app \"$ROOT\"/usr/bin/'",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{envOr("SHELL", "/bin/sh")}
			}
			if len(mounts) == 0 {
				return a.runUnshared(cmd.Context(), args)
			}
			if os.Getenv(unshared) == "" {
				return a.again(cmd.Context())
			}
			return a.withMounts(cmd.Context(), mounts, args)
		},
	}
	cmd.Flags().SetInterspersed(false)
	cmd.Flags().StringArrayVarP(&mounts, "mount", "m", nil,
		"mount a container and set a variable to its path: NAME=CONTAINER, or CONTAINER as the name too")
	return cmd
}

func (a *app) runUnshared(ctx context.Context, args []string) error {
	if _, err := exec.LookPath(args[0]); err != nil {
		a.report(err)
		return exitCode(1) // as buildah has it
	}
	c, err := build.Unshare(args)
	if err != nil {
		return err
	}
	return a.finish(ctx, c)
}

func (a *app) finish(ctx context.Context, c *exec.Cmd) error {
	c.Stdin, c.Stdout, c.Stderr = a.in, a.out, a.err
	return exitOfProgram(build.RunUnshared(ctx, c))
}

// exitOfProgram passes the exit code of a program on.
func exitOfProgram(err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exitCode(exit.ExitCode())
	}
	return err
}

// again runs this very command in the namespaces.
func (a *app) again(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	c, err := build.Unshare(append([]string{self}, a.args...))
	if err != nil {
		return err
	}
	c.Env = append(c.Env, unshared+"=1")
	return a.finish(ctx, c)
}

// withMounts runs a command with containers mounted, in the namespaces.
func (a *app) withMounts(ctx context.Context, mounts, args []string) (err error) {
	a.config.ShareMounts = true
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	c := exec.CommandContext(ctx, args[0], args[1:]...)
	c.Env = os.Environ()
	for _, m := range mounts {
		name, container, ok := strings.Cut(m, "=")
		if !ok {
			container = name
			name = strings.NewReplacer("-", "_", ".", "_").Replace(name)
		}
		opened, err := engine.Container(ctx, container)
		if err != nil {
			return err
		}
		dir, err := opened.Mount(ctx)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, opened.Unmount(context.WithoutCancel(ctx))) }()
		c.Env = append(c.Env, name+"="+dir)
	}
	c.Stdin, c.Stdout, c.Stderr = a.in, a.out, a.err
	if err := exitOfProgram(c.Run()); err != nil {
		return fmt.Errorf("running %s: %w", args[0], err)
	}
	return nil
}
