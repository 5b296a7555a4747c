// Package registry transfers images and image indexes between registries, archives and
// the local store, through containers/image. It reads the same configuration files,
// mirrors, short names, credentials and certificates as podman and skopeo.
package registry

import (
	"crypto/tls"
	"errors"
	"fmt"
	"os"
	"strings"

	"go.podman.io/image/v5/pkg/compression"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/api"
)

// Access says how to reach registries. The zero value follows the machine's
// configuration.
type Access struct {
	api.Access
	TempDir  string // for blobs on their way; empty: /var/tmp
	BlobsDir string // records which registry has which blob; empty: nothing is recorded
	Limits   api.Limits
}

// context makes the library's form of the options.
func (a Access) context() (*types.SystemContext, error) {
	sys := &types.SystemContext{
		AuthFilePath:                        a.AuthFile,
		DockerCertPath:                      a.CertDir,
		SystemRegistriesConfPath:            a.RegistriesConf,
		SystemRegistriesConfDirPath:         a.RegistriesConfDir,
		UserShortNameAliasConfPath:          a.ShortNameAliases,
		RegistriesDirPath:                   a.RegistriesDir,
		SignaturePolicyPath:                 a.SignaturePolicy,
		BigFilesTemporaryDir:                a.TempDir,
		BlobInfoCacheDir:                    a.BlobsDir,
		DockerRegistryUserAgent:             "cooper",
		DockerRegistryPushPrecomputeDigests: true, // a blob that the registry has is not sent again
	}
	sys.DockerProxy = proxyFor(sys)
	if sys.AuthFilePath == "" {
		sys.AuthFilePath = os.Getenv("REGISTRY_AUTH_FILE")
	}
	if sys.AuthFilePath == "" {
		var err error
		if sys.AuthFilePath, err = credentialsFile(); err != nil {
			return nil, err
		}
	}
	if a.TLSVerify != nil {
		sys.DockerInsecureSkipTLSVerify = types.NewOptionalBool(!*a.TLSVerify)
		sys.OCIInsecureSkipTLSVerify = !*a.TLSVerify
		sys.DockerDaemonInsecureSkipTLSVerify = !*a.TLSVerify
	}
	if a.Creds != "" {
		user, password, ok := strings.Cut(a.Creds, ":")
		if !ok || user == "" {
			return nil, errors.New("invalid credentials: use user:password")
		}
		sys.DockerAuthConfig = &types.DockerAuthConfig{Username: user, Password: password}
	}
	return sys, nil
}

// unverified returns the options for a registry whose certificate is not verified, and that
// may speak plain HTTP.
func unverified(sys *types.SystemContext) *types.SystemContext {
	insecure := *sys
	insecure.DockerInsecureSkipTLSVerify = types.OptionalBoolTrue
	insecure.DockerProxy = proxyFor(&insecure)
	return &insecure
}

// tlsConfig verifies certificates, unless the registry is declared insecure.
func tlsConfig(insecure bool) *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: insecure}
}

// setCompression sets how layers are compressed on push.
func setCompression(sys *types.SystemContext, format api.Compression, level *int) error {
	switch format {
	case "":
	case api.CompressionGzip:
		sys.CompressionFormat = &compression.Gzip
	case api.CompressionZstd:
		sys.CompressionFormat = &compression.Zstd
	case api.CompressionZstdChunked:
		sys.CompressionFormat = &compression.ZstdChunked
	default:
		return fmt.Errorf("compression %q is not supported: use gzip, zstd or zstd:chunked", format)
	}
	sys.CompressionLevel = level
	return nil
}
