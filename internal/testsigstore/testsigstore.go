// Package testsigstore is a small sigstore on loopback for tests: a certificate authority with the
// interface of Fulcio, and a transparency log with that of Rekor.
package testsigstore

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-openapi/swag/conv"
	"github.com/sigstore/rekor/pkg/generated/models"
	"github.com/sigstore/rekor/pkg/types"
	_ "github.com/sigstore/rekor/pkg/types/dsse/v0.0.1"         // a kind of entry
	_ "github.com/sigstore/rekor/pkg/types/hashedrekord/v0.0.1" // another one
	"github.com/sigstore/rekor/pkg/util"
	"github.com/sigstore/sigstore-go/pkg/root"
	"github.com/sigstore/sigstore/pkg/signature"
)

// What the identity token says of its owner.
const (
	Issuer  = "https://ci.example.com"
	Subject = "https://git.example.com/acme/app/release.yml@refs/heads/main"
)

// Server is a running sigstore.
type Server struct {
	FulcioURL, RekorURL string
	Token               string // identity token
	TrustedRoot         []byte
	fulcio, rekor       *httptest.Server
	ca                  *x509.Certificate
	caKey, logKey       *ecdsa.PrivateKey
}

// Start starts a sigstore that ends with the test.
func Start(t testing.TB) *Server {
	t.Helper()
	s := &Server{}
	if err := s.prepare(); err != nil {
		t.Fatal(err)
	}
	s.fulcio = httptest.NewServer(http.HandlerFunc(s.certify))
	s.rekor = httptest.NewServer(http.HandlerFunc(s.log))
	t.Cleanup(s.fulcio.Close)
	t.Cleanup(s.rekor.Close)
	s.FulcioURL, s.RekorURL = s.fulcio.URL, s.rekor.URL
	if err := s.describe(); err != nil {
		t.Fatal(err)
	}
	return s
}

// StopLog makes the transparency log unreachable.
func (s *Server) StopLog() { s.rekor.Close() }

func (s *Server) prepare() (err error) {
	if s.logKey, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return err
	}
	if s.caKey, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority", Organization: []string{"cooper"}},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), IsCA: true,
		BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, s.caKey.Public(), s.caKey)
	if err != nil {
		return err
	}
	s.ca, err = x509.ParseCertificate(der)
	claims, err2 := json.Marshal(map[string]string{"iss": Issuer, "sub": Subject, "aud": "sigstore"})
	part := base64.RawURLEncoding.EncodeToString
	s.Token = part([]byte(`{"alg":"none"}`)) + "." + part(claims) + "." + part([]byte("signature"))
	if err == nil {
		err = err2
	}
	return err
}

// describe makes the trusted root.
func (s *Server) describe() error {
	id, err := s.logID()
	if err != nil {
		return err
	}
	raw, err := hex.DecodeString(id)
	if err != nil {
		return err
	}
	authority := &root.FulcioCertificateAuthority{
		Root: s.ca, URI: s.FulcioURL, ValidityPeriodStart: s.ca.NotBefore, ValidityPeriodEnd: s.ca.NotAfter,
	}
	log := &root.TransparencyLog{
		BaseURL: s.RekorURL, ID: raw, ValidityPeriodStart: s.ca.NotBefore, ValidityPeriodEnd: s.ca.NotAfter,
		HashFunc: crypto.SHA256, PublicKey: s.logKey.Public(), SignatureHashFunc: crypto.SHA256,
	}
	trusted, err := root.NewTrustedRoot(
		root.TrustedRootMediaType01, []root.CertificateAuthority{authority}, nil, nil,
		map[string]*root.TransparencyLog{id: log},
	)
	if err != nil {
		return err
	}
	s.TrustedRoot, err = trusted.MarshalJSON()
	return err
}

func (s *Server) logID() (string, error) {
	der, err := x509.MarshalPKIXPublicKey(s.logKey.Public())
	sum := sha256.Sum256(der)
	return hex.EncodeToString(sum[:]), err
}

// oidcIssuer is the extension of certificates of Fulcio for the issuer of the identity.
var oidcIssuer = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 57264, 1, 8}

