package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// onContainer opens a container and calls do.
func (a *app) onContainer(ctx context.Context, name string, do func(*build.Container) error) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	c, err := engine.Container(ctx, name)
	if errors.Is(err, build.ErrNotFound) {
		if _, notImage := engine.Inspect(ctx, name); notImage == nil {
			return &build.Error{
				Kind:    build.KindNotFound,
				Message: name + " is an image, not a working container",
				Hint: "CONTAINER=$(cooper from " + name + ") makes a working container of it; " +
					"podman run " + name + " runs it",
			}
		}
	}
	if err != nil {
		return err
	}
	return do(c)
}

// events displays the events of a call, unless it is quiet.
func (a *app) events(quiet bool) (show func(build.Event), done func(ok bool), err error) {
	mode := progressDefault()
	if quiet {
		mode = "quiet"
	}
	progress, err := ui.NewProgress(mode, a.err)
	if err != nil {
		return nil, nil, err
	}
	a.show(progress)
	return progress.Event, func(ok bool) { _ = progress.Close(ok) }, nil
}

type fromFlags struct {
	options  build.FromOptions
	run      runFlags
	access   accessFlags
	platform platformFlags
	cidfile  string
	quiet    bool
	proxy    bool
}

func (a *app) fromCommand() *cobra.Command {
	f := &fromFlags{}
	cmd := &cobra.Command{
		Use:     "from [flags] IMAGE",
		Short:   "Create a working container from an image, or from scratch",
		Long:    fromDescription,
		Example: fromExamples,
		Args:    oneArg("one image"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runFrom(cmd.Context(), f, args[0])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.options.Name, "name", "", "set the name of the container")
	addPull(cmd, (*string)(&f.options.Pull), "pull policy: always, missing, never or newer")
	flags.StringVar((*string)(&f.options.Format), "format", os.Getenv("BUILDAH_FORMAT"),
		"format of the committed images: oci or docker")
	flags.StringVar(&f.options.Suffix, "suffix", "",
		"suffix of the name of the container, instead of working-container")
	_ = flags.MarkHidden("suffix")
	flags.StringVar(&f.cidfile, "cidfile", "", "write the container id to a file")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "do not show progress")
	flags.BoolVar(&f.proxy, "http-proxy", true, "pass the proxy variables of the environment to commands")
	f.platform.add(flags)
	f.run.add(flags)
	f.access.add(flags)
	f.access.addSignatures(flags)
	return cmd
}

func (a *app) runFrom(ctx context.Context, f *fromFlags, image string) error {
	o := &f.options
	var err error
	if o.Run, err = f.run.value(); err != nil {
		return err
	}
	o.Run.Network.NoProxy = !f.proxy
	o.Access = f.access.value()
	if o.Platform, err = f.platform.value(); err != nil {
		return err
	}
	show, done, err := a.events(f.quiet)
	if err != nil {
		return err
	}
	o.OnEvent = show
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	c, err := engine.From(ctx, image, *o)
	done(err == nil)
	if err != nil {
		return err
	}
	if f.cidfile != "" {
		if err := safepath.WriteFile(f.cidfile, []byte(c.ID), 0o644); err != nil {
			return errors.Join(err, c.Remove(ctx))
		}
	}
	fmt.Fprintln(a.text, c.Name)
	return nil
}

func (a *app) renameCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "rename CONTAINER NAME",
		Short:   "Rename a working container",
		Example: "  cooper rename working-container base\n  cooper rename 1a2b3c base",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.onContainer(
				cmd.Context(), args[0], func(c *build.Container) error { return c.Rename(cmd.Context(), args[1]) },
			)
		},
	}
}

func (a *app) rmCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:     "rm [flags] CONTAINER [CONTAINER...]",
		Aliases: []string{"delete"},
		Short:   "Remove working containers",
		Example: "  cooper rm working-container\n  cooper rm --all",
		RunE: func(cmd *cobra.Command, args []string) error {
			if all == (len(args) != 0) {
				return errors.New("cooper rm needs a container or --all")
			}
			return a.runRm(cmd.Context(), args, all)
		},
	}
	flags := cmd.Flags()
	flags.BoolVarP(&all, "all", "a", false, "remove all working containers of cooper")
	flags.BoolP("force", "f", true, "accepted for compatibility: a working container does not run")
	flags.BoolP("volumes", "v", true, "accepted for compatibility: a working container has no volumes")
	_, _ = flags.MarkHidden("force"), flags.MarkHidden("volumes")
	return cmd
}

func (a *app) runRm(ctx context.Context, names []string, all bool) error {
	every := func(build.ContainerInfo) bool { return all }
	return a.eachContainer(ctx, names, every, func(c *build.Container) error { return c.Remove(ctx) })
}

// errNothingToDo is what do of eachContainer returns for a container that stays as it is.
var errNothingToDo = errors.New("nothing to do")

