// Package sigstore signs and verifies statements through the sigstore libraries. Only cooper-attest
// imports it: the libraries are large.
package sigstore

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"

	"github.com/secure-systems-lab/go-securesystemslib/encrypted"
	protocommon "github.com/sigstore/protobuf-specs/gen/pb-go/common/v1"
	"github.com/sigstore/sigstore-go/pkg/sign"
	"github.com/sigstore/sigstore/pkg/cryptoutils"
	"github.com/sigstore/sigstore/pkg/signature"
	"github.com/sigstore/sigstore/pkg/signature/kms"
	"github.com/sigstore/sigstore/pkg/signature/options"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/cooper-build/cooper/build/internal/attest"
)

// Sign makes a bundle for each statement.
func Sign(ctx context.Context, request attest.SignRequest) (result attest.SignResult, err error) {
	s, err := newSigner(ctx, request.Key)
	if err != nil {
		return result, err
	}
	for _, statement := range request.Statements {
		bundle, err := s.sign(ctx, statement)
		if err != nil {
			return result, err
		}
		result.Bundles = append(result.Bundles, bundle)
	}
	return result, nil
}

// signer makes bundles with one key.
type signer struct {
	keypair sign.Keypair
	options sign.BundleOptions
}

func newSigner(ctx context.Context, key attest.SigningKey) (*signer, error) {
	s := &signer{}
	var err error
	switch {
	case key.Token != "":
		s.keypair, err = sign.NewEphemeralKeypair(nil)
		s.options.CertificateProvider = sign.NewFulcio(&sign.FulcioOptions{BaseURL: key.FulcioURL, Retries: 2})
		s.options.CertificateProviderOptions = &sign.CertificateProviderOptions{IDToken: key.Token}
	case key.KMS != "":
		s.keypair, err = keyOfKMS(ctx, key.KMS)
	default:
		s.keypair, err = keyOfFile(key.PrivateKey, key.Passphrase)
	}
	if err != nil {
		return nil, err
	}
	if key.RekorURL != "" {
		log := sign.NewRekor(&sign.RekorOptions{BaseURL: key.RekorURL, Retries: 2})
		s.options.TransparencyLogs = []sign.Transparency{log}
	}
	for _, url := range key.TimestampURLs {
		s.options.TimestampAuthorities = append(
			s.options.TimestampAuthorities,
			sign.NewTimestampAuthority(&sign.TimestampAuthorityOptions{URL: url, Retries: 2}),
		)
	}
	return s, nil
}

func (s *signer) sign(ctx context.Context, statement []byte) ([]byte, error) {
	options := s.options
	options.Context = ctx
	bundle, err := sign.Bundle(&sign.DSSEData{Data: statement, PayloadType: attest.PayloadType}, s.keypair, options)
	if err != nil {
		return nil, fmt.Errorf("signing a statement: %w", err)
	}
	return protojson.Marshal(bundle)
}

// keypair is a key that was made before.
type keypair struct {
	signer  func(ctx context.Context, digest []byte) ([]byte, error)
	public  crypto.PublicKey
	details signature.AlgorithmDetails
}

func newKeypair(
	public crypto.PublicKey, signer func(ctx context.Context, digest []byte) ([]byte, error),
) (*keypair, error) {
	details, err := signature.GetDefaultAlgorithmDetails(public)
	if err != nil {
		return nil, fmt.Errorf("this kind of key is not supported: %w", err)
	}
	return &keypair{signer, public, details}, nil
}

// keyOfFile opens a private key in a file of cosign, or in PKCS #8 without a passphrase.
func keyOfFile(text, passphrase []byte) (*keypair, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("the private key is not in PEM form")
	}
	der := block.Bytes
	switch block.Type {
	case "ENCRYPTED SIGSTORE PRIVATE KEY", "ENCRYPTED COSIGN PRIVATE KEY":
		var err error
		if der, err = encrypted.Decrypt(der, passphrase); err != nil {
			return nil, errors.New("the passphrase does not open the private key")
		}
	case "PRIVATE KEY":
	default:
		return nil, fmt.Errorf("a private key of type %q is not supported: use one of cosign or PKCS #8", block.Type)
	}
	private, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, fmt.Errorf("reading the private key: %w", err)
	}
	key, ok := private.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("a private key of type %T cannot sign", private)
	}
	var pair *keypair
	pair, err = newKeypair(key.Public(), func(_ context.Context, digest []byte) ([]byte, error) {
		return key.Sign(rand.Reader, digest, pair.details.GetHashType())
	})
	return pair, err
}

// keyOfKMS opens a key of a key management system. A program sigstore-kms-NAME on the PATH signs.
func keyOfKMS(ctx context.Context, name string) (*keypair, error) {
	key, err := kms.Get(ctx, name, crypto.SHA256)
	if err != nil {
		return nil, fmt.Errorf("opening the key %s: %w", name, err)
	}
	public, err := key.PublicKey(options.WithContext(ctx))
	if err != nil {
		return nil, fmt.Errorf("opening the key %s: %w", name, err)
	}
	return newKeypair(public, func(ctx context.Context, digest []byte) ([]byte, error) {
		return key.SignMessage(bytes.NewReader(nil), options.WithContext(ctx), options.WithDigest(digest))
	})
}

// GetHashAlgorithm is the algorithm of the digest that is signed.
func (k *keypair) GetHashAlgorithm() protocommon.HashAlgorithm { return k.details.GetProtoHashType() }

// GetSigningAlgorithm is the algorithm of the signature.
func (k *keypair) GetSigningAlgorithm() protocommon.PublicKeyDetails {
	return k.details.GetSignatureAlgorithm()
}

// GetHint is the fingerprint of the public key, in base64 as cosign has it.
func (k *keypair) GetHint() []byte {
	der, err := x509.MarshalPKIXPublicKey(k.public)
	if err != nil {
		return nil
	}
	sum := sha256.Sum256(der)
	return []byte(base64.StdEncoding.EncodeToString(sum[:]))
}

// GetKeyAlgorithm is the kind of key. Fulcio asks for it.
func (k *keypair) GetKeyAlgorithm() string {
	switch k.details.GetKeyType() {
	case signature.ECDSA:
		return "ECDSA"
	case signature.RSA:
		return "RSA"
	case signature.ED25519:
		return "ED25519"
	}
	return ""
}

// GetPublicKey is the public key.
func (k *keypair) GetPublicKey() crypto.PublicKey { return k.public }

// GetPublicKeyPem is the public key as PEM.
func (k *keypair) GetPublicKeyPem() (string, error) {
	text, err := cryptoutils.MarshalPublicKeyToPEM(k.public)
	return string(text), err
}

// SignData signs data, and returns what was signed: its digest, or itself for Ed25519.
func (k *keypair) SignData(ctx context.Context, data []byte) (signed, digest []byte, err error) {
	digest = data
	if hash := k.details.GetHashType(); hash != crypto.Hash(0) {
		h := hash.New()
		h.Write(data)
		digest = h.Sum(nil)
	}
	signed, err = k.signer(ctx, digest)
	return signed, digest, err
}
