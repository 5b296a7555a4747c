package registry

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/copy"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/signature/signer"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/sign"
)

// PushOptions say how to push. The zero value pushes without a signature, with
// the compression that the machine's configuration names.
type PushOptions struct {
	api.PushOptions
	// Names are those inside a docker-archive, besides that of the destination; none:
	// the name by which the image was found.
	Names []string
	// ID is the image that the name meant when it was looked at. Empty: the name is looked up.
	ID string
	// Timestamp is the time of the files of an archive; nil: the present.
	Timestamp *time.Time
	// Title is where people think that the image goes; empty: what the reference says.
	Title string
}

// Push sends an image of the store to dest, a name in a registry or
// transport:details. An empty dest is the image's own name.
func (c *Client) Push(ctx context.Context, name, dest string, opts PushOptions) (api.Pushed, error) {
	full, id, err := c.find(name)
	if err != nil {
		return api.Pushed{}, err
	}
	if dest == "" && full == "" {
		return api.Pushed{}, fmt.Errorf("pushing %s: an id names no registry: a destination is needed", name)
	}
	id = cmp.Or(opts.ID, id)
	src, err := c.pushSource(id)
	if err != nil {
		return api.Pushed{}, err
	}
	ref, sys, err := c.destination(name, dest, opts)
	if err != nil {
		return api.Pushed{}, err
	}
	if full != "" && len(opts.Names) == 0 && ref.DockerReference() == nil {
		opts.Names = []string{full}
	}
	if err := nameInside(sys, opts.Names); err != nil {
		return api.Pushed{}, err
	}
	copyOptions, err := opts.forCopy(sys, ref)
	if err != nil {
		return api.Pushed{}, err
	}
	if opts.Sign.InImage() {
		s, done, err := c.prepareSigning(sys, ref, opts.Sign)
		if err != nil {
			return api.Pushed{}, err
		}
		defer done()
		copyOptions.Signers = []*signer.Signer{s}
	}
	_, own, err := c.Store.Data(id)
	if err != nil {
		return api.Pushed{}, err
	}
	kept, err := c.keptBlobs(ctx, src, sys, opts.Uncompressed)
	if err != nil {
		return api.Pushed{}, fmt.Errorf("pushing %s: %w", name, err)
	}
	return c.pushAttested(ctx, ref, kept, manifest.GuessMIMEType(own), copyOptions, &opts, []string{id})
}

// pushAttested pushes an image or an index, and what is attested about its images.
func (c *Client) pushAttested(
	ctx context.Context, ref, src types.ImageReference, own string, copyOptions *copy.Options, opts *PushOptions,
	ids []string,
) (api.Pushed, error) {
	if err := checkAttest(opts.Attest, ref); err != nil {
		return api.Pushed{}, err
	}
	what := toward(ref)
	what.what = cmp.Or(opts.Title, what.what)
	body, err := c.push(ctx, what, ref, src, own, copyOptions)
	if err != nil {
		return api.Pushed{}, err
	}
	byDigest := isByDigest(ref)
	if byDigest {
		if ref, err = digested(ref, body); err != nil {
			return api.Pushed{}, err
		}
	}
	if body, err = c.attest(ctx, ref, body, ids, opts); err != nil {
		return api.Pushed{}, err
	}
	if byDigest { // attestations beside an image are in an index, which has another digest
		if ref, err = digested(ref, body); err != nil {
			return api.Pushed{}, err
		}
	}
	d := descriptorOf(body)
	return api.Pushed{Reference: pushedName(ref), Digest: d.Digest.String(), Type: d.MediaType, Size: d.Size}, nil
}

// pushedName is where an image was pushed, with its transport.
func pushedName(ref types.ImageReference) string {
	full := title(ref)
	if ref.Transport() == docker.Transport {
		full = "docker://" + full
	}
	return full
}

// forCopy returns the options of the library that copies images.
func (o *PushOptions) forCopy(sys *types.SystemContext, ref types.ImageReference) (*copy.Options, error) {
	if len(o.AlsoCompressed) != 0 {
		return nil, errors.New("--add-compression needs an image index")
	}
	kind, err := mimeType(o.Format)
	if err != nil {
		return nil, err
	}
	opts := &copy.Options{
		SourceCtx:              sys,
		DestinationCtx:         sys,
		RemoveSignatures:       o.RemoveSignatures || ref.Transport() != docker.Transport,
		ForceCompressionFormat: o.ForceCompression || o.Compression != "",
		ForceManifestMIMEType:  kind,
		DestinationTimestamp:   o.Timestamp,
	}
	return opts, o.encrypt(opts)
}

