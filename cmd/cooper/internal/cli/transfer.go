package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
	"github.com/cooper-build/cooper/runtime/safepath"
)

func (a *app) pullCommand() *cobra.Command {
	var access accessFlags
	var platform platformFlags
	policy := build.PullAlways
	var quiet, allTags bool
	cmd := &cobra.Command{
		Use:     "pull [flags] IMAGE",
		Short:   "Pull an image into the store",
		Long:    pullDescription,
		Example: pullExamples,
		Args:    oneArg("one image"),
		RunE: func(cmd *cobra.Command, args []string) error {
			wanted, err := platform.value()
			if err != nil {
				return err
			}
			return a.runPull(cmd.Context(), build.PullRequest{
				Name: args[0], Policy: policy, Platform: wanted, AllTags: allTags, Access: access.value(),
			}, quiet)
		},
	}
	cmd.Flags().BoolVarP(&allTags, "all-tags", "a", false, "pull all tags of the repository")
	addTrust(cmd.Flags())
	platform.add(cmd.Flags())
	cmd.Flags().StringVar((*string)(&policy), "policy", "always", "pull policy: always, missing, never or newer")
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "print the image id only")
	access.add(cmd.Flags())
	access.addSignatures(cmd.Flags())
	return cmd
}

func (a *app) runPull(ctx context.Context, req build.PullRequest, quiet bool) error {
	engine, progress, err := a.openTransfer(ctx, quiet)
	if err != nil {
		return err
	}
	req.OnEvent = progress.Event
	ids, err := engine.PullAll(ctx, req)
	err = errors.Join(err, progress.Close(err == nil))
	if len(ids) != 0 {
		fmt.Fprintln(a.text, ids[0]) // of several tags buildah names the first too
	}
	return err
}

// openTransfer opens the engine for an operation with progress.
func (a *app) openTransfer(ctx context.Context, quiet bool) (*build.Engine, ui.Progress, error) {
	mode := "quiet"
	if !quiet {
		mode = progressDefault()
	}
	progress, err := ui.NewProgress(mode, a.err)
	if err != nil {
		return nil, nil, err
	}
	a.show(progress)
	engine, err := a.open(ctx)
	return engine, progress, err
}

type pushFlags struct {
	request        build.PushRequest
	access         accessFlags
	digestFile     string
	sign           signFlags
	scan           scanFlags
	level          int
	alsoCompressed []string
	quiet, removes bool
	allTags        bool
}

func (a *app) pushCommand() *cobra.Command {
	f := &pushFlags{}
	cmd := &cobra.Command{
		Use:     "push [flags] IMAGE [DESTINATION]",
		Short:   "Push an image to a registry, an archive or a directory",
		Long:    pushDescription,
		Example: pushExamples,
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.request.Image = args[0]
			if len(args) == 2 {
				f.request.Destination = args[1]
			}
			if cmd.Flags().Changed("compression-level") {
				f.request.CompressionLevel = &f.level
			}
			f.request.Access = f.access.value()
			if f.allTags {
				return a.pushTags(cmd.Context(), f)
			}
			return a.runPush(cmd.Context(), f)
		},
	}
	flags := cmd.Flags()
	addSignBy(flags, &f.request.Transfer)
	f.sign.add(flags)
	f.scan.add(flags)
	addAttestForm(flags, (*string)(&f.request.Attest))
	flags.StringVar((*string)(&f.request.Compression), "compression-format", "",
		"compression format: gzip, zstd or zstd:chunked")
	flags.IntVar(&f.level, "compression-level", 0, "compression level")
	flags.BoolVar(&f.request.ForceCompression, "force-compression", false, "recompress layers that have another format")
	flags.StringVarP((*string)(&f.request.Format), "format", "f", "", "manifest format: oci or docker")
	flags.StringVar(&f.digestFile, "digestfile", "", "write the digest of the manifest to a file")
	flags.BoolVar(&f.request.RemoveSignatures, "remove-signatures", false, "discard existing signatures")
	flags.BoolVar(&f.removes, "rm", false, "remove the image index from the store after the push")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "do not show progress")
	flags.StringArrayVar(&f.request.EncryptTo, "encryption-key", nil, "encrypt layers for a public key, jwe:FILE")
	flags.IntSliceVar(&f.request.EncryptLayers, "encrypt-layer", nil,
		"index of a layer to encrypt; negative indexes count from the top (default: all)")
	flags.StringSliceVar(&f.alsoCompressed, "add-compression", nil,
		"add each image of an index in this compression too")
	addFixed(flags, "all")
	flags.BoolVarP(&f.allTags, "all-tags", "a", false, "push all tags of the repository")
	addTrust(flags)
	flags.BoolVarP(&f.request.Uncompressed, "disable-compression", "D", false,
		"do not compress layers; registries get them compressed all the same")
	f.access.add(flags)
	return cmd
}

