package engine

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/containerd/platforms"
	"github.com/distribution/reference"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/imagebuilder/plan"
	"github.com/cooper-build/cooper/imagebuilder/redact"
	"github.com/cooper-build/cooper/runtime/network"
)

// recorder collects what a build reads and does, for its provenance.
type recorder struct {
	started time.Time
	writing sync.Once
	written func() // ends the phase in which the image is written

	mu           sync.Mutex
	dependencies map[string]attest.ResourceDescriptor // by URI and digest
	instructions []attest.Instruction
	remote       map[string]bool // digests of layers that came from a remote cache
}

func newRecorder() *recorder {
	return &recorder{
		started: time.Now().UTC(), dependencies: map[string]attest.ResourceDescriptor{}, remote: map[string]bool{},
	}
}

// depends notes an input under its name. Its digests are by algorithm.
func (r *recorder) depends(name, uri string, digests map[string]string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.dependencies[fmt.Sprint(uri, digests)] = attest.ResourceDescriptor{Name: name, URI: uri, Digest: digests}
}

func digests(d digest.Digest) map[string]string {
	return map[string]string{d.Algorithm().String(): d.Encoded()}
}

// note records a download. The jobs of several platforms share them.
func (in *inputs) note(f remote.Fetched) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.downloads = append(in.downloads, f)
}

// addDownloads adds what was downloaded to the inputs of a build.
func (b *job) addDownloads() {
	b.inputs.mu.Lock()
	defer b.inputs.mu.Unlock()
	for _, f := range b.downloads {
		found := map[string]string{commitAlgorithm(f.Commit): f.Commit}
		if f.Commit == "" {
			found = digests(f.Digest)
		}
		b.record.depends(redact.URLs(f.URL), redact.Bare(f.URL), found)
	}
}

// commitAlgorithm is the algorithm of the id of a commit.
func commitAlgorithm(commit string) string {
	if len(commit) == 2*sha256.Size {
		return "sha256"
	}
	return "sha1"
}

// fetchedLayer notes a layer that came from a remote cache.
func (r *recorder) fetchedLayer(diffID string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.remote[diffID] = true
}

// observed sends an event, and notes the steps that made layers. The stage of the result is target.
func (b *job) observed(e event.Event, target int) {
	if e.Kind == event.StepCached || e.Kind == event.StepDone {
		b.record.mu.Lock()
		b.record.instructions = append(b.record.instructions, attest.Instruction{
			Stage: e.Stage, Line: e.Line, Text: redact.URLs(e.Instruction), Layer: e.Layer,
			Cached: e.Kind == event.StepCached, Remote: b.record.remote[e.Layer],
		})
		b.record.mu.Unlock()
	}
	b.emit(e)
	ended := e.Kind == event.StepCached || e.Kind == event.StepDone || e.Kind == event.StepMeta
	if ended && e.Stage == target && e.Step == e.Steps && !b.request.Cache.DryRun {
		b.startWriting()
	}
}

// startWriting begins the last phase, when layers may still be hashed.
func (b *job) startWriting() {
	b.record.writing.Do(func() { b.record.written = b.emit.phase(event.Writing, "") })
}

// recorded is a pull that notes the images.
func (b *job) recorded(pull pullFunc) pullFunc {
	return func(ctx context.Context, name string, p ocispec.Platform) (string, error) {
		id, err := pull(ctx, name, p)
		if err != nil {
			return id, err
		}
		stored, err := b.store.Image(id)
		if err != nil {
			return id, err
		}
		found := digest.Digest(stored.Digest)
		if len(stored.Digests) > 1 {
			found = b.digestOf(ctx, name, p, found)
		}
		full, err := b.sources.converted(name)
		if err != nil {
			return id, err
		}
		if found, ok := b.nameOf(full, stored.Names); ok {
			full = found
		}
		b.record.depends(redact.URLs(name), imageURI(full, p), digests(found))
		return id, nil
	}
}

// digestOf is the digest of an image that has had several manifests, for example because it was built
// here and pushed before it was pulled. Only the registry knows which of them a name means.
func (b *job) digestOf(ctx context.Context, name string, p ocispec.Platform, stored digest.Digest) digest.Digest {
	name, err := b.sources.image(name)
	if err != nil || registry.HasTransport(name) && !strings.HasPrefix(name, "docker://") {
		return stored
	}
	c, err := b.client(b.request.Access, b.emit)
	if err != nil {
		return stored
	}
	c.Retry = 0
	found, err := c.Resolve(ctx, name, p)
	if err != nil {
		return stored // the build works without the registry
	}
	return found.Digest
}

// imageURI is the package URL of an image of a registry, as BuildKit writes it.
func imageURI(name string, p ocispec.Platform) string {
	named, err := reference.ParseNormalizedNamed(strings.TrimPrefix(name, "docker://"))
	if err != nil {
		return redact.URLs(name) // of another transport
	}
	uri := "pkg:docker/" + reference.FamiliarName(named)
	if tagged, ok := reference.TagNameOnly(named).(reference.Tagged); ok {
		uri += "@" + tagged.Tag()
	}
	return uri + "?platform=" + strings.ReplaceAll(platforms.Format(p), "/", "%2F")
}

