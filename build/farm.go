package build

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/farm"
	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig/program"
	"github.com/cooper-build/cooper/build/internal/farm/kubernetes"
	"github.com/cooper-build/cooper/build/internal/farm/ssh"
)

// Machine is another machine, or a cluster, that builds run on: see OnSSH and OnKubernetes.
type Machine struct{ does farm.Machine }

// OnSSH is a machine with cooper on it that ssh(1) reaches.
func OnSSH(o SSHOptions) (Machine, error) {
	m, err := ssh.New(o)
	if err != nil {
		return Machine{}, describe(err)
	}
	return Machine{m}, nil
}

// OnKubernetes is a namespace of a cluster. Each platform is built by a Job.
func OnKubernetes(ctx context.Context, o KubernetesOptions) (Machine, error) {
	m, err := kubernetes.New(ctx, o, version, program.Resolve)
	if err != nil {
		return Machine{}, describe(err)
	}
	return Machine{m}, nil
}

// FarmRequest says what to build on other machines.
type FarmRequest struct {
	Request
	Machines []Machine // each platform is built on the first that is for it
	Name     string    // of the build, for people and for its cache; may be empty
	// Repository has the build context, the cache, and images until they have their names. Empty: that
	// of the first name that is pushed. Over ssh, what has no repository travels over the connection.
	Repository string
	// Unnamed says that the image is for other builds: it stays in the repository, without a name.
	Unnamed bool
}

// BuildOn is Build on other machines. The build context goes there, and the images come from there to
// where the outputs of the request say. If these are registries only, no image is fetched, and the
// store of this machine does not have it.
func (e *Engine) BuildOn(ctx context.Context, req FarmRequest) (Result, error) {
	told := newTelling(&req.Request)
	out, err := (&farmBuild{FarmRequest: req, engine: e}).run(ctx)
	if err != nil {
		err = describe(err)
	}
	told.end(&out, err)
	return out, err
}

// RepositoryOf is the repository of the first name that a request sends its image to; empty: there is none.
func RepositoryOf(req *Request) string { return farm.RepositoryOf(req) }

// farmBuild is a build on other machines.
type farmBuild struct {
	FarmRequest
	engine  *Engine
	dir     string // for what travels
	id      string
	names   *strings.Replacer // from addresses of contexts to words for people
	telling sync.Mutex
	several bool // platforms
	// isolation is the mode of the machine that ended last.
	isolation string
}

func (b *farmBuild) run(ctx context.Context) (result Result, err error) {
	if len(b.Machines) == 0 {
		return result, &Error{Kind: KindUsage, Message: "a build on other machines names none", Hint: "use OnSSH"}
	}
	if err := farm.Check(&b.Request); err != nil {
		return result, err
	}
	if b.Secrets, err = readSecrets(ctx, b.Secrets); err != nil {
		return result, err
	}
	for i, s := range b.Secrets { // a file or a variable of this machine is nowhere else
		b.Secrets[i] = Secret{ID: s.ID, Data: s.Data}
	}
	if b.dir, err = os.MkdirTemp("", "cooper-farm-"); err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.dir)) }()
	plan, err := b.plan()
	if err == nil {
		err = b.prepare(ctx, plan)
	}
	if err != nil {
		return result, err
	}
	parts, err := b.runTasks(ctx, plan)
	if err != nil || farm.CacheOnly(&b.Request) {
		return result, err
	}
	b.nameArchives(parts)
	return b.engine.finishParts(ctx, b.Request, parts)
}

// nameArchives replaces the paths of images that came back by words for people.
func (b *farmBuild) nameArchives(parts []farm.Part) {
	tell := b.OnEvent
	if tell == nil {
		return
	}
	var words []string
	for i := range parts {
		if parts[i].InArchive() {
			words = append(words, parts[i].Reference, "the image for "+parts[i].Platform)
		}
	}
	names := strings.NewReplacer(words...)
	b.OnEvent = func(e Event) {
		e.Message = names.Replace(e.Message)
		tell(e)
	}
}

// plan says what travels through a registry.
func (b *farmBuild) plan() (*farm.Build, error) {
	plan := &farm.Build{
		ID: strings.ToLower(rand.Text()[:10]), Name: b.Name,
		Repository: cmp.Or(b.Repository, farm.RepositoryOf(&b.Request)),
	}
	if b.Unnamed && plan.Repository != "" {
		b.Tags, b.Outputs = nil, []Output{{Type: OutputRegistry, ByDigest: true, Names: []string{plan.Repository}}}
	}
	plan.Request = b.Request
	b.id = plan.ID
	needed := slices.ContainsFunc(b.Machines, func(m Machine) bool { return m.does.Place().NeedsRegistry })
	if needed && plan.Repository == "" {
		return nil, &Error{
			Kind: KindUsage, Message: "the build context and the images travel through a registry, and none is named",
			Hint: "add repository=HOST/NAME to --on, or push the image: --push -t HOST/NAME:TAG",
		}
	}
	return plan, nil
}

