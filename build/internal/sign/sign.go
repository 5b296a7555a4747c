// Package sign generates keys and signs images on push. Signatures are sigstore
// signatures, stored beside the image in its registry, which cosign and containers/image
// can read.
package sign

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"os"

	"go.podman.io/image/v5/pkg/cli/sigstore/params"
	"go.podman.io/image/v5/signature/signer"
	"go.podman.io/image/v5/signature/sigstore"
	"go.podman.io/image/v5/signature/sigstore/fulcio"
	"go.podman.io/image/v5/signature/sigstore/rekor"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Signer opens a key for signatures of images. The caller closes it.
func Signer(k api.Key) (*signer.Signer, error) {
	var options []sigstore.Option
	switch {
	case k.ParameterFile != "":
		p, err := readParameters(k.ParameterFile)
		if err != nil {
			return nil, err
		}
		if options, err = optionsOf(p); err != nil {
			return nil, fmt.Errorf("%s: %w", k.ParameterFile, err)
		}
	default:
		options = append(options, withKey(k.PrivateKeyFile, k.Passphrase))
	}
	s, err := sigstore.NewSigner(options...)
	if err != nil {
		return nil, fmt.Errorf("opening the signing key %s: %w", cmp.Or(k.PrivateKeyFile, k.ParameterFile), err)
	}
	return s, nil
}

func withKey(file string, passphrase []byte) sigstore.Option {
	if passphrase == nil {
		passphrase = []byte{}
	}
	return sigstore.WithPrivateKeyFile(file, passphrase)
}

// optionsOf are the options of the library for a file of parameters.
func optionsOf(p *params.SigningParameterFile) (options []sigstore.Option, err error) {
	if p.Fulcio != nil {
		address, err := url.Parse(p.Fulcio.FulcioURL)
		if err != nil {
			return nil, fmt.Errorf("fulcioURL: %w", err)
		}
		options = append(options, fulcio.WithFulcioAndPreexistingOIDCIDToken(address, p.Fulcio.OIDCIDToken))
	} else {
		var passphrase []byte
		if p.PrivateKeyPassphraseFile != "" {
			if passphrase, err = ReadPassphrase(p.PrivateKeyPassphraseFile); err != nil {
				return nil, err
			}
		}
		options = append(options, withKey(p.PrivateKeyFile, passphrase))
	}
	if p.RekorURL != "" {
		address, err := url.Parse(p.RekorURL)
		if err != nil {
			return nil, fmt.Errorf("rekorURL: %w", err)
		}
		options = append(options, rekor.WithRekor(address))
	}
	return options, nil
}

// ReadPassphrase reads the first line of a file.
func ReadPassphrase(file string) ([]byte, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the passphrase: %w", err)
	}
	for i, c := range data {
		if c == '\n' || c == '\r' {
			return data[:i], nil
		}
	}
	return data, nil
}

// GenerateKeyPair makes prefix.key, encrypted with the passphrase, and
// prefix.pub. It replaces no file.
func GenerateKeyPair(prefix string, passphrase []byte) error {
	if len(passphrase) == 0 {
		return errors.New("a signing key needs a passphrase")
	}
	pair, err := sigstore.GenerateKeyPair(passphrase)
	if err != nil {
		return fmt.Errorf("generating a key pair: %w", err)
	}
	if err := safepath.WriteNew(prefix+".key", pair.PrivateKey, 0o600); err != nil {
		return fmt.Errorf("writing the private key: %w", err)
	}
	if err := safepath.WriteNew(prefix+".pub", pair.PublicKey, 0o644); err != nil {
		return errors.Join(fmt.Errorf("writing the public key: %w", err), os.Remove(prefix+".key"))
	}
	return nil
}
