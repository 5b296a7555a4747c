package sign

import (
	"cmp"
	"context"
	"fmt"
	"os"

	"go.podman.io/image/v5/pkg/cli/sigstore/params"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
)

// Addresses of the public sigstore.
const (
	publicFulcio = "https://fulcio.sigstore.dev"
	publicRekor  = "https://rekor.sigstore.dev"
)

// BundleKey opens a key for signatures in sigstore bundles.
func BundleKey(ctx context.Context, k api.Key) (out attest.SigningKey, err error) {
	out = attest.SigningKey{KMS: k.KMS, RekorURL: k.RekorURL, TimestampURLs: k.TimestampURLs, Passphrase: k.Passphrase}
	switch {
	case k.Keyless:
		out.FulcioURL, out.RekorURL = cmp.Or(k.FulcioURL, publicFulcio), cmp.Or(k.RekorURL, publicRekor)
		out.Token, err = identityToken(ctx, k.TokenFile)
	case k.PrivateKeyFile != "":
		out.PrivateKey, err = os.ReadFile(k.PrivateKeyFile)
	case k.ParameterFile != "":
		err = addParameters(&out, k.ParameterFile)
	}
	if err != nil {
		return out, fmt.Errorf("opening the signing key: %w", err)
	}
	return out, nil
}

// addParameters adds what a file of containers-sigstore-signing-params.yaml(5) says.
func addParameters(key *attest.SigningKey, file string) error {
	p, err := readParameters(file)
	if err != nil {
		return err
	}
	key.RekorURL = cmp.Or(key.RekorURL, p.RekorURL)
	if p.Fulcio != nil {
		key.FulcioURL, key.Token = p.Fulcio.FulcioURL, p.Fulcio.OIDCIDToken
		return nil
	}
	if p.PrivateKeyPassphraseFile != "" {
		if key.Passphrase, err = ReadPassphrase(p.PrivateKeyPassphraseFile); err != nil {
			return err
		}
	}
	key.PrivateKey, err = os.ReadFile(p.PrivateKeyFile)
	return err
}

// readParameters reads a file of signing parameters, and refuses what needs a browser.
func readParameters(file string) (*params.SigningParameterFile, error) {
	p, err := params.ParseFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading sigstore parameters: %w", err)
	}
	switch {
	case p.Fulcio == nil && p.PrivateKeyFile == "":
		return nil, fmt.Errorf("%s: privateKeyFile or fulcio is missing", file)
	case p.Fulcio != nil && p.PrivateKeyFile != "":
		return nil, fmt.Errorf("%s: privateKeyFile and fulcio exclude each other", file)
	case p.Fulcio != nil && p.Fulcio.OIDCMode != params.OIDCModeStaticToken:
		return nil, fmt.Errorf("%s: oidcMode %s needs a person with a browser: use %s, or --sign-keyless in a CI",
			file, p.Fulcio.OIDCMode, params.OIDCModeStaticToken)
	}
	return p, nil
}
