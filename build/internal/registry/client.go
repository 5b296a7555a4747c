package registry

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"go.podman.io/image/v5/copy"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/pkg/docker/config"
	"go.podman.io/image/v5/signature"
	istorage "go.podman.io/image/v5/storage"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/store"
)

// Client moves images in and out of a store.
type Client struct {
	Store  *store.Store
	Access Access
	Retry  int           // more attempts after a failure of the network
	Delay  time.Duration // before the first of them; it doubles; 0: one second
	Emit   func(event.Event)
}

// retry repeats what fails because of the network.
func (c *Client) retry(ctx context.Context, what string, do func() error) error {
	delay := c.Delay
	if delay == 0 {
		delay = time.Second
	}
	for attempt := 0; ; attempt++ {
		err := do()
		if err == nil || attempt >= c.Retry || !temporary(err) || ctx.Err() != nil {
			return err
		}
		c.emit(event.Event{Kind: event.Warning, Message: fmt.Sprintf("%s: %v; trying again in %s", what, err, delay)})
		select {
		case <-time.After(delay):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		delay *= 2
	}
}

// temporary says whether an error may be gone the next time.
func temporary(err error) bool {
	var network net.Error
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return dns.IsTemporary
	}
	if errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF) {
		return true
	}
	var status docker.UnexpectedHTTPStatusError
	if errors.As(err, &status) {
		return status.StatusCode >= 500 || status.StatusCode == 429
	}
	return errors.Is(err, docker.ErrTooManyRequests)
}

func (c *Client) emit(e event.Event) {
	if c.Emit != nil {
		e.Time = time.Now()
		c.Emit(e)
	}
}

// transfer copies an image and reports its progress.
func (c *Client) transfer(ctx context.Context, what string, dest, src types.ImageReference, opts *copy.Options) (manifest []byte, err error) {
	progress := make(chan types.ProgressProperties)
	opts.Progress, opts.ProgressInterval = progress, 200*time.Millisecond
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		c.report(what, progress)
	}()
	manifest, err = copyTrusted(ctx, dest, src, opts)
	close(progress)
	<-drained
	return manifest, err
}

// copyTrusted copies an image that the signature policy allows.
func copyTrusted(ctx context.Context, dest, src types.ImageReference, opts *copy.Options) ([]byte, error) {
	policy, err := policyFor(src, opts.SourceCtx)
	if err != nil {
		return nil, err
	}
	pc, err := signature.NewPolicyContext(policy)
	if err != nil {
		return nil, fmt.Errorf("reading the signature policy: %w", err)
	}
	defer pc.Destroy()
	manifest, err := copy.Image(ctx, pc, dest, Checked(src), opts)
	if err != nil {
		return nil, explainPolicy(err, policy, src)
	}
	return manifest, nil
}

// report sums the progress of all blobs.
func (c *Client) report(what string, progress <-chan types.ProgressProperties) {
	done, sizes := map[string]int64{}, map[string]int64{}
	for p := range progress {
		id := p.Artifact.Digest.String()
		if p.Event == types.ProgressEventSkipped {
			continue
		}
		sizes[id], done[id] = max(p.Artifact.Size, 0), int64(p.Offset)
		if p.Event == types.ProgressEventDone {
			done[id] = sizes[id]
		}
		e := event.Event{Kind: event.Progress, Message: what}
		for id := range sizes {
			e.Current += done[id]
			e.Total += sizes[id]
		}
		c.emit(e)
	}
}

// storeRef is an image of the store, to read.
func (c *Client) storeRef(named reference.Named, id string) (types.ImageReference, error) {
	return istorage.Transport.NewStoreReference(c.Store.Store, named, id)
}

// newRef is an image that is to be in the store under a name.
func (c *Client) newRef(name reference.Named) (types.ImageReference, error) {
	return istorage.Transport.NewStoreReference(c.Store.Named(name.String()), name, "")
}

// Login checks credentials with a registry and saves them. It returns where.
func Login(ctx context.Context, a Access, registry, user, password string) (string, error) {
	registry = hostOf(registry)
	sys, err := a.writable()
	if err != nil {
		return "", err
	}
	if err := docker.CheckAuth(ctx, sys, user, password, strings.SplitN(registry, "/", 2)[0]); err != nil {
		return "", fmt.Errorf("logging in to %s: %w", registry, err)
	}
	where, err := config.SetCredentials(sys, registry, user, password)
	if err != nil {
		return "", fmt.Errorf("saving the credentials: %w", err)
	}
	return where, nil
}

// hostOf leaves a scheme and a final slash out of what people paste.
func hostOf(registry string) string {
	for _, scheme := range []string{"https://", "http://", "docker://"} {
		registry = strings.TrimPrefix(registry, scheme)
	}
	return strings.TrimSuffix(registry, "/")
}

// User returns the user that is logged in to a registry, or nothing.
func User(a Access, registry string) (string, error) {
	sys, err := a.context()
	if err != nil {
		return "", err
	}
	auth, err := config.GetCredentials(sys, hostOf(registry))
	return auth.Username, err
}

// Logout forgets the credentials of a registry, or of all when it is empty.
func Logout(a Access, registry string) error {
	sys, err := a.writable()
	if err != nil {
		return err
	}
	if registry == "" {
		return config.RemoveAllAuthentication(sys)
	}
	return config.RemoveAuthentication(sys, hostOf(registry))
}
