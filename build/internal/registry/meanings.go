package registry

import (
	"errors"
	"strings"

	"go.podman.io/image/v5/docker/reference"
)

// Meanings are the full names that a reference may mean: those of an image of the store, and
// those in registries. What is no name of a registry comes as it is.
func (c *Client) Meanings(name string) ([]string, error) {
	sys, err := c.Access.context()
	if err != nil {
		return nil, err
	}
	bare := strings.TrimPrefix(StripStorage(name), "docker://")
	if _, err := parseTransport(bare); !errors.Is(err, errNoTransport) {
		return []string{bare}, nil
	}
	full, id, findErr := c.find(name)
	if findErr == nil && full == "" {
		img, err := c.Store.Image(id)
		return append([]string{bare}, img.Names...), err
	}
	var out []string
	if findErr == nil {
		out = append(out, full)
	}
	names, err := candidates(sys, bare)
	if err != nil {
		return nil, err
	}
	for _, n := range names {
		out = append(out, withTagOf(n, bare), n.String())
	}
	return out, nil
}

// withTagOf is a name with the tag that another has besides a digest.
func withTagOf(name reference.Named, written string) string {
	digested, ok := name.(reference.Digested)
	other, err := reference.ParseNormalizedNamed(written)
	if err != nil || !ok {
		return name.String()
	}
	tagged, ok := other.(reference.Tagged)
	if !ok {
		return name.String()
	}
	return name.Name() + ":" + tagged.Tag() + "@" + digested.Digest().String()
}
