package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/containerd/platforms"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/failure"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/remotecache"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/build/internal/worker"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// job is one request on its way.
type job struct {
	*server
	*inputs
	request  api.Request // complete, and never written to
	outputs  []output
	names    []string // full names for the result
	run      host.RunOptions
	shell    *os.File   // socket for terminals of debug shells; nil: there are none
	stdin    *os.File   // of commands; nil: there is none
	sources  *sources   // rules for them; nil: there are none
	scan     *imageScan // nil: none is wanted
	emit     emitter
	platform string      // one of several; empty: there is one
	shared   *sharedDirs // of all platforms
	quiet    bool        // another platform's job warns of everything that concerns all platforms

	// Results of earlier steps of the job.
	file       source.Containerfile
	timestamp  *time.Time // of the image; nil: none was given
	outcome    exec.Outcome
	record     *recorder          // of what the build reads
	predicates []attest.Predicate // of the image
	pushed     []api.Pushed       // by outputs, to registries
	passing    bool               // the image is only made to be sent
	target     *ocispec.Platform  // that was asked for; nil: the machine's is meant
}

// inputs are the files that a job reads. The jobs of several platforms share them.
type inputs struct {
	work     *store.Work
	contexts *contexts
	main     provided // the main context

	mu        sync.Mutex
	downloads []remote.Fetched
	reached   reachedBy
}

// newJob completes a request, and reads the rules for its sources. Whoever asks for it closes its work.
func (s *server) newJob(c call.Build, files []*os.File, emit emitter) (*job, error) {
	b, err := s.resolve(c, files, emit)
	if err == nil {
		err = b.readSourcePolicy()
	}
	if err == nil {
		b.work, err = s.store.NewWork()
	}
	return b, err
}

// build does one request.
func (s *server) build(ctx context.Context, c call.Build, emit emitter) (result api.Result, err error) {
	b, err := s.newJob(c, worker.Files(ctx), emit)
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, b.work.Close()) }()
	defer func() {
		if !b.request.Cache.DryRun {
			err = errors.Join(err, b.reached.report(b.run.Network.Choice, err != nil, b.warn))
		}
	}()
	targets, err := b.begin(ctx)
	if err != nil {
		return result, err
	}
	if len(targets) > 1 || b.request.Platforms.Index || b.request.Platforms.All {
		return b.all(ctx, targets)
	}
	if result, err = b.one(ctx, targets[0]); err != nil {
		return result, err
	}
	b.finish(ctx, b.outcome)
	if list := b.request.Platforms.AddTo; list != "" && !b.request.Cache.DryRun {
		entry, err := b.entryOf(result.ID)
		if err != nil {
			return result, err
		}
		_, err = b.addEntries(list, []store.IndexEntry{entry})
		return result, err
	}
	return result, nil
}

// begin opens the inputs of a build, and says for which platforms it is.
func (b *job) begin(ctx context.Context) ([]ocispec.Platform, error) {
	defer b.emit.phase(event.Resolving, cmp.Or(b.request.Context.URL, "the build context"))()
	if err := b.openInputs(ctx); err != nil {
		return nil, err
	}
	return b.targets(ctx)
}

// openInputs opens the context, what a builder image makes of it, and the lock file.
func (b *job) openInputs(ctx context.Context) error {
	if err := b.openContext(ctx); err != nil {
		return err
	}
	if err := b.assemble(ctx); err != nil {
		return err
	}
	return b.readLock()
}

// finish runs once, after all images are made.
func (b *job) finish(ctx context.Context, outcomes ...exec.Outcome) {
	if b.request.Cache.DryRun {
		return
	}
	b.exportCaches(ctx, &b.request, outcomes, b.emit)
	b.collect(b.warn)
}

// openContext fetches and opens the build context.
func (b *job) openContext(ctx context.Context) error {
	if err := b.openContexts(ctx); err != nil {
		return err
	}
	var err error
	b.main, err = b.contexts.provide(ctx, b.request.Context)
	return err
}

