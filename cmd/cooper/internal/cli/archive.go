package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// This file has the commands for archives of docker and podman: save, load, import and export.

type saveFlags struct {
	output, format, platform string
	quiet                    bool
}

func (a *app) saveCommand() *cobra.Command {
	f := &saveFlags{}
	cmd := &cobra.Command{
		Use:     "save [flags] IMAGE [IMAGE...]",
		Short:   "Save images to an archive",
		Example: "  cooper save -o app.tar app:1 app:2\n  cooper save app:1 | gzip > app.tar.gz",
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.runSave(cmd.Context(), f, args) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.output, "output", "o", "", "write to a file (default: standard output)")
	flags.StringVar(&f.format, "format", "docker-archive",
		"format: docker-archive, oci-archive, oci-dir or docker-dir; only a docker-archive has several images")
	flags.StringVar(&f.platform, "platform", "",
		"platform of the image of an image index, for example linux/arm64 (default: the machine's)")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "do not show progress")
	flags.BoolP("multi-image-archive", "m", true, "accepted for compatibility: every argument is an image")
	flags.Bool("uncompressed", true, "accepted for compatibility: layers of a saved image are not compressed")
	_, _ = flags.MarkHidden("multi-image-archive"), flags.MarkHidden("uncompressed")
	return cmd
}

func (a *app) runSave(ctx context.Context, f *saveFlags, images []string) error {
	transport, known := map[string]string{
		"docker-archive": "docker-archive:", "oci-archive": "oci-archive:", "oci-dir": "oci:", "docker-dir": "dir:",
	}[f.format]
	switch {
	case !known:
		return fmt.Errorf("invalid --format %s: use docker-archive, oci-archive, oci-dir or docker-dir", f.format)
	case f.format == "docker-archive":
		return a.toOutput(f.output, func(out io.Writer) error { return a.saveImages(ctx, f, out, images) })
	case len(images) != 1:
		return &build.Error{
			Kind:    build.KindOther,
			Message: fmt.Sprintf("an %s has one image, not %d", f.format, len(images)),
			Hint:    "use --format docker-archive, or save one after the other",
		}
	case f.output != "":
		return a.pushTo(ctx, f, images[0], transport+f.output)
	case f.format != "oci-archive":
		return fmt.Errorf("--format %s writes a directory: name it with -o DIR", f.format)
	}
	return a.toOutput("", func(out io.Writer) error {
		return withTemp(func(dir string) error {
			file := filepath.Join(dir, "archive")
			if err := a.pushTo(ctx, f, images[0], transport+file); err != nil {
				return err
			}
			in, err := os.Open(file)
			if err != nil {
				return err
			}
			defer in.Close()
			_, err = io.Copy(out, in)
			return err
		})
	})
}

func (a *app) saveImages(ctx context.Context, f *saveFlags, out io.Writer, images []string) error {
	engine, progress, err := a.openTransfer(ctx, f.quiet)
	if err != nil {
		return err
	}
	err = engine.Save(ctx, out, build.SaveRequest{
		Images: images, Platform: f.platform, OnEvent: progress.Event,
	})
	return errors.Join(err, progress.Close(err == nil))
}

// pushTo writes an image to a file or directory, under its name.
func (a *app) pushTo(ctx context.Context, f *saveFlags, image, dest string) error {
	engine, progress, err := a.openTransfer(ctx, f.quiet)
	if err != nil {
		return err
	}
	i, err := engine.Inspect(ctx, image)
	if err != nil {
		return err
	}
	if f.format != "docker-dir" && len(i.Names) != 0 {
		dest += ":" + i.Names[0]
	}
	req := build.PushRequest{Image: image, Destination: dest, OnEvent: progress.Event}
	if req.Format = "oci"; f.format == "docker-dir" {
		req.Format = "docker"
	}
	req.Uncompressed = true
	_, err = engine.Push(ctx, req)
	return errors.Join(err, progress.Close(err == nil))
}

