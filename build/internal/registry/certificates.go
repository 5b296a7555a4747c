package registry

import (
	"crypto/tls"
	"fmt"

	"go.podman.io/image/v5/pkg/tlsclientconfig"

	"github.com/cooper-build/cooper/build/api"
)

// Certificates returns the TLS options of --cert-dir, for servers that are no registries:
// the certificate authorities *.crt, and the client certificates *.cert with their *.key. It
// returns nil without a directory.
func Certificates(a api.Access) (*tls.Config, error) {
	if a.CertDir == "" {
		return nil, nil
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if err := tlsclientconfig.SetupCertificates(a.CertDir, config); err != nil {
		return nil, fmt.Errorf("reading the certificates of %s: %w", a.CertDir, err)
	}
	return config, nil
}
