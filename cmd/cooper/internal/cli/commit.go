package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/runtime/safepath"
)

type commitFlags struct {
	options   build.CommitOptions
	access    accessFlags
	flags     *pflag.FlagSet
	notes     []string
	addFiles  []string
	config    string
	iidfile   string
	metadata  string
	timestamp int64
	epoch     string
	identity  bool
	level     int
	quiet     bool
	unsetEnv  []string
}

func (a *app) commitCommand() *cobra.Command {
	f := &commitFlags{}
	cmd := &cobra.Command{
		Use:     "commit [flags] CONTAINER [IMAGE]",
		Short:   "Make an image of a working container",
		Example: "  cooper commit work app:1\n  cooper commit --rm --squash work docker://registry.example.com/app:1",
		Args:    cobra.RangeArgs(1, 2),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.runCommit(cmd.Context(), f, args) },
	}
	f.flags = cmd.Flags()
	f.add()
	return cmd
}

func (f *commitFlags) add() {
	flags, o := f.flags, &f.options
	flags.StringVarP(&o.Image.Format, "format", "f", os.Getenv("BUILDAH_FORMAT"),
		"format of the image: oci or docker (default: that of the container)")
	flags.BoolVar(&o.Image.Squash, "squash", false, "make one layer of the whole image, base included")
	flags.BoolVar(&o.Remove, "rm", false, "remove the container")
	flags.BoolVar(&o.Image.NoHistory, "omit-history", false, "make an image without history")
	flags.StringArrayVarP(&o.Changes, "change", "c", nil, "instruction of a Containerfile to apply to the config")
	flags.StringVar(&f.config, "config", "", "JSON file with fields of the config to set")
	flags.StringArrayVar(&f.addFiles, "add-file", nil, "file that only the image gets: source[:target]")
	flags.StringArrayVar(&f.notes, "annotation", nil, "annotation of the image, name=value")
	flags.StringArrayVar(&f.unsetEnv, "unsetenv", nil, "variable to leave out")
	flags.StringArrayVar(&o.Image.Unset.Annotations, "unsetannotation", nil, "annotation to leave out")
	flags.BoolVar(&f.identity, "identity-label", false, "label the image with the version of cooper")
	flags.StringVar(&o.Compression, "compression-format", "", "compression of what is sent: gzip, zstd or zstd:chunked")
	flags.IntVar(&f.level, "compression-level", 0, "level of the compression")
	flags.BoolVar(&o.ForceCompression, "force-compression", false, "compress again what has another format")
	flags.StringArrayVar(&o.EncryptTo, "encryption-key", nil,
		"public key to encrypt the layers of what is sent for, as jwe:FILE")
	flags.IntSliceVar(&o.EncryptLayers, "encrypt-layer", nil, "number of a layer to encrypt (default: all)")
	flags.StringVar(&o.Index, "manifest", "", "name of a list of images that gets the image")
	flags.StringVar(&f.iidfile, "iidfile", "", "file to write the image's id to")
	flags.StringVar(&f.metadata, "metadata-file", "", "file to write what was made to, as JSON")
	flags.Int64Var(&f.timestamp, "timestamp", 0,
		"time of the image, in seconds since 1970, and latest time of files in its new layer")
	flags.StringVar(&f.epoch, "source-date-epoch", os.Getenv("SOURCE_DATE_EPOCH"), "as --timestamp")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "show no progress")
	flags.BoolVar(&o.Image.CreatedAnnotation, "created-annotation", false, "annotate the image with its time")
	for _, name := range []string{"disable-compression", "rewrite-timestamp", "pull"} {
		flags.Bool(name, true, "accepted for compatibility: it changes nothing here")
		_ = flags.MarkHidden(name)
	}
	f.access.add(flags)
}

func (f *commitFlags) complete() (err error) {
	o := &f.options
	o.Access = f.access.value()
	if o.Image.Annotations, err = pairs("--annotation", f.notes); err != nil {
		return err
	}
	if f.flags.Changed("compression-level") {
		o.CompressionLevel = &f.level
	}
	o.Image.Env = withDash(f.unsetEnv)
	if f.identity {
		o.Image.Labels = map[string]string{"build.cooper.version": build.Version()}
	}
	if f.config != "" {
		if o.Config, err = os.ReadFile(f.config); err != nil {
			return fmt.Errorf("--config: %w", err)
		}
	}
	for _, text := range f.addFiles {
		source, target, ok := strings.Cut(text, ":")
		if source == "" {
			return fmt.Errorf("--add-file %q names no file", text)
		}
		if source, err = filepath.Abs(source); err != nil {
			return err
		}
		if !ok {
			target = source
		}
		o.Files = append(o.Files, build.AddedFile{Source: source, Target: target})
	}
	seconds := f.timestamp
	if !f.flags.Changed("timestamp") {
		if f.epoch == "" {
			return nil
		}
		if seconds, err = strconv.ParseInt(f.epoch, 10, 64); err != nil {
			return fmt.Errorf("SOURCE_DATE_EPOCH %q is not a number of seconds", f.epoch)
		}
	}
	t := time.Unix(seconds, 0).UTC()
	o.Image.Timestamp = &t
	return nil
}

func (a *app) runCommit(ctx context.Context, f *commitFlags, args []string) error {
	if err := f.complete(); err != nil {
		return err
	}
	show, done, err := a.events(f.quiet)
	if err != nil {
		return err
	}
	f.options.OnEvent = show
	var result build.Result
	err = a.onContainer(ctx, args[0], func(c *build.Container) error {
		result, err = c.Commit(ctx, args[1:], f.options)
		return err
	})
	done(err == nil)
	if err != nil {
		return err
	}
	if f.iidfile != "" {
		err = safepath.WriteFile(f.iidfile, []byte("sha256:"+result.ID), 0o644)
	}
	if f.metadata != "" {
		err = errors.Join(err, writeMetadata(f.metadata, result))
	}
	fmt.Fprintln(a.text, result.ID)
	return err
}
