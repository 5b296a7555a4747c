package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/containerd/platforms"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/cachesync"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/build/internal/worker"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/plan"
	"github.com/cooper-build/cooper/runtime/emulation"
)

// hostPlatform is the machine's.
func hostPlatform() ocispec.Platform {
	p := platforms.Normalize(platforms.DefaultSpec())
	return ocispec.Platform{OS: "linux", Architecture: runtime.GOARCH, Variant: p.Variant}
}

// session is one Request on its way.
type session struct {
	*server
	request  *Request
	names    []string // full names for the result
	run      host.RunOptions
	work     *store.Work
	contexts *contexts
	provided provided // the main context
	emulator *emulation.Emulator
	emit     func(event.Event)
	platform string      // one of several
	shared   *sharedDirs // of all of them
	again    bool        // another platform's session says what is true of all
	outcome  exec.Outcome
	shell    *os.File // socket for terminals of shells
}

// build does one Request.
func (s *server) build(ctx context.Context, c buildCall, emit func(event.Event)) (result Result, err error) {
	r := &c.Request
	b := &session{server: s, request: r, emit: emit, emulator: &s.emulator}
	files := worker.Files(ctx)
	if c.Shell > 0 && c.Shell <= len(files) {
		b.shell = files[c.Shell-1]
	}
	if err := takeFiles(r.Outputs, c.Writers, files); err != nil {
		return Result{}, err
	}
	if err := b.prepare(); err != nil {
		return Result{}, err
	}
	if b.work, err = s.store.NewWork(); err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, b.work.Close()) }()
	if err := b.openContext(ctx); err != nil {
		return Result{}, err
	}
	targets, err := b.targets(ctx)
	if err != nil {
		return Result{}, err
	}
	if len(targets) > 1 || r.List {
		return b.all(ctx, targets)
	}
	if result, err = b.one(ctx, targets[0]); err == nil {
		b.finish(ctx, b.outcome)
	}
	return result, err
}

// finish does what comes after all images are made, once.
func (b *session) finish(ctx context.Context, outcomes ...exec.Outcome) {
	if b.request.Cache.DryRun {
		return
	}
	b.exportCaches(ctx, b.request, outcomes, b.emit)
	b.collect(b.warn)
}

// prepare checks everything that can be checked before anything is read.
func (b *session) prepare() (err error) {
	r := b.request
	if err := r.readBuildKitArgs(b.warn); err != nil {
		return err
	}
	if err := r.dropProxy(); err != nil {
		return err
	}
	if err := r.Image.check(); err != nil {
		return err
	}
	if err := r.checkCaches(); err != nil {
		return err
	}
	r.splitTags()
	if err := r.checkOutputs(); err != nil {
		return err
	}
	if r.cacheOnly() {
		r.Tags = nil // there will be no image that could have them
	}
	if b.names, err = registry.NormalizeAll(r.Tags); err != nil {
		return err
	}
	if r.Run, err = r.Run.withMachine(); err != nil {
		return err // and part of the keys of steps
	}
	if b.run, err = r.Run.internal(); err != nil {
		return err
	}
	if b.shell != nil && b.run.Runtime != "" {
		return errors.New("a shell where a command failed is not supported with isolation oci")
	}
	b.run.Secrets = r.secrets()
	b.run.Agents, err = r.agents()
	return err
}

// openContext fetches what the build reads.
func (b *session) openContext(ctx context.Context) error {
	fetcher := &remote.Fetcher{Secrets: b.run.Secrets, Limits: b.limits}
	var err error
	if fetcher.Dir, err = b.store.Dir("remote"); err != nil {
		return err
	}
	b.contexts = &contexts{work: b.work, fetcher: fetcher, limits: b.limits}
	if b.provided, err = b.contexts.provide(ctx, &b.request.Context); b.provided.text != nil {
		b.request.Text = b.provided.text
	}
	return err
}

// maxAgain is how often a build begins again whose layers another program removed.
const maxAgain = 5

