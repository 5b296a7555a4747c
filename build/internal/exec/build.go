package exec

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// Options say how to walk a plan. The zero value uses the cache, makes a layer
// of each step, and works on twice as many steps at once as there are CPUs:
// commands wait for networks and disks much of their time.
type Options struct {
	Jobs  int              // steps at once; 0: twice the number of CPUs, at least 4
	Cache api.CacheOptions // its From and To are the caller's
	Unset api.UnsetOptions // labels that a stage does not get from its base
	// TriggerSecrets lets triggers of base images have secrets and ssh agents.
	TriggerSecrets bool
	OneLayer       bool // all steps of a stage make one layer
	Squash         bool // the image is one layer, base included
	NoLink         bool // the store cannot make a layer without the layers below it
	MaxLayers      int  // of an image; 0: any number
	// KeyExtra is part of the key of every RUN: capabilities, network and other options
	// that decide how it comes out.
	KeyExtra string
	Running  *Running          // steps of other builds at the same time; nil: there are none
	Place    string            // names the Containerfile and its context between builds
	Emit     func(event.Event) // called from any goroutine; may be nil
}

// inherited are the labels of a base that a stage starts with.
func (o *Options) inherited(labels map[string]string) map[string]string {
	if o.Unset.AllLabels {
		return nil
	}
	labels = maps.Clone(labels)
	for _, name := range o.Unset.Labels {
		delete(labels, name)
	}
	return labels
}

// tooOld reports whether an entry of the cache must not be used.
func (o *Options) tooOld(e cache.Entry) bool {
	return o.Cache.MaxAge > 0 && time.Since(e.Created) > o.Cache.MaxAge
}

// Result is a built stage.
type Result struct {
	Image image.Image // its history has no times yet
	Layer string      // id of the top layer; empty: none
	Base  string      // name of the image that has the first layers; empty: none
	// Origins are what made the layers of the image, in the same order.
	Origins []Origin
}

// Origin is the instruction that made a layer. It is empty for a layer of the base.
type Origin struct {
	Line        int // of the plan; 0: none
	Instruction string
}

// Outcome is the content of the store that a build made or used, also if it failed.
type Outcome struct {
	Target *Result // nil when the build failed
	// Others are the ends of other stages, and of stages that failed: their
	// layers are worth keeping for the cache.
	Others []Result
	Stages []Stage      // those that were built to their end, but for the target
	Steps  []Remembered // steps of this build that are in the cache
}

// Stage is the result of one stage.
type Stage struct {
	Index int
	Result
}

// Remembered is a step with its place in the cache.
type Remembered struct {
	Key   cache.Key
	Shape cache.Key // of the step alone
	cache.Entry
}

// Build runs a plan on a backend. It returns the outcome also with an error.
func Build(ctx context.Context, p *plan.Plan, backend Backend, c Cache, opts Options) (Outcome, error) {
	if opts.Jobs <= 0 {
		opts.Jobs = max(4, 2*runtime.NumCPU())
	}
	if opts.Emit == nil {
		opts.Emit = func(event.Event) {}
	}
	group, gctx := errgroup.WithContext(ctx)
	b := &builder{
		plan: p, backend: backend, cache: c, opts: opts, group: group,
		slots: make(chan struct{}, opts.Jobs), sealing: make(chan struct{}, runtime.NumCPU()),
		stages: make([]*stageRun, len(p.Stages)),
	}
	if err := b.checkDepths(); err != nil {
		return Outcome{}, err
	}
	for i, needed := range p.Needed {
		if needed {
			b.start(gctx, i)
		}
	}
	err := group.Wait()
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return b.outcome(err), err
}

type builder struct {
	plan    *plan.Plan
	backend Backend
	cache   Cache
	opts    Options
	group   *errgroup.Group
	slots   chan struct{} // one for each step that works
	sealing chan struct{} // one for each layer that is hashed

	mu     sync.Mutex
	stages []*stageRun
	steps  []Remembered
}

func (b *builder) note(r Remembered) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.steps = append(b.steps, r)
}

// stageRun is one stage on its way.
type stageRun struct {
	*plan.Stage
	steps   int
	step    int
	at      *node
	records []record
	base    image.Image
	from    string        // name of the base; empty: it is no image
	done    chan struct{} // closed when the stage's files and state are final
	waits   *stageRun     // the stage that this one waits for
	final   finalState
	output  tail // of the last command
}

// record is a line of history, with the node of the layer it made, if any.
type record struct {
	node      *node
	createdBy string
	origin    Origin
}

