package sigstore_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sigstore/sigstore/pkg/cryptoutils"
	"github.com/sigstore/sigstore/pkg/signature"
	"github.com/sigstore/sigstore/pkg/signature/kms/cliplugin/handler"

	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/attest/sigstore"
)

// pluginKey is the variable that names the key of this program as a plugin.
const pluginKey = "TEST_KMS_KEY"

func TestMain(m *testing.M) {
	if file := os.Getenv(pluginKey); file != "" {
		if err := servePlugin(file); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// servePlugin answers one call of the protocol of sigstore for key management systems.
func servePlugin(file string) error {
	der, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	private, err := x509.ParseECPrivateKey(der)
	if err != nil {
		return err
	}
	key, err := signature.LoadECDSASignerVerifier(private, crypto.SHA256)
	if err != nil {
		return err
	}
	args, err := handler.GetPluginArgs(os.Args)
	if err != nil {
		return err
	}
	_, err = handler.Dispatch(os.Stdout, os.Stdin, args, keySystem{key})
	return err
}

// keySystem is a key management system with one key.
type keySystem struct{ *signature.ECDSASignerVerifier }

func (keySystem) DefaultAlgorithm() string      { return "ecdsa" }
func (keySystem) SupportedAlgorithms() []string { return []string{"ecdsa"} }

func (k keySystem) CreateKey(context.Context, string) (crypto.PublicKey, error) { return k.PublicKey() }

func (keySystem) CryptoSigner(context.Context, func(error)) (crypto.Signer, crypto.SignerOpts, error) {
	return nil, nil, io.ErrUnexpectedEOF
}

func TestKMS(t *testing.T) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	public, err := cryptoutils.MarshalPublicKeyToPEM(private.Public())
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "key")
	script := fmt.Sprintf("#!/bin/sh\n%s=%q exec %q \"$@\"\n", pluginKey, file, self)
	for name, text := range map[string][]byte{file: der, filepath.Join(dir, "sigstore-kms-test"): []byte(script)} {
		if err := os.WriteFile(name, text, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	bundle := signWith(t, attest.SigningKey{KMS: "test://key"})
	if got := verified(t, attest.Trust{Keys: [][]byte{public}}, image, bundle); got.Error != "" {
		t.Fatal(got.Error)
	}
	_, other := newKey(t)
	if got := verified(t, attest.Trust{Keys: [][]byte{other}}, image, bundle); got.Error == "" {
		t.Fatal("the signature counts for another key")
	}
	_, err = sigstore.Sign(t.Context(), attest.SignRequest{Key: attest.SigningKey{KMS: "nowhere://key"}})
	if err == nil || !strings.Contains(err.Error(), "nowhere://key") {
		t.Fatal(err)
	}
}
