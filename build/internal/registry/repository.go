package registry

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/pkg/docker/config"
	"go.podman.io/image/v5/pkg/sysregistriesv2"
	"go.podman.io/image/v5/pkg/tlsclientconfig"
	"go.podman.io/image/v5/types"
)

// repository is a repository of a registry, for what the image library has no calls for: the
// artifacts that refer to an image.
type repository struct {
	name.Repository
	ctx     context.Context //nolint:containedctx // lives for one operation, as do the options
	auth    authn.Authenticator
	http    http.RoundTripper
	options []remote.Option
}

// repositoryOf opens the repository of an image in a registry.
func (a Access) repositoryOf(ctx context.Context, ref types.ImageReference) (*repository, error) {
	if ref.Transport() != docker.Transport {
		return nil, fmt.Errorf("%s is in no registry", title(ref))
	}
	sys, err := a.context()
	if err != nil {
		return nil, err
	}
	named := ref.DockerReference()
	insecure, err := isInsecure(sys, named)
	if err != nil {
		return nil, err
	}
	var options []name.Option
	if insecure {
		sys = unverified(sys)
		options = append(options, name.Insecure)
	}
	host := reference.Domain(named)
	repo, err := name.NewRepository(named.Name(), options...)
	if err != nil {
		return nil, err
	}
	through, err := transportTo(sys, host, insecure)
	if err != nil {
		return nil, err
	}
	auth, err := config.GetCredentialsForRef(sys, named)
	if err != nil {
		return nil, fmt.Errorf("reading the credentials of %s: %w", host, err)
	}
	authenticator := authn.Anonymous
	if auth != (types.DockerAuthConfig{}) {
		authenticator = authn.FromConfig(authn.AuthConfig{
			Username: auth.Username, Password: auth.Password, IdentityToken: auth.IdentityToken,
		})
	}
	return &repository{repo, ctx, authenticator, through, []remote.Option{
		remote.WithContext(ctx), remote.WithAuth(authenticator), remote.WithTransport(through),
		remote.WithUserAgent("cooper"),
	}}, nil
}

// reference names a manifest by its digest or tag.
func (r *repository) reference(under string) (name.Reference, error) {
	if _, err := digest.Parse(under); err == nil {
		return r.Digest(under), nil
	}
	return name.NewTag(r.Name()+":"+under, name.WithDefaultTag(""))
}

// answers reports whether the registry has a path of the repository. Registries that do not know a path
// answer in many ways.
func (r *repository) answers(path string) (bool, error) {
	scopes := []string{r.Scope(transport.PullScope)}
	authorized, err := transport.NewWithContext(r.ctx, r.Registry, r.auth, r.http, scopes)
	if err != nil {
		return false, err
	}
	address := url.URL{
		Scheme: r.Scheme(), Host: r.RegistryStr(), Path: "/v2/" + r.RepositoryStr() + "/" + path,
	}
	request, err := http.NewRequestWithContext(r.ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return false, err
	}
	response, err := (&http.Client{Transport: authorized}).Do(request)
	if err != nil {
		return false, err
	}
	defer response.Body.Close()
	return response.StatusCode == http.StatusOK, nil
}

// isInsecure reports whether the certificate of a registry is not verified.
func isInsecure(sys *types.SystemContext, named reference.Named) (bool, error) {
	if sys.DockerInsecureSkipTLSVerify != types.OptionalBoolUndefined {
		return sys.DockerInsecureSkipTLSVerify == types.OptionalBoolTrue, nil
	}
	registry, err := sysregistriesv2.FindRegistry(sys, named.Name())
	if err != nil || registry == nil {
		return false, err
	}
	return registry.Insecure, nil
}

// transportTo is an HTTP transport with the certificates that the machine has for a host. Its proxy
// function refuses plain HTTP, which the library tries with hosts of private networks.
func transportTo(sys *types.SystemContext, host string, insecure bool) (*http.Transport, error) {
	through := http.DefaultTransport.(*http.Transport).Clone()
	through.Proxy = func(r *http.Request) (*url.URL, error) { return sys.DockerProxy(r.URL) }
	through.TLSClientConfig = tlsConfig(insecure)
	dirs := []string{sys.DockerCertPath}
	if sys.DockerCertPath == "" {
		dirs = certificateDirs(host)
	}
	for _, dir := range dirs {
		if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) || errors.Is(err, os.ErrPermission) {
			continue
		}
		if err := tlsclientconfig.SetupCertificates(dir, through.TLSClientConfig); err != nil {
			return nil, fmt.Errorf("reading the certificates of %s: %w", dir, err)
		}
		break
	}
	return through, nil
}

// certificateDirs may have certificates of a host, see containers-certs.d(5). The first one that
// is there counts.
func certificateDirs(host string) []string {
	dirs := []string{
		filepath.Join("/etc/containers/certs.d", host), filepath.Join("/etc/docker/certs.d", host),
	}
	if config, err := os.UserConfigDir(); err == nil {
		dirs = append([]string{filepath.Join(config, "containers/certs.d", host)}, dirs...)
	}
	return dirs
}