func (c *Client) push(
	ctx context.Context, what movement, ref, src types.ImageReference, own string, opts *copy.Options,
) (body []byte, err error) {
	full := pushedName(ref)
	if opts.DestinationCtx, err = restricted(ref, opts.DestinationCtx); err != nil {
		return nil, fmt.Errorf("pushing to %s: %w", full, err)
	}
	err = staged(ref, func(to types.ImageReference) error {
		send := func() (err error) {
			body, err = c.transfer(ctx, what, to, src, opts, nil)
			return err
		}
		err := c.sendAs(ctx, "pushing to "+full, own, ref, opts, send)
		if err == nil || opts.RemoveSignatures || !strings.Contains(err.Error(), "Would invalidate signatures") {
			return err
		}
		c.emit(event.Event{Kind: event.Warning, Message: full + " gets the image without the signatures that it " +
			"was pulled with: its layers are compressed again, and have other digests"})
		opts.RemoveSignatures = true
		return c.sendAs(ctx, "pushing to "+full, own, ref, opts, send)
	})
	if err != nil {
		return nil, fmt.Errorf("pushing to %s: %w", full, err)
	}
	return body, nil
}

// sendAs pushes an image in its own format, and in other formats only if the registry
// refuses that one. The library by itself tries all formats, which hides a refusal of the
// tag in its error.
func (c *Client) sendAs(
	ctx context.Context, what, own string, ref types.ImageReference, opts *copy.Options, send func() error,
) error {
	// Only OCI has all compressions. The images of an index have formats of their own.
	converts := own != ocispec.MediaTypeImageManifest && opts.ForceCompressionFormat
	list := manifest.MIMETypeIsMultiImage(own)
	if ref.Transport() != docker.Transport || opts.ForceManifestMIMEType != "" || converts || list {
		return c.retry(ctx, what, send)
	}
	opts.ForceManifestMIMEType = own
	err := c.retry(ctx, what, send)
	var rejected types.ManifestTypeRejectedError
	if errors.As(err, &rejected) && !strings.Contains(err.Error(), "immutable") {
		opts.ForceManifestMIMEType = ""
		return c.retry(ctx, what, send)
	}
	return err
}

// destination says where to push, and how.
func (c *Client) destination(name, dest string, opts PushOptions) (types.ImageReference, *types.SystemContext, error) {
	ref, err := destination(name, dest)
	if opts.GnuPG != "" && !opts.Sign.IsZero() {
		err = errors.Join(err, errors.New("an image is signed by gpg or by sigstore: push it twice"))
	}
	if err == nil {
		err = checkByDigest(ref, &opts)
	}
	if err == nil {
		ref, err = simpleSigned(ref, opts.GnuPG)
	}
	if err != nil {
		return nil, nil, err
	}
	sys, err := c.Access.context()
	if err != nil {
		return nil, nil, err
	}
	sys.OCIAcceptUncompressedLayers, sys.DirForceCompress = opts.Uncompressed, !opts.Uncompressed
	if ref.Transport() == docker.Transport && opts.Compression == "" && opts.CompressionLevel == nil {
		opts.Compression, opts.CompressionLevel = c.Compression, c.CompressionLevel
	}
	return ref, sys, setCompression(sys, opts.Compression, opts.CompressionLevel)
}

// nameInside sets the names of an image inside a docker-archive.
func nameInside(sys *types.SystemContext, names []string) error {
	for _, n := range names {
		named, err := Normalize(n)
		if err != nil {
			return err
		}
		if tagged, ok := named.(reference.NamedTagged); ok {
			sys.DockerArchiveAdditionalTags = append(sys.DockerArchiveAdditionalTags, tagged)
		}
	}
	return nil
}

func mimeType(format api.ImageFormat) (string, error) {
	switch format {
	case "":
		return "", nil
	case api.FormatOCI:
		return ocispec.MediaTypeImageManifest, nil
	case api.FormatDocker, "v2s2":
		return manifest.DockerV2Schema2MediaType, nil
	}
	return "", fmt.Errorf("format %q is not supported: use oci or docker", format)
}

// prepareSigning opens the key, and lets signatures go to the registry.
func (c *Client) prepareSigning(
	sys *types.SystemContext, ref types.ImageReference, key api.Key,
) (*signer.Signer, func(), error) {
	if ref.Transport() != docker.Transport {
		return nil, nil, fmt.Errorf("signing an image for %s: only registries store sigstore signatures",
			ref.Transport().Name())
	}
	s, err := sign.Signer(key)
	if err != nil {
		return nil, nil, err
	}
	cleanup, err := writeAttachments(sys, ref)
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return s, func() {
		_ = s.Close()
		cleanup()
	}, nil
}
