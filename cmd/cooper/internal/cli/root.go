// Package cli is the command line. Each command reads its flags into one struct of
// package build, makes one call, and prints the result. Names of flags and output formats
// are buildah's.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
	"github.com/cooper-build/cooper/imagebuilder/nearest"
)

// Exit codes. A command in a RUN that fails gives its own.
const (
	exitOK       = 0
	exitFailure  = 125
	exitCanceled = 130
)

// app is what commands share.
type app struct {
	args     []string
	in       *os.File
	out, err io.Writer
	text     io.Writer // out for texts of cooper; out itself is for contents
	config   build.Config
	limits   []string
	debug    bool
	profiles profiles

	mu       sync.Mutex
	engine   *build.Engine
	progress ui.Progress // that shows what the engine does; nil: none
	told     bool        // the progress has shown the error
}

// Commands are all commands, for their manual.
func Commands() *cobra.Command { return (&app{}).root() }

// Main runs a command line and returns the exit code.
func Main(args []string, in *os.File, out, errOut io.Writer) int {
	debug.SetGCPercent(400) // a command line rarely needs a collection
	a := &app{in: in, out: out, err: errOut, text: ui.Text(out)}
	var err error
	if a.args, err = withoutDockerFlags(args); err != nil {
		return a.report(err)
	}
	ctx, stop := a.signals()
	defer stop()
	root := a.root()
	root.SetArgs(a.args)
	root.SetIn(in)
	root.SetOut(a.text)
	root.SetErr(errOut)
	cmd, err := root.ExecuteContextC(ctx)
	err = explainArguments(cmd, err)
	if closeErr := errors.Join(a.close(), a.profiles.stop()); err == nil {
		err = closeErr
	}
	return a.report(interruption(ctx, err))
}

// report prints an error and returns the exit code.
func (a *app) report(err error) int {
	var code exitCode
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &code):
		return int(code)
	}
	if !a.told {
		ui.PrintError(a.err, err)
	}
	var e *build.Error
	var found errWarnings
	switch {
	case errors.As(err, &found):
		return 1
	case errors.Is(err, context.Canceled):
		return exitCanceled
	case errors.As(err, &e) && e.ExitCode != 0:
		return e.ExitCode
	}
	return exitFailure
}

// exitCode ends the program with the code of a command that it ran.
type exitCode int

func (e exitCode) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// atEngine does something to the engine, if one was started.
func (a *app) atEngine(do func(*build.Engine)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.engine != nil {
		do(a.engine)
	}
}

// signals returns a context that the first SIGINT or SIGTERM ends. The second
// kills what runs, the third ends the program; so does the time that clean-up may take.
func (a *app) signals() (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	caught := make(chan os.Signal, 2)
	signal.Notify(caught, unix.SIGINT, unix.SIGTERM)
	go func() {
		by := signaled{<-caught}
		a.tellCanceling(by.signal)
		cancel(by)
		select {
		case <-caught:
			a.atEngine((*build.Engine).KillCommands)
			select {
			case <-caught:
			case <-a.cleanUp(hurried):
			}
		case <-a.cleanUp(build.CancelGrace):
		}
		a.atEngine((*build.Engine).Kill)
		os.Exit(exitCanceled)
	}()
	return ctx, func() {
		signal.Stop(caught)
		cancel(nil)
	}
}

// signaled is why a command was canceled.
type signaled struct{ signal os.Signal }

func (s signaled) Error() string { return "canceled: " + s.signal.String() }

// interruption says which signal canceled a command. SIGTERM comes from a program, so the hint
// says where a pod's reason is.
func interruption(ctx context.Context, err error) error {
	var by signaled
	if !errors.Is(err, context.Canceled) || !errors.As(context.Cause(ctx), &by) {
		return err
	}
	out := &build.Error{Kind: build.KindCanceled, Message: by.Error()}
	if by.signal == unix.SIGTERM {
		out.Hint = "another program ended cooper; if this is a pod, `kubectl describe pod` says why"
	}
	return out
}

// cleanUp says when the engine has had its time. Without an engine there is nothing to
// clean up: a shell of unshare goes on after an interrupt.
func (a *app) cleanUp(limit time.Duration) (over <-chan time.Time) {
	a.atEngine(func(*build.Engine) { over = time.After(limit) })
	return over
}