// one builds for one platform.
func (b *session) one(ctx context.Context, target ocispec.Platform) (Result, error) {
	r := b.request
	p, err := b.loadDated(target)
	if err != nil {
		return Result{}, err
	}
	if err := r.checkSecrets(p); err != nil {
		return Result{}, r.inFile(describe(err, p.Source))
	}
	warnings, err := r.warnings(p, b.emit)
	if err != nil {
		return Result{}, describe(err, p.Source)
	}
	result, err := b.execute(ctx, p)
	for again := 0; errors.Is(err, store.ErrGone) && ctx.Err() == nil && again < maxAgain; again++ {
		b.warn(err.Error() + "; building again")
		result, err = b.execute(ctx, p)
	}
	if err != nil {
		out := r.inFile(describe(err, p.Source))
		if free := b.store.Free(); out.Kind == "run" && out.Hint == "" && free < fullDisk {
			out.Hint = fmt.Sprintf("only %d MiB are free where the store lies (`cooper info` says where)", free>>20)
		}
		return Result{}, out
	}
	for _, w := range warnings {
		if !b.again {
			b.warn(warningText(p.File, w))
		}
	}
	return result, nil
}

func (b *session) warn(message string) {
	b.emit(event.Event{Kind: event.Warning, Time: time.Now(), Message: message})
}

// fullDisk is so little free space that it may be why a command failed, in bytes.
const fullDisk = 64 << 20

func (o *ImageOptions) check() error {
	switch o.Format {
	case "":
		m, err := machine()
		if err != nil {
			return err
		}
		o.Format = map[string]string{"docker": "docker", "v2s2": "docker", "v2s1": "docker"}[m.Engine.ImageDefaultFormat]
		if o.Format == "" {
			o.Format = string(image.OCI)
		}
	case string(image.OCI), string(image.Docker):
	default:
		return fmt.Errorf("format %q is not supported: oci and docker are", o.Format)
	}
	if o.Format == string(image.Docker) && len(o.Annotations) != 0 {
		return errors.New("an image of format docker has no annotations: labels, or format oci")
	}
	return nil
}

// find finds and reads a Containerfile. One of a context that somebody else wrote
// is looked for without leaving it.
func (r *Request) find(name string) (path string, text []byte, err error) {
	if r.Context.foreign() && !filepath.IsAbs(name) {
		return source.ContainerfileBelow(name, r.Context.Path)
	}
	return source.Containerfile(name, r.Context.Path)
}

// readFile reads the Containerfile. r.File becomes its path; display is its name
// for people.
func readFile(r *Request) (display string, text []byte, err error) {
	text = r.Text
	if text == nil {
		if r.File, text, err = r.find(r.File); err != nil {
			return "", nil, err
		}
	}
	display = r.File
	if display == "" {
		display = "Containerfile"
	}
	if rel, err := filepath.Rel(r.Context.Path, display); err == nil && r.Context.Path != "" && !strings.HasPrefix(rel, "..") {
		display = rel
	}
	text, err = r.addFiles(display, text)
	return display, text, err
}

// load reads the Containerfile and plans its build.
func (b *session) load(target ocispec.Platform) (*plan.Plan, error) {
	r := b.request
	display, text, err := readFile(r)
	if err != nil {
		return nil, err
	}
	p, err := imagebuilder.Load(display, text, imagebuilder.Options{
		Target: r.Target, AllStages: r.AllStages, Args: r.Args, Contexts: r.imageContexts(), From: r.From, Mounts: r.Run.Mounts,
		Platform: hostPlatform(), Build: target, MaxWord: b.limits.Word, MaxConfig: b.limits.Config,
	})
	if err != nil {
		return nil, r.inFile(describe(err, text))
	}
	return p, nil
}

