package sigstore_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/opencontainers/go-digest"

	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/attest/sigstore"
	"github.com/cooper-build/cooper/build/internal/sign"
	"github.com/cooper-build/cooper/internal/testsigstore"
)

var (
	image   = digest.FromString("an image")
	another = digest.FromString("another image")
)

// statement is one about the image.
func statement(t *testing.T) []byte {
	t.Helper()
	text, err := attest.Predicate{Type: attest.ProvenanceType, Body: json.RawMessage(`{}`)}.About("app", image)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func signWith(t *testing.T, key attest.SigningKey) []byte {
	t.Helper()
	result, err := sigstore.Sign(t.Context(), attest.SignRequest{Key: key, Statements: [][]byte{statement(t)}})
	if err != nil {
		t.Fatal(err)
	}
	return result.Bundles[0]
}

// verified is why a bundle does not count; empty: it does.
func verified(t *testing.T, trust attest.Trust, about digest.Digest, bundle []byte) attest.Verified {
	t.Helper()
	result, err := sigstore.Verify(t.Context(), attest.VerifyRequest{
		Trust: trust, Digest: about.String(), Bundles: [][]byte{bundle},
	})
	if err != nil {
		t.Fatal(err)
	}
	return result.Bundles[0]
}

// newKey makes a key pair of cosign.
func newKey(t *testing.T) (attest.SigningKey, []byte) {
	t.Helper()
	prefix := filepath.Join(t.TempDir(), "k")
	if err := sign.GenerateKeyPair(prefix, []byte("secret")); err != nil {
		t.Fatal(err)
	}
	private, err := os.ReadFile(prefix + ".key")
	if err != nil {
		t.Fatal(err)
	}
	public, err := os.ReadFile(prefix + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	return attest.SigningKey{PrivateKey: private, Passphrase: []byte("secret")}, public
}

// altered is a bundle with another signed statement.
func altered(t *testing.T, bundle []byte) []byte {
	t.Helper()
	var b map[string]any
	if err := json.Unmarshal(bundle, &b); err != nil {
		t.Fatal(err)
	}
	envelope := b["dsseEnvelope"].(map[string]any)
	text := bytes.Replace(statement(t), []byte("slsa.dev"), []byte("slsa.dew"), 1)
	envelope["payload"] = text // JSON has bytes in base64
	out, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestKey(t *testing.T) {
	key, public := newKey(t)
	_, other := newKey(t)
	bundle := signWith(t, key)
	trust := attest.Trust{Keys: [][]byte{other, public}}
	got := verified(t, trust, image, bundle)
	if got.Error != "" || !bytes.Equal(got.Statement, statement(t)) || !strings.HasPrefix(got.Signer.Key, "sha256:") {
		t.Fatalf("%+v", got)
	}
	for name, one := range map[string]attest.Verified{
		"another key":      verified(t, attest.Trust{Keys: [][]byte{other}}, image, bundle),
		"another image":    verified(t, trust, another, bundle),
		"an altered byte":  verified(t, trust, image, altered(t, bundle)),
		"no key":           verified(t, attest.Trust{}, image, bundle),
		"no bundle at all": verified(t, trust, image, []byte(`{"mediaType":"x"}`)),
	} {
		if one.Error == "" {
			t.Errorf("%s: the signature counts", name)
		}
	}
	key.Passphrase = []byte("wrong")
	_, err := sigstore.Sign(t.Context(), attest.SignRequest{Key: key, Statements: [][]byte{statement(t)}})
	if err == nil || !strings.Contains(err.Error(), "passphrase") {
		t.Fatal(err)
	}
}

func TestKeyless(t *testing.T) {
	server := testsigstore.Start(t)
	key := attest.SigningKey{Token: server.Token, FulcioURL: server.FulcioURL, RekorURL: server.RekorURL}
	bundle := signWith(t, key)
	identity := attest.Identity{Issuer: testsigstore.Issuer, Subject: testsigstore.Subject}
	trust := attest.Trust{TrustedRoot: server.TrustedRoot, Identities: []attest.Identity{identity}}
	got := verified(t, trust, image, bundle)
	if got.Error != "" || got.Signer.Subject != testsigstore.Subject || got.Signer.Time.IsZero() {
		t.Fatalf("%+v", got)
	}
	as := func(issuer, subject string) attest.Trust {
		i := attest.Identity{Issuer: issuer, Subject: subject}
		return attest.Trust{TrustedRoot: server.TrustedRoot, Identities: []attest.Identity{i}}
	}
	elsewhere := trust
	elsewhere.TrustedRoot = testsigstore.Start(t).TrustedRoot
	unlogged := signWith(t, attest.SigningKey{Token: server.Token, FulcioURL: server.FulcioURL})
	for name, one := range map[string]attest.Verified{
		"another subject":   verified(t, as(identity.Issuer, "x"), image, bundle),
		"another issuer":    verified(t, as("x", identity.Subject), image, bundle),
		"another authority": verified(t, elsewhere, image, bundle),
		"another image":     verified(t, trust, another, bundle),
		"an altered byte":   verified(t, trust, image, altered(t, bundle)),
		"no log":            verified(t, trust, image, unlogged),
	} {
		if one.Error == "" {
			t.Errorf("%s: the signature counts", name)
		}
	}
}

// A log that cannot be reached, and a token that is not accepted, end the signing.
func TestKeylessFailsClosed(t *testing.T) {
	server := testsigstore.Start(t)
	key := attest.SigningKey{Token: server.Token, FulcioURL: server.FulcioURL, RekorURL: server.RekorURL}
	wrong := key
	wrong.Token += "x"
	_, err := sigstore.Sign(t.Context(), attest.SignRequest{Key: wrong, Statements: [][]byte{statement(t)}})
	if err == nil || !strings.Contains(err.Error(), "token") {
		t.Fatal(err)
	}
	server.StopLog()
	_, err = sigstore.Sign(t.Context(), attest.SignRequest{Key: key, Statements: [][]byte{statement(t)}})
	if err == nil {
		t.Fatal("a signature without the log")
	}
}
