package engine

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/bundle"
	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/source"
)

// contextType is the media type of the config of a build context in a registry.
const contextType = "application/vnd.cooper.context.v1+json"

// artifact fetches a context that is an artifact: archives that are unpacked one over the other, as
// cooper, Flux and oras push them.
func (c *contexts) artifact(ctx context.Context, address string) (p provided, err error) {
	rest := strings.TrimPrefix(address, source.ArtifactScheme)
	name, local := "docker://"+rest, strings.HasPrefix(rest, "/")
	if local {
		name = "oci:" + rest
	}
	temp, err := c.work.TempDir()
	if err != nil {
		return p, err
	}
	moving := remote.Moving{URL: address, Started: time.Now()}
	moved, err := c.registry.ReceiveTree(ctx, name, temp, func(total int64) (string, error) {
		moving.Total = total
		c.fetcher.Progress(moving)
		var err error
		p.dir, err = c.work.TempDir()
		return p.dir, err
	})
	if err == nil && !local {
		c.fetcher.Note(remote.Fetched{URL: address, Digest: moved.Digest})
	}
	moving.Current, moving.Done = moved.Bytes, true
	c.fetcher.Progress(moving)
	return p, err
}

// sendContext sends a directory as an artifact to a repository or a layout (oci:DIR:NAME). It returns
// the digest of the manifest.
func (b *job) sendContext(
	ctx context.Context, c *registry.Client, tree *copier.Tree, place string,
) (moved bundle.Moved, err error) {
	began := event.Event{
		Kind: event.Progress, Time: time.Now(), Phase: event.Pushing, Message: "the build context",
	}
	b.emit(began)
	temp, err := b.work.TempDir()
	if err != nil {
		return moved, err
	}
	if moved, err = c.SendTree(ctx, tree, contextType, temp, place); err != nil {
		return moved, fmt.Errorf("sending the build context: %w", err)
	}
	done := began
	done.Kind, done.Time, done.Took = event.ProgressDone, time.Now(), time.Since(began.Time)
	done.Current, done.Total = moved.Bytes, moved.Bytes
	b.emit(done)
	if moved.Skipped != 0 {
		b.warn(fmt.Sprintf("the build context is sent without its sockets and device nodes: %d", moved.Skipped))
	}
	return moved, nil
}