// addProvenance adds the provenance of the image of a plan to its predicates.
func (b *job) addProvenance(p *plan.Plan) error {
	mode := b.request.Attest.Provenance
	if mode == api.ProvenanceNone {
		return nil
	}
	b.addDownloads()
	most := mode == api.ProvenanceMax
	out := attest.Provenance{
		BuildDefinition: attest.BuildDefinition{
			BuildType:            attest.BuildType,
			ExternalParameters:   b.externalParameters(p, most),
			InternalParameters:   b.internalParameters(),
			ResolvedDependencies: b.record.inputs(),
		},
		RunDetails: attest.RunDetails{
			Builder: attest.Builder{
				ID:      cmp.Or(b.request.Attest.BuilderID, attest.BuilderID),
				Version: map[string]string{"cooper": b.version},
			},
			Metadata: attest.Metadata{
				InvocationID: rand.Text(), StartedOn: b.record.started, FinishedOn: time.Now().UTC(),
			},
		},
	}
	details := &out.RunDetails.Metadata.Cooper
	for _, step := range b.record.instructions {
		switch {
		case step.Remote:
			details.Steps.Remote++
			details.Steps.Cached++
		case step.Cached:
			details.Steps.Cached++
		default:
			details.Steps.Ran++
		}
	}
	local := b.request.Context.URL == "" && b.main.dir != "" || len(b.request.Context.Named) != 0
	isolated := commands(p) == 0 || b.run.Network.Choice.Mode == network.None
	details.Completeness = attest.Completeness{
		Request: most || len(b.request.Args) == 0, ResolvedDependencies: isolated && !local,
	}
	if c, ok := source.ReadCheckout(b.main.dir); ok && b.request.Context.Path != "" {
		details.VCS = &attest.VCS{Source: c.Repository, Revision: c.Commit}
	}
	for _, at := range b.reached.all() {
		details.Reached = append(details.Reached, attest.Reached{
			Line: at.Line, Name: at.Name, Address: at.Address.String(), Port: at.Port, Connections: at.Connections,
			Sent: at.Sent, Received: at.Received,
		})
	}
	if most {
		details.Instructions, details.Source = b.record.instructions, string(p.Source)
	}
	predicate, err := out.Predicate()
	b.predicates = append(b.predicates, predicate)
	return err
}

// inputs are all of them, in the order of their URIs.
func (r *recorder) inputs() (list []attest.ResourceDescriptor) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, key := range slices.Sorted(maps.Keys(r.dependencies)) {
		list = append(list, r.dependencies[key])
	}
	return list
}

// updateAttestations replaces the attestations of an image that was there before, if it has none or if
// the request names what it wants. Otherwise it keeps those of the build that made it.
func (b *job) updateAttestations(id string) error {
	have, err := b.store.Attestations(id)
	if err != nil {
		return err
	}
	asked := b.request.Attest != (api.AttestOptions{}) || !b.request.SBOM.IsZero() || b.scan != nil
	same := func(a, b attest.Predicate) bool { return a.Type == b.Type && bytes.Equal(a.Body, b.Body) }
	if len(have) != 0 && !asked || slices.EqualFunc(have, b.predicates, same) {
		return nil
	}
	return b.store.SetAttestations(id, b.predicates)
}

// internalParameters are what the builder decided.
func (b *job) internalParameters() attest.InternalParameters {
	out := attest.InternalParameters{
		BuilderPlatform: platforms.Format(image.HostPlatform()),
		Isolation:       b.isolationName(),
		Network:         b.run.Network.Choice.Text(),
	}
	if b.timestamp != nil {
		seconds := b.timestamp.Unix()
		out.Timestamp = &seconds
	}
	return out
}

func (b *job) isolationName() string {
	if b.run.Isolation.Path != "" {
		return "oci"
	}
	if b.run.Isolation.Sentry != "" {
		return "gvisor"
	}
	return b.isolation.Name()
}

// externalParameters are what the request asked for. Values of arguments are told in mode max.
func (b *job) externalParameters(p *plan.Plan, most bool) attest.ExternalParameters {
	r := &b.request
	out := attest.ExternalParameters{
		ConfigSource: attest.ConfigSource{
			URI: redact.Bare(r.Context.URL), Path: b.fileInContext(), Digest: digests(digest.FromBytes(p.Source)),
		},
		Request: attest.Request{
			Frontend: "dockerfile.v0", Target: r.Target, Platform: platforms.Format(p.Stages[p.Target].Platform),
		},
	}
	if len(r.Args) != 0 {
		out.Request.Args = attest.Args{}
	}
	for name, value := range r.Args {
		out.Request.Args[name] = nil
		if most {
			out.Request.Args[name] = &value
		}
	}
	for _, secret := range r.Secrets {
		out.Request.Secrets = append(out.Request.Secrets, secret.ID)
	}
	for _, agent := range r.SSH {
		id := agent.ID
		if id == "" {
			id = "default"
		}
		out.Request.SSH = append(out.Request.SSH, id)
	}
	if r.Context.URL == "" && b.main.dir != "" {
		out.Request.Locals = append(out.Request.Locals, "context")
	}
	for name, value := range r.Context.Named {
		if !strings.Contains(value, "://") {
			out.Request.Locals = append(out.Request.Locals, name)
		}
	}
	slices.Sort(out.Request.Locals)
	for _, c := range r.Cache.From {
		out.Request.Caches = append(out.Request.Caches, redact.Bare(c.Ref))
	}
	if most {
		out.Request.Options = &attest.Options{
			Image: r.Image, OneLayer: r.OneLayer, AllStages: r.AllStages, From: r.From,
			Network: string(r.Run.Network.Mode),
		}
	}
	return out
}

// fileInContext is the path of the Containerfile in its context, or its name alone.
func (b *job) fileInContext() string {
	if b.file.Path == "" {
		return ""
	}
	if rel, err := filepath.Rel(b.main.dir, b.file.Path); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return filepath.Base(b.file.Path)
}
