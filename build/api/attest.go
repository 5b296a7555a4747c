package api

// ProvenanceMode says how much provenance tells.
type ProvenanceMode string

// Modes of provenance.
const (
	ProvenanceMin  ProvenanceMode = "min"  // names of build arguments, without their values
	ProvenanceMax  ProvenanceMode = "max"  // also values of arguments, the Containerfile and its steps
	ProvenanceNone ProvenanceMode = "none" // no provenance
)

// AttestOptions say what a build tells about its image. The zero value is provenance of mode min.
type AttestOptions struct {
	Provenance ProvenanceMode // empty: min
	BuilderID  string         // URI of the builder in the provenance; empty: that of cooper
}

// AttestForm is how a registry gets attestations.
type AttestForm string

// Forms of attestations in a registry.
const (
	AttestReferrers AttestForm = "referrers" // artifacts that refer to the image (OCI distribution 1.1)
	AttestIndex     AttestForm = "index"     // manifests beside the image in an image index, as BuildKit has them
	AttestBoth      AttestForm = "both"
	AttestNone      AttestForm = "none"
)

// Key signs an image and what is attested about it. The zero value signs nothing. Only one of
// PrivateKeyFile, ParameterFile, KMS and Keyless is set.
type Key struct {
	PrivateKeyFile string // of cosign, or PKCS #8
	Passphrase     []byte
	ParameterFile  string // containers-sigstore-signing-params.yaml(5), instead of a key
	KMS            string // key of a key management system, for example hashivault://KEY
	Keyless        bool   // a certificate of Fulcio for the identity of the caller
	TokenFile      string // identity token for Keyless; empty: that of the CI
	FulcioURL      string // with Keyless; empty: https://fulcio.sigstore.dev
	// RekorURL is the transparency log. Empty: https://rekor.sigstore.dev with Keyless, else none.
	RekorURL      string
	TimestampURLs []string // time stamp authorities (RFC 3161)
}

// IsZero reports whether there is nothing to sign with.
func (k *Key) IsZero() bool {
	return k.PrivateKeyFile == "" && k.ParameterFile == "" && k.KMS == "" && !k.Keyless
}

// InImage reports whether the key makes signatures that the image library reads: "sigstore
// attachments". Others are in sigstore bundles only.
func (k *Key) InImage() bool { return k.PrivateKeyFile != "" || k.ParameterFile != "" }