// withTemp calls do with a directory that is removed afterwards.
func withTemp(do func(dir string) error) error {
	dir, err := os.MkdirTemp("", "cooper-")
	if err != nil {
		return err
	}
	return errors.Join(do(dir), os.RemoveAll(dir))
}

// toOutput writes an archive to a file, whole or not at all, or to standard output unless that is a
// terminal.
func (a *app) toOutput(file string, write func(io.Writer) error) error {
	if file == "" || file == "-" {
		if out, ok := a.out.(*os.File); ok && term.IsTerminal(int(out.Fd())) {
			return &build.Error{
				Kind:    build.KindOther,
				Message: "an archive is not written to a terminal",
				Hint:    "use -o FILE, or redirect standard output",
			}
		}
		return write(struct{ io.Writer }{a.out}) // a pipe of this process: the file may be somebody else's
	}
	if err := checkFile("-o", file); err != nil {
		return err
	}
	out, err := safepath.Create(file, 0o644)
	if err != nil {
		return err
	}
	if err := write(struct{ io.Writer }{out}); err != nil {
		return errors.Join(err, out.Discard())
	}
	return out.Commit()
}

func (a *app) loadCommand() *cobra.Command {
	var input string
	var quiet bool
	cmd := &cobra.Command{
		Use:     "load [flags]",
		Short:   "Load images from an archive",
		Example: "  cooper load -i app.tar\n  xz -d < app.tar.xz | cooper load",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.asFile(input, "-i FILE", func(file string) error { return a.runLoad(cmd.Context(), file, quiet) })
		},
	}
	cmd.Flags().StringVarP(&input, "input", "i", "",
		"read a docker-archive or oci-archive, which may be compressed, or a directory with an OCI layout "+
			"(default: standard input)")
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "do not show progress")
	return cmd
}

func (a *app) runLoad(ctx context.Context, file string, quiet bool) error {
	engine, progress, err := a.openTransfer(ctx, quiet)
	if err != nil {
		return err
	}
	loaded, err := engine.Load(ctx, build.LoadRequest{File: file, OnEvent: progress.Event})
	err = errors.Join(err, progress.Close(err == nil))
	for _, img := range loaded {
		for _, name := range img.Names {
			fmt.Fprintln(a.text, "Loaded image:", name)
		}
		if len(img.Names) == 0 {
			fmt.Fprintln(a.text, "Loaded image: sha256:"+img.ID)
		}
	}
	return err
}

// asFile calls do with a file that has an input: a regular file or directory itself, and a copy of
// anything else, as standard input.
func (a *app) asFile(name, flag string, do func(file string) error) error {
	in := a.in
	if name != "" && name != "-" {
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		if info.Mode().IsRegular() || info.IsDir() {
			return do(name)
		}
		if in, err = os.Open(name); err != nil {
			return err
		}
		defer in.Close()
	} else if term.IsTerminal(int(in.Fd())) {
		return &build.Error{
			Kind: build.KindOther, Message: "an archive is not read from a terminal",
			Hint: "use " + flag + ", or redirect standard input",
		}
	}
	return withTemp(func(dir string) error {
		file := filepath.Join(dir, "archive")
		out, err := safepath.Create(file, 0o600)
		if err != nil {
			return err
		}
		if _, err := io.Copy(out, in); err != nil {
			return errors.Join(fmt.Errorf("reading standard input: %w", err), out.Discard())
		}
		if err := out.Commit(); err != nil {
			return err
		}
		return do(file)
	})
}

type importFlags struct {
	changes           []string
	message, platform string
	quiet             bool
}