// openContexts prepares to fetch contexts, and fetches the files of a Containerfile that are at addresses.
func (b *job) openContexts(ctx context.Context) error {
	fetcher := &remote.Fetcher{Secrets: b.run.Secrets, Limits: b.limits}
	var err error
	if fetcher.TLS, err = registry.Certificates(b.request.Access); err != nil {
		return err
	}
	if fetcher.Dir, err = b.store.Dir("remote"); err != nil {
		return err
	}
	fetcher.Note, fetcher.Progress = b.note, b.emitMoving
	client, err := b.client(b.request.Access, b.emit)
	if err != nil {
		return err
	}
	b.contexts = &contexts{work: b.work, fetcher: fetcher, registry: client, limits: b.limits}
	return b.contexts.containerfile(ctx, &b.request.Containerfile)
}

// maxAgain is how often a build begins again whose layers another program removed.
const maxAgain = 5

// one builds for one platform.
func (b *job) one(ctx context.Context, target ocispec.Platform) (api.Result, error) {
	if len(b.request.Platforms.Names) != 0 {
		b.target = &target
	}
	p, err := b.loadDated(platforms.Normalize(target))
	if err != nil {
		return api.Result{}, err
	}
	if err := checkSecrets(&b.request, p); err != nil {
		return api.Result{}, b.file.Place(failure.Describe(err, p.Source))
	}
	warnings, err := b.warnings(p)
	if err != nil {
		return api.Result{}, failure.Describe(err, p.Source)
	}
	result, err := b.execute(ctx, p)
	for again := 0; errors.Is(err, store.ErrGone) && ctx.Err() == nil && again < maxAgain; again++ {
		b.warn(err.Error() + "; building again")
		result, err = b.execute(ctx, p)
	}
	if err != nil {
		out := b.file.Place(failure.Describe(err, p.Source))
		if free := b.store.Free(); out.Kind == api.KindRun && out.Hint == "" && free < fullDisk {
			out.Hint = fmt.Sprintf("only %d MiB are free on the disk of the store (see `cooper info`)", free>>20)
		}
		return api.Result{}, out
	}
	for _, w := range warnings {
		if !b.quiet {
			b.emit(warningEvent(p, w))
		}
	}
	return result, nil
}

func (b *job) warn(message string) { b.emit.warn(message) }

// warnUnused warns about what the request gives and the plan does not take.
func (b *job) warnUnused(p *plan.Plan) {
	for _, arg := range p.UnusedArgs {
		b.warn("build argument " + arg + " is not declared by any ARG")
	}
	for _, id := range unusedSecrets(&b.request, p) {
		b.warn("secret " + id + " is used by no RUN --mount=type=secret")
	}
}

// fullDisk is so little free space that it may be why a command failed, in bytes.
const fullDisk = 64 << 20

// execute builds a plan and stores the image.
func (b *job) execute(ctx context.Context, p *plan.Plan) (result api.Result, err error) {
	if !b.quiet {
		b.warnUnused(p)
	}
	if err := errors.Join(runnable(p, b.isolation), runsOnLinux(p)); err != nil {
		return result, err
	}
	caches := b.openCaches(ctx, &b.request, b.warn)
	for _, source := range caches.Sources {
		defer source.Close()
	}
	sums := b.cache.Sums(b.main.kept)
	b.record, b.predicates = newRecorder(), nil
	config, closeContexts, err := b.hostConfig(ctx, sums, caches)
	config.Pull, config.Commands = b.recorded(b.nearStage(config.Pull, p)), commands(p)
	defer closeContexts()
	if err != nil {
		return result, err
	}
	h, err := host.New(config)
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	extra, err := keyExtra(b.request.Run, b.run.Network.Choice, b.timestamp, b.stdin != nil)
	if err != nil {
		return result, err
	}
	r := &b.request
	outcome, err := exec.Build(ctx, p, h, caches, exec.Options{
		Jobs: r.Jobs, Cache: recordable(r.Cache, b.run.Network.Choice), Unset: r.Image.Unset, KeyExtra: extra,
		Place: b.place(p), Running: &b.running,
		TriggerSecrets: slices.Contains(r.Run.Security.Allow, "onbuild.secrets"),
		OneLayer:       r.OneLayer, Squash: r.Image.Squash, NoLink: !b.store.Stacks(), MaxLayers: b.maxLayers(),
		Emit: func(e event.Event) { b.observed(e, p.Target) },
	})
	if r.Cache.DryRun {
		return result, err
	}
	b.keep(outcome.Others, r.Stages.Layer)
	if err == nil {
		err = sums.Save(b.cache)
	}
	if err != nil {
		return result, err
	}
	if result, err = b.write(ctx, h, p, &outcome); err != nil {
		return result, err
	}
	b.outcome = outcome
	err = b.export(ctx, h, result.ID)
	result.Pushed = b.pushed
	return result, err
}