// prepare makes the request portable and sends the contexts.
func (b *farmBuild) prepare(ctx context.Context, plan *farm.Build) error {
	arg := call.Preparation{Request: b.Request, Repository: plan.Repository}
	arg.Credentials = slices.ContainsFunc(b.Machines, func(m Machine) bool { return !m.does.Place().OwnCredentials })
	if plan.Repository == "" {
		arg.Layout = b.layout()
		if err := os.Mkdir(arg.Layout, 0o700); err != nil {
			return err
		}
	}
	arg.Secrets, arg.Outputs = withoutContents(b.Secrets), slices.Clone(b.Outputs)
	for i := range arg.Outputs {
		if o := &arg.Outputs[i]; o.Writer != nil {
			o.Writer, o.Dest = nil, "-" // the worker writes nothing yet
		}
	}
	prepared, err := invoke(ctx, b.engine, call.Prepare, arg, b.OnEvent)
	plan.Portable, plan.Files, plan.Platforms = prepared.Request, prepared.Files, prepared.Platforms
	plan.Limits = prepared.Limits
	b.several = len(plan.Platforms) > 1
	b.names = contextNames(&plan.Portable)
	return err
}

// contextNames replaces the addresses of contexts by words for people.
func contextNames(portable *Request) *strings.Replacer {
	words := []string{}
	add := func(address, what string) {
		if strings.HasPrefix(address, "oci://") {
			words = append(words, address, what)
		}
	}
	add(portable.Context.URL, "the build context")
	for name, address := range portable.Context.Named {
		add(address, "the context "+name)
	}
	return strings.NewReplacer(words...)
}

// layout is the directory with contexts that travel over a connection.
func (b *farmBuild) layout() string { return filepath.Join(b.dir, "contexts") }

// withoutContents are secrets for a worker that runs nothing.
func withoutContents(secrets []Secret) (out []Secret) {
	for i := range secrets {
		out = append(out, Secret{ID: secrets[i].ID})
	}
	return out
}

// runTasks does the tasks side by side. The first failure ends all.
func (b *farmBuild) runTasks(ctx context.Context, plan *farm.Build) ([]farm.Part, error) {
	record, err := json.Marshal(plan.Record())
	if err != nil {
		return nil, err
	}
	tasks := plan.Tasks()
	parts := make([]farm.Part, len(tasks))
	group, inner := errgroup.WithContext(ctx)
	for i, t := range tasks {
		t.Record, t.Dir, t.Layout = record, b.dir, b.layout()
		group.Go(func() error {
			m, err := b.machineFor(t.Platform)
			if err != nil {
				return err
			}
			report, err := m.Run(inner, t, func(e Event) { b.tell(t, e) })
			if err != nil {
				return err
			}
			if report.Error != nil {
				return report.Error
			}
			b.telling.Lock()
			b.isolation = report.Isolation
			b.telling.Unlock()
			if !farm.CacheOnly(&b.Request) {
				parts[i], err = farm.NewPart(t.Platform, plan.Repository, report)
			}
			return err
		})
	}
	return parts, group.Wait()
}

// machineFor is the first machine that is for a platform.
func (b *farmBuild) machineFor(platform string) (farm.Machine, error) {
	for _, m := range b.Machines {
		if list := m.does.Place().Platforms; len(list) == 0 || slices.Contains(list, platform) {
			return m.does, nil
		}
	}
	return nil, &Error{
		Kind: KindUsage, Message: "no machine is for " + platform, Hint: "add a machine: --on …,platform=" + platform,
	}
}

// tell tells an event of a task. The build has a first and a last event of its own.
func (b *farmBuild) tell(t *farm.Task, e Event) {
	if b.OnEvent == nil || isOuter(e.Kind) {
		return
	}
	e.Message = b.names.Replace(e.Message)
	if b.several {
		e.Platform = t.Platform
	}
	b.telling.Lock()
	defer b.telling.Unlock()
	b.OnEvent(e)
}

// isOuter reports whether an event is the first or the last of a build.
func isOuter(k EventKind) bool {
	return k == event.BuildStarted || k == event.BuildDone || k == event.BuildFailed
}

// finishParts makes the result of images that were made elsewhere.
func (e *Engine) finishParts(ctx context.Context, req Request, parts []farm.Part) (Result, error) {
	s, writers, err := outputStreams(req.Outputs)
	if err != nil {
		return Result{}, err
	}
	req.Secrets = withoutContents(req.Secrets)
	arg := call.Finishing{Build: call.Build{Request: req, Writers: writers}, Parts: parts}
	out, err := invoke(ctx, e, call.Finish, arg, req.OnEvent, s.files...)
	return out, s.finish(err)
}
