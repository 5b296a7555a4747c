package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	"github.com/opencontainers/go-digest"

	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/imagediff"
	"github.com/cooper-build/cooper/build/internal/lock"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Attestations are what was attested about an image of the store or of a registry. They are not
// verified: see Verify.
func (e *Engine) Attestations(ctx context.Context, req AttestationsRequest) ([]Attestation, error) {
	return invoke(ctx, e, call.Attested, req, nil)
}

// Rebuild builds an image again, from what its provenance says, in an empty store that config
// describes but for its place, and compares the two. An image that comes out different is no error.
func (e *Engine) Rebuild(ctx context.Context, config Config, req RebuildRequest) (out Rebuilt, err error) {
	dir, err := os.MkdirTemp("", "cooper-rebuild-")
	if err != nil {
		return out, describe(err)
	}
	r := &rebuild{engine: e, request: req, dir: dir}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := r.readOriginal(ctx); err != nil {
		return out, describe(fmt.Errorf("rebuilding %s: %w", req.Image, err))
	}
	config.Root, config.RunRoot, config.ImageStore = filepath.Join(dir, "store"), filepath.Join(dir, "run"), ""
	if r.empty, err = Open(ctx, config); err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, r.close(context.WithoutCancel(ctx))) }()
	result, err := r.build(ctx)
	if err != nil {
		return out, err
	}
	out = Rebuilt{Image: req.Image, Old: r.original.ID, New: result.ID, Equal: r.original.ID == result.ID}
	if out.Equal {
		return out, nil
	}
	out.Difference, err = r.compare(ctx, result.ID)
	if err != nil {
		return out, describe(fmt.Errorf("comparing %s with its rebuild: %w", req.Image, err))
	}
	out.OnlyTimes = out.Difference.OnlyTimes && len(out.Difference.Config) == 0
	return out, nil
}

// rebuild is one build that is done again.
type rebuild struct {
	engine, empty *Engine
	request       RebuildRequest
	dir           string // of everything temporary
	original      Inspection
	provenance    attest.Provenance
}

// close removes what the empty store has, whose files may belong to other ids.
func (r *rebuild) close(ctx context.Context) error {
	_, err := r.empty.Remove(ctx, nil, RemoveOptions{All: true, Force: true})
	_, pruneErr := r.empty.PruneCache(ctx, CachePrune{})
	return errors.Join(err, pruneErr, r.empty.Close())
}

// readOriginal reads the image and its provenance.
func (r *rebuild) readOriginal(ctx context.Context) (err error) {
	asked := AttestationsRequest{Image: r.request.Image, Access: r.request.Access}
	attestations, err := r.engine.Attestations(ctx, asked)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(attestations, func(a Attestation) bool { return a.Type == attest.ProvenanceType })
	if i < 0 {
		return imagebuilder.WithHint(errors.New("it has no provenance"), "build it with --provenance=mode=max")
	}
	if err := json.Unmarshal(attestations[i].Predicate, &r.provenance); err != nil {
		return fmt.Errorf("reading the provenance: %w", err)
	}
	if kind := r.provenance.BuildDefinition.BuildType; kind != attest.BuildType {
		return fmt.Errorf("another builder made it, with builds of type %s", kind)
	}
	if r.original, err = r.engine.Inspect(ctx, r.request.Image); errors.Is(err, ErrNotFound) {
		if _, err = r.engine.Pull(ctx, PullRequest{
			Name: r.request.Image, Access: r.request.Access, OnEvent: r.request.OnEvent,
		}); err == nil {
			r.original, err = r.engine.Inspect(ctx, r.request.Image)
		}
	}
	return err
}

// build builds the image with the same inputs.
func (r *rebuild) build(ctx context.Context) (Result, error) {
	d := &r.provenance.BuildDefinition
	parameters := &d.ExternalParameters.Request
	req := Request{
		Context: r.request.Context, Access: r.request.Access, OnEvent: r.request.OnEvent,
		Attest: AttestOptions{Provenance: ProvenanceNone},
	}
	req.Target, req.Lock.Locked, req.Lock.File = parameters.Target, true, filepath.Join(r.dir, "lock")
	var err error
	if req.Args, err = r.args(); err != nil {
		return Result{}, describe(err)
	}
	if parameters.Platform != "" {
		req.Platforms.Names = []string{parameters.Platform}
	}
	if o := parameters.Options; o != nil {
		req.Image, req.OneLayer, req.AllStages, req.From = o.Image, o.OneLayer, o.AllStages, o.From
		if req.Run.Network, err = r.network(o.Network); err != nil {
			return Result{}, describe(err)
		}
	}
	if req.Image.Timestamp, err = r.timestamp(); err != nil {
		return Result{}, describe(err)
	}
	if err := r.useContext(&req); err != nil {
		return Result{}, describe(err)
	}
	if err := r.writeLock(ctx, req.Lock.File); err != nil {
		return Result{}, describe(err)
	}
	return r.empty.Build(ctx, req)
}