func (a *app) importCommand() *cobra.Command {
	f := &importFlags{}
	cmd := &cobra.Command{
		Use:   "import [flags] FILE|- [IMAGE]",
		Short: "Create an image from the files of a root filesystem in an archive",
		Example: "  cooper import rootfs.tar.gz base:1\n" +
			"  cooper export work | cooper import --change 'CMD [\"/app\"]' - app:flat",
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error { return a.runImport(cmd.Context(), f, args) },
	}
	flags := cmd.Flags()
	flags.StringArrayVarP(&f.changes, "change", "c", nil, "apply a Containerfile instruction to the image config")
	flags.StringVarP(&f.message, "message", "m", "", "set the comment of the history entry")
	flags.StringVar(&f.platform, "platform", "", "set the platform, for example linux/arm64 (default: the machine's)")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "do not show progress")
	return cmd
}

func (a *app) runImport(ctx context.Context, f *importFlags, args []string) error {
	for _, scheme := range []string{"http://", "https://"} {
		if len(args[0]) > len(scheme) && args[0][:len(scheme)] == scheme {
			return &build.Error{
				Kind: build.KindOther, Message: "cooper import does not download archives",
				Hint: "curl -fsSL " + args[0] + " | cooper import -",
			}
		}
	}
	return a.asFile(args[0], "a file", func(file string) error {
		if info, err := os.Stat(file); err == nil && info.IsDir() {
			return &build.Error{
				Kind: build.KindOther, Message: file + " is a directory, not an archive",
				Hint: "tar -C " + file + " -c . | cooper import -",
			}
		}
		return a.importFile(ctx, f, file, args[1:])
	})
}

// importFile makes a container of an archive, and an image of that.
func (a *app) importFile(ctx context.Context, f *importFlags, file string, names []string) error {
	platform, err := (&platformFlags{platform: f.platform}).value()
	if err != nil {
		return err
	}
	show, done, err := a.events(f.quiet)
	if err != nil {
		return err
	}
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	c, err := engine.From(ctx, "scratch", build.FromOptions{Platform: platform, Suffix: "import", OnEvent: show})
	if err != nil {
		return err
	}
	result, err := importInto(ctx, c, f, file, names, show)
	done(err == nil)
	if err != nil {
		return errors.Join(fmt.Errorf("importing %s: %w", file, err), c.Remove(context.WithoutCancel(ctx)))
	}
	_, err = fmt.Fprintln(a.text, "sha256:"+result.ID)
	return err
}

func importInto(
	ctx context.Context, c *build.Container, f *importFlags, file string, names []string, show func(build.Event),
) (out build.Result, err error) {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return out, err
	}
	if err := unpack(ctx, c, "/", absolute, show); err != nil {
		return out, err
	}
	created, comment := "cooper import", f.message
	if comment == "" {
		comment = "Imported from " + filepath.Base(file)
	}
	changes := build.ConfigChanges{}
	changes.History.CreatedBy, changes.History.EntryComment = &created, &comment
	if _, err := c.Configure(ctx, changes); err != nil {
		return out, err
	}
	return c.Commit(ctx, names, build.CommitOptions{Changes: f.changes, Remove: true, OnEvent: show})
}

// unpack unpacks an archive into a directory of a container.
func unpack(ctx context.Context, c *build.Container, dest, file string, show func(build.Event)) error {
	err := c.Add(ctx, dest, []string{file}, build.CopyOptions{Literal: true, OnEvent: show})
	if err != nil {
		return err
	}
	if _, err := c.Stat(ctx, path.Join(dest, filepath.Base(file)), false); err == nil { // as any other file
		return &build.Error{
			Kind: build.KindOther, Message: "it is no tar archive",
			Hint: "`file NAME` says what a file is, `tar -c . | cooper ...` makes an archive",
		}
	}
	return nil
}

func (a *app) exportCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:     "export [flags] CONTAINER",
		Short:   "Export the files of a working container as a tar archive",
		Example: "  cooper export -o rootfs.tar work\n  cooper export work | tar -tv",
		Args:    oneArg("one container"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.toOutput(output, func(out io.Writer) error {
				return a.onContainer(cmd.Context(), args[0], func(c *build.Container) error {
					return c.Archive(cmd.Context(), "/", out)
				})
			})
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to a file (default: standard output)")
	return cmd
}
