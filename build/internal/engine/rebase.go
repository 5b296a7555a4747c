package engine

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	"github.com/opencontainers/go-digest"
	"github.com/opencontainers/image-spec/specs-go"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/rebase"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// rebase puts the layers of an image on another base.
func (s *server) rebase(ctx context.Context, r api.RebaseRequest, emit emitter) (out api.Result, err error) {
	names, err := registry.NormalizeAll(r.Tags)
	if err != nil {
		return out, err
	}
	client, err := s.client(r.Access, emit)
	if err != nil {
		return out, err
	}
	client.AnyRegistry = true
	work, err := s.store.NewWork()
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, work.Close()) }()
	dir, err := work.TempDir()
	if err != nil {
		return out, err
	}
	b := &rebaser{server: s, client: client, request: &r, dir: dir}
	id, err := b.rebase(ctx)
	if err != nil {
		return out, fmt.Errorf("rebasing %s: %w", r.Image, err)
	}
	if err := s.store.AddNames(id, names); err != nil {
		return out, err
	}
	stored, err := s.store.Image(id)
	return api.Result{ID: id, Digest: stored.Digest, Names: names, Type: ocispec.MediaTypeImageManifest}, err
}

// rebaser has an image, its base and the new base as layouts, whose layers are not compressed.
type rebaser struct {
	*server
	client  *registry.Client
	request *api.RebaseRequest
	dir     string
}

// exported is an image in a layout.
type exported struct {
	name, layout string
	digest       digest.Digest // in the store
	manifest     ocispec.Manifest
	config       dockerspec.DockerOCIImage
}

func (b *rebaser) rebase(ctx context.Context) (id string, err error) {
	r := b.request
	img, err := b.export(ctx, r.Image, api.PullMissing, "image")
	if err != nil {
		return "", err
	}
	oldName := r.OldBase
	if oldName == "" {
		if oldName, err = b.baseOf(); err != nil {
			return "", err
		}
	}
	base, err := b.export(ctx, oldName, api.PullMissing, "base")
	if err != nil {
		return "", err
	}
	policy, err := registry.ParsePolicy(r.Pull)
	if err != nil {
		return "", err
	}
	if r.Pull == "" {
		policy = api.PullNewer
	}
	onto, err := b.export(ctx, r.Onto, policy, "onto")
	if err != nil {
		return "", err
	}
	config, err := rebase.Config(&img.config, &base.config, &onto.config)
	if err != nil {
		return "", imagebuilder.WithHint(fmt.Errorf("%s: %w", oldName, err), "use --old-base IMAGE")
	}
	if err := b.checkFiles(img, base); err != nil {
		return "", err
	}
	if err := b.write(img, base, onto, config); err != nil {
		return "", err
	}
	client := *b.client
	client.NoNames = true
	if id, err = client.Pull(ctx, "oci:"+onto.layout, api.PullAlways); err != nil {
		return "", err
	}
	provenance, err := rebaseProvenance(b.version, img, base, onto)
	if err != nil {
		return "", err
	}
	return id, b.store.SetAttestations(id, []attest.Predicate{provenance})
}

// baseOf is the base that the annotations of an image name.
func (b *rebaser) baseOf() (string, error) {
	id, err := b.client.Find(b.request.Image)
	if err != nil {
		return "", err
	}
	_, raw, err := b.store.Data(id)
	if err != nil {
		return "", err
	}
	annotations, err := image.Annotations(raw)
	if err != nil {
		return "", err
	}
	name, d := annotations[ocispec.AnnotationBaseImageName], annotations[ocispec.AnnotationBaseImageDigest]
	if name == "" || d == "" {
		return "", imagebuilder.WithHint(errors.New("its annotations do not name its base"), "use --old-base IMAGE")
	}
	if images, err := b.store.ImagesByDigest(digest.Digest(d)); err == nil && len(images) != 0 {
		return images[0].ID, nil
	}
	return pinned(name, digest.Digest(d)), nil
}

// export writes an image to a layout.
func (b *rebaser) export(
	ctx context.Context, name string, policy api.PullPolicy, dir string,
) (e *exported, err error) {
	id, err := b.client.Pull(ctx, name, policy)
	if err != nil {
		return nil, err
	}
	stored, err := b.store.Image(id)
	if err != nil {
		return nil, err
	}
	e = &exported{name: name, layout: filepath.Join(b.dir, dir), digest: digest.Digest(stored.Digest)}
	opts := registry.PushOptions{}
	opts.Uncompressed, opts.Format = true, api.FormatOCI
	if _, err := b.client.Push(ctx, id, "oci:"+e.layout, opts); err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(filepath.Join(e.layout, ocispec.ImageIndexFile))
	if err != nil {
		return nil, err
	}
	index, err := image.ParseIndex(raw)
	if err != nil || len(index.Manifests) != 1 {
		return nil, errors.Join(err, fmt.Errorf("exporting %s: the layout has %d images", name, len(index.Manifests)))
	}
	if raw, err = os.ReadFile(e.blob(index.Manifests[0].Digest)); err != nil {
		return nil, err
	}
	if e.manifest, err = image.ParseManifest(raw); err != nil {
		return nil, err
	}
	if raw, err = os.ReadFile(e.blob(e.manifest.Config.Digest)); err != nil {
		return nil, err
	}
	return e, json.Unmarshal(raw, &e.config)
}

