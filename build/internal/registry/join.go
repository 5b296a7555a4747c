package registry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/containerd/platforms"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/copy"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/signature/signer"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/farm"
)

// Joint is an image, or an image index of several images, that are in a registry by their digests. It
// gets names and attestations there, and no layer is fetched.
type Joint struct {
	client   *Client
	from     types.ImageReference // of a part: its repository has all
	body     []byte               // the manifest or index
	subjects []subject
	stored   map[string]bool // repositories that have the body
}

// Fetched is an image of a part in the store.
type Fetched struct {
	ID         string
	Predicates []attest.Predicate
	// Name is one that the fetch gave the image, and that nobody asked for; empty: there is none.
	Name string
}

// FetchPart fetches the image of a part, with what is attested about it.
func (c *Client) FetchPart(ctx context.Context, p *farm.Part) (f Fetched, err error) {
	if p.InArchive() {
		for _, a := range p.Attestations {
			f.Predicates = append(f.Predicates, attest.Predicate{Type: a.Type, Body: a.Predicate})
		}
		f.ID, err = c.Pull(ctx, p.Reference, api.PullAlways)
		return f, err
	}
	s, ref, err := c.part(ctx, p)
	if err != nil {
		return f, err
	}
	named, err := reference.WithDigest(reference.TrimNamed(ref.DockerReference()), s.Digest)
	if err != nil {
		return f, err
	}
	if _, err := c.Find(named.String()); err != nil {
		f.Name = named.String()
	}
	f.Predicates = s.predicates
	f.ID, err = c.Pull(ctx, "docker://"+named.String(), api.PullAlways)
	return f, err
}

// NewJoint reads the descriptors of parts. An index is made of several, or if it is wanted.
func (c *Client) NewJoint(ctx context.Context, parts []farm.Part, index bool) (*Joint, error) {
	j := &Joint{client: c, stored: map[string]bool{}}
	list := ocispec.Index{MediaType: ocispec.MediaTypeImageIndex}
	list.SchemaVersion = 2
	for i := range parts {
		s, ref, err := c.part(ctx, &parts[i])
		if err != nil {
			return nil, fmt.Errorf("joining the images of %s: %w", parts[i].Platform, err)
		}
		j.from = ref
		j.subjects = append(j.subjects, s)
		d := s.Descriptor
		d.Annotations = nil
		list.Manifests = append(list.Manifests, d)
	}
	var err error
	if index {
		j.body, err = json.Marshal(list)
		return j, err
	}
	named, err := reference.WithDigest(reference.TrimNamed(j.from.DockerReference()), j.subjects[0].Digest)
	if err != nil {
		return nil, err
	}
	if j.body, _, err = c.rawManifest(ctx, "docker://"+named.String()); err != nil {
		return nil, err
	}
	j.stored[named.Name()] = true
	return j, nil
}

// part is the image of a part, with what is attested about it.
func (c *Client) part(ctx context.Context, p *farm.Part) (s subject, ref types.ImageReference, err error) {
	platform, err := platforms.Parse(p.Platform)
	if err != nil {
		return s, nil, err
	}
	found, err := c.Evidence(ctx, p.Reference, "")
	if err != nil {
		return s, nil, err
	}
	if len(found.Images) != 1 {
		return s, nil, fmt.Errorf("%s has %d images", p.Reference, len(found.Images))
	}
	s.Descriptor = found.Images[0].Descriptor
	if s.Platform == nil {
		s.Platform = &platform
	}
	for _, text := range found.Images[0].Indexed {
		statement, err := attest.Parse(text)
		if err != nil {
			return s, nil, err
		}
		s.predicates = append(s.predicates, statement.Predicate)
	}
	ref, err = parseTransport(p.Reference)
	return s, ref, err
}

