package registry

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/copy"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/image"
	"go.podman.io/image/v5/pkg/docker/config"
	"go.podman.io/image/v5/signature"
	istorage "go.podman.io/image/v5/storage"
	"go.podman.io/image/v5/types"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/store"
)

// Client moves images in and out of a store.
type Client struct {
	Store  *store.Store
	Access Access
	Retry  int           // more attempts after a failure of the network
	Delay  time.Duration // before the first of them; it doubles; 0: one second
	Emit   func(event.Event)
	// Compression, CompressionLevel and AlsoCompressed are for pushes to registries that
	// choose none.
	Compression      api.Compression
	CompressionLevel *int
	AlsoCompressed   []api.Compression
	// NoNames says that an image of an archive or layout gets no name: a build takes
	// none away from another image.
	NoNames bool
	// MoveNames says that the image of a platform gets the tag that it is pulled by, which
	// the images of other platforms lose.
	MoveNames bool
	// AnyRegistry says that a short name also means an image of the store that came from
	// any registry. It is for commands: a Containerfile names images by registries.conf.
	AnyRegistry bool
}

// retry repeats operations that fail because of the network.
func (c *Client) retry(ctx context.Context, what string, do func() error) error {
	defer c.hearRateLimits()()
	delay := c.Delay
	if delay == 0 {
		delay = time.Second
	}
	for attempt := 0; ; attempt++ {
		err := do()
		if err == nil || attempt >= c.Retry || !temporary(err) || ctx.Err() != nil {
			return err
		}
		c.emit(event.Event{
			Kind: event.Waiting, Wait: delay, Message: fmt.Sprintf("%s: %s; trying again", what, brief(err)),
		})
		select {
		case <-time.After(delay):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		delay *= 2
	}
}

// temporary reports whether an error may be gone the next time.
func temporary(err error) bool {
	var network net.Error
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return dns.IsTemporary
	}
	if errors.As(err, &network) {
		return !errors.Is(err, ErrPlain) && !isLocal(err) && !persists(err)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, istorage.ErrBlobSizeMismatch) ||
		errors.Is(err, istorage.ErrBlobDigestMismatch) {
		return true // half a blob came
	}
	for _, text := range []string{"Digest did not match, expected", "does not match expected sha256:"} {
		if strings.Contains(err.Error(), text) {
			return true // the same, said without a type
		}
	}
	var status docker.UnexpectedHTTPStatusError
	if errors.As(err, &status) {
		return status.StatusCode >= 500 || status.StatusCode == 429
	}
	return errors.Is(err, docker.ErrTooManyRequests)
}

// persists reports whether another attempt meets the same: nothing listens, or what does speaks
// no TLS, or with a certificate that is not trusted.
func persists(err error) bool {
	var certificate *tls.CertificateVerificationError
	return errors.Is(err, unix.ECONNREFUSED) || errors.Is(err, http.ErrSchemeMismatch) ||
		errors.As(err, &certificate)
}

// isLocal reports whether this machine is to blame: it stays so.
func isLocal(err error) bool {
	var path *fs.PathError
	return errors.As(err, &path) || errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) ||
		errors.Is(err, unix.EACCES)
}

// copyTrusted copies an image that the signature policy allows. The receiver, which may be nil,
// gets its layers first.
func (a Access) copyTrusted(
	ctx context.Context, dest, src types.ImageReference, opts *copy.Options, r *receiver,
) ([]byte, error) {
	policy, err := policyFor(src, opts.SourceCtx)
	if err != nil {
		return nil, err
	}
	pc, err := signature.NewPolicyContext(policy)
	if err != nil {
		return nil, fmt.Errorf("reading the signature policy: %w", err)
	}
	defer func() { _ = pc.Destroy() }()
	checked := checkedReference{
		ImageReference: src, layers: a.Limits.WithDefaults().Layers,
		one: opts.ImageListSelection == copy.CopySystemImage,
	}
	if r != nil {
		r.failed = nil
		checked.opened = func(
			ctx context.Context, sys *types.SystemContext, source types.ImageSource, instance *digest.Digest,
		) error {
			ok, err := pc.IsRunningImageAllowed(ctx, image.UnparsedInstance(source, instance))
			if !ok || err != nil {
				return nil //nolint:nilerr // the library finds the same
			}
			return r.receive(ctx, sys, source, instance)
		}
	}
	manifest, err := copy.Image(ctx, pc, dest, checked, opts)
	if r != nil && r.failed != nil {
		err = r.failed
	} else if err != nil {
		err = explainPolicy(err, policy, src)
	}
	remote := dest
	if src.Transport() == docker.Transport {
		remote = src
	}
	return manifest, refused(remote, err)
}

// Login checks credentials with a registry and saves them. It returns where.
func Login(ctx context.Context, a Access, registry, user, password string) (string, error) {
	registry = hostOf(registry)
	sys, err := a.writable()
	if err != nil {
		return "", err
	}
	ctx, stop := Watch(ctx, limits.Limits{})
	defer stop()
	if err := docker.CheckAuth(ctx, sys, user, password, strings.SplitN(registry, "/", 2)[0]); err != nil {
		return "", fmt.Errorf("logging in to %s: %w", registry, refusedBy(hostOf(registry), err))
	}
	where, err := config.SetCredentials(sys, registry, user, password)
	if err != nil {
		return "", fmt.Errorf("saving the credentials: %w", err)
	}
	return where, nil
}

// hostOf removes a scheme and a final slash from a pasted address.
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
