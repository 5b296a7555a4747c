package registry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/attest/program"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/sign"
	"github.com/cooper-build/cooper/imagebuilder"
)

// subject is an image in a registry with what is attested about it.
type subject struct {
	ocispec.Descriptor
	predicates []attest.Predicate
}

// checkAttest refuses a form of attestations that the destination cannot have.
func checkAttest(form api.AttestForm, ref types.ImageReference) error {
	switch form {
	case "", api.AttestNone:
		return nil
	case api.AttestReferrers, api.AttestIndex, api.AttestBoth:
		if ref.Transport() != docker.Transport {
			return fmt.Errorf("attestations for %s are not supported: only registries store them",
				ref.Transport().Name())
		}
		return nil
	}
	return fmt.Errorf("form %q of attestations is not supported: use %s, %s, %s or %s",
		form, api.AttestReferrers, api.AttestIndex, api.AttestBoth, api.AttestNone)
}

// attest sends what was attested about pushed images, and signs it. body is the manifest or index
// that was pushed, ids are its images in the store. It returns the index that replaces the body.
func (c *Client) attest(
	ctx context.Context, ref types.ImageReference, body []byte, ids []string, opts *PushOptions,
) ([]byte, error) {
	if ref.Transport() != docker.Transport || opts.Attest == api.AttestNone && opts.Sign.IsZero() {
		return body, nil
	}
	subjects, err := c.subjects(body, ids)
	if err != nil {
		return body, err
	}
	return c.attestSubjects(ctx, ref, body, subjects, opts)
}

// attestSubjects is attest for images whose predicates are known.
func (c *Client) attestSubjects(
	ctx context.Context, ref types.ImageReference, body []byte, subjects []subject, opts *PushOptions,
) (_ []byte, err error) {
	bundles := !opts.Sign.IsZero()
	attested := slices.ContainsFunc(subjects, func(s subject) bool { return len(s.predicates) != 0 })
	if !bundles && (!attested || opts.Attest == api.AttestNone) {
		return body, nil
	}
	a := &attester{client: c, ref: ref, opts: opts, bundles: bundles}
	if opts.Attest == "" && !bundles {
		if err := a.unasked(ctx, body, subjects); err != nil && ctx.Err() == nil {
			c.emit(event.Event{
				Kind: event.Warning, Message: fmt.Sprintf("%s has no provenance in its registry: %v", title(ref), err),
				Hint: "--attest-form none sends none",
			})
		}
		return body, ctx.Err()
	}
	if a.repo, err = c.Access.repositoryOf(ctx, ref); err != nil {
		return body, err
	}
	if opts.Attest == api.AttestIndex || opts.Attest == api.AttestBoth {
		if body, err = a.inIndex(body, subjects); err != nil {
			return body, err
		}
	}
	return body, a.referAll(ctx, body, subjects)
}

// unasked sends attestations that nobody asked for. They need a registry that lists referrers, because a
// list under a tag would be a surprise.
func (a *attester) unasked(ctx context.Context, body []byte, subjects []subject) (err error) {
	if a.repo, err = a.client.Access.repositoryOf(ctx, a.ref); err != nil {
		return err
	}
	lists, err := a.repo.listsReferrers(digest.FromBytes(body))
	if err != nil || !lists {
		return err
	}
	return a.referAll(ctx, body, subjects)
}

// referAll stores the attestations of all images as artifacts, and those of the index.
func (a *attester) referAll(ctx context.Context, body []byte, subjects []subject) error {
	if manifest.MIMETypeIsMultiImage(MediaType(body)) {
		subjects = append(subjects, subject{Descriptor: descriptorOf(body)})
	}
	for i := range subjects {
		if err := a.refer(ctx, &subjects[i]); err != nil {
			return err
		}
	}
	return nil
}

func descriptorOf(body []byte) ocispec.Descriptor {
	return ocispec.Descriptor{MediaType: MediaType(body), Digest: digest.FromBytes(body), Size: int64(len(body))}
}

// subjects are the pushed images with what the store has about them. The images of an index keep their
// order on their way.
func (c *Client) subjects(body []byte, ids []string) (list []subject, err error) {
	pushed := []ocispec.Descriptor{descriptorOf(body)}
	if manifest.MIMETypeIsMultiImage(MediaType(body)) {
		index, err := image.ParseIndex(body)
		if err != nil {
			return nil, err
		}
		pushed = index.Manifests
	}
	for i, d := range pushed {
		s := subject{Descriptor: d}
		if i < len(ids) && ids[i] != "" {
			if s.predicates, err = c.Store.Attestations(ids[i]); err != nil {
				return nil, err
			}
		}
		list = append(list, s)
	}
	return list, nil
}

