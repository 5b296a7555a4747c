package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/containerd/platforms"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/registry"
)

// access is the registry's form of an Access, with a directory for blobs on their
// way.
func (s *server) access(a api.Access) (registry.Access, error) {
	temp, err := s.store.TempDir()
	if err != nil {
		return registry.Access{}, err
	}
	access := s.reading(a)
	access.TempDir = temp
	if blobs, err := s.store.Dir("blobs"); err == nil {
		access.BlobsDir = blobs
	}
	return access, nil
}

// reading is an Access that moves nothing.
func (s *server) reading(a api.Access) registry.Access {
	a.RegistriesConf = cmp.Or(a.RegistriesConf, s.config.RegistriesConf)
	a.RegistriesConfDir = cmp.Or(a.RegistriesConfDir, s.config.RegistriesConfDir)
	a.ShortNameAliases = cmp.Or(a.ShortNameAliases, s.config.ShortNameAliases)
	return registry.Access{Access: a, Limits: s.limits}
}

// finder finds images of the store by their names, and moves none.
func (s *server) finder() (*registry.Client, error) {
	a, err := withRetries(api.Access{})
	if err != nil {
		return nil, err
	}
	return &registry.Client{Store: s.store, Access: s.reading(a), AnyRegistry: true}, nil
}

// client makes a registry client.
func (s *server) client(a api.Access, emit emitter) (*registry.Client, error) {
	if a.AuthFile != "" {
		if _, err := os.Stat(a.AuthFile); err != nil {
			return nil, fmt.Errorf("reading credentials: %w", err)
		}
	}
	a, err := withRetries(a)
	if err != nil {
		return nil, err
	}
	access, err := s.access(a)
	if err != nil {
		return nil, err
	}
	m, err := machine()
	return &registry.Client{
		Store: s.store, Access: access, Retry: a.Retry, Delay: a.RetryDelay, Emit: emit,
		Compression: m.Engine.CompressionFormat, CompressionLevel: m.Engine.CompressionLevel,
		AlsoCompressed: m.Engine.AddCompression,
	}, err
}

func (s *server) pull(ctx context.Context, r api.PullRequest, emit emitter) ([]string, error) {
	policy, err := registry.ParsePolicy(r.Policy)
	if err != nil {
		return nil, err
	}
	if r.Policy == "" {
		policy = api.PullAlways
	}
	c, err := s.client(r.Access, emit)
	if err != nil {
		return nil, err
	}
	if r.AllTags {
		return c.PullTags(ctx, r.Name, policy)
	}
	if r.Platform == "" {
		id, err := c.Pull(ctx, r.Name, policy)
		return []string{id}, err
	}
	p, err := parsePlatform(r.Platform)
	if err != nil {
		return nil, err
	}
	c.MoveNames = true
	id, err := c.PullPlatform(ctx, r.Name, policy, platforms.Normalize(p))
	return []string{id}, err
}

// pushToStore gives an image another name in the store.
func (s *server) pushToStore(id string, r *api.PushRequest) (api.Pushed, error) {
	if r.Format != "" || !r.Sign.IsZero() || len(r.EncryptTo) != 0 {
		return api.Pushed{}, errors.New(
			"an image of the store keeps its format there, without a signature or encryption")
	}
	names, err := registry.NormalizeAll([]string{r.Destination})
	if err != nil {
		return api.Pushed{}, err
	}
	img, err := s.store.Image(id)
	if err != nil {
		return api.Pushed{}, err
	}
	return api.Pushed{Reference: "containers-storage:" + names[0], Digest: img.Digest}, s.store.AddNames(id, names)
}

func (s *server) push(ctx context.Context, r api.PushRequest, emit emitter) (api.Pushed, error) {
	c, err := s.client(r.Access, emit)
	if err != nil {
		return api.Pushed{}, err
	}
	c.AnyRegistry = true
	id, err := c.Find(r.Image)
	if err != nil {
		return api.Pushed{}, s.nearestImage(r.Image, err)
	}
	if err := s.scanPushed(ctx, id, &r, emit); err != nil {
		return api.Pushed{}, err
	}
	opts := registry.PushOptions{PushOptions: r.PushOptions, ID: id} // what was scanned, and nothing else
	if registry.StripStorage(r.Destination) != r.Destination {
		return s.pushToStore(id, &r)
	}
	if _, isIndex, _ := s.store.IndexOf(id); isIndex {
		dest := r.Destination
		if dest == "" {
			dest = registry.StripStorage(r.Image)
		}
		return c.PushIndex(ctx, id, dest, opts)
	}
	return c.Push(ctx, r.Image, r.Destination, opts)
}
