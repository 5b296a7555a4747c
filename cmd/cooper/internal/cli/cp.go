package cli

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/runtime/safepath"
)

type cpFlags struct{ archive, follow, quiet bool }

func (a *app) cpCommand() *cobra.Command {
	f := &cpFlags{}
	cmd := &cobra.Command{
		Use:   "cp [flags] CONTAINER:PATH PATH|- | PATH|- CONTAINER:PATH",
		Short: "Copy files between a working container and the host",
		Long: "Copy files between a working container and the host, by the rules of docker cp.\n\n" +
			"A directory goes into a directory that exists, under its own name. With /. at the end of\n" +
			"the source, its content does. - is a tar archive on standard output or input.",
		Example: "  cooper cp work:/etc/os-release .\n  cooper cp conf/. work:/etc/app",
		Args:    cobra.ExactArgs(2),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.runCp(cmd.Context(), f, args[0], args[1]) },
	}
	flags := cmd.Flags()
	flags.BoolVarP(&f.archive, "archive", "a", false, "keep the user and group ids of the files")
	flags.BoolVarP(&f.follow, "follow-link", "L", false, "follow a source that is a link")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "do not show progress")
	flags.Bool("overwrite", true, "accepted for compatibility: files replace directories only where docker's do")
	_ = flags.MarkHidden("overwrite")
	return cmd
}

// containerPath separates CONTAINER:PATH. A path of the host begins with / or a dot, or has no colon.
func containerPath(arg string) (container, name string, ok bool) {
	if strings.HasPrefix(arg, "/") || strings.HasPrefix(arg, ".") {
		return "", arg, false
	}
	container, name, ok = strings.Cut(arg, ":")
	if !ok || strings.Contains(container, "/") {
		return "", arg, false
	}
	return container, "/" + strings.TrimPrefix(name, "/"), true
}

func (a *app) runCp(ctx context.Context, f *cpFlags, source, dest string) error {
	from, sourcePath, fromContainer := containerPath(source)
	to, destPath, toContainer := containerPath(dest)
	switch {
	case fromContainer && toContainer:
		return a.onContainer(ctx, to, func(c *build.Container) error {
			return a.cpBetween(ctx, f, from, sourcePath, c, destPath)
		})
	case fromContainer:
		return a.onContainer(ctx, from, func(c *build.Container) error {
			if dest == "-" {
				return a.toOutput("", func(out io.Writer) error { return archiveOf(ctx, f, c, sourcePath, out) })
			}
			return a.cpOut(ctx, f, c, sourcePath, dest)
		})
	case toContainer:
		return a.onContainer(ctx, to, func(c *build.Container) error {
			if source == "-" {
				return a.cpArchive(ctx, c, destPath)
			}
			return a.cpIn(ctx, f, source, c, destPath)
		})
	}
	return &build.Error{
		Kind: build.KindOther, Message: "neither path is in a container",
		Hint: "write CONTAINER:PATH for one of them; `cooper containers` lists the containers",
	}
}

// place is where files go, and whether they are the content of a directory.
type place struct {
	exists, dir bool
	path        string
}

// target says which name a source gets at its destination.
func (p place) target(source string, sourceIsDir bool) (string, error) {
	content := strings.HasSuffix(source, "/.") || path.Base(source) == "."
	switch {
	case p.exists && !p.dir && sourceIsDir:
		return "", fmt.Errorf("%s is a file: a directory cannot be copied to it", p.path)
	case p.exists && p.dir && (!sourceIsDir || !content):
		return path.Join(p.path, path.Base(path.Clean(source))), nil
	case !p.exists && !sourceIsDir && strings.HasSuffix(p.path, "/"):
		return "", fmt.Errorf("there is no directory %s", p.path)
	}
	return p.path, nil
}

// archiveOf writes a file of a container as an archive.
func archiveOf(ctx context.Context, f *cpFlags, c *build.Container, name string, out io.Writer) error {
	info, err := c.Stat(ctx, name, f.follow)
	if err != nil {
		return err
	}
	return c.Archive(ctx, info.Path, out)
}

