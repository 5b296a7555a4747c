package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// buildFlags are the flags of `cooper build`: those that are fields of the request, and
// groups of those that have to be read.
type buildFlags struct {
	request build.Request
	inputFlags
	imageFlags
	secretFlags
	remoteCacheFlags
	outputFlags
	progressFlags
	checkFlags
	stageFlags
	onFlags
	run      runFlags
	access   accessFlags
	transfer transferFlags
	sbom     sbomFlags
	scan     scanFlags
	sign     signFlags
	onError  string
}

// inputFlags say what to build and for which platforms.
type inputFlags struct {
	files    []string
	cppFlags []string
	file     string // the first of them
	stdin    bool   // standard input was the context
	remove   string // temporary file of a context
	args     []string
	argFiles []string
	proxy    bool
	contexts []string
	onlyUsed bool
	pull     string
	platform platformFlags // --arch, --os and --variant
	manifest string
}

// imageFlags change the image that is made.
type imageFlags struct {
	labels, annotations               []string
	env, unsetEnv                     []string
	inheritLabels, inheritAnnotations bool
	identity, createdAnnotation       bool
	layers                            bool
	timestamp                         int64
	noTime                            bool // --omit-timestamp
	epoch                             string
}

// secretFlags are --secret and --ssh.
type secretFlags struct{ secrets, agents []string }

// remoteCacheFlags are --cache-from and --cache-to.
type remoteCacheFlags struct{ cacheFrom, cacheTo []string }

// outputFlags say what to write besides the image in the store.
type outputFlags struct {
	outputs             []string
	push                bool
	toStdout            bool // an output goes there
	iidfile, iidfileRaw string
	metadata            string
}

// checkFlags ask for something else than a build.
type checkFlags struct {
	check  bool
	strict bool
	call   string
	format string
}

func (a *app) buildCommand() *cobra.Command {
	f := &buildFlags{}
	cmd := &cobra.Command{
		Use:     "build [flags] [CONTEXT]",
		Aliases: []string{"bud", "build-using-dockerfile"},
		Short:   "Build an image from a Containerfile",
		Long:    buildDescription,
		Example: buildExamples,
		Args: func(cmd *cobra.Command, args []string) error {
			return cobra.MaximumNArgs(1)(cmd, f.sbom.words(a.args, args, 1))
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			defer func() { _ = os.Remove(f.remove) }()
			if err := f.complete(a, cmd, f.sbom.words(a.args, args, 1)); err != nil {
				return err
			}
			if f.call != "build" {
				return a.runCall(f)
			}
			return a.runBuild(cmd.Context(), f)
		},
	}
	f.add(cmd)
	return cmd
}

// complete turns flags into the request.
func (f *buildFlags) complete(a *app, cmd *cobra.Command, args []string) error {
	r := &f.request
	dir := "."
	if len(args) == 1 {
		dir = args[0]
	}
	err := f.completeContext(a, dir)
	if err != nil {
		return err
	}
	r.AllStages = !f.onlyUsed
	err = errors.Join(f.completePlatform(), f.completeCall(), f.completeReport(), f.completeOn(cmd.Context()))
	if err != nil {
		return err
	}
	if err := f.completeInputs(a); err != nil {
		return err
	}
	f.completeTime(cmd.Flags().Changed("timestamp") || f.noTime)
	if err := f.completeSecrets(); err != nil {
		return err
	}
	if err := f.completeCaches(); err != nil {
		return err
	}
	if err := f.completeOutputs(); err != nil {
		return err
	}
	r.Pull = build.PullPolicy(f.pull)
	r.Access, r.Transfer = f.access.value(), f.transfer.value()
	if r.Transfer.Sign, err = f.sign.value(a); err != nil {
		return err
	}
	if r.SBOM, err = f.sbom.value(); err != nil {
		return err
	}
	if r.Scan, err = f.scan.value(); err != nil {
		return err
	}
	if r.Run, err = f.run.value(); err != nil {
		return err
	}
	if err := f.stageFlags.complete(a, r); err != nil {
		return err
	}
	return f.completeImage()
}

// completeInputs reads the files, named contexts and arguments.
func (f *buildFlags) completeInputs(a *app) (err error) {
	r := &f.request
	if len(f.files) != 0 {
		f.file, r.Files = f.files[0], f.files[1:]
	}
	if err := f.completeFile(a); err != nil {
		return err
	}
	if r.Lock.File != "" {
		if r.Lock.File, err = filepath.Abs(r.Lock.File); err != nil {
			return err
		}
	}
	if r.Context.Named, err = f.namedContexts(); err != nil {
		return err
	}
	r.Args, err = f.buildArgs()
	return err
}

// completeSecrets reads --secret and --ssh.
func (f *buildFlags) completeSecrets() (err error) {
	if f.request.Secrets, err = parseSecrets(f.secrets); err != nil {
		return err
	}
	f.request.SSH, err = parseAgents(f.agents)
	return err
}

// completeCaches reads --cache-from and --cache-to.
func (f *buildFlags) completeCaches() (err error) {
	if f.request.Cache.From, err = parseCaches("--cache-from", f.cacheFrom); err != nil {
		return err
	}
	f.request.Cache.To, err = parseCaches("--cache-to", f.cacheTo)
	return err
}