func (a *app) runPush(ctx context.Context, f *pushFlags) error {
	key, err := f.sign.value(a)
	if err != nil {
		return err
	}
	f.request.Sign = key
	for _, format := range f.alsoCompressed {
		f.request.AlsoCompressed = append(f.request.AlsoCompressed, build.Compression(format))
	}
	if f.request.Scan, err = f.scan.value(); err != nil {
		return err
	}
	engine, progress, err := a.openTransfer(ctx, f.quiet)
	if err != nil {
		return err
	}
	f.request.OnEvent = progress.Event
	pushed, err := engine.Push(ctx, f.request)
	err = errors.Join(err, progress.Close(err == nil))
	if err != nil {
		return err
	}
	if f.digestFile != "" {
		if err := safepath.WriteFile(f.digestFile, []byte(pushed.Digest), 0o644); err != nil {
			return err
		}
	}
	progress.Line("pushed " + pushed.Reference + " " + pushed.Digest)
	if f.removes {
		return a.removePushed(ctx, engine, f.request.Image)
	}
	return nil
}

// pushTags pushes every image of a repository under its own name.
func (a *app) pushTags(ctx context.Context, f *pushFlags) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	images, err := engine.Images(ctx)
	if err != nil {
		return err
	}
	repository := f.request.Image
	var names []string
	for _, img := range images {
		for _, n := range img.Names {
			repo, tag := splitName(n)
			if tag != "<none>" && (repo == repository || strings.HasSuffix(repo, "/"+repository)) {
				names = append(names, n)
			}
		}
	}
	switch {
	case f.request.Destination != "":
		return errors.New("with --all-tags, every tag goes to the registry of its name: no destination is possible")
	case len(names) == 0:
		return &build.Error{
			Kind: build.KindNotFound, Message: "no image in the store is of the repository " + repository,
			Hint: "name it without a tag; `cooper images` lists the images",
		}
	}
	for _, n := range names {
		f.request.Image = n
		if err := a.runPush(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// removePushed removes an image index that was pushed. As with buildah, an image stays.
func (a *app) removePushed(ctx context.Context, engine *build.Engine, name string) error {
	i, err := engine.Inspect(ctx, name)
	if err != nil {
		return err
	}
	if !i.Index {
		fmt.Fprintf(a.err, "warning: --rm removes image indexes, and %s is an image: use cooper rmi\n", name)
		return nil
	}
	_, err = engine.Remove(ctx, []string{name}, build.RemoveOptions{})
	return err
}

// removeLists removes what is a list, and refuses what is not.
func (a *app) removeLists(ctx context.Context, names []string) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		i, err := engine.Inspect(ctx, name)
		if err != nil {
			return err
		}
		if !i.Index {
			return fmt.Errorf("%s is an image, not an image index: use cooper rmi", name)
		}
	}
	return a.runRemove(ctx, names, build.RemoveOptions{})
}

// passphrase reads a passphrase from a file, the environment or the terminal.
func (a *app) passphrase(file, prompt string) ([]byte, error) {
	if file != "" {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("reading the passphrase: %w", err)
		}
		line, _, _ := strings.Cut(string(data), "\n")
		return []byte(strings.TrimRight(line, "\r")), nil
	}
	if value, ok := os.LookupEnv("COOPER_SIGN_PASSPHRASE"); ok {
		return []byte(value), nil
	}
	return a.secret(prompt, "--sign-passphrase-file FILE or COOPER_SIGN_PASSPHRASE gives it without a terminal")
}

// secret asks at the terminal, without echo.
func (a *app) secret(prompt, otherwise string) ([]byte, error) {
	if !term.IsTerminal(int(a.in.Fd())) {
		return nil, &build.Error{
			Kind:    build.KindOther,
			Message: "the key needs a passphrase, and there is no terminal to ask for it",
			Hint:    otherwise,
		}
	}
	fmt.Fprint(a.err, prompt)
	defer fmt.Fprintln(a.err)
	return term.ReadPassword(int(a.in.Fd()))
}

func (a *app) keygenCommand() *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:     "keygen [flags] PREFIX",
		Short:   "Generate a key pair for signing images: PREFIX.key and PREFIX.pub",
		Example: "  cooper keygen release\n  cooper keygen --passphrase-file pass.txt release",
		Args:    oneArg("the prefix of the two files"),
		RunE: func(_ *cobra.Command, args []string) error {
			passphrase, err := a.passphrase(file, "Passphrase for the new key: ")
			if err != nil {
				return err
			}
			if err := build.GenerateKeyPair(args[0], passphrase); err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.text, "%s.key\n%s.pub\n", args[0], args[0])
			return err
		},
	}
	cmd.Flags().StringVar(&file, "passphrase-file", "",
		"read the passphrase from a file (default: COOPER_SIGN_PASSPHRASE, else the terminal)")
	return cmd
}