// execute builds a plan and stores the image.
func (b *session) execute(ctx context.Context, p *plan.Plan) (result Result, err error) {
	for _, arg := range p.UnusedArgs {
		if b.again {
			break
		}
		b.warn("build argument " + arg + " was given and is not declared by any ARG")
	}
	if err := runnable(p, b.rung); err != nil {
		return result, err
	}
	caches := b.openCaches(ctx, b.request, b.warn)
	for _, source := range caches.Sources {
		defer source.Close()
	}
	sums := b.cache.Sums(b.request.Context.kept())
	config, closeContexts, err := b.hostConfig(ctx, sums, caches)
	config.Pull = b.nearStage(config.Pull, p)
	defer closeContexts()
	if err != nil {
		return result, err
	}
	h, err := host.New(config)
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	extra, err := b.request.keyExtra()
	if err != nil {
		return result, err
	}
	r := b.request
	outcome, err := exec.Build(ctx, p, h, caches, exec.Options{
		Jobs: r.Jobs, NoCache: r.Cache.Disabled, NoCacheStages: r.Cache.Except, TriggerSecrets: slices.Contains(r.Run.Allow, "onbuild.secrets"), OneLayer: r.Image.OneLayer, Squash: r.Image.Squash, NoLink: !b.store.Stacks(), MaxLayers: b.maxLayers(),
		NoLabels: r.Image.NoLabels, UnsetLabels: r.Image.Unset.Labels, MaxAge: r.Cache.MaxAge,
		KeyExtra: extra, Emit: b.emit, Explain: r.Cache.Explain, DryRun: r.Cache.DryRun,
		Place: strings.Join([]string{r.Context.Path, r.Context.URL, r.File, platforms.Format(p.Stages[p.Target].Platform)}, "\x00"),
	})
	if r.Cache.DryRun {
		return result, err
	}
	b.keep(outcome.Others)
	if err != nil {
		return result, err
	}
	if err := sums.Save(b.cache); err != nil {
		return result, err
	}
	if result, err = b.put(r, outcome, b.names, b.platform != ""); err != nil {
		return result, err
	}
	b.outcome = outcome
	return result, b.export(ctx, h, result.ID)
}

// maxLayers is how many layers an image may have that is built here.
func (b *session) maxLayers() int {
	most := int(b.limits.Usual().Layers)
	if b.store.Stacks() {
		return min(most, store.MaxLayers)
	}
	return most
}

// kept is the directory whose files are the same in the next build; empty where
// it is this build's only.
func (c Context) kept() string {
	if c.Archive != "" || c.URL != "" && !IsGit(c.URL) {
		return ""
	}
	return c.Path
}

// hostConfig opens what the build reads. done closes it.
func (b *session) hostConfig(ctx context.Context, sums *cache.Sums, caches *cachesync.Cache) (config host.Config, done func(), err error) {
	r := b.request
	var open []*source.Context
	done = func() {
		for _, c := range open {
			_ = c.Close()
		}
	}
	config = host.Config{
		Store: b.store, Work: b.work, Run: b.run, Fetcher: b.contexts.fetcher, Limits: b.limits, Emulator: b.emulator, Rung: b.rung, Sums: sums,
		Layer: layer.Options{ClampTo: r.Image.Timestamp}, Warn: b.warn, Shell: b.shell,
		FetchLayer: func(ctx context.Context, parent, diffID string) (string, error) {
			return b.fetchLayer(ctx, caches, parent, diffID)
		},
	}
	if config.Pull, err = b.puller(r, b.emit); err != nil {
		return config, done, err
	}
	if r.Context.Path != "" {
		if config.Context, err = source.Open(r.Context.Path, r.File, r.IgnoreFile); err != nil {
			return config, done, err
		}
		open = append(open, config.Context)
	}
	config.Pull = (&imageFiles{config.Pull, config.Context, b.work, r.namesFile}).Pull
	config.Named, err = b.contexts.openNamed(ctx, r)
	for _, named := range config.Named {
		open = append(open, named)
	}
	return config, done, err
}

// keyExtra is what decides how a RUN comes out, besides the Containerfile.
func (r *Request) keyExtra() (string, error) {
	extra := struct {
		Run       RunOptions
		Timestamp *time.Time
	}{r.Run, r.Image.Timestamp}
	extra.Run.Isolation, extra.Run.Runtime, extra.Run.ShmSize, extra.Run.Resources = "", "", 0, Resources{}
	extra.Run.RuntimeFlags, extra.Run.Mounts = nil, nil // mounts are part of each RUN
	if file := r.Run.Seccomp; filepath.IsAbs(file) {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("reading the seccomp profile: %w", err)
		}
		extra.Run.Seccomp = string(text)
	}
	text, err := json.Marshal(extra)
	return string(text), err
}