// eachContainer does something to containers, those that are named and those of
// cooper's that also says, and prints their ids. It goes on after a failure.
func (a *app) eachContainer(
	ctx context.Context, names []string, also func(build.ContainerInfo) bool, do func(*build.Container) error,
) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	list, err := engine.Containers(ctx)
	if err != nil {
		return err
	}
	for _, c := range list {
		if c.Own && also(c) {
			names = append(names, c.ID)
		}
	}
	var errs []error
	for _, name := range names {
		c, err := engine.Container(ctx, name)
		if err == nil {
			err = do(c)
		}
		if errors.Is(err, errNothingToDo) {
			continue
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		fmt.Fprintln(a.text, c.ID)
	}
	return errors.Join(errs...)
}

type containersFlags struct {
	all, json, noHeading, noTrunc, quiet bool
	filters                              []string
	format                               string
}

func (a *app) containersCommand() *cobra.Command {
	f := &containersFlags{}
	cmd := &cobra.Command{
		Use:     "containers [flags]",
		Aliases: []string{"list", "ls", "ps"},
		Short:   "List working containers",
		Example: "  cooper containers\n  cooper containers --format '{{.ContainerName}} {{.ImageName}}'",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.runContainers(cmd.Context(), f) },
	}
	flags := cmd.Flags()
	flags.BoolVarP(&f.all, "all", "a", false, "also list containers of other programs")
	flags.StringArrayVarP(&f.filters, "filter", "f", nil,
		"filter the output: id=, name=, ancestor= or status=, with a part of the value")
	flags.BoolVar(&f.json, "json", false, "print the output as JSON")
	flags.BoolVarP(&f.noHeading, "noheading", "n", false, "do not print column headings")
	flags.BoolVar(&f.noTrunc, "notruncate", false, "do not truncate ids")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "print ids only")
	flags.StringVar(&f.format, "format", "", formatUsage)
	addNoTrunc(flags, &f.noTrunc)
	return cmd
}

// containerRow is one line of the list; its fields are those of templates.
type containerRow struct {
	ContainerID, Builder, ImageID, ImageName, ContainerName, Created string

	made time.Time
}

// containerJSON is a container as `containers --json` prints it.
type containerJSON struct {
	ID            string `json:"id"`
	Builder       bool   `json:"builder"`
	ImageID       string `json:"imageid"`
	ImageName     string `json:"imagename"`
	ContainerName string `json:"containername"`
}

func (a *app) runContainers(ctx context.Context, f *containersFlags) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	list, err := engine.Containers(ctx)
	if err != nil {
		return err
	}
	rows, entries := []containerRow{}, []containerJSON{}
	for _, c := range list {
		if ok, err := matchesContainer(c, f.filters); err != nil {
			return err
		} else if !ok || !c.Own && !f.all {
			continue
		}
		if c.Image == "" && c.ImageID == "" {
			c.Image = "scratch"
		}
		entries = append(entries, containerJSON{c.ID, c.Own, c.ImageID, c.Image, c.Name})
		row := containerRow{c.ID, "", c.ImageID, c.Image, c.Name, ago(c.Created), c.Created}
		if c.Own {
			row.Builder = "   *"
		}
		if !f.noTrunc && !f.quiet && f.format == "" {
			row.ContainerID, row.ImageID = c.ID[:12], c.ImageID[:min(12, len(c.ImageID))]
		}
		rows = append(rows, row)
	}
	if f.json {
		return printJSON(a.text, entries)
	}
	return f.print(a.text, rows)
}

func (f *containersFlags) print(out io.Writer, rows []containerRow) error {
	switch {
	case f.quiet:
		return printTemplate(out, "{{.ContainerID}}", rows)
	case f.format != "" && f.format != "table":
		return printList(out, f.format, "", "", rows)
	}
	w := newColumns(out, 12, 2, 2)
	if !f.noHeading {
		fmt.Fprintln(w, "CONTAINER ID\tBUILDER\tIMAGE ID\tIMAGE NAME\tCONTAINER NAME")
	}
	err := printTemplate(w, `{{.ContainerID}}\t{{.Builder}}\t{{.ImageID}}\t{{.ImageName}}\t{{.ContainerName}}`, rows)
	if err != nil {
		return err
	}
	return w.Flush()
}

func matchesContainer(c build.ContainerInfo, filters []string) (bool, error) {
	for _, filter := range filters {
		key, value, ok := strings.Cut(filter, "=")
		var have string
		switch key {
		case "id":
			have = c.ID
		case "name":
			have = c.Name
		case "ancestor":
			have = c.Image + " " + c.ImageID
		case "status": // of a container that does not run
			have = "created"
		default:
			ok = false
		}
		if !ok {
			return false, fmt.Errorf("invalid --filter %s: use id=, name=, ancestor= or status=", filter)
		}
		if !strings.Contains(have, value) {
			return false, nil
		}
	}
	return true, nil
}
