package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// buildFlags are the flags of `cooper build` that are not fields of a Request.
type buildFlags struct {
	request   build.Request
	onlyUsed  bool
	access    accessFlags
	run       runFlags
	files     []string
	file      string
	arch      string
	os        string
	variant   string
	manifest  string
	args      []string
	labels    []string
	notes     []string
	secrets   []string
	contexts  []string
	cacheFrom []string
	cacheTo   []string
	stdin     bool   // was the context
	remove    string // a temporary file
	argFiles  []string
	agents    []string
	pull      string
	layers    bool
	timestamp int64
	epoch     string
	iidfile   string
	metadata  string
	outputs   []string
	toStdout  bool // an output goes there
	push      bool
	progress  string
	quiet     bool
	proxy     bool
	onError   string

	env, unsetEnv               []string
	inheritLabels, inheritNotes bool
	identity, createdNote       bool
	iidfileRaw                  string
	logfile                     string
	logsplit                    bool
	check                       bool
	strict                      bool
	call                        string
	format                      string // of a check
}

func (a *app) buildCommand() *cobra.Command {
	f := &buildFlags{}
	cmd := &cobra.Command{
		Use:     "build [flags] [CONTEXT]",
		Aliases: []string{"bud", "build-using-dockerfile"},
		Short:   "Build an image from a Containerfile",
		Example: "  cooper build -t app .\n  cooper build -f Containerfile.test --target test --build-arg GO=1.26 .",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			defer func() { _ = os.Remove(f.remove) }()
			if err := f.complete(a, cmd, args); err != nil {
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

func (f *buildFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	r := &f.request
	flags.StringArrayVarP(&f.files, "file", "f", nil, "path of the Containerfile; - reads it from standard input")
	flags.StringArrayVarP(&r.Tags, "tag", "t", nil, "name of the image; may be repeated")
	flags.StringVar(&r.Target, "target", "", "stage to build")
	flags.BoolVar(&f.onlyUsed, "skip-unused-stages", true, "leave stages out that the target does not need; without it all before it are built, in order")
	flags.StringVar(&r.IgnoreFile, "ignorefile", "", "path of the ignore file")
	flags.StringArrayVar(&f.args, "build-arg", nil, "value of an ARG, name=value; name alone takes it from the environment")
	flags.StringArrayVar(&f.argFiles, "build-arg-file", nil, "file with a name=value in each line")
	flags.StringArrayVar(&f.contexts, "build-context", nil, "what FROM and --from can name: name=DIR, URL or image (docker-image://, oci-layout://)")
	flags.StringVar(&r.From, "from", "", "base of the first stage, instead of what the Containerfile names")
	flags.StringArrayVar(&f.env, "env", nil, "variable to set in the image, NAME=value; NAME alone has the value of this environment")
	flags.StringArrayVar(&f.unsetEnv, "unsetenv", nil, "variable to leave out of the image")
	flags.StringArrayVar(&r.Image.Unset.Labels, "unsetlabel", nil, "label of the base to leave out of the image")
	flags.StringArrayVar(&r.Image.Unset.Annotations, "unsetannotation", nil, "annotation to leave out of the image")
	flags.BoolVar(&f.inheritLabels, "inherit-labels", true, "give the image the labels of its base")
	flags.BoolVar(&f.inheritNotes, "inherit-annotations", false, "not supported: annotations of a base say what that is")
	flags.BoolVar(&f.identity, "identity-label", false, "label the image with the version of cooper")
	flags.BoolVar(&f.createdNote, "created-annotation", false, "annotate the image with its time")
	flags.BoolVar(&r.Image.NoHistory, "omit-history", false, "make an image without history")
	flags.StringVar(&r.Image.OSVersion, "os-version", "", "version of the operating system")
	flags.StringSliceVar(&r.Image.OSFeatures, "os-feature", nil, "feature that the image needs of the operating system")
	flags.DurationVar(&r.Cache.MaxAge, "cache-ttl", 0, "make layers in the cache that are older again, as 24h")
	flags.StringVar(&f.iidfileRaw, "iidfile-raw", "", "file to write the image's id to, without sha256:")
	flags.StringVar(&f.logfile, "logfile", "", "file to write the progress to, instead of standard error")
	flags.BoolVar(&f.logsplit, "logsplit", false, "with --logfile and several platforms: a file for each, with its name at the end")
	flags.StringArrayVar(&f.labels, "label", nil, "label of the image, name=value")
	flags.StringArrayVar(&f.notes, "annotation", nil, "annotation of the image, name=value")
	flags.StringVar(&r.Image.Format, "format", os.Getenv("BUILDAH_FORMAT"), "format of the image: oci or docker")
	flags.BoolVar(&r.Cache.Disabled, "no-cache", false, "run every step")
	flags.StringArrayVar(&f.cacheFrom, "cache-from", nil, "cache to use: type=registry,ref=NAME, type=local,src=DIR, or a name")
	flags.StringArrayVar(&f.cacheTo, "cache-to", nil, "where to write the cache: type=registry,ref=NAME, type=local,dest=DIR or type=inline; with mode=max that of all stages; or a name")
	flags.StringSliceVar(&r.Cache.Except, "no-cache-filter", nil, "stages whose steps are run whether or not they are cached")
	flags.BoolVar(&r.Cache.Explain, "explain", false, "say for each step that is not in the cache what changed")
	flags.BoolVar(&r.Cache.DryRun, "dry-run", false, "build nothing: say which steps are cached, which would run, and how long they took the last time")
	flags.BoolVar(&f.layers, "layers", envBool("BUILDAH_LAYERS", true), "make a layer of each step; without it, one of all steps of a stage")
	flags.BoolVar(&r.Image.Squash, "squash", false, "make one layer of the whole image, base included")
	flags.IntVar(&r.Jobs, "jobs", 0, "steps at once (default: twice the number of CPUs, at least 4)")
	addPull(cmd, &f.pull, "fetch bases: always, missing, never or newer")
	flags.Int64Var(&f.timestamp, "timestamp", 0, "time of the image, in seconds since 1970, and latest time of files in new layers")
	flags.StringVar(&f.epoch, "source-date-epoch", os.Getenv("SOURCE_DATE_EPOCH"), "time of the image and latest time of files in new layers, in seconds since 1970; context: that of the fetched build context")
	flags.StringVar(&f.iidfile, "iidfile", "", "file to write the image's id to")
	flags.StringVar(&f.metadata, "metadata-file", "", "file to write what was built to, as JSON")
	flags.StringArrayVarP(&f.outputs, "output", "o", nil, "form of the result: type=local|tar|oci|docker,dest=PATH, type=image|registry,name=NAME, type=cacheonly; a path is type=local, - a tar archive on standard output")
	flags.BoolVar(&f.push, "push", false, "as --output type=registry")
	flags.StringVar(&f.progress, "progress", progressDefault(), "auto, tty, plain, json or quiet")
	flags.StringVar(&f.onError, "on-error", "", "shell: open one in the sandbox of a RUN that fails, and go on after it")
	flags.BoolVar(&f.check, "check", false, "look for mistakes in the Containerfile and build nothing; with --format text, json or sarif")
	flags.BoolVar(&f.strict, "strict", false, "with --check: also bases without a digest and an image that runs as root")
	flags.StringVar(&f.call, "call", "build", "build, check, outline (what the build can be given) or targets (its stages)")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "say nothing but the image's id")
	for _, name := range []string{"rm", "force-rm", "compress", "disable-content-trust", "disable-compression", "load", "rewrite-timestamp"} {
		flags.Bool(name, true, "accepted for compatibility: it changes nothing here")
		_ = flags.MarkHidden(name)
	}
	flags.StringSliceVar(&r.Platforms.Names, "platform", nil, "platforms to build for, as linux/arm64; several make a list of images (default: the machine's)")
	flags.BoolVar(&r.Platforms.All, "all-platforms", false, "build for all platforms that all bases are there for")
	flags.StringVar(&f.arch, "arch", "", "architecture to build for")
	flags.StringVar(&f.os, "os", "", "operating system to build for: linux")
	flags.StringVar(&f.variant, "variant", "", "variant of the architecture")
	flags.StringVar(&f.manifest, "manifest", "", "name of a list for the images, also for one")
	f.run.add(flags)
	f.addRun(cmd)
	f.access.add(flags)
}

func (f *buildFlags) addRun(cmd *cobra.Command) {
	flags := cmd.Flags()
	r := &f.run.options
	flags.StringArrayVar(&r.Mounts, "mount", nil, "mount for every RUN, as RUN --mount has it")
	flags.StringArrayVar(&f.secrets, "secret", nil, "secret for RUN --mount=type=secret: id=ID,src=FILE or id=ID,env=NAME")
	flags.StringArrayVar(&f.agents, "ssh", nil, "ssh agent for RUN --mount=type=ssh: default, or ID=SOCKET, or ID=KEY[,KEY]")
	flags.StringSliceVar(&r.Security.Allow, "allow", nil, "security.insecure: let RUN --security=insecure give up the sandbox; network.host: let RUN --network=host leave a private network; onbuild.secrets: let triggers of base images have secrets and ssh agents")
	flags.BoolVar(&f.proxy, "http-proxy", true, "give RUN the proxy variables of the environment")
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
	f.completePlatform()
	r.AllStages = !f.onlyUsed
	if err := f.completeCall(); err != nil {
		return err
	}
	if len(f.files) != 0 {
		f.file, r.Files = f.files[0], f.files[1:]
	}
	if err := f.completeFile(a); err != nil {
		return err
	}
	if r.Context.Named, err = f.namedContexts(); err != nil {
		return err
	}
	if r.Args, err = f.buildArgs(); err != nil {
		return err
	}
	if r.Image.Labels, err = pairs("--label", f.labels); err != nil {
		return err
	}
	if r.Image.Annotations, err = pairs("--annotation", f.notes); err != nil {
		return err
	}
	r.OneLayer = !f.layers
	f.completeTime(cmd.Flags().Changed("timestamp"))
	if r.Secrets, err = parseSecrets(f.secrets); err != nil {
		return err
	}
	if r.SSH, err = parseAgents(f.agents); err != nil {
		return err
	}
	if r.Cache.From, err = parseCaches("--cache-from", f.cacheFrom); err != nil {
		return err
	}
	if r.Cache.To, err = parseCaches("--cache-to", f.cacheTo); err != nil {
		return err
	}
	if err := f.completeOutputs(); err != nil {
		return err
	}
	r.Pull = f.pull
	r.Access = f.access.value()
	if r.Run, err = f.run.value(); err != nil {
		return err
	}
	return f.completeImage()
}

// completeImage reads what changes the image besides the Containerfile.
func (f *buildFlags) completeImage() error {
	o := &f.request.Image
	if f.inheritNotes {
		return errors.New("--inherit-annotations is not supported: annotations of a base say what that is; --annotation sets them")
	}
	o.Env, o.Unset.AllLabels = append(fromEnvironment(f.env), withDash(f.unsetEnv)...), !f.inheritLabels
	if f.identity {
		o.Labels["build.cooper.version"] = build.Version()
	}
	o.CreatedAnnotation = f.createdNote
	return nil
}

// completePlatform reads --arch, --os and --variant, and --manifest.
func (f *buildFlags) completePlatform() {
	r := &f.request
	if f.arch != "" || f.os != "" || f.variant != "" {
		arch, system := f.arch, f.os
		if arch == "" {
			arch = runtime.GOARCH
		}
		if system == "" {
			system = "linux"
		}
		r.Platforms.Names = append(r.Platforms.Names, strings.TrimSuffix(system+"/"+arch+"/"+f.variant, "/"))
	}
	if f.manifest != "" {
		r.Platforms.Index = true
		r.Tags = append(r.Tags, f.manifest)
	}
}

// completeFile reads a Containerfile from standard input; others are read by
// the engine.
func (f *buildFlags) completeFile(a *app) (err error) {
	for _, name := range f.files {
		if strings.HasSuffix(name, ".in") {
			return fmt.Errorf("%s: files that need a preprocessor are not supported: run cpp first, as `cpp -P %s | cooper build -f - .`", name, name)
		}
	}
	switch {
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
			return nil, fmt.Errorf("--build-arg %q has no name", arg)
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
	if err != nil {
		return err
	}
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	f.request.OnEvent = progress.Event
	if err := f.shellOnError(a); err != nil {
		return err
	}
	if err := f.openStdout(a); err != nil {
		return err
	}
	result, err := engine.Build(ctx, f.request)
	if err == nil && !f.request.Cache.DryRun {
		progress.Built(result.ID, result.Names)
	}
	logErr := progress.Close(err == nil)
	if err != nil || f.request.Cache.DryRun {
		return errors.Join(err, logErr)
	}
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
	if f.toStdout {
		return logErr
	}
	_, err = fmt.Fprintln(a.text, result.ID)
	return errors.Join(err, logErr)
}

// openProgress shows progress where it is wanted.
func (f *buildFlags) openProgress(a *app, mode string) (ui.Progress, error) {
	switch {
	case f.logfile == "" && f.logsplit:
		return nil, errors.New("--logsplit needs --logfile, whose name is the beginning of the others")
	case f.logfile == "":
		return ui.NewProgress(mode, a.err)
	}
	return ui.NewLogFiles(f.logfile, f.logsplit)
}

func pairs(flag string, list []string) (map[string]string, error) {
	out := map[string]string{}
	for _, item := range list {
		name, value, _ := strings.Cut(item, "=")
		if name == "" {
			return nil, fmt.Errorf("%s %q has no name", flag, item)
		}
		out[name] = value
	}
	return out, nil
}

func envOr(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

// envList are the values of a variable that has them with commas between.
func envList(name string) []string {
	if value := os.Getenv(name); value != "" {
		return strings.Split(value, ",")
	}
	return nil
}

func envBool(name string, fallback bool) bool {
	if value, err := strconv.ParseBool(os.Getenv(name)); err == nil {
		return value
	}
	return fallback
}

func progressDefault() string { return envOr("COOPER_PROGRESS", envOr("BUILDKIT_PROGRESS", "auto")) }