// start runs a stage unless it runs already.
func (b *builder) start(ctx context.Context, i int) *stageRun {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stages[i] == nil {
		r := &stageRun{Stage: b.plan.Stages[i], done: make(chan struct{})}
		b.stages[i] = r
		b.spawn(func() error { return b.runStage(ctx, r) })
	}
	return b.stages[i]
}

// spawn does something side by side with the rest. A panic is an error of the
// build, so that the process can still clean up.
func (b *builder) spawn(do func() error) {
	b.group.Go(func() (err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("bug in cooper: %v", p)
			}
		}()
		return do()
	})
}

// wait waits until another stage's files are there. A plan has no cycles, but the
// triggers of a base can add one: then a stage would wait for itself.
func (b *builder) wait(ctx context.Context, waiting *stageRun, i int) (*stageRun, error) {
	r := b.start(ctx, i)
	b.mu.Lock()
	for at := r; at != nil; at = at.waits {
		if at == waiting {
			b.mu.Unlock()
			return nil, fmt.Errorf(
				"circular dependency: stage %s needs stage %s, which needs it", waiting.Title(), r.Title(),
			)
		}
	}
	waiting.waits = r
	b.mu.Unlock()
	err := waitFor(ctx, r.done)
	b.mu.Lock()
	waiting.waits = nil
	b.mu.Unlock()
	return r, err
}

func (b *builder) emit(r *stageRun, e event.Event) {
	e.Time = time.Now()
	e.Stage, e.Stages, e.StageName = r.Index, len(b.plan.Stages), r.Name
	if e.Step == 0 {
		e.Step = r.step
	}
	e.Steps = r.steps
	b.opts.Emit(e)
}

// begin says that a step runs now.
func (b *builder) begin(r *stageRun, where event.Event) {
	where.Kind, where.Phase = event.StepStarted, event.Running
	b.emit(r, where)
}

// warn says something that no step has to fail for.
func (b *builder) warn(message string) {
	b.opts.Emit(event.Event{Kind: event.Warning, Time: time.Now(), Message: message})
}

// outcome collects the registered layers. All goroutines have ended.
func (b *builder) outcome(failure error) Outcome {
	out := Outcome{Steps: b.steps}
	for i, r := range b.stages {
		if r == nil || r.at == nil {
			continue
		}
		result, whole := b.result(r)
		if whole && failure == nil && i != b.plan.Target {
			out.Stages = append(out.Stages, Stage{i, result})
		}
		if i == b.plan.Target && whole && failure == nil {
			out.Target = &result
		} else if result.Layer != "" {
			out.Others = append(out.Others, result)
		}
	}
	if out.Target != nil {
		out.Others = slices.DeleteFunc(out.Others, func(r Result) bool {
			return isPrefix(r.Image.Layers, out.Target.Image.Layers)
		})
	}
	return out
}

func isPrefix(short, long []image.Layer) bool {
	return len(short) <= len(long) && slices.Equal(short, long[:len(short)])
}

// result assembles the image of a stage as far as its layers are registered.
func (b *builder) result(r *stageRun) (out Result, whole bool) {
	img := r.base
	out = Result{Base: r.from, Origins: make([]Origin, len(img.Layers))}
	id := ""
	if r.final.baseNode != nil {
		id = r.final.baseNode.id
	}
	for _, rec := range r.records {
		if rec.node == nil {
			img = image.AppendHistory(img, rec.createdBy)
			continue
		}
		select {
		case <-rec.node.registered:
			img = image.AppendLayer(img, rec.node.layer, rec.createdBy)
			id = rec.node.id
			out.Origins = append(out.Origins, rec.origin)
		default:
			out.Image, out.Layer = img, id
			return out, false
		}
	}
	img.Config.Config = r.final.state.Config
	img.Config.Author = r.final.state.Author
	out.Image, out.Layer = img, id
	return out, true
}

// ignoreChanged forgives that a file of the context changed during the build.
func ignoreChanged(err error) error {
	if errors.Is(err, copier.ErrChanged) {
		return nil
	}
	return err
}

// StepError is a step that failed, with where it is.
type StepError struct {
	File      string
	Line, End int
	Stage     string
	Step      int
	Steps     int
	Code      string // the instruction as written
	Took      time.Duration
	Output    string // the last lines that a command wrote
	Err       error
}

func (e *StepError) Error() string {
	return fmt.Sprintf("step %d/%d of stage %s: %v", e.Step, e.Steps, e.Stage, e.Err)
}

func (e *StepError) Unwrap() error { return e.Err }
