package registry

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/containerd/platforms"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/store"
)

// PlatformError means that an image has no variant for a platform.
type PlatformError struct {
	Image  string
	Wanted ocispec.Platform
	Have   []string // platforms of the image
}

func (e *PlatformError) Error() string {
	text := fmt.Sprintf("image %s is not available for %s", e.Image, platforms.Format(e.Wanted))
	if len(e.Have) == 0 {
		return text
	}
	return text + ", only for " + strings.Join(e.Have, ", ")
}

// Hint names a platform of the image.
func (e *PlatformError) Hint() string {
	if len(e.Have) == 0 {
		return ""
	}
	return "use --platform " + e.Have[0]
}

// PullPlatform is Pull for a platform that need not be the machine's. An image in
// the store that is for it is taken; else the registry's list is asked for the
// one that is. The error is a *PlatformError when there is none; an image that is
// no list is taken for the machine's platform whatever it says it is for.
func (c *Client) PullPlatform(
	ctx context.Context, name string, policy api.PullPolicy, p ocispec.Platform,
) (id string, err error) {
	if p.OS == "" {
		p.OS = "linux"
	}
	full, local, findErr := c.find(name)
	if findErr != nil && StripStorage(name) != name {
		return "", findErr // it names the store, no registry
	}
	if findErr == nil {
		if id, decided, err := c.storedPlatform(ctx, name, full, local, policy, p); decided || err != nil {
			return id, err
		}
	}
	stored := findErr == nil
	if stored && full != "" && policy == api.PullMissing && c.isForeign(name, local, p) {
		return c.Pull(ctx, name, api.PullAlways) // the image of another platform was pulled before
	}
	localhost := stored && c.isLocalhost(name, local)
	if id, err = c.fetchPlatform(ctx, name, policy, p, localhost); err != nil || isNative(p) {
		return id, err
	}
	return id, c.checkPlatform(name, id, p)
}

// fetchPlatform pulls an image that the store does not have for a platform. localhost says
// that the name is one of this machine, which no registry has.
func (c *Client) fetchPlatform(
	ctx context.Context, name string, policy api.PullPolicy, p ocispec.Platform, localhost bool,
) (id string, err error) {
	switch {
	case HasTransport(name) && !strings.HasPrefix(name, "docker://"):
		return c.pullFrom(ctx, name, policy, p)
	case isNative(p) || policy == api.PullNever || localhost:
		return c.Pull(ctx, name, policy)
	}
	return c.pullInstance(ctx, name, policy, p)
}

// isForeign reports whether the store has an image of a registry for another platform
// under a name, where one for the machine's is wanted.
func (c *Client) isForeign(name, local string, p ocispec.Platform) bool {
	return isNative(p) && !c.isLocalhost(name, local) && c.checkPlatform(name, local, native(p)) != nil
}

// isNative reports whether a platform is the machine's.
func isNative(p ocispec.Platform) bool {
	return p.Architecture == runtime.GOARCH || p.Architecture == ""
}

// native is a platform with the machine's architecture where it has none.
func native(p ocispec.Platform) ocispec.Platform {
	p.Architecture = cmp.Or(p.Architecture, runtime.GOARCH)
	return p
}

// storedPlatform decides about an image that the store has. It leaves the decision
// open for a single image that may be of another platform, or out of date.
func (c *Client) storedPlatform(
	ctx context.Context, name, full, local string, policy api.PullPolicy, p ocispec.Platform,
) (id string, decided bool, err error) {
	list, isIndex, err := c.Store.IndexOf(local)
	switch {
	case err != nil:
		return "", true, err
	case isIndex && c.keepsLocal(name, local, policy):
		id, err = c.storedInstance(ctx, name, full, local, list, policy, p)
		return id, true, err
	case isIndex:
		id, err = c.pullInstance(ctx, name, policy, p)
		return id, true, err
	case isNative(p) || policy == api.PullAlways && !c.isLocalhost(name, local) ||
		c.Store.Architecture(local) != p.Architecture:
		return "", false, nil
	}
	return local, true, c.checkTrust(full, local)
}

// storedInstance takes the image of a list of the store. A list of localhost, and
// every one when nothing may be pulled, is all that there is.
func (c *Client) storedInstance(
	ctx context.Context, name, full, local string, list store.Index, policy api.PullPolicy, p ocispec.Platform,
) (string, error) {
	instance, ok := c.Store.Instance(local, p)
	var err error
	if ok {
		err = c.checkTrust(full, instance)
	}
	all := policy == api.PullNever || full == "" || c.isLocalhost(name, local)
	if !ok && policy != api.PullNever && (all || policy == api.PullMissing) {
		if id, err := c.pullListed(ctx, name, list, p); err == nil || all {
			return id, err
		}
	}
	switch {
	case ok && (err == nil || all):
		return instance, err
	case all:
		return "", &PlatformError{name, p, formatted(indexPlatforms(list))}
	}
	return c.pullInstance(ctx, name, policy, p)
}

// pullListed pulls the image of a list of the store that a registry has.
func (c *Client) pullListed(ctx context.Context, name string, list store.Index, p ocispec.Platform) (string, error) {
	for _, e := range list.Entries {
		if e.Source != "" && isFor(e.Descriptor.Platform, p) {
			return c.Pull(ctx, e.Source, api.PullMissing)
		}
	}
	return "", &PlatformError{name, p, formatted(indexPlatforms(list))}
}