// hurried is how long clean-up may take after a second signal.
const hurried = 5 * time.Second

// open starts the engine of this command.
func (a *app) open(ctx context.Context) (*build.Engine, error) {
	engine, err := build.Open(ctx, a.config)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	a.engine = engine
	a.mu.Unlock()
	return engine, nil
}

func (a *app) close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.engine == nil {
		return nil
	}
	return a.engine.Close()
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "cooper",
		Short:         "Build container images without root and without a daemon",
		Example:       "  cooper build -t app .\n  cooper push app registry.example.com/team/app:1",
		Version:       build.Version(),
		Args:          knownCommand,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) (err error) {
			if err := errors.Join(checkExclusive(cmd), checkResults(cmd)); err != nil {
				return err
			}
			if a.debug {
				a.config.LogLevel = "debug"
			}
			if a.config.Limits, err = build.ParseLimits(a.limits); err != nil {
				return err
			}
			return a.profiles.start()
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
	}
	flags := root.PersistentFlags()
	flags.StringVar(&a.config.Root, "root", "", "root directory of the image store")
	flags.StringVar(&a.config.RunRoot, "runroot", "", "directory for the state of the store")
	flags.StringVar(&a.config.StorageDriver, "storage-driver", os.Getenv("STORAGE_DRIVER"),
		"storage driver: overlay or vfs")
	flags.StringSliceVar(&a.config.StorageOptions, "storage-opt", nil, "set an option of the storage driver, key=value")
	flags.StringVar(&a.config.ImageStore, "imagestore", "", "directory for images and their layers instead of the root")
	flags.BoolVar(&a.config.Transient, "transient-store", false,
		"keep the records of working containers in the runroot: they do not survive a reboot")
	flags.StringVar(&a.config.RegistriesConf, "registries-conf", "", "path of registries.conf")
	flags.StringVar(&a.config.RegistriesConfDir, "registries-conf-dir", "", "directory of parts of registries.conf")
	flags.StringVar(&a.config.ShortNameAliases, "short-name-alias-conf", "",
		"path of the file with aliases of short image names")
	flags.StringVar(&a.config.MountsFile, "default-mounts-file", "",
		"file with host directories that every command gets a copy of, source:target on each line "+
			"(default: mounts.conf of the user or the machine)")
	addIDMaps(flags, &a.config.IDs)
	flags.Var(&oneOf{values: []string{"cgroupfs", "systemd"}}, "cgroup-manager",
		"cgroupfs or systemd: accepted for compatibility, cooper makes cgroups below its own")
	flags.StringSliceVar(&a.limits, "limit", envList("COOPER_LIMITS"),
		"set a limit of archives and downloads, name=N: archive-entries, archive-bytes, archive-ratio, "+
			"archive-header, archive-depth, download-bytes, idle-seconds")
	flags.BoolVar(&a.debug, "debug", false, "the same as --log-level=debug")
	_ = flags.MarkHidden("debug")
	flags.StringVar(&a.config.LogLevel, "log-level", "error",
		"log level of libraries: error, warn, info or debug")
	a.profiles.add(flags)
	a.addCommands(root, a.args)
	root.SetGlobalNormalizationFunc(aliasFlag)
	useHelp(root)
	root.SetFlagErrorFunc(explainFlag)
	return root
}

// knownCommand refuses a word that is no command of cooper or of a group, with the nearest that is.
func knownCommand(group *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range group.Commands() {
		if !c.Hidden {
			names = append(append(names, c.Name()), c.Aliases...)
		}
	}
	out := &build.Error{
		Kind:    build.KindOther,
		Message: fmt.Sprintf("unknown command %q", strings.TrimPrefix(group.CommandPath()+" "+args[0], "cooper ")),
		Hint:    group.CommandPath() + " --help lists the commands",
	}
	if near, ok := nearest.Word(args[0], names); ok {
		out.Hint = "did you mean " + group.CommandPath() + " " + near + "?"
	}
	return out
}

// oneArg checks that there is one argument; what describes it in the error.
func oneArg(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return &build.Error{
				Kind:    build.KindOther,
				Message: fmt.Sprintf("%s takes %s, not %d arguments", cmd.CommandPath(), what, len(args)),
				Hint:    strings.TrimSpace(cmd.CommandPath() + " " + arguments(cmd)),
			}
		}
		return nil
	}
}