// write stores the image of an outcome, with what is attested about it.
func (b *job) write(ctx context.Context, h *host.Host, p *plan.Plan, outcome *exec.Outcome) (api.Result, error) {
	b.startWriting()
	defer b.record.written()
	if err := b.addSBOM(ctx, h, &b.request.SBOM, p, outcome); err != nil {
		return api.Result{}, err
	}
	if err := b.addProvenance(p); err != nil {
		return api.Result{}, err
	}
	result, err := b.putScanned(ctx, h, p, *outcome)
	if err != nil {
		return result, err
	}
	return result, b.tellImage(&result, outcome.Target)
}

// commands counts the RUN instructions of a plan.
func commands(p *plan.Plan) (count int) {
	for _, s := range p.Stages {
		for i := range s.Instructions {
			if _, ok := s.Instructions[i].Run(); ok {
				count++
			}
		}
	}
	return count
}

// putAll stores the image of a build, and those of its stages.
func (b *job) putAll(p *plan.Plan, outcome exec.Outcome) (result api.Result, err error) {
	r := &b.request
	ids, err := b.saveStages(p, outcome)
	if err != nil {
		return result, err
	}
	if b.target != nil {
		img := &outcome.Target.Image
		img.Config.Platform = finalPlatform(*b.target, p.Stages[p.Target].Platform, img.Config.Platform)
	}
	options := r.Image
	if r.Stages.Labels {
		options.Labels = merged(stageLabels(p, p.Target, ids), options.Labels)
	}
	return b.put(options, outcome, b.names, b.platform != "" || r.Platforms.AddTo != "")
}

// place identifies the build, for a comparison with the previous one.
func (b *job) place(p *plan.Plan) string {
	platform := platforms.Format(p.Stages[p.Target].Platform)
	return strings.Join([]string{b.main.dir, b.request.Context.URL, b.file.Path, platform}, "\x00")
}

// maxLayers is how many layers an image may have that is built here.
func (b *job) maxLayers() int {
	most := int(b.limits.WithDefaults().Layers)
	if b.store.Stacks() {
		return min(most, store.MaxLayers)
	}
	return most
}

// hostConfig opens the inputs of the build. done closes them.
func (b *job) hostConfig(
	ctx context.Context, sums *cache.Sums, caches *remotecache.Cache,
) (config host.Config, done func(), err error) {
	r := &b.request
	var open []*source.Context
	done = func() {
		for _, c := range open {
			_ = c.Close()
		}
	}
	config = host.Config{
		Store: b.store, Work: b.work, Run: b.run, Fetcher: b.contexts.fetcher, Limits: b.limits,
		Emulator: &b.emulator, Isolation: b.isolation, Sums: sums,
		Layer: layer.Options{ClampTo: b.timestamp}, Warn: b.warn, Shell: b.shell, Stdin: b.stdin,
		Reached: b.noteReached, Denied: b.emitDenied,
		Source: b.sources.remote, NameOf: func(reference string, names []string) (string, bool) {
			if changed, err := b.sources.image(reference); err == nil {
				reference = changed
			}
			return b.nameOf(reference, names)
		},
		FetchLayer: func(ctx context.Context, parent, diffID string) (string, error) {
			id, err := b.fetchLayer(ctx, caches, parent, diffID, b.emit)
			if err == nil {
				b.record.fetchedLayer(diffID)
			}
			return id, err
		},
	}
	if config.Pull, err = b.puller(r.Pull, r.Access, b.emit); err != nil {
		return config, done, err
	}
	if b.main.dir != "" {
		if config.Context, err = source.Open(b.main.dir, b.file.Path, r.IgnoreFile); err != nil {
			return config, done, err
		}
		open = append(open, config.Context)
	}
	config.Pull = b.sources.pull((&imageFiles{config.Pull, config.Context, b.work, b.namesFile}).Pull)
	config.Named, err = b.contexts.openNamed(ctx, r.Context.Named)
	for _, named := range config.Named {
		open = append(open, named)
	}
	return config, done, err
}
