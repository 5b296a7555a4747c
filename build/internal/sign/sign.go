// Package sign generates keys and signs images on push. Signatures are sigstore
// signatures, stored beside the image in its registry, which cosign and containers/image
// can read.
package sign

import (
	"errors"
	"fmt"
	"os"

	"go.podman.io/image/v5/pkg/cli/sigstore/params"
	"go.podman.io/image/v5/signature/signer"
	"go.podman.io/image/v5/signature/sigstore"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Signer opens a key. The caller closes it.
func Signer(k api.Key) (*signer.Signer, error) {
	file, passphrase := k.PrivateKeyFile, k.Passphrase
	if k.ParameterFile != "" {
		p, err := params.ParseFile(k.ParameterFile)
		if err != nil {
			return nil, fmt.Errorf("reading sigstore parameters: %w", err)
		}
		if p.Fulcio != nil || p.RekorURL != "" {
			return nil, fmt.Errorf("%s: signing with Fulcio or Rekor is not supported: use privateKeyFile",
				k.ParameterFile)
		}
		if p.PrivateKeyFile == "" {
			return nil, fmt.Errorf("%s: privateKeyFile is missing", k.ParameterFile)
		}
		file = p.PrivateKeyFile
		if p.PrivateKeyPassphraseFile != "" {
			if passphrase, err = ReadPassphrase(p.PrivateKeyPassphraseFile); err != nil {
				return nil, err
			}
		}
	}
	if passphrase == nil {
		passphrase = []byte{}
	}
	s, err := sigstore.NewSigner(sigstore.WithPrivateKeyFile(file, passphrase))
	if err != nil {
		return nil, fmt.Errorf("opening the signing key %s: %w", file, err)
	}
	return s, nil
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