// attester sends attestations to one repository.
type attester struct {
	client  *Client
	ref     types.ImageReference
	repo    *repository
	opts    *PushOptions
	bundles bool // signatures are made
}

// name is how statements name the image.
func (a *attester) name() string {
	return "pkg:docker/" + reference.FamiliarString(a.ref.DockerReference())
}

// statements are those of an image.
func (a *attester) statements(s *subject, predicates []attest.Predicate) (list [][]byte, err error) {
	for _, p := range predicates {
		statement, err := p.About(a.name(), s.Digest)
		if err != nil {
			return nil, err
		}
		list = append(list, statement)
	}
	return list, nil
}

// signPredicate is what cosign says about an image that it signs.
var signPredicate = attest.Predicate{Type: attest.SignType, Body: json.RawMessage(`{}`)}

// refer stores the attestations of an image as artifacts that refer to it.
func (a *attester) refer(ctx context.Context, s *subject) error {
	predicates := s.predicates
	if a.opts.Attest == api.AttestIndex || a.opts.Attest == api.AttestNone {
		predicates = nil
	}
	if a.bundles {
		predicates = append([]attest.Predicate{signPredicate}, predicates...)
	}
	if len(predicates) == 0 {
		return nil
	}
	statements, err := a.statements(s, predicates)
	if err != nil {
		return err
	}
	media := attest.PayloadType
	if a.bundles {
		media = attest.BundleType
		if statements, err = a.signed(ctx, statements); err != nil {
			return err
		}
	}
	d := s.Descriptor
	d.Annotations, d.Platform = nil, nil
	for i, body := range statements {
		document := Attachment{Type: media, Annotations: annotationsOf(media, predicates[i].Type), Body: body}
		what := fmt.Sprintf("attaching %s to %s", predicates[i].Type, title(a.ref))
		err := a.client.retry(ctx, what, func() error { return a.repo.attach(d, document) })
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	return nil
}

// annotationsOf are those by which other tools find a document.
func annotationsOf(media, predicate string) map[string]string {
	if media == attest.BundleType {
		return map[string]string{
			"dev.sigstore.bundle.content": "dsse-envelope", "dev.sigstore.bundle.predicateType": predicate,
		}
	}
	return map[string]string{predicateAnnotation: predicate}
}

// predicateAnnotation names the type of a predicate, as BuildKit does.
const predicateAnnotation = "in-toto.io/predicate-type"

// signed makes a sigstore bundle of each statement.
func (a *attester) signed(ctx context.Context, statements [][]byte) ([][]byte, error) {
	key, err := sign.BundleKey(ctx, a.opts.Sign)
	if err != nil {
		return nil, err
	}
	result, err := program.Sign(ctx, attest.SignRequest{Key: key, Statements: statements})
	if err != nil {
		return nil, fmt.Errorf("signing the attestations of %s: %w", title(a.ref), err)
	}
	return result.Bundles, nil
}

// errDockerIndex means that an index of Docker's format cannot have attestations.
var errDockerIndex = errors.New("an image index of format docker cannot list attestations")

// inIndex puts attestation manifests beside the images, in an index that gets the tag. It returns
// the index. That is the form of BuildKit.
func (a *attester) inIndex(body []byte, subjects []subject) ([]byte, error) {
	index := ocispec.Index{MediaType: ocispec.MediaTypeImageIndex}
	index.SchemaVersion = 2
	switch kind := MediaType(body); {
	case kind == ocispec.MediaTypeImageIndex:
		var err error
		if index, err = image.ParseIndex(body); err != nil {
			return body, err
		}
	case manifest.MIMETypeIsMultiImage(kind):
		return body, imagebuilder.WithHint(errDockerIndex, "use --format oci or --attest-form referrers")
	default:
		d := subjects[0].Descriptor
		platform, err := a.platform(body)
		if err != nil {
			return body, err
		}
		d.Platform = platform
		index.Manifests = []ocispec.Descriptor{d}
	}
	for i := range subjects {
		d, err := a.attestationManifest(&subjects[i])
		if err != nil {
			return body, err
		}
		if d != nil {
			index.Manifests = append(index.Manifests, *d)
		}
	}
	out, err := json.Marshal(index)
	if err != nil {
		return body, err
	}
	tag := "latest"
	if tagged, ok := a.ref.DockerReference().(reference.Tagged); ok {
		tag = tagged.Tag()
	} else if _, digested := a.ref.DockerReference().(reference.Digested); digested {
		tag = digest.FromBytes(out).String()
	}
	return out, a.repo.put(out, tag)
}
