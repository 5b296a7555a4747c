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
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// hostPlatform is what is built for.
func hostPlatform() ocispec.Platform {
	p := platforms.Normalize(platforms.DefaultSpec())
	return ocispec.Platform{OS: "linux", Architecture: runtime.GOARCH, Variant: p.Variant}
}

// build does one Request.
func (s *server) build(ctx context.Context, r Request, emit func(event.Event)) (result Result, err error) {
	if err := r.Image.check(); err != nil {
		return Result{}, err
	}
	if err := r.checkCaches(); err != nil {
		return Result{}, err
	}
	r.splitTags()
	if err := r.checkOutputs(); err != nil {
		return Result{}, err
	}
	names, err := registry.NormalizeAll(r.Tags)
	if err != nil {
		return Result{}, err
	}
	run, err := r.Run.internal()
	if err != nil {
		return Result{}, err
	}
	work, err := s.store.NewWork()
	if err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, work.Close()) }()
	fetcher := &remote.Fetcher{Secrets: r.secrets()}
	if fetcher.Dir, err = s.store.Dir("remote"); err != nil {
		return Result{}, err
	}
	c := &contexts{work: work, fetcher: fetcher}
	if text, err := c.provide(ctx, &r.Context); err != nil {
		return Result{}, err
	} else if text != nil {
		r.Text = text
	}
	p, err := load(&r)
	if err != nil {
		return Result{}, err
	}
	if err := r.checkSecrets(p); err != nil {
		return Result{}, describe(err, p.Source)
	}
	warnings, err := r.warnings(p, emit)
	if err != nil {
		return Result{}, describe(err, p.Source)
	}
	run.Secrets = r.secrets()
	if run.Agents, err = r.agents(); err != nil {
		return Result{}, err
	}
	result, err = s.run(ctx, &r, run, p, names, c, emit)
	if err != nil {
		out := describe(err, p.Source)
		if free := s.store.Free(); out.Kind == "run" && out.Hint == "" && free < fullDisk {
			out.Hint = fmt.Sprintf("only %d MiB are free where the store lies (`cooper info` says where)", free>>20)
		}
		return Result{}, out
	}
	for _, w := range warnings {
		emit(event.Event{Kind: event.Warning, Time: time.Now(), Message: warningText(p.File, w)})
	}
	return result, nil
}

// fullDisk is so little free space that it may be why a command failed, in bytes.
const fullDisk = 64 << 20

func (o *ImageOptions) check() error {
	switch o.Format {
	case "":
		o.Format = string(image.OCI)
	case string(image.OCI), string(image.Docker):
	default:
		return fmt.Errorf("format %q is not supported: oci and docker are", o.Format)
	}
	if o.Format == string(image.Docker) && len(o.Annotations) != 0 {
		return errors.New("an image of format docker has no annotations: labels, or format oci")
	}
	return nil
}

// readFile reads the Containerfile. r.File becomes its path; display is its name
// for people.
func readFile(r *Request) (display string, text []byte, err error) {
	text = r.Text
	if text == nil {
		find := source.Containerfile
		if r.Context.foreign() && !filepath.IsAbs(r.File) {
			find = source.ContainerfileBelow
		}
		if r.File, text, err = find(r.File, r.Context.Path); err != nil {
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
	return display, text, nil
}

// load reads the Containerfile and plans its build.
func load(r *Request) (*plan.Plan, error) {
	display, text, err := readFile(r)
	if err != nil {
		return nil, err
	}
	p, err := imagebuilder.Load(display, text, imagebuilder.Options{Target: r.Target, Args: r.Args, Contexts: r.imageContexts(), Platform: hostPlatform()})
	if err != nil {
		return nil, describe(err, text)
	}
	return p, nil
}

// run builds a plan and stores the image.
func (s *server) run(ctx context.Context, r *Request, run host.RunOptions, p *plan.Plan, names []string, c *contexts, emit func(event.Event)) (result Result, err error) {
	warn := func(message string) { emit(event.Event{Kind: event.Warning, Time: time.Now(), Message: message}) }
	for _, arg := range p.UnusedArgs {
		warn("build argument " + arg + " was given and is not declared by any ARG")
	}
	config := host.Config{Store: s.store, Work: c.work, Run: run, Fetcher: c.fetcher, Layer: layer.Options{ClampTo: r.Image.Timestamp}, Warn: warn}
	if config.Pull, err = s.puller(r, emit); err != nil {
		return result, err
	}
	place := r.Context.Path
	if r.Context.Archive != "" || r.Context.URL != "" && !IsGit(r.Context.URL) {
		place = "" // a directory of this build only
	}
	sums := s.cache.Sums(place)
	config.Sums = sums
	if r.Context.Path != "" {
		if config.Context, err = source.Open(r.Context.Path, r.File, r.IgnoreFile); err != nil {
			return result, err
		}
		defer config.Context.Close()
	}
	caches := s.openCaches(ctx, r, warn)
	for _, source := range caches.Sources {
		defer source.Close()
	}
	config.FetchLayer = func(ctx context.Context, parent, diffID string) (string, error) {
		return s.fetchLayer(ctx, caches, parent, diffID)
	}
	config.Named, err = c.openNamed(ctx, r)
	for _, named := range config.Named {
		defer named.Close()
	}
	if err != nil {
		return result, err
	}
	h, err := host.New(config)
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	extra, err := r.keyExtra()
	if err != nil {
		return result, err
	}
	outcome, err := exec.Build(ctx, p, h, caches, exec.Options{
		Jobs: r.Jobs, NoCache: r.Cache.Disabled, OneLayer: r.Image.OneLayer, Squash: r.Image.Squash, NoLink: !s.store.Stacks(),
		Platform: hostPlatform(), KeyExtra: extra, Emit: emit,
	})
	s.keep(outcome.Others)
	if err != nil {
		return result, err
	}
	if err := sums.Save(s.cache); err != nil {
		return result, err
	}
	if result, err = s.put(r, outcome, names); err != nil {
		return result, err
	}
	s.exportCaches(ctx, r, outcome, emit)
	return result, s.export(ctx, r, h, result.ID, emit)
}

func (s *server) puller(r *Request, emit func(event.Event)) (func(context.Context, string) (string, error), error) {
	policy, err := registry.ParsePolicy(r.Pull)
	if err != nil {
		return nil, err
	}
	c, err := s.client(r.Access, emit)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, name string) (string, error) { return c.Pull(ctx, name, policy) }, nil
}

// keyExtra is what decides how a RUN comes out, besides the Containerfile.
func (r *Request) keyExtra() (string, error) {
	extra := struct {
		Run       RunOptions
		Timestamp *time.Time
	}{r.Run, r.Image.Timestamp}
	extra.Run.Isolation, extra.Run.Runtime, extra.Run.ShmSize = "", "", 0
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

// put stores the image of a build.
func (s *server) put(r *Request, outcome exec.Outcome, names []string) (Result, error) {
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
	if err := r.inlineCache(&img, outcome.Steps); err != nil {
		return Result{}, err
	}
	img = image.Dated(img, s.created(r, img))
	config, manifest, err := img.Encode(image.Format(r.Image.Format))
	if err != nil {
		return Result{}, err
	}
	id, err := s.store.PutImage(store.NewImage{
		Config: config, Manifest: manifest, Layer: built.Layer, Created: *img.Config.Created, Names: names,
	})
	return Result{ID: id, Digest: store.Digest(manifest), Names: names, Type: img.MediaType(image.Format(r.Image.Format)), Size: int64(len(manifest))}, err
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
