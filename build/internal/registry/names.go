package registry

import (
	"errors"
	"fmt"
	"strings"

	"go.podman.io/image/v5/directory"
	"go.podman.io/image/v5/docker"
	dockerarchive "go.podman.io/image/v5/docker/archive"
	"go.podman.io/image/v5/docker/reference"
	ociarchive "go.podman.io/image/v5/oci/archive"
	"go.podman.io/image/v5/oci/layout"
	"go.podman.io/image/v5/pkg/sysregistriesv2"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/nearest"
)

// Normalize makes a name for the local store: without a registry it belongs to
// localhost, without a tag to latest.
func Normalize(name string) (reference.Named, error) {
	full := name
	if isShort(name) {
		full = "localhost/" + name
	}
	named, err := reference.ParseNormalizedNamed(full)
	if err != nil {
		return nil, invalidName("image name", name, err)
	}
	return reference.TagNameOnly(named), nil
}

// NormalizeAll makes names that an image can be given: a digest cannot.
func NormalizeAll(names []string) ([]string, error) {
	var out []string
	for _, n := range names {
		named, err := Normalize(StripStorage(n))
		if err != nil {
			return nil, err
		}
		if _, digested := named.(reference.Digested); digested {
			return nil, fmt.Errorf("invalid image name %q: a new name cannot contain a digest", n)
		}
		out = append(out, named.String())
	}
	return out, nil
}

// isShort reports whether a name has no registry.
func isShort(name string) bool {
	first, _, ok := strings.Cut(name, "/")
	return !ok || !strings.ContainsAny(first, ".:") && first != "localhost"
}

// candidates are the full names that a name may mean in a registry, by
// registries.conf: aliases first, then the search list, docker.io without one.
func candidates(sys *types.SystemContext, name string) ([]reference.Named, error) {
	if !isShort(name) {
		named, err := reference.ParseNormalizedNamed(name)
		if err != nil {
			return nil, invalidName("image name", name, err)
		}
		return []reference.Named{dropTagOfDigest(named)}, nil
	}
	short, err := reference.ParseNormalizedNamed(name)
	if err != nil {
		return nil, invalidName("image name", name, err)
	}
	alias, _, err := sysregistriesv2.ResolveShortNameAlias(
		sys,
		strings.TrimPrefix(strings.TrimPrefix(reference.TrimNamed(short).Name(), "docker.io/library/"), "docker.io/"),
	)
	if err != nil {
		return nil, fmt.Errorf("resolving the short name %q: %w", name, err)
	}
	if alias != nil {
		return []reference.Named{dropTagOfDigest(like(alias, short))}, nil
	}
	registries, err := sysregistriesv2.UnqualifiedSearchRegistries(sys)
	if err != nil {
		return nil, fmt.Errorf("reading registries.conf: %w", err)
	}
	if len(registries) == 0 {
		registries = []string{"docker.io"}
	}
	mode, err := sysregistriesv2.GetShortNameMode(sys)
	if err != nil {
		return nil, fmt.Errorf("reading registries.conf: %w", err)
	}
	if mode == types.ShortNameModeEnforcing && len(registries) > 1 {
		return nil, fmt.Errorf("the short name %q is ambiguous, because registries.conf enforces a choice of %s: "+
			"use the full name", name, strings.Join(registries, ", "))
	}
	var out []reference.Named
	for _, r := range registries {
		named, err := reference.ParseNormalizedNamed(r + "/" + name)
		if err != nil {
			return nil, fmt.Errorf("image name %s/%s: %w", r, name, err)
		}
		out = append(out, dropTagOfDigest(named))
	}
	return out, nil
}

// like returns a repository with the tag or digest of another reference.
func like(repo, of reference.Named) reference.Named {
	if digested, ok := of.(reference.Digested); ok {
		if out, err := reference.WithDigest(repo, digested.Digest()); err == nil {
			return out
		}
	}
	if tagged, ok := of.(reference.Tagged); ok {
		if out, err := reference.WithTag(repo, tagged.Tag()); err == nil {
			return out
		}
	}
	return repo
}

// dropTagOfDigest leaves the tag out of name:tag@digest: the digest decides.
func dropTagOfDigest(named reference.Named) reference.Named {
	if digested, ok := named.(reference.Digested); ok {
		if out, err := reference.WithDigest(reference.TrimNamed(named), digested.Digest()); err == nil {
			return out
		}
	}
	return reference.TagNameOnly(named)
}

// errNoTransport means that a text does not start with a known transport.
var errNoTransport = errors.New("no transport")

// parseTransport reads transport:details. containers-storage is not among them:
// that is the local store itself.
func parseTransport(text string) (types.ImageReference, error) {
	name, details, ok := strings.Cut(text, ":")
	if !ok {
		return nil, errNoTransport
	}
	for _, t := range []types.ImageTransport{
		docker.Transport, layout.Transport, ociarchive.Transport, dockerarchive.Transport, directory.Transport,
	} {
		if t.Name() != name {
			continue
		}
		if name != "docker" || strings.HasPrefix(details, "//") {
			return t.ParseReference(details)
		}
	}
	if foreign(name, details) {
		return nil, imagebuilder.WithHint(fmt.Errorf("unknown transport %q", name),
			"use docker://, oci:, oci-archive:, docker-archive:, dir: or containers-storage:")
	}
	return nil, errNoTransport
}

// foreign tells a transport that we do not have from the name of an image.
func foreign(name, details string) bool {
	if strings.Contains(name, "/") || name == "docker" || name == "containers-storage" {
		return false
	}
	for _, ours := range []string{ociarchive.Transport.Name(), dockerarchive.Transport.Name(), "containers-storage"} {
		if _, near := nearest.Word(name, []string{ours}); near {
			return true
		}
	}
	return name == "docker-daemon" || strings.HasPrefix(details, "/") || strings.HasPrefix(details, "./")
}

// HasTransport reports whether a name says itself where it is: transport:details.
func HasTransport(text string) bool {
	_, err := parseTransport(text)
	return !errors.Is(err, errNoTransport) || strings.HasPrefix(text, "containers-storage:")
}

// Reference opens a name with a transport, for those who read and write it by
// themselves.
func Reference(a Access, name string) (types.ImageReference, *types.SystemContext, error) {
	sys, err := a.context()
	if err != nil {
		return nil, nil, err
	}
	if rest, ok := strings.CutPrefix(name, "docker://"); ok {
		named, err := reference.ParseNormalizedNamed(rest)
		if err != nil {
			return nil, nil, err
		}
		ref, err := docker.NewReference(reference.TagNameOnly(named))
		return ref, sys, err
	}
	ref, err := parseTransport(name)
	return ref, sys, err
}

// StripStorage removes the transport of the local store from a name.
func StripStorage(name string) string {
	return strings.TrimPrefix(name, "containers-storage:")
}