// checkPlatform compares the platform in the config of an image.
func (c *Client) checkPlatform(name, id string, p ocispec.Platform) error {
	have := ocispec.Platform{OS: "linux", Architecture: c.Store.Architecture(id)}
	if have.Architecture == "" || have.Architecture == p.Architecture {
		return nil
	}
	return &PlatformError{name, p, formatted([]ocispec.Platform{have})}
}

// pullInstance pulls from the first registry that has the image.
func (c *Client) pullInstance(
	ctx context.Context, name string, policy api.PullPolicy, p ocispec.Platform,
) (string, error) {
	sys, err := c.Access.context()
	if err != nil {
		return "", err
	}
	names, err := candidates(sys, strings.TrimPrefix(StripStorage(name), "docker://"))
	if err != nil {
		return "", err
	}
	var errs []error
	for _, n := range names {
		var one reference.Named
		err := c.retry(ctx, "pulling "+n.String(), func() (err error) {
			one, err = c.instanceOf(ctx, sys, n, p)
			return err
		})
		switch missing := (*PlatformError)(nil); {
		case errors.As(err, &missing):
			return "", missing
		case err != nil && ctx.Err() != nil:
			return "", context.Cause(ctx)
		case err != nil:
			errs = append(errs, &PullError{n.String(), err})
		case one == nil:
			return c.Pull(ctx, n.String(), policy)
		default:
			id, err := c.Pull(ctx, one.String(), api.PullMissing)
			if err == nil && c.MoveNames {
				err = c.moveName(id, one, n)
			}
			return id, err
		}
	}
	return "", errors.Join(errs...)
}

// moveName gives an image that was pulled by a digest the name of the list.
func (c *Client) moveName(id string, from, to reference.Named) error {
	ref, err := docker.NewReference(from)
	if err != nil {
		return err
	}
	if err := c.verified(ref, to.String(), id); err != nil {
		return err
	}
	if err := c.Store.AddNames(id, []string{to.String()}); err != nil || to.String() == from.String() {
		return err
	}
	return c.Store.RemoveNames(id, []string{from.String()})
}

// instanceOf finds the image of a platform in a registry's list; nil when the
// name is not that of a list.
func (c *Client) instanceOf(
	ctx context.Context, sys *types.SystemContext, n reference.Named, p ocispec.Platform,
) (reference.Named, error) {
	ref, err := docker.NewReference(n)
	if err != nil {
		return nil, err
	}
	src, err := c.Access.checked(ref).NewImageSource(ctx, choosing(sys, p))
	if err != nil {
		return nil, err
	}
	defer func() { _ = src.Close() }()
	raw, kind, err := src.GetManifest(ctx, nil)
	if err != nil || !manifest.MIMETypeIsMultiImage(kind) {
		return nil, err
	}
	list, err := manifest.ListFromBlob(raw, kind)
	if err != nil {
		return nil, err
	}
	chosen, err := chooseInstance(list, choosing(sys, p))
	if err != nil {
		return nil, missingIn(list, n.String(), p)
	}
	return reference.WithDigest(reference.TrimNamed(n), chosen)
}

// chooseInstance takes any variant when none is wanted and the usual one is not
// there.
func chooseInstance(list manifest.List, sys *types.SystemContext) (digest.Digest, error) {
	chosen, err := list.ChooseInstance(sys)
	if err == nil || sys.VariantChoice != "" {
		return chosen, err
	}
	p := wanted(sys)
	for _, d := range list.Instances() {
		instance, instanceErr := list.Instance(d)
		if instanceErr != nil {
			return "", instanceErr
		}
		if have := instance.ReadOnly.Platform; have != nil && have.OS == p.OS && have.Architecture == p.Architecture {
			return d, nil
		}
	}
	return "", err
}

// pullFrom pulls from a place that is no registry, which may hold a list.
func (c *Client) pullFrom(ctx context.Context, name string, policy api.PullPolicy, p ocispec.Platform) (string, error) {
	sys, err := c.Access.context()
	if err != nil {
		return "", err
	}
	ref, err := parseTransport(name)
	if err != nil {
		return c.Pull(ctx, name, policy)
	}
	return c.pullOther(ctx, choosing(sys, p), ref)
}

// choosing takes the image of a platform from lists.
func choosing(sys *types.SystemContext, p ocispec.Platform) *types.SystemContext {
	choice := *sys
	choice.OSChoice, choice.ArchitectureChoice, choice.VariantChoice = p.OS, p.Architecture, p.Variant
	return &choice
}

// wanted is the platform whose image is taken of lists.
func wanted(sys *types.SystemContext) ocispec.Platform {
	p := ocispec.Platform{OS: sys.OSChoice, Architecture: sys.ArchitectureChoice, Variant: sys.VariantChoice}
	if p.OS == "" {
		p.OS = "linux"
	}
	if p.Architecture == "" {
		p.Architecture = runtime.GOARCH
	}
	return p
}

// missingIn is the error of a list that has no image for a platform.
func missingIn(list manifest.List, name string, p ocispec.Platform) error {
	have, err := platformsIn(list)
	if err != nil {
		return err
	}
	return &PlatformError{name, p, formatted(have)}
}

// platformsIn are the platforms that a list names.
func platformsIn(list manifest.List) (have []ocispec.Platform, err error) {
	for _, d := range list.Instances() {
		instance, err := list.Instance(d)
		if err != nil {
			return nil, err
		}
		if p := instance.ReadOnly.Platform; p != nil {
			have = append(have, *p)
		}
	}
	return have, nil
}

func indexPlatforms(list store.Index) (have []ocispec.Platform) {
	for _, e := range list.Entries {
		if e.Descriptor.Platform != nil {
			have = append(have, *e.Descriptor.Platform)
		}
	}
	return have
}
