package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"
	"golang.org/x/term"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
)

type containerRunFlags struct {
	command  build.Command
	run      runFlags
	terminal bool
	hostname string
	codes    []int
	noInput  bool
}

func (a *app) runCommand() *cobra.Command {
	f := &containerRunFlags{}
	cmd := &cobra.Command{
		Use:     "run [flags] CONTAINER COMMAND [ARG...]",
		Short:   "Run a command in a working container",
		Long:    runDescription,
		Example: runExamples,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !cmd.Flags().Changed("terminal") {
				f.terminal = a.hasTerminal()
			}
			f.command.Args = args[1:]
			if len(f.command.Args) != 0 && f.command.Args[0] == "--" {
				f.command.Args = f.command.Args[1:]
			}
			return a.runRun(cmd.Context(), f, args[0])
		},
	}
	flags := cmd.Flags()
	flags.SetInterspersed(false)
	c := &f.command
	flags.StringVarP(&c.User, "user", "u", "", "user and group of the command (default: the container's)")
	flags.StringVar(&c.Dir, "workingdir", "", "working directory of the command (default: the container's)")
	flags.StringArrayVarP(&c.Env, "env", "e", nil,
		"set a variable, NAME=value; NAME alone takes the value from the environment")
	flags.StringArrayVar(&f.run.options.Mounts, "mount", nil,
		"add a mount in the form of RUN --mount: type=bind|cache|tmpfs,target=DIR")
	flags.StringVar(&c.ContextDir, "contextdir", "", "context directory of the sources of --mount")
	flags.StringVar(&f.hostname, "hostname", "", "hostname of the container")
	flags.BoolVarP(&f.terminal, "terminal", "t", false, "allocate a terminal (default: if standard input is one)")
	flags.BoolVar(&c.AddHistory, "add-history", envBool("BUILDAH_HISTORY", false),
		"add an entry to the image history")
	flags.IntSliceVar(&f.codes, "valid-exit-codes", nil, "exit codes that count as success")
	addFixed(flags, "no-pivot")
	flags.BoolP("interactive", "i", true, "accepted for compatibility: the command always has standard input")
	_ = flags.MarkHidden("interactive")
	f.run.add(flags)
	return cmd
}

// hasTerminal reports whether somebody sits before it.
func (a *app) hasTerminal() bool {
	out, ok := a.out.(*os.File)
	return ok && term.IsTerminal(int(a.in.Fd())) && term.IsTerminal(int(out.Fd()))
}

func (a *app) runRun(ctx context.Context, f *containerRunFlags, name string) error {
	var err error
	if f.command.Run, err = f.run.value(); err != nil {
		return err
	}
	f.command.Run.Network.Hostname = cmp.Or(f.hostname, f.command.Run.Network.Hostname)
	f.command.Env, f.command.Proxy = fromEnvironment(f.command.Env), fromEnvironment(proxyNames())
	show, done, err := a.events(true)
	if err != nil {
		return err
	}
	defer done(true)
	f.command.OnEvent = func(e build.Event) {
		if e.Kind == event.Warning { // of the sandbox: it is not about progress
			fmt.Fprintf(a.err, "warning: %s\n", ui.Harmless(e.Message))
			return
		}
		show(e)
	}
	return a.onContainer(ctx, name, func(c *build.Container) error {
		if f.terminal {
			err = a.onTerminal(&f.command, func() error { return c.Run(ctx, f.command) })
		} else {
			f.command.Stdout, f.command.Stderr = a.out, a.err
			if !f.noInput {
				f.command.Stdin = a.in
			}
			err = c.Run(ctx, f.command)
		}
		return exitOf(err, f.codes)
	})
}

// exitOf passes on the exit code of a command. Its output has explained the failure.
func exitOf(err error, valid []int) error {
	var e *build.Error
	if !errors.As(err, &e) || !errors.Is(err, build.ErrRun) || e.ExitCode == 0 {
		return err
	}
	for _, code := range valid {
		if code == e.ExitCode {
			return nil
		}
	}
	if e.ExitCode == 126 || e.ExitCode == 127 {
		return err // it may not have run at all
	}
	return exitCode(e.ExitCode)
}

// fromEnvironment gives names without a value that of this process.
func fromEnvironment(list []string) []string {
	var out []string
	for _, e := range list {
		if name, value, given := lookupPair(e); given {
			out = append(out, name+"="+value)
		}
	}
	return out
}

// onTerminal connects this process's terminal with that of a command while it runs.
func (a *app) onTerminal(c *build.Command, run func() error) error {
	return a.rawTerminal(func(t *build.Terminal) error {
		c.Terminal = t
		return run()
	})
}

// rawTerminal calls do with this process's terminal, whose keys are passed on as
// they are.
func (a *app) rawTerminal(do func(*build.Terminal) error) error {
	in := int(a.in.Fd())
	t := &build.Terminal{In: a.in, Out: a.out}
	if !term.IsTerminal(in) {
		return do(t)
	}
	resized, stop := windows(in)
	defer stop()
	t.Resized = resized
	before, err := term.MakeRaw(in)
	if err != nil {
		return err
	}
	defer func() { _ = term.Restore(in, before) }()
	return do(t)
}

// windows gives the size of a terminal now and whenever it changes.
func windows(fd int) (sizes <-chan build.Window, stop func()) {
	out, changed := make(chan build.Window, 1), make(chan os.Signal, 1)
	done := make(chan struct{})
	signal.Notify(changed, unix.SIGWINCH)
	go func() {
		defer close(out)
		for {
			if width, height, err := term.GetSize(fd); err == nil {
				select {
				case out <- build.Window{Rows: uint16(height), Columns: uint16(width)}:
				case <-done:
					return
				}
			}
			select {
			case <-changed:
			case <-done:
				return
			}
		}
	}()
	return out, func() {
		signal.Stop(changed)
		close(done)
	}
}