// Push gives the joint a name in a registry. What is attested, and signatures, come before the name.
func (j *Joint) Push(ctx context.Context, name string, byDigest bool, opts PushOptions) (api.Pushed, error) {
	c := j.client
	ref, sys, err := c.destination(name, name, opts)
	if err == nil {
		err = checkAttest(opts.Attest, ref)
	}
	if err != nil {
		return api.Pushed{}, err
	}
	at, err := digested(ref, j.body)
	if err != nil {
		return api.Pushed{}, err
	}
	to, err := c.Access.repositoryOf(ctx, ref)
	if err != nil {
		return api.Pushed{}, err
	}
	what := "pushing to " + pushedName(ref)
	if err := j.bring(ctx, ref, at, sys, &opts, byDigest); err != nil {
		return api.Pushed{}, fmt.Errorf("%s: %w", what, err)
	}
	body, err := c.attestSubjects(ctx, at, j.body, slices.Clone(j.subjects), &opts)
	if err != nil {
		return api.Pushed{}, err
	}
	d := descriptorOf(body)
	under := d.Digest.String()
	if tagged, ok := ref.DockerReference().(reference.Tagged); ok && !byDigest {
		under = tagged.Tag()
	} else if ref, err = digested(ref, body); err != nil {
		return api.Pushed{}, err
	}
	if err := c.retry(ctx, what, func() error { return to.put(body, under) }); err != nil {
		return api.Pushed{}, fmt.Errorf("%s: %w", what, err)
	}
	return api.Pushed{Reference: pushedName(ref), Digest: d.Digest.String(), Type: d.MediaType, Size: d.Size}, nil
}

// bring brings the joint, by its digest, into the repository of a name.
func (j *Joint) bring(
	ctx context.Context, ref, at types.ImageReference, sys *types.SystemContext, opts *PushOptions, byDigest bool,
) error {
	from, err := j.client.Access.repositoryOf(ctx, j.from)
	if err == nil {
		err = j.store(ctx, from)
	}
	sign := opts.Sign.InImage() && !byDigest
	if err != nil || ref.DockerReference().Name() == j.from.DockerReference().Name() && !sign {
		return err
	}
	return j.copy(ctx, ref, at, sys, opts.Sign)
}

// PushIndexByDigest is PushIndex for a destination of ByDigest. The library cannot send an index without a
// tag, so its images are sent one by one.
func (c *Client) PushIndexByDigest(ctx context.Context, id, dest string, opts PushOptions) (api.Pushed, error) {
	list, _, err := c.Store.IndexOf(id)
	if err != nil {
		return api.Pushed{}, err
	}
	one := opts
	one.Sign, one.Attest, one.AlsoCompressed = api.Key{}, api.AttestIndex, nil
	var parts []farm.Part
	for _, e := range list.Entries {
		if e.IsArtifact() || e.Descriptor.Platform == nil {
			err := errors.New("it has an artifact, or an image for no platform")
			return api.Pushed{}, fmt.Errorf("pushing %s by digest: %w", dest, err)
		}
		pushed, err := c.Push(ctx, e.ID, dest, one)
		if err != nil {
			return api.Pushed{}, err
		}
		parts = append(parts, farm.Part{
			Platform: platforms.Format(*e.Descriptor.Platform), Reference: pushed.Reference,
		})
	}
	j, err := c.NewJoint(ctx, parts, true)
	if err != nil {
		return api.Pushed{}, err
	}
	name := strings.TrimSuffix(strings.TrimPrefix(dest, "docker://"), docker.UnknownDigestSuffix)
	return j.Push(ctx, name, true, opts)
}

// store stores the body by its digest, if its repository does not have it.
func (j *Joint) store(ctx context.Context, to *repository) error {
	if j.stored[to.Name()] {
		return nil
	}
	j.stored[to.Name()] = true
	return j.client.retry(ctx, "storing an image index", func() error {
		return to.put(j.body, digest.FromBytes(j.body).String())
	})
}

// copy copies the joint to another repository, which registries do by a mount of its layers, and signs its
// images under their name.
func (j *Joint) copy(
	ctx context.Context, ref, at types.ImageReference, sys *types.SystemContext, key api.Key,
) error {
	src, err := digested(j.from, j.body)
	if err != nil {
		return err
	}
	copyOptions := &copy.Options{
		SourceCtx: sys, DestinationCtx: sys, ImageListSelection: copy.CopyAllImages, PreserveDigests: true,
	}
	if key.InImage() {
		s, done, err := j.client.prepareSigning(sys, at, key)
		if err != nil {
			return err
		}
		defer done()
		copyOptions.Signers, copyOptions.SignIdentity = []*signer.Signer{s}, ref.DockerReference()
	}
	_, err = j.client.push(ctx, toward(ref), at, src, MediaType(j.body), copyOptions)
	return err
}
