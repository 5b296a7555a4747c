package registry

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"go.podman.io/image/v5/copy"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	istorage "go.podman.io/image/v5/storage"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder"
)

// ParsePolicy reads the value of --pull, which has older names too; an empty one is PullMissing.
func ParsePolicy(policy api.PullPolicy) (api.PullPolicy, error) {
	switch policy {
	case "", api.PullMissing, "ifmissing", "false":
		return api.PullMissing, nil
	case api.PullAlways, "true":
		return api.PullAlways, nil
	case api.PullNever:
		return policy, nil
	case api.PullNewer, "ifnewer":
		return api.PullNewer, nil
	}
	return "", fmt.Errorf("pull policy %q is not supported: use always, missing, never or newer", policy)
}

// Pull makes sure that an image is in the store and returns its id.
func (c *Client) Pull(ctx context.Context, name string, policy api.PullPolicy) (id string, err error) {
	sys, err := c.Access.context()
	if err != nil {
		return "", err
	}
	switch ref, err := parseTransport(name); {
	case err == nil && ref.Transport() != docker.Transport:
		return c.pullOther(ctx, sys, ref)
	case err == nil:
		name = strings.TrimPrefix(name, "docker://")
	case !errors.Is(err, errNoTransport):
		return "", fmt.Errorf("image %q: %w", name, err)
	}
	local, localErr := c.local(name)
	if c.onlyLocal(name, localErr) {
		return local, localErr
	}
	name = StripStorage(name)
	if localErr == nil && c.keepsLocal(name, local, policy) {
		return local, nil
	}
	if policy == api.PullNever {
		return "", fmt.Errorf("image %s: %w, and the pull policy is never", name, localErr)
	}
	return c.pullNewer(ctx, sys, name, local, localErr == nil, policy)
}

// pullNewer pulls an image of a registry. The store may have one of the name, which stays
// where the policy is to pull a newer one only and there is none.
func (c *Client) pullNewer(
	ctx context.Context, sys *types.SystemContext, name, local string, stored bool, policy api.PullPolicy,
) (id string, err error) {
	names, err := candidates(sys, name)
	if err != nil {
		return "", err
	}
	if policy == api.PullNewer && stored && !c.newer(ctx, sys, local, names) {
		return local, nil
	}
	id, err = c.pullFirst(ctx, sys, name, names)
	if stored {
		err = suggestNever(err)
	}
	return id, err
}

// suggestNever adds a hint to the failure to pull an image that the store has.
func suggestNever(err error) error {
	if refused := (*PolicyError)(nil); err == nil || errors.As(err, &refused) {
		return err
	}
	return imagebuilder.WithHint(err, "use --pull=never to use the image of the store")
}

// isID reports whether a name is the id of an image, or so much of it that no name of a
// registry is meant.
func isID(name, id string) bool {
	const enough = 12
	name, prefixed := strings.CutPrefix(name, "sha256:")
	return (prefixed || len(name) >= enough) && strings.HasPrefix(id, name)
}

// keepsLocal reports whether an image of the store is taken without a question to a
// registry. No registry has a say in one that was built here.
func (c *Client) keepsLocal(name, local string, policy api.PullPolicy) bool {
	return policy != api.PullAlways && policy != api.PullNewer || isID(name, local) || c.isLocalhost(name, local)
}

// isLocalhost reports whether a name is that of an image of localhost, which no registry
// has.
func (c *Client) isLocalhost(name, id string) bool {
	named, err := Normalize(name)
	if err != nil || reference.Domain(named) != "localhost" {
		return false
	}
	img, err := c.Store.Image(id)
	return err == nil && slices.Contains(img.Names, named.String())
}

// onlyLocal reports whether an image that the policy refuses is nowhere else: one that
// is named by its id, or that belongs to localhost. A name with the transport of the store
// means no registry either.
func (c *Client) onlyLocal(name string, err error) bool {
	if StripStorage(name) != name {
		return true
	}
	var refused *PolicyError
	if !errors.As(err, &refused) {
		return false
	}
	full, _, findErr := c.find(name)
	return findErr == nil && (full == "" || strings.HasPrefix(full, "localhost/"))
}

// newer reports whether a registry has another image than the store. One that does
// not answer has none.
func (c *Client) newer(ctx context.Context, sys *types.SystemContext, local string, names []reference.Named) bool {
	img, err := c.Store.Image(local)
	if err != nil {
		return true
	}
	for _, n := range names {
		ref, err := docker.NewReference(n)
		if err != nil {
			continue
		}
		if digest, err := docker.GetDigest(ctx, sys, ref); err == nil {
			return !slices.Contains(img.Digests, digest.String())
		}
	}
	return false
}

// pullFirst tries the names that an image may have, in order.
func (c *Client) pullFirst(
	ctx context.Context, sys *types.SystemContext, name string, names []reference.Named,
) (string, error) {
	var errs []error
	for _, n := range names {
		ref, err := docker.NewReference(n)
		if err != nil {
			return "", fmt.Errorf("image %s: %w", name, err)
		}
		id, err := c.pullOne(ctx, sys, ref, n)
		if err == nil {
			return id, nil
		}
		errs = append(errs, &PullError{n.String(), err})
		if ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
	}
	return "", errors.Join(errs...)
}

func (c *Client) pullOther(ctx context.Context, sys *types.SystemContext, ref types.ImageReference) (string, error) {
	full := title(ref)
	if err := checkFile(ref); err != nil {
		return "", &PullError{full, err}
	}
	names, err := namesInside(sys, ref)
	if err != nil {
		return "", &PullError{full, err}
	}
	if c.NoNames {
		names = nil
	}
	id, err := c.pullOne(ctx, sys, ref, names...)
	if err != nil {
		return "", &PullError{full, err}
	}
	return id, nil
}

