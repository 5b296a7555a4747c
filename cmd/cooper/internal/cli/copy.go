package cli

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

type copyFlags struct {
	options build.CopyOptions
	access  accessFlags
	quiet   bool
	unpack  bool // cooper add

	wildcards bool
	timestamp int64
}

func (a *app) addCommand() *cobra.Command {
	cmd := a.copyLike(&copyFlags{unpack: true})
	cmd.Use = "add [flags] CONTAINER SOURCE [SOURCE... DESTINATION]"
	cmd.Short = "Add files, archives and URLs to a working container"
	cmd.Example = "  cooper add work rootfs.tar.gz /\n  cooper add work https://example.com/tool /usr/bin/tool"
	return cmd
}

func (a *app) copyCommand() *cobra.Command {
	cmd := a.copyLike(&copyFlags{})
	cmd.Use = "copy [flags] CONTAINER SOURCE [SOURCE... DESTINATION]"
	cmd.Short = "Copy files into a working container"
	cmd.Long, cmd.Example = copyDescription, copyExamples
	return cmd
}

func (a *app) copyLike(f *copyFlags) *cobra.Command {
	cmd := &cobra.Command{
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.options.Literal = !f.wildcards
			if cmd.Flags().Changed("timestamp") {
				at := time.Unix(f.timestamp, 0).UTC()
				f.options.Timestamp = &at
			}
			return a.runCopy(cmd.Context(), f, args)
		},
	}
	flags, o := cmd.Flags(), &f.options
	flags.StringVar(&o.Chown, "chown", "", "set the owner of the files, user:group")
	flags.StringVar(&o.Chmod, "chmod", "", "set the mode of the files, octal or symbolic")
	flags.Int64Var(&f.timestamp, "timestamp", 0, "set the time of the files, in seconds since 1970")
	flags.StringVar(&o.From, "from", "", "copy from a container or an image")
	flags.StringVar(&o.ContextDir, "contextdir", "", "context directory of the sources")
	flags.StringVar(&o.IgnoreFile, "ignorefile", "",
		"path of an ignore file, for the context directory or the working directory")
	flags.StringArrayVar(&o.Exclude, "exclude", nil, "exclude files that match a pattern")
	flags.BoolVar(&f.wildcards, "allow-wildcard", true, "expand * and ? in sources")
	flags.BoolVar(&o.AllowEmpty, "allow-empty-wildcard", false, "allow sources with wildcards that match nothing")
	flags.BoolVar(&o.Parents, "parents", false, "preserve the parent directories of the sources")
	flags.BoolVar(&o.Link, "link", false,
		"replace links of the container on the way to the files, instead of following them")
	flags.BoolVar(&o.KeepLinks, "no-follow-symlinks", false, "copy a source that is a link as a link")
	if f.unpack {
		flags.StringVar(&o.Checksum, "checksum", "",
			"verify the sha256:… of a download, or the commit of a repository")
	}
	flags.BoolVar(&o.AddHistory, "add-history", envBool("BUILDAH_HISTORY", false),
		"add an entry to the image history")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "do not print the digest of the copied files")
	f.access.add(flags)
	f.access.addSignatures(flags)
	return cmd
}

func (a *app) runCopy(ctx context.Context, f *copyFlags, args []string) error {
	name, sources, dest := args[0], args[1:], ""
	if last := len(sources) - 1; last > 0 {
		sources, dest = sources[:last], sources[last]
	}
	o := f.options
	o.Access = f.access.value()
	var digest string
	if !f.quiet {
		o.Digest = &digest
	}
	show, done, err := a.events(f.quiet)
	if err != nil {
		return err
	}
	o.OnEvent = show
	err = a.onContainer(ctx, name, func(c *build.Container) error {
		if f.unpack {
			return c.Add(ctx, dest, sources, o)
		}
		return c.Copy(ctx, dest, sources, o)
	})
	done(err == nil)
	if err == nil && !f.quiet {
		fmt.Fprintln(a.text, strings.TrimPrefix(digest, "sha256:"))
	}
	return err
}

// lookupPair reads NAME=value; NAME alone has the value of the environment.
func lookupPair(text string) (name, value string, given bool) {
	if name, value, given = strings.Cut(text, "="); !given {
		value, given = os.LookupEnv(name)
	}
	return name, value, given
}