// certify is Fulcio's POST /api/v2/signingCert.
func (s *Server) certify(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer "+s.Token {
		http.Error(w, "the identity token is not valid", http.StatusUnauthorized)
		return
	}
	var request struct {
		PublicKeyRequest struct {
			PublicKey struct {
				Content string `json:"content"`
			} `json:"publicKey"`
		} `json:"publicKeyRequest"`
	}
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	leaf, err := s.leaf([]byte(request.PublicKeyRequest.PublicKey.Content))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	encode := func(der []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"signedCertificateEmbeddedSct": map[string]any{
		"chain": map[string]any{"certificates": []string{encode(leaf), encode(s.ca.Raw)}},
	}})
}

// leaf is a certificate for the owner of the token, valid for ten minutes.
func (s *Server) leaf(public []byte) ([]byte, error) {
	block, _ := pem.Decode(public)
	if block == nil {
		return nil, io.ErrUnexpectedEOF
	}
	key, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	issuer, err := asn1.MarshalWithParams(Issuer, "utf8")
	if err != nil {
		return nil, err
	}
	subject, err := url.Parse(Subject)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), URIs: []*url.URL{subject},
		NotBefore: now.Add(-time.Minute), NotAfter: now.Add(10 * time.Minute), KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage:     []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning},
		ExtraExtensions: []pkix.Extension{{Id: oidcIssuer, Value: issuer}},
	}
	return x509.CreateCertificate(rand.Reader, template, s.ca, key, s.caKey)
}

// log is Rekor's POST /api/v1/log/entries.
func (s *Server) log(w http.ResponseWriter, r *http.Request) {
	entry, err := s.entry(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	name := strings.Repeat("1", sha256.Size*2)
	w.Header().Set("Location", "/api/v1/log/entries/"+name)
	w.Header().Set("ETag", name)
	w.WriteHeader(http.StatusCreated)
	_ = json.NewEncoder(w).Encode(models.LogEntry{name: *entry})
}

// entry logs an entry. Each is the only one of its log.
func (s *Server) entry(r *http.Request) (*models.LogEntryAnon, error) {
	proposed, err := models.UnmarshalProposedEntry(r.Body, jsonConsumer{})
	if err != nil {
		return nil, err
	}
	implementation, err := types.CreateVersionedEntry(proposed)
	if err != nil {
		return nil, err
	}
	body, err := types.CanonicalizeEntry(r.Context(), implementation)
	if err != nil {
		return nil, err
	}
	signer, err := signature.LoadECDSASignerVerifier(s.logKey, crypto.SHA256)
	if err != nil {
		return nil, err
	}
	id, err := s.logID()
	if err != nil {
		return nil, err
	}
	hash := sha256.Sum256(append([]byte{0}, body...))
	host := strings.TrimPrefix(s.RekorURL, "http://")
	checkpoint, err := util.CreateAndSignCheckpoint(r.Context(), host, 1, 1, hash[:], signer)
	if err != nil {
		return nil, err
	}
	encoded, now := base64.StdEncoding.EncodeToString(body), time.Now().Unix()
	// RFC 8785 sorts the keys, as encoding/json does with a map.
	promised, err := json.Marshal(map[string]any{"body": encoded, "integratedTime": now, "logID": id, "logIndex": 0})
	if err != nil {
		return nil, err
	}
	set, err := signer.SignMessage(bytes.NewReader(promised))
	if err != nil {
		return nil, err
	}
	return &models.LogEntryAnon{
		Body: encoded, IntegratedTime: &now, LogID: &id, LogIndex: conv.Pointer(int64(0)),
		Verification: &models.LogEntryAnonVerification{
			SignedEntryTimestamp: set,
			InclusionProof: &models.InclusionProof{
				TreeSize: conv.Pointer(int64(1)), RootHash: conv.Pointer(hex.EncodeToString(hash[:])),
				LogIndex: conv.Pointer(int64(0)), Hashes: []string{}, Checkpoint: conv.Pointer(string(checkpoint)),
			},
		},
	}, nil
}

// jsonConsumer reads JSON for the library.
type jsonConsumer struct{}

// Consume reads one value.
func (jsonConsumer) Consume(in io.Reader, into any) error { return json.NewDecoder(in).Decode(into) }
