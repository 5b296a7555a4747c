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
	options     build.CommitOptions
	access      accessFlags
	flags       *pflag.FlagSet
	annotations []string
	addFiles    []string
	config      string
	iidfile     string
	metadata    string
	timestamp   int64
	epoch       string
	noTime      bool   // --omit-timestamp
	timeOf      string // --reference-time
	identity    bool
	created     bool
	transfer    transferFlags
	sbom        sbomFlags
	quiet       bool
	unsetEnv    []string
	author      string
	message     string
}

func (a *app) commitCommand() *cobra.Command {
	f := &commitFlags{}
	cmd := &cobra.Command{
		Use:     "commit [flags] CONTAINER [IMAGE]",
		Short:   "Create an image from a working container",
		Long:    commitDescription,
		Example: commitExamples,
		Args: func(cmd *cobra.Command, args []string) error {
			return cobra.RangeArgs(1, 2)(cmd, f.sbom.words(a.args, args, 2))
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runCommit(cmd.Context(), f, f.sbom.words(a.args, args, 2))
		},
	}
	f.flags = cmd.Flags()
	f.add()
	excludeEachOther(cmd, setTime, "source-date-epoch",
		"timestamp", "source-date-epoch", "omit-timestamp", "reference-time")
	return cmd
}

func (f *commitFlags) add() {
	flags, o := f.flags, &f.options
	flags.StringVarP((*string)(&o.Image.Format), "format", "f", os.Getenv("BUILDAH_FORMAT"),
		"format of the image: oci or docker (default: that of the container)")
	flags.BoolVar(&o.Image.Squash, "squash", false, "squash the image and its base into one layer")
	flags.BoolVar(&o.Remove, "rm", false, "remove the working container after the commit")
	flags.BoolVar(&o.Image.NoHistory, "omit-history", false, "omit the history from the image config")
	flags.StringArrayVarP(&o.Changes, "change", "c", nil, "apply a Containerfile instruction to the image config")
	flags.StringVar(&f.config, "config", "", "set fields of the image config from a JSON file")
	flags.StringArrayVar(&f.addFiles, "add-file", nil,
		"add a file to the image, but not to the container: source[:target]")
	flags.StringArrayVar(&f.annotations, "annotation", nil, "set an annotation, name=value")
	flags.StringArrayVar(&f.unsetEnv, "unsetenv", nil, "remove a variable from the image")
	flags.StringArrayVar(&o.Image.Unset.Annotations, "unsetannotation", nil, "remove an annotation")
	flags.BoolVar(&f.identity, "identity-label", false, "label the image with the version of cooper")
	f.transfer.add(flags)
	f.sbom.add(flags)
	flags.StringArrayVar(&o.EncryptTo, "encryption-key", nil,
		"encrypt pushed layers for a public key, jwe:FILE")
	flags.IntSliceVar(&o.EncryptLayers, "encrypt-layer", nil, "index of a layer to encrypt (default: all)")
	flags.StringVar(&o.Index, "manifest", "", "add the image to the image index of this name")
	flags.StringVar(&f.iidfile, "iidfile", "", "write the image id to a file")
	flags.StringVar(&f.metadata, "metadata-file", "", "write the metadata of the result to a JSON file")
	flags.Int64Var(&f.timestamp, "timestamp", 0,
		"set the creation time of the image, in seconds since 1970; files in the new layer are not newer")
	flags.StringVar(&f.epoch, "source-date-epoch", os.Getenv("SOURCE_DATE_EPOCH"), "the same as --timestamp")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "do not show progress")
	flags.BoolVar(&f.created, "created-annotation", true, "annotate the image with its creation time (format oci)")
	flags.BoolVar(&f.noTime, "omit-timestamp", false, "the same as --timestamp=0")
	flags.StringVar(&f.timeOf, "reference-time", "", "the same as --timestamp with the time of a file")
	_, _ = flags.MarkHidden("omit-timestamp"), flags.MarkHidden("reference-time")
	for _, name := range []string{"rewrite-timestamp", "pull"} {
		flags.Bool(name, true, "accepted for compatibility, without an effect")
		_ = flags.MarkHidden(name)
	}
	flags.StringVarP(&f.author, "author", "a", "", "set the author of the image")
	flags.StringVarP(&f.message, "message", "m", "", "set the comment of the history entry")
	flags.BoolP("pause", "p", true, "accepted for compatibility: a working container does not run")
	_ = flags.MarkHidden("pause")
	f.access.add(flags)
}

// describe sets what docker commit says of an image: its author and a message.
func (f *commitFlags) describe(ctx context.Context, c *build.Container) error {
	var changes build.ConfigChanges
	if f.author != "" {
		changes.History.Author = &f.author
	}
	if f.message != "" {
		changes.History.EntryComment = &f.message
	}
	if changes.History == (build.HistoryChanges{}) {
		return nil
	}
	_, err := c.Configure(ctx, changes)
	return err
}

func (f *commitFlags) complete() (err error) {
	o := &f.options
	o.Access = f.access.value()
	if o.Image.Annotations, err = pairs("--annotation", f.annotations); err != nil {
		return err
	}
	encryptTo, encryptLayers := o.EncryptTo, o.EncryptLayers
	o.Transfer = f.transfer.value()
	if o.SBOM, err = f.sbom.value(); err != nil {
		return err
	}
	o.EncryptTo, o.EncryptLayers = encryptTo, encryptLayers
	if f.access.AuthFile != "" { // also if nothing is sent
		if _, err := os.Stat(f.access.AuthFile); err != nil {
			return fmt.Errorf("checking authfile: %w", err)
		}
	}
	o.Image.Env, o.Image.NoCreatedAnnotation = withDash(f.unsetEnv), !f.created
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
			return fmt.Errorf("invalid --add-file %q: the source is missing", text)
		}
		if source, err = filepath.Abs(source); err != nil {
			return err
		}
		if !ok {
			target = source
		}
		o.Files = append(o.Files, build.AddedFile{Source: source, Target: target})
	}
	o.Image.Timestamp, err = f.time()
	return err
}

// time is the time that the image is to have; nil: that of the commit.
func (f *commitFlags) time() (*time.Time, error) {
	seconds := f.timestamp
	switch {
	case f.flags.Changed("timestamp"), f.noTime:
	case f.timeOf != "":
		info, err := os.Stat(f.timeOf)
		if err != nil {
			return nil, fmt.Errorf("--reference-time: %w", err)
		}
		seconds = info.ModTime().Unix()
	case f.epoch == "":
		return nil, nil
	default:
		var err error
		if seconds, err = strconv.ParseInt(f.epoch, 10, 64); err != nil {
			return nil, fmt.Errorf("invalid SOURCE_DATE_EPOCH %q: use a number of seconds", f.epoch)
		}
	}
	t := time.Unix(seconds, 0).UTC()
	return &t, nil
}

func (a *app) runCommit(ctx context.Context, f *commitFlags, args []string) error {
	if err := f.complete(); err != nil {
		return err
	}
	if len(args) == 2 && args[1] == "" {
		args = args[:1] // as buildah has it
	}
	show, done, err := a.events(f.quiet)
	if err != nil {
		return err
	}
	f.options.OnEvent = show
	var result build.Result
	err = a.onContainer(ctx, args[0], func(c *build.Container) error {
		if err := f.describe(ctx, c); err != nil {
			return err
		}
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
	if f.iidfile == "" && (len(args) == 1 || len(result.Names) != 0) { // it is in the store
		fmt.Fprintln(a.text, result.ID)
	}
	return err
}
