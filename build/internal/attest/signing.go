package attest

import "time"

// SigningKey is what signs statements: a private key, a key of a key management system, or an
// identity token for a certificate of Fulcio. One of PrivateKey, KMS and Token is set.
type SigningKey struct {
	PrivateKey []byte // PEM, encrypted by cosign or not
	Passphrase []byte
	KMS        string // for example hashivault://KEY; a program sigstore-kms-NAME signs
	Token      string // of OpenID Connect
	FulcioURL  string // with Token
	RekorURL   string // of a transparency log; empty: none
	// TimestampURLs are of time stamp authorities (RFC 3161).
	TimestampURLs []string
}

// SignRequest asks cooper-attest to sign statements.
type SignRequest struct {
	Key        SigningKey
	Statements [][]byte
}

// SignResult has a sigstore bundle for each statement.
type SignResult struct{ Bundles [][]byte }

// Trust says whose signatures count. A signature by one of Keys counts, and one with a certificate
// that the trusted root issued for one of Identities.
type Trust struct {
	Keys        [][]byte // public keys, PEM
	TrustedRoot []byte   // JSON of sigstore; empty with Identities: that of the public sigstore
	Identities  []Identity
	// NoLog accepts signatures with certificates that are in no transparency log. Their time comes
	// from a time stamp authority then.
	NoLog bool
}

// Identity is what a certificate has to say. An empty field matches anything.
type Identity struct {
	Issuer        string `json:"issuer,omitempty"`
	IssuerRegexp  string `json:"issuerRegexp,omitempty"`
	Subject       string `json:"subject,omitempty"`
	SubjectRegexp string `json:"subjectRegexp,omitempty"`
}

// VerifyRequest asks cooper-attest to check bundles about an image.
type VerifyRequest struct {
	Trust   Trust
	Digest  string // of the manifest of the image: sha256:…
	Bundles [][]byte
}

// VerifyResult has one entry for each bundle.
type VerifyResult struct{ Bundles []Verified }

// Verified is the result for a bundle.
type Verified struct {
	Error     string `json:",omitempty"` // why it does not count; empty: it does
	Statement []byte // the signed bytes
	Signer    Signer
}

// Signer is who signed.
type Signer struct {
	Key     string    `json:"key,omitempty"` // fingerprint of the public key: sha256:…
	Issuer  string    `json:"issuer,omitempty"`
	Subject string    `json:"subject,omitempty"`
	Time    time.Time `json:"time,omitzero"` // that a log or an authority vouches for
}