// timestamp is the time that the image was given, or else the time when it was made.
func (r *rebuild) timestamp() (*time.Time, error) {
	if seconds := r.provenance.BuildDefinition.InternalParameters.Timestamp; seconds != nil {
		at := time.Unix(*seconds, 0).UTC()
		return &at, nil
	}
	var config dockerspec.DockerOCIImage
	if err := json.Unmarshal(r.original.Config, &config); err != nil {
		return nil, fmt.Errorf("reading the config: %w", err)
	}
	return config.Created, nil
}

// network is the network of the commands. A provenance may be hostile, so it can only choose less than
// the default. Others are the caller's decision.
func (r *rebuild) network(recorded string) (out NetworkOptions, err error) {
	out.Mode = r.request.Network
	switch {
	case out.Mode != "" || recorded == "" || recorded == "record" || strings.HasPrefix(recorded, "record:"):
	case recorded == "none" || recorded == "private" || strings.HasPrefix(recorded, "allow:"):
		out.Mode = NetworkMode(recorded)
	default:
		err = imagebuilder.WithHint(fmt.Errorf("its commands had the network %q", recorded),
			"use --network, with a network that you choose")
	}
	return out, err
}

// args are the build arguments, with those of the request where the provenance has names only.
func (r *rebuild) args() (map[string]string, error) {
	args := maps.Clone(r.request.Args)
	if args == nil {
		args = map[string]string{}
	}
	var missing []string
	for name, value := range r.provenance.BuildDefinition.ExternalParameters.Request.Args {
		_, given := args[name]
		switch {
		case given:
		case value != nil:
			args[name] = *value
		default:
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return args, nil
	}
	slices.Sort(missing)
	return nil, imagebuilder.WithHint(
		fmt.Errorf("the provenance does not tell the values of the build arguments %s", strings.Join(missing, ", ")),
		"use --build-arg "+missing[0]+"=VALUE, or build with --provenance=mode=max",
	)
}

// useContext finds the context and the Containerfile.
func (r *rebuild) useContext(req *Request) (err error) {
	source := r.provenance.BuildDefinition.ExternalParameters.ConfigSource
	if req.Context.Path+req.Context.URL+req.Context.Archive == "" {
		if source.URI == "" {
			return imagebuilder.WithHint(errors.New("the provenance names no context: it was a directory"),
				"name the directory: cooper rebuild IMAGE DIR")
		}
		req.Context.URL = source.URI
		for _, d := range r.provenance.BuildDefinition.ResolvedDependencies {
			if commit := commitOf(d); d.URI == source.URI && commit != "" {
				if req.Context.URL, err = remote.At(source.URI, commit); err != nil {
					return err
				}
			}
		}
	}
	if source.Path != "" && !filepath.IsLocal(source.Path) {
		return fmt.Errorf("the Containerfile %s is not in the context", source.Path)
	}
	req.File = source.Path
	if req.Context.Path == "" || source.Path == "" {
		return nil
	}
	req.File = filepath.Join(req.Context.Path, source.Path)
	text, err := os.ReadFile(req.File)
	if err != nil {
		return fmt.Errorf("reading the Containerfile: %w", err)
	}
	if sum := digest.FromBytes(text); len(source.Digest) != 0 && source.Digest["sha256"] != sum.Encoded() {
		return fmt.Errorf("%s is not the Containerfile of the image: it has the digest %s, not sha256:%s",
			req.File, sum, source.Digest["sha256"])
	}
	return nil
}

// commitOf is the commit of a dependency that is a repository.
func commitOf(d attest.ResourceDescriptor) string {
	if commit := d.Digest["sha1"]; commit != "" {
		return commit
	}
	if strings.HasPrefix(d.URI, "pkg:") || !strings.Contains(d.URI, ".git") {
		return ""
	}
	return d.Digest["sha256"]
}

// writeLock pins the dependencies. Images of localhost are copied from the store.
func (r *rebuild) writeLock(ctx context.Context, file string) error {
	pins := lock.New()
	for i, d := range r.provenance.BuildDefinition.ResolvedDependencies {
		if d.Name == "" {
			continue
		}
		pin := lock.Source{Kind: lock.HTTP, At: r.provenance.RunDetails.Metadata.StartedOn}
		sum := d.Digest["sha256"]
		switch commit := commitOf(d); {
		case strings.HasPrefix(d.URI, "pkg:docker/"):
			pin.Kind, pin.Name, pin.Digest = lock.Image, d.Name, digest.NewDigestFromEncoded(digest.SHA256, sum)
			if strings.HasPrefix(d.URI, "pkg:docker/localhost/") {
				pin.Name = strings.TrimPrefix(d.URI, "pkg:docker/")
				pin.Name, _, _ = strings.Cut(pin.Name, "?")
				pin.Name = strings.Replace(pin.Name, "@", ":", 1)
				var err error
				if pin.Digest, err = r.copyLocal(ctx, pin.Name, pin.Digest, i); err != nil {
					return err
				}
			}
		case commit != "":
			pin.Kind, pin.Commit = lock.Git, commit
		default:
			pin.Digest = digest.NewDigestFromEncoded(digest.SHA256, sum)
		}
		pins.Sources[d.Name] = pin
	}
	text, err := pins.Encode()
	if err != nil {
		return err
	}
	return safepath.WriteNew(file, text, 0o600)
}

// copyLocal copies an image of localhost to the empty store, and returns its digest there.
func (r *rebuild) copyLocal(
	ctx context.Context, name string, want digest.Digest, number int,
) (digest.Digest, error) {
	base, err := r.engine.Inspect(ctx, name)
	if err != nil {
		return "", fmt.Errorf("copying the base: %w", err)
	}
	if base.Digest != want.String() {
		return "", fmt.Errorf("the base %s is %s now, and was %s", name, base.Digest, want)
	}
	archive := "oci-archive:" + filepath.Join(r.dir, fmt.Sprintf("base-%d.tar", number))
	if _, err := r.engine.Push(ctx, PushRequest{Image: base.ID, Destination: archive}); err != nil {
		return "", fmt.Errorf("copying the base %s: %w", name, err)
	}
	id, err := r.empty.Pull(ctx, PullRequest{Name: archive})
	if err != nil {
		return "", fmt.Errorf("copying the base %s: %w", name, err)
	}
	if err := r.empty.Tag(ctx, id, name); err != nil {
		return "", err
	}
	copied, err := r.empty.Inspect(ctx, name)
	return digest.Digest(copied.Digest), err
}

// compare finds the first difference.
func (r *rebuild) compare(ctx context.Context, id string) (*ImageDifference, error) {
	rebuilt, err := r.empty.Inspect(ctx, id)
	if err != nil {
		return nil, err
	}
	fields, err := configFields(r.original.Config, rebuilt.Config)
	if err != nil {
		return nil, err
	}
	old, new := filepath.Join(r.dir, "old"), filepath.Join(r.dir, "new")
	for _, side := range []struct {
		engine  *Engine
		id, dir string
	}{{r.engine, r.original.ID, old}, {r.empty, id, new}} {
		push := PushRequest{Image: side.id, Destination: "oci:" + side.dir}
		push.Uncompressed = true
		if _, err := side.engine.Push(ctx, push); err != nil {
			return nil, err
		}
	}
	d, err := imagediff.Compare(old, new)
	if err != nil {
		return nil, err
	}
	out := &ImageDifference{Config: fields, Reason: "only the configs differ"}
	if d == nil {
		return out, nil
	}
	out.Layer, out.Path, out.Old, out.New, out.Offset = d.Layer, d.Path, d.Old, d.New, d.Offset
	out.Files, out.Reason, out.OnlyTimes = d.Files, d.Reason, d.OnlyTime
	for _, f := range d.Fields {
		out.Fields = append(out.Fields, FieldDifference(f))
	}
	out.Step = stepOf(r.original.Config, d.Layer)
	return out, nil
}

// stepOf is the line of history that made a layer.
func stepOf(config []byte, layer int) string {
	var c dockerspec.DockerOCIImage
	if json.Unmarshal(config, &c) != nil {
		return ""
	}
	for _, h := range c.History {
		if h.EmptyLayer {
			continue
		}
		if layer == 0 {
			return h.CreatedBy
		}
		layer--
	}
	return ""
}

// configFields are the fields in which two configs differ, but for the digests of layers and the
// history, which follow from them.
func configFields(old, new []byte) (out []FieldDifference, err error) {
	var a, b map[string]any
	if err := errors.Join(json.Unmarshal(old, &a), json.Unmarshal(new, &b)); err != nil {
		return nil, fmt.Errorf("reading the config: %w", err)
	}
	for _, m := range []map[string]any{a, b} {
		delete(m, "rootfs")
		delete(m, "history")
	}
	flatA, flatB := map[string]string{}, map[string]string{}
	flatten("", a, flatA)
	flatten("", b, flatB)
	names := maps.Clone(flatA)
	maps.Copy(names, flatB)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if flatA[name] != flatB[name] {
			out = append(out, FieldDifference{Name: name, Old: flatA[name], New: flatB[name]})
		}
	}
	return out, nil
}

// flatten names the values of a JSON object by their paths.
func flatten(prefix string, m map[string]any, into map[string]string) {
	for key, value := range m {
		if inner, ok := value.(map[string]any); ok {
			flatten(prefix+key+".", inner, into)
			continue
		}
		text, _ := json.Marshal(value)
		into[prefix+key] = string(text)
	}
}