// put stores the image of a build. One that is for a list needs no name.
func (s *server) put(r *Request, outcome exec.Outcome, names []string, listed bool) (Result, error) {
	built := *outcome.Target
	img := built.Image
	if len(r.Image.Labels) != 0 {
		labels := maps.Clone(img.Config.Config.Labels)
		if labels == nil {
			labels = map[string]string{}
		}
		maps.Copy(labels, r.Image.Labels)
		img.Config.Config.Labels = labels
	}
	img.Annotations = maps.Clone(r.Image.Annotations)
	for _, name := range r.Image.Unset.Annotations {
		delete(img.Annotations, name)
	}
	r.Image.edit(&img)
	if err := r.inlineCache(&img, outcome.Steps); err != nil {
		return Result{}, err
	}
	img = image.Dated(img, s.created(r, img))
	if r.Image.CreatedAnnotation && r.Image.Format == string(image.OCI) {
		img.Annotations = merged(img.Annotations, map[string]string{ocispec.AnnotationCreated: img.Config.Created.Format(time.RFC3339)})
	}
	config, manifest, err := img.Encode(image.Format(r.Image.Format))
	if err != nil {
		return Result{}, err
	}
	if most := s.limits.Usual().Config; int64(len(config)) > most {
		return Result{}, &limits.Exceeded{What: "the config of the image has more than", Name: "config-bytes", Limit: most}
	}
	id, err := s.store.PutImage(store.NewImage{
		Config: config, Manifest: manifest, Layer: built.Layer, Created: *img.Config.Created, Names: names, Listed: listed, Intermediate: r.cacheOnly(),
	})
	if err != nil {
		return Result{}, err
	}
	c := &registry.Client{Store: s.store, Access: s.reading(r.Access)}
	return Result{ID: id, Digest: store.Digest(manifest), Names: names, Type: img.MediaType(image.Format(r.Image.Format)), Size: int64(len(manifest))}, c.Built(id)
}

// created is the time of an image: the given one, that of the same image when it
// was built before, or now.
func (s *server) created(r *Request, img image.Image) time.Time {
	if r.Image.Timestamp != nil {
		return *r.Image.Timestamp
	}
	now := time.Now().UTC()
	plain, _, err := image.Dated(img, time.Unix(0, 0)).Encode(image.OCI)
	if err != nil {
		return now
	}
	key := cache.NewKey(cache.Part{Name: "image", Value: string(plain)})
	if entry, ok := s.cache.Lookup(key); ok && !r.Cache.Disabled {
		return entry.Created
	}
	_ = s.cache.Store(key, cache.Entry{Created: now})
	return now
}

// keep makes images without names of stages that are not part of the result, so
// that their layers stay for the cache. It is not worth failing a build for.
func (s *server) keep(stages []exec.Result) {
	for _, st := range stages {
		if len(st.Image.Layers) == 0 || s.store.HasImageOf(st.Layer) {
			continue
		}
		img := st.Image
		img.Layers = slices.Clone(img.Layers)
		config, manifest, err := image.Dated(img, time.Now()).Encode(image.OCI)
		if err == nil {
			_, _ = s.store.PutImage(store.NewImage{
				Config: config, Manifest: manifest, Layer: st.Layer, Created: time.Now(), Intermediate: true,
			})
		}
	}
}

// edit changes what the options say of the image itself.
func (o *ImageOptions) edit(img *image.Image) {
	img.Config.Config.Env = changePairs(slices.Clone(img.Config.Config.Env), expandPairs(img.Config.Config.Env, o.Env), func(string) {})
	if o.OSVersion != "" {
		img.Config.OSVersion = o.OSVersion
	}
	img.Config.OSFeatures = append(slices.Clone(img.Config.OSFeatures), o.OSFeatures...)
	if o.NoHistory {
		img.Config.History = nil
	}
}
