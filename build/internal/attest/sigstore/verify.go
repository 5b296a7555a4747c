package sigstore

import (
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/opencontainers/go-digest"
	"github.com/sigstore/sigstore-go/pkg/bundle"
	"github.com/sigstore/sigstore-go/pkg/root"
	"github.com/sigstore/sigstore-go/pkg/verify"
	"github.com/sigstore/sigstore/pkg/cryptoutils"
	"github.com/sigstore/sigstore/pkg/signature"

	"github.com/cooper-build/cooper/build/internal/attest"
)

// Verify checks bundles about an image.
func Verify(_ context.Context, request attest.VerifyRequest) (result attest.VerifyResult, err error) {
	t, err := newTrust(request.Trust)
	if err != nil {
		return result, err
	}
	d, err := digest.Parse(request.Digest)
	if err != nil {
		return result, err
	}
	for _, text := range request.Bundles {
		verified, err := t.verify(text, d)
		if err != nil {
			verified.Error = err.Error()
		}
		result.Bundles = append(result.Bundles, verified)
	}
	return result, nil
}

// trust has verifiers for keys and for certificates.
type trust struct {
	keys         []publicKey
	certificates *verify.Verifier // nil: no certificate counts
	identities   []verify.PolicyOption
}

// publicKey is a key with its verifier.
type publicKey struct {
	fingerprint string
	verifier    *verify.Verifier
}

func newTrust(from attest.Trust) (*trust, error) {
	t := &trust{}
	for _, text := range from.Keys {
		key, err := newPublicKey(text)
		if err != nil {
			return nil, err
		}
		t.keys = append(t.keys, key)
	}
	if len(from.Identities) == 0 {
		return t, nil
	}
	material, err := trustedRoot(from.TrustedRoot)
	if err != nil {
		return nil, fmt.Errorf("reading the trusted root: %w", err)
	}
	options := []verify.VerifierOption{verify.WithObserverTimestamps(1)}
	if !from.NoLog {
		options = append(options, verify.WithTransparencyLog(1))
	}
	if len(material.CTLogs()) != 0 {
		options = append(options, verify.WithSignedCertificateTimestamps(1))
	}
	if t.certificates, err = verify.NewVerifier(material, options...); err != nil {
		return nil, err
	}
	for _, i := range from.Identities {
		identity, err := verify.NewShortCertificateIdentity(i.Issuer, i.IssuerRegexp, i.Subject, i.SubjectRegexp)
		if err != nil {
			return nil, fmt.Errorf("identity of a signature: %w", err)
		}
		t.identities = append(t.identities, verify.WithCertificateIdentity(identity))
	}
	return t, nil
}

// trustedRoot reads a trusted root. Without one it is that of the public sigstore, which is
// fetched and checked by The Update Framework.
func trustedRoot(text []byte) (root.TrustedMaterial, error) {
	if len(text) != 0 {
		return root.NewTrustedRootFromJSON(text)
	}
	return root.FetchTrustedRoot()
}

func newPublicKey(text []byte) (key publicKey, err error) {
	public, err := cryptoutils.UnmarshalPEMToPublicKey(text)
	if err != nil {
		return key, fmt.Errorf("reading a public key: %w", err)
	}
	verifier, err := signature.LoadDefaultVerifier(public)
	if err != nil {
		return key, fmt.Errorf("this kind of key is not supported: %w", err)
	}
	der, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return key, err
	}
	sum := sha256.Sum256(der)
	key.fingerprint = "sha256:" + hex.EncodeToString(sum[:])
	expiring := root.NewExpiringKey(verifier, time.Time{}, time.Time{})
	material := root.NewTrustedPublicKeyMaterial(
		func(string) (root.TimeConstrainedVerifier, error) { return expiring, nil },
	)
	key.verifier, err = verify.NewVerifier(material, verify.WithNoObserverTimestamps())
	return key, err
}

// verify checks one bundle. The statement is returned with an error too.
func (t *trust) verify(text []byte, d digest.Digest) (out attest.Verified, err error) {
	b := &bundle.Bundle{}
	if err := b.UnmarshalJSON(text); err != nil {
		return out, fmt.Errorf("it is no sigstore bundle: %w", err)
	}
	envelope, err := b.Envelope()
	if err != nil {
		return out, fmt.Errorf("the bundle has no statement: %w", err)
	}
	raw := envelope.RawEnvelope()
	if raw.PayloadType != attest.PayloadType {
		return out, fmt.Errorf("the bundle has a payload of type %q, not %s", raw.PayloadType, attest.PayloadType)
	}
	if out.Statement, err = raw.DecodeB64Payload(); err != nil {
		return out, fmt.Errorf("reading the statement: %w", err)
	}
	sum, err := hex.DecodeString(d.Encoded())
	if err != nil {
		return out, err
	}
	artifact := verify.WithArtifactDigest(d.Algorithm().String(), sum)
	content, err := b.VerificationContent()
	if err != nil {
		return out, fmt.Errorf("reading the bundle: %w", err)
	}
	if content.Certificate() == nil {
		return out, t.verifyByKey(b, artifact, &out)
	}
	if t.certificates == nil {
		return out, errors.New("it is signed with a certificate, and no identity is trusted")
	}
	result, err := t.certificates.Verify(b, verify.NewPolicy(artifact, t.identities...))
	if err != nil {
		return out, err
	}
	return out, signerOf(result, &out.Signer)
}

func (t *trust) verifyByKey(b *bundle.Bundle, artifact verify.ArtifactPolicyOption, out *attest.Verified) error {
	if len(t.keys) == 0 {
		return errors.New("it is signed with a key, and no key is trusted")
	}
	var reasons []string
	for _, key := range t.keys {
		_, err := key.verifier.Verify(b, verify.NewPolicy(artifact, verify.WithKey()))
		if err == nil {
			out.Signer.Key = key.fingerprint
			return nil
		}
		reasons = append(reasons, err.Error())
	}
	return errors.New(strings.Join(reasons, "; "))
}

func signerOf(result *verify.VerificationResult, out *attest.Signer) error {
	if result.Signature == nil || result.Signature.Certificate == nil {
		return errors.New("the result has no certificate")
	}
	certificate := result.Signature.Certificate
	out.Issuer, out.Subject = certificate.Issuer, certificate.SubjectAlternativeName
	for _, at := range result.VerifiedTimestamps {
		if out.Time.IsZero() || at.Timestamp.Before(out.Time) {
			out.Time = at.Timestamp
		}
	}
	return nil
}