// completeImage reads what changes the image besides the Containerfile.
func (f *buildFlags) completeImage() error {
	o := &f.request.Image
	var err error
	if o.Labels, err = pairs("--label", f.labels); err != nil {
		return err
	}
	if o.Annotations, err = imageAnnotations(f.annotations); err != nil {
		return err
	}
	f.request.OneLayer = !f.layers
	o.Env, o.Unset.AllLabels = append(fromEnvironment(f.env), withDash(f.unsetEnv)...), !f.inheritLabels
	if f.identity {
		o.Labels["build.cooper.version"] = build.Version()
	}
	o.NoCreatedAnnotation, o.Unset.AllAnnotations = !f.createdAnnotation, !f.inheritAnnotations
	return nil
}

// completePlatform reads --arch, --os and --variant, and --manifest.
func (f *buildFlags) completePlatform() (err error) {
	o := &f.request.Platforms
	o.AddTo = f.manifest
	if named := f.platform != (platformFlags{}); !named {
		if len(o.Names) == 0 && !o.All {
			o.Names, err = defaultPlatforms()
		}
		return err
	}
	platform, err := f.platform.value()
	o.Names = append(o.Names, platform)
	return err
}

// completeFile reads a Containerfile from standard input; others are read by
// the engine.
func (f *buildFlags) completeFile(a *app) (err error) {
	switch {
	case slices.ContainsFunc(f.files, isTemplate):
		return f.preprocess()
	case f.file == "-" && f.stdin:
		return errors.New("standard input cannot be both the context and the Containerfile")
	case f.file == "-":
		f.request.Text, err = io.ReadAll(io.LimitReader(a.in, 16<<20))
		return err
	case f.file != "":
		if info, statErr := os.Stat(f.file); statErr == nil && !info.Mode().IsRegular() && !info.IsDir() {
			f.request.Text, err = os.ReadFile(f.file) // a pipe of this process
			return err
		} else if statErr == nil {
			f.request.File, err = filepath.Abs(f.file)
			return err
		}
		f.request.File = f.file
	}
	return nil
}

// buildArgs reads --build-arg and the proxy variables of the environment.
func (f *buildFlags) buildArgs() (map[string]string, error) {
	out := map[string]string{}
	if f.proxy {
		for _, name := range proxyNames() {
			if value, ok := os.LookupEnv(name); ok {
				out[name] = value
			}
		}
	}
	given, err := f.givenArgs()
	if err != nil {
		return nil, err
	}
	for _, arg := range given {
		name, value, given := strings.Cut(arg, "=")
		if name == "" {
			return nil, fmt.Errorf("invalid --build-arg %q: the name is missing", arg)
		}
		if !given {
			if value, given = os.LookupEnv(name); !given {
				continue
			}
		}
		out[name] = value
	}
	return out, nil
}

// proxyNames are the variables that say how the network is reached.
func proxyNames() []string {
	var out []string
	for _, name := range []string{"http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy"} {
		out = append(out, name, strings.ToUpper(name))
	}
	return out
}

// completeTime reads --timestamp, and --source-date-epoch, which is a build
// argument too.
func (f *buildFlags) completeTime(given bool) {
	r := &f.request
	if given {
		t := time.Unix(f.timestamp, 0).UTC()
		r.Image.Timestamp = &t
	}
	if _, ok := r.Args["SOURCE_DATE_EPOCH"]; !ok && f.epoch != "" {
		r.Args["SOURCE_DATE_EPOCH"] = f.epoch
	}
}

// runBuild builds, and prints the id alone to standard output.
func (a *app) runBuild(ctx context.Context, f *buildFlags) error {
	mode := f.progress
	if f.quiet {
		mode = "quiet"
	}
	progress, err := f.openProgress(a, mode)
	if err == nil {
		progress, err = f.withUsage(progress)
	}
	if err != nil {
		return err
	}
	a.show(progress)
	progress.Begin()
	f.request.OnEvent = progress.Event
	finish := f.record()
	result, err := a.build(ctx, f)
	if err == nil && !f.request.Cache.DryRun {
		progress.Built(strings.Join(f.request.Tags[:min(1, len(f.request.Tags))], ""), result.ID, result.Names)
	}
	logErr := errors.Join(progress.Close(err == nil), finish(err))
	if err != nil {
		err, a.told = progress.Failed(err)
	}
	if err != nil || f.request.Cache.DryRun {
		return errors.Join(err, logErr)
	}
	return errors.Join(f.writeResult(a, result), logErr)
}

func (a *app) build(ctx context.Context, f *buildFlags) (none build.Result, err error) {
	engine, err := a.open(ctx)
	if err != nil {
		return none, err
	}
	if err := f.shellOnError(a); err != nil {
		return none, err
	}
	if err := f.openStdout(a); err != nil {
		return none, err
	}
	if len(f.machines) != 0 {
		return engine.BuildOn(ctx, build.FarmRequest{
			Request: f.request, Machines: f.machines, Repository: f.repository, Name: f.request.Target,
		})
	}
	return engine.Build(ctx, f.request)
}

// writeResult writes the files that describe a result, and prints its id.
func (f *buildFlags) writeResult(a *app, result build.Result) error {
	if f.iidfile != "" {
		if err := safepath.WriteFile(f.iidfile, []byte("sha256:"+result.ID), 0o644); err != nil {
			return err
		}
	}
	if f.iidfileRaw != "" {
		if err := safepath.WriteFile(f.iidfileRaw, []byte(result.ID), 0o644); err != nil {
			return err
		}
	}
	if f.metadata != "" {
		if err := writeMetadata(f.metadata, result); err != nil {
			return err
		}
	}
	if f.toStdout || f.iidfile != "" {
		return nil
	}
	_, err := fmt.Fprintln(a.text, result.ID)
	return err
}
