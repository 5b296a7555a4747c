package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	units "github.com/docker/go-units"
	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
)

// lockFlags say which Containerfile to lock. Its inputs are those of `cooper build`.
type lockFlags struct {
	buildFlags
	lock   build.LockRequest
	update []string
	quiet  bool
}

// everything stands for all sources in --update.
const everything = "all"

func (a *app) lockCommand() *cobra.Command {
	f := &lockFlags{}
	cmd := &cobra.Command{
		Use:   "lock [flags] [CONTEXT]",
		Short: "Write the digests of the images, downloads and repositories of a Containerfile to its lock file",
		Long: "Resolve what a Containerfile names: bases, images of --from, URLs and repositories of ADD, and the " +
			"image of a # syntax line, for all stages. The digests go to CONTAINERFILE.lock, and " +
			"`cooper build --locked` uses nothing else.\n\nWhat is locked stays as it is until --update resolves it " +
			"again. --check writes nothing and exits with 1 if the lock file is not complete.",
		Example: "  cooper lock\n  cooper lock --platform linux/amd64,linux/arm64 app\n  cooper lock --update\n" +
			"  cooper lock --update=debian:12\n  cooper lock --check\n  cooper build --locked -t app .",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.complete(a, args); err != nil {
				return err
			}
			return a.runLock(cmd.Context(), f)
		},
	}
	f.add(cmd)
	return cmd
}

func (f *lockFlags) add(cmd *cobra.Command) {
	flags, r := cmd.Flags(), &f.request
	flags.StringArrayVarP(&f.files, "file", "f", nil, "path of the Containerfile")
	flags.StringArrayVar(&f.args, "build-arg", nil, "set a build argument, name=value")
	flags.StringArrayVar(&f.argFiles, "build-arg-file", nil, "read build arguments from a file, one name=value a line")
	flags.StringArrayVar(&f.contexts, "build-context", nil, "add a named context, which needs no lock")
	flags.StringSliceVar(&r.Platforms.Names, "platform", nil, "platform to resolve for (default: the machine's)")
	flags.StringVar(&r.SourcePolicy, "source-policy-file", "", "apply a source policy first")
	flags.StringVar(&r.Lock.File, "lock-file", "", "path of the lock file (default: CONTAINERFILE.lock)")
	flags.StringSliceVar(&f.update, "update", nil, "resolve these sources again; without a name, all")
	flags.Lookup("update").NoOptDefVal = everything
	flags.BoolVar(&f.lock.Check, "check", false, "write nothing; exit with 1 if the lock file would change")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "do not print the changes")
	f.access.add(flags)
}

// complete reads the flags. With --update, arguments that are no context are names of sources.
func (f *lockFlags) complete(a *app, args []string) (err error) {
	dir, given := ".", false
	for _, arg := range args {
		_, statErr := os.Stat(arg)
		isContext := statErr == nil || strings.Contains(arg, "://") || build.IsGit(arg)
		switch {
		case isContext && !given:
			dir, given = arg, true
		case !isContext && len(f.update) != 0:
			f.update = append(f.update, arg)
		default:
			return fmt.Errorf("%q is no build context: use --update=%s to resolve it again", arg, arg)
		}
	}
	if err := f.completeContext(a, dir); err != nil {
		return err
	}
	if err := errors.Join(f.completePlatform(), f.completeInputs(a)); err != nil {
		return err
	}
	r := &f.request
	r.Access = f.access.value()
	names := f.lock.Names
	for _, name := range f.update {
		if name != everything {
			names = append(names, name)
		}
	}
	f.lock.Request, f.lock.Names = *r, names
	f.lock.Update = len(f.update) != 0 && len(names) == 0
	return nil
}

func (a *app) runLock(ctx context.Context, f *lockFlags) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	result, err := engine.Lock(ctx, f.lock)
	if err != nil {
		return err
	}
	if !f.quiet {
		for _, c := range result.Changes {
			fmt.Fprintln(a.out, changeLine(&c))
		}
		fmt.Fprintf(a.out, "%s: %d sources, %d changes\n", result.File, result.Sources, len(result.Changes))
	}
	if f.lock.Check && len(result.Changes) != 0 {
		return exitCode(1)
	}
	return nil
}

// changeLine is a change as a person reads it.
func changeLine(c *build.LockChange) string {
	name := ui.Harmless(c.Name)
	switch {
	case c.Old == nil:
		return fmt.Sprintf("+ %s %s%s", name, shortIdentity(c.New.Identity), lockedSize(c.New.Size))
	case c.New == nil:
		return fmt.Sprintf("- %s %s", name, shortIdentity(c.Old.Identity))
	}
	return fmt.Sprintf("~ %s %s -> %s%s, locked on %s before", name, shortIdentity(c.Old.Identity),
		shortIdentity(c.New.Identity), lockedSize(c.New.Size), c.Old.At.Format("2006-01-02"))
}

// shortIdentity is the beginning of a digest or commit.
func shortIdentity(id string) string {
	algorithm, sum, ok := strings.Cut(id, ":")
	if !ok {
		return id[:min(len(id), 12)]
	}
	return algorithm + ":" + sum[:min(len(sum), 12)]
}

func lockedSize(size int64) string {
	if size == 0 {
		return ""
	}
	return " (" + units.HumanSize(float64(size)) + ")"
}