func (e *exported) blob(d digest.Digest) string {
	return filepath.Join(e.layout, ocispec.ImageBlobsDir, d.Algorithm().String(), d.Encoded())
}

// mostNamed is how many changed files an error names.
const mostNamed = 5

// checkFiles refuses an image that changes files of its base: they would hide those of the new one.
func (b *rebaser) checkFiles(img, base *exported) error {
	if b.request.Force {
		return nil
	}
	var files rebase.Base
	for _, l := range base.manifest.Layers {
		if err := withFile(base.blob(l.Digest), files.Add); err != nil {
			return err
		}
	}
	for _, l := range img.manifest.Layers[len(base.manifest.Layers):] {
		err := withFile(img.blob(l.Digest), func(in io.Reader) error {
			names, err := files.Changed(in, mostNamed)
			if err != nil || len(names) == 0 {
				return err
			}
			slices.Sort(names)
			return imagebuilder.WithHint(
				fmt.Errorf("it changes files of its base, which would hide those of the new one: /%s",
					strings.Join(names, ", /")),
				"build it again on the new base, or use --force",
			)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func withFile(name string, do func(io.Reader) error) error {
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	return do(in)
}

// write adds the image on its new base to the layout of that.
func (b *rebaser) write(img, base, onto *exported, config dockerspec.DockerOCIImage) error {
	own := img.manifest.Layers[len(base.manifest.Layers):]
	for _, l := range own {
		err := os.Link(img.blob(l.Digest), onto.blob(l.Digest))
		if err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	now := time.Now().UTC()
	config.Created = &now
	m := ocispec.Manifest{
		Versioned: specs.Versioned{SchemaVersion: 2}, MediaType: ocispec.MediaTypeImageManifest,
		Layers: slices.Concat(onto.manifest.Layers, own),
		Annotations: merged(img.manifest.Annotations, map[string]string{
			ocispec.AnnotationBaseImageName: onto.name, ocispec.AnnotationBaseImageDigest: onto.digest.String(),
			ocispec.AnnotationCreated: now.Format(time.RFC3339Nano),
		}),
	}
	var err error
	if m.Config, err = onto.add(config, ocispec.MediaTypeImageConfig); err != nil {
		return err
	}
	d, err := onto.add(m, ocispec.MediaTypeImageManifest)
	if err != nil {
		return err
	}
	index := ocispec.Index{
		Versioned: specs.Versioned{SchemaVersion: 2}, MediaType: ocispec.MediaTypeImageIndex,
		Manifests: []ocispec.Descriptor{d},
	}
	text, err := json.Marshal(index)
	if err != nil {
		return err
	}
	return safepath.WriteFile(filepath.Join(onto.layout, ocispec.ImageIndexFile), text, 0o600)
}

// add stores a document in the layout.
func (e *exported) add(document any, media string) (d ocispec.Descriptor, err error) {
	text, err := json.Marshal(document)
	if err != nil {
		return d, err
	}
	d = ocispec.Descriptor{MediaType: media, Digest: digest.FromBytes(text), Size: int64(len(text))}
	return d, safepath.WriteFile(e.blob(d.Digest), text, 0o600)
}

// rebaseProvenance says of what a rebased image was made.
func rebaseProvenance(version string, img, base, onto *exported) (attest.Predicate, error) {
	now := time.Now().UTC()
	p := attest.Provenance{
		BuildDefinition: attest.BuildDefinition{BuildType: attest.RebaseType},
		RunDetails: attest.RunDetails{
			Builder:  attest.Builder{ID: attest.BuilderID, Version: map[string]string{"cooper": version}},
			Metadata: attest.Metadata{InvocationID: rand.Text(), StartedOn: now, FinishedOn: now},
		},
	}
	for _, e := range []*exported{img, base, onto} {
		d := attest.ResourceDescriptor{
			Name: e.name, URI: imageURI(e.name, e.config.Platform), Digest: digests(e.digest),
		}
		p.BuildDefinition.ResolvedDependencies = append(p.BuildDefinition.ResolvedDependencies, d)
	}
	return p.Predicate()
}