func (a *app) cpOut(ctx context.Context, f *cpFlags, c *build.Container, source, dest string) error {
	info, err := c.Stat(ctx, source, f.follow || strings.HasSuffix(source, "/") || strings.HasSuffix(source, "/."))
	if err != nil {
		return err
	}
	to := place{path: dest}
	if host, err := os.Stat(dest); err == nil {
		to.exists, to.dir = true, host.IsDir()
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if to.exists {
		if to.path, err = filepath.EvalSymlinks(dest); err != nil {
			return err
		}
	}
	if to.path, err = to.target(source, info.Mode.IsDir()); err != nil {
		return err
	}
	if parent, err := os.Stat(filepath.Dir(to.path)); err != nil || !parent.IsDir() {
		return &build.Error{
			Kind: build.KindOther, Message: "there is no directory " + filepath.Dir(to.path),
			Hint: "mkdir -p " + filepath.Dir(to.path),
		}
	}
	show, done, err := a.events(true)
	if err != nil {
		return err
	}
	err = c.CopyOut(ctx, source, to.path, build.FileCopyOptions{
		FollowLink: f.follow || info.Mode.IsDir(), KeepOwners: f.archive, OnEvent: show,
	})
	done(err == nil)
	return err
}

// inContainer looks at a destination in a container.
func inContainer(ctx context.Context, c *build.Container, dest string) (place, error) {
	p := place{path: dest}
	info, err := c.Stat(ctx, dest, true)
	if err == nil {
		p.exists, p.dir = true, info.Mode.IsDir()
		return p, nil
	}
	parent, err := c.Stat(ctx, path.Dir(strings.TrimSuffix(dest, "/")), true)
	if err != nil || !parent.Mode.IsDir() {
		return p, &build.Error{
			Kind: build.KindOther, Message: "there is no directory " + path.Dir(dest) + " in the container",
			Hint: "cooper run " + c.Name + " -- mkdir -p " + path.Dir(dest),
		}
	}
	return p, nil
}

func (a *app) cpIn(ctx context.Context, f *cpFlags, source string, c *build.Container, dest string) error {
	stat := os.Lstat
	if f.follow || strings.HasSuffix(source, "/") || strings.HasSuffix(source, "/.") {
		stat = os.Stat
	}
	info, err := stat(source)
	if err != nil {
		return err
	}
	to, err := inContainer(ctx, c, dest)
	if err != nil {
		return err
	}
	absolute, err := filepath.Abs(source)
	if err != nil {
		return err
	}
	if base := path.Base(filepath.ToSlash(source)); base == ".." || base == "." && !strings.HasSuffix(source, "/.") {
		source = absolute // its own name
	}
	if to.path, err = to.target(source, info.IsDir()); err != nil {
		return err
	}
	if f.archive {
		return a.cpOwned(ctx, c, absolute, to.path)
	}
	return c.Copy(ctx, to.path, []string{absolute}, build.CopyOptions{
		Literal: true, KeepLinks: !f.follow && !info.IsDir(),
	})
}

// cpBetween copies from one container, or an image, to another container.
func (a *app) cpBetween(
	ctx context.Context, f *cpFlags, from, source string, c *build.Container, dest string,
) error {
	var isDir bool
	if err := a.onContainer(ctx, from, func(other *build.Container) error {
		info, err := other.Stat(ctx, source, f.follow)
		isDir = info.Mode.IsDir()
		return err
	}); err != nil {
		return err
	}
	to, err := inContainer(ctx, c, dest)
	if err != nil {
		return err
	}
	if to.path, err = to.target(source, isDir); err != nil {
		return err
	}
	return c.Copy(ctx, to.path, []string{source}, build.CopyOptions{
		From: from, Literal: true, KeepLinks: !f.follow && !isDir,
	})
}

// cpArchive unpacks standard input into a directory of a container.
func (a *app) cpArchive(ctx context.Context, c *build.Container, dest string) error {
	info, err := c.Stat(ctx, dest, true)
	if err != nil {
		return err
	}
	if !info.Mode.IsDir() {
		return fmt.Errorf("%s is no directory: an archive is unpacked into one", dest)
	}
	return a.asFile("-", "a file as the source", func(file string) error {
		return unpack(ctx, c, dest+"/", file, nil)
	})
}

// cpOwned copies files with their user and group ids, as an archive.
func (a *app) cpOwned(ctx context.Context, c *build.Container, source, dest string) error {
	return withTemp(func(dir string) error {
		file := filepath.Join(dir, "archive")
		out, err := safepath.Create(file, 0o600)
		if err != nil {
			return err
		}
		if err := archiveHost(out, source, path.Base(dest)); err != nil {
			return errors.Join(err, out.Discard())
		}
		if err := out.Commit(); err != nil {
			return err
		}
		return unpack(ctx, c, path.Dir(dest)+"/", file, nil)
	})
}

// archiveHost writes a file or directory of the host as an archive, under a name.
func archiveHost(out io.Writer, source, name string) error {
	w := tar.NewWriter(out)
	err := filepath.WalkDir(source, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		link := ""
		if info.Mode()&fs.ModeSymlink != 0 {
			if link, err = os.Readlink(file); err != nil {
				return err
			}
		}
		header, err := tar.FileInfoHeader(info, link)
		if err != nil {
			return err
		}
		below, err := filepath.Rel(source, file)
		if err != nil {
			return err
		}
		header.Name = path.Join(name, filepath.ToSlash(below))
		if err := w.WriteHeader(header); err != nil || !info.Mode().IsRegular() {
			return err
		}
		in, err := os.Open(file)
		if err != nil {
			return err
		}
		defer in.Close()
		_, err = io.Copy(w, in)
		return err
	})
	return errors.Join(err, w.Close())
}