func (c *Client) pullOne(
	ctx context.Context, sys *types.SystemContext, src types.ImageReference, names ...reference.Named,
) (id string, err error) {
	dest, err := c.Store.NewReference(names)
	if err != nil {
		return "", err
	}
	cleanup, err := enableAttachments(sys, src)
	if err != nil {
		return "", err
	}
	defer cleanup()
	decryption, err := c.Access.decryption()
	if err != nil {
		return "", err
	}
	before, err := c.stored()
	if err != nil {
		return "", err
	}
	kept, err := c.Access.keepBlobs(dest)
	if err != nil {
		return "", err
	}
	r, err := c.newReceiver(src)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	var resolved types.ImageReference
	var written []byte
	what := "pulling " + title(src)
	err = c.retry(ctx, what, func() error {
		written, err = c.transfer(ctx, movement{event.Downloading, title(src)}, kept, src, &copy.Options{
			SourceCtx: sys, DestinationCtx: sys, ReportResolvedReference: &resolved, OciDecryptConfig: decryption,
			RemoveSignatures: c.Access.NoSignatures,
		}, r)
		return err
	})
	if err != nil {
		return "", err
	}
	_, img, err := istorage.ResolveReference(resolved)
	if err != nil {
		return "", err
	}
	if err := c.checkPulled(img.ID, written, before); err != nil {
		return "", err
	}
	if len(names) == 0 {
		return img.ID, c.verified(src, title(src), img.ID)
	}
	for _, name := range names {
		if err := c.verified(src, name.String(), img.ID); err != nil {
			return "", err
		}
	}
	return img.ID, nil
}

// title names a source to a person: by its name in a registry, or where it lies.
func title(src types.ImageReference) string {
	if src.Transport() == docker.Transport {
		return src.DockerReference().String()
	}
	details := strings.TrimSuffix(src.StringWithinTransport(), ":") // an archive's empty name
	if strings.HasPrefix(details, "/proc/self/fd/") {
		file, inside, _ := strings.Cut(details, ":")
		if open, err := os.Readlink(file); err == nil {
			details = strings.TrimSuffix(open+":"+inside, ":")
		}
	}
	return src.Transport().Name() + ":" + details
}

// Find finds an image in the store by id, full name or short name.
func (c *Client) Find(name string) (id string, err error) {
	_, id, err = c.find(name)
	return id, err
}

// find is Find that says the full name too; it is empty for an id.
func (c *Client) find(name string) (full, id string, err error) {
	name = StripStorage(name)
	for _, n := range c.FullNames(name) {
		if img, err := c.Store.Image(n); err == nil {
			return n, img.ID, nil
		}
		if id, ok := c.byDigest(n); ok {
			return n, id, nil
		}
	}
	if full, id, err := c.findAnywhere(name); id != "" || err != nil {
		return full, id, err
	}
	id, ok, err := c.Store.FindID(strings.TrimPrefix(name, "sha256:"))
	if err != nil {
		return "", "", err
	}
	if !ok {
		return "", "", fmt.Errorf("%s: %w", name, store.ErrNoImage)
	}
	return "", id, nil
}

// findAnywhere finds an image by the end of its name. Two images with that are an error.
func (c *Client) findAnywhere(name string) (full, id string, err error) {
	if !c.AnyRegistry || !isShort(name) {
		return "", "", nil
	}
	images, err := c.Store.Images()
	if err != nil {
		return "", "", err
	}
	for _, img := range images {
		for _, n := range img.Names {
			switch {
			case !EndsWith(n, name):
			case id != "" && id != img.ID:
				return "", "", fmt.Errorf("%s may mean %s or %s: write the full name", name, full, n)
			default:
				full, id = n, img.ID
			}
		}
	}
	return full, id, nil
}

// EndsWith reports whether a short name is the end of a full one.
func EndsWith(full, short string) bool {
	named, err := Normalize(short)
	if err != nil {
		return false
	}
	end, ok := strings.CutPrefix(named.String(), "localhost/")
	return ok && isShort(short) && strings.HasSuffix(full, "/"+end)
}

// FullNames are the names that a short name may have in the store.
func (c *Client) FullNames(name string) []string {
	var names []string
	if isShort(name) {
		if local, err := Normalize(name); err == nil {
			names = append(names, local.String())
		}
	}
	sys, err := c.Access.context()
	if err != nil {
		return names
	}
	if full, err := candidates(sys, name); err == nil {
		for _, n := range full {
			names = append(names, n.String())
		}
	}
	return names
}

// byDigest finds repository@digest.
func (c *Client) byDigest(name string) (string, bool) {
	named, err := reference.ParseNormalizedNamed(name)
	if err != nil {
		return "", false
	}
	digested, ok := named.(reference.Digested)
	if !ok {
		return "", false
	}
	images, err := c.Store.ImagesByDigest(digested.Digest())
	if err != nil {
		return "", false
	}
	for _, img := range images {
		for _, n := range img.Names {
			other, err := reference.ParseNormalizedNamed(n)
			if err == nil && other.Name() == named.Name() {
				return img.ID, true
			}
		}
	}
	return "", false
}

// PullError says which image could not be pulled.
type PullError struct {
	Name string
	Err  error
}

func (e *PullError) Error() string { return "pulling " + e.Name + ": " + e.Err.Error() }
func (e *PullError) Unwrap() error { return e.Err }
