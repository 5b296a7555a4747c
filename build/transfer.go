package build

import (
	"context"

	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/sign"
)

// PullRequest says what to fetch.
type PullRequest struct {
	Name   string // in a registry, or transport:details
	Policy string // always, missing, never or newer; empty: always
	// Platform, as linux/arm64, is that of the image; empty: the machine's.
	Platform string
	AllTags  bool // every image of the repository; for PullAll
	Access   Access
	OnEvent  func(Event) `json:"-"`
}

// Pull fetches an image into the local store and returns its id. An image that
// the signature policy refuses is an *Error with ErrPolicy.
func (e *Engine) Pull(ctx context.Context, req PullRequest) (id string, err error) {
	req.AllTags = false
	ids, err := e.PullAll(ctx, req)
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// PullAll is Pull for as many images as the request means.
func (e *Engine) PullAll(ctx context.Context, req PullRequest) (ids []string, err error) {
	err = e.call(ctx, "pull", req, &ids, req.OnEvent)
	return ids, err
}

// PushRequest says what to send where.
type PushRequest struct {
	Image            string // name or id
	Destination      string // name in a registry, or transport:details; empty: the image's name
	Sign             Key
	Compression      string // gzip or zstd; empty: gzip
	CompressionLevel *int
	ForceCompression bool
	Format           string // oci or docker; empty: the image's own
	RemoveSignatures bool
	EncryptTo        []string // public keys to encrypt layers for, as jwe:FILE
	EncryptLayers    []int    // which; empty: all. Below 0 they count from the top
	AlsoCompressed   []string // other compressions of the images of a list
	Access           Access
	OnEvent          func(Event) `json:"-"`
}

// Key is a private key to sign with. The zero value signs nothing.
type Key struct {
	PrivateKeyFile string
	Passphrase     []byte
	ParameterFile  string // containers-sigstore-signing-params.yaml(5)
}

// Pushed says where an image went.
type Pushed struct {
	Reference string // with its transport
	Digest    string // sha256:… of its manifest there
}

// Push sends an image and signs it there.
func (e *Engine) Push(ctx context.Context, req PushRequest) (Pushed, error) {
	var out Pushed
	err := e.call(ctx, "push", req, &out, req.OnEvent)
	return out, err
}

// GenerateKeyPair makes prefix.key, encrypted with the passphrase, and
// prefix.pub, in the form of cosign. It replaces no file.
func GenerateKeyPair(prefix string, passphrase []byte) error {
	if err := sign.GenerateKeyPair(prefix, passphrase); err != nil {
		return describe(err, nil)
	}
	return nil
}

// Login checks a password with a registry and saves it. It returns the file.
func Login(ctx context.Context, access Access, host, user, password string) (file string, err error) {
	file, err = registry.Login(ctx, access.internal(""), host, user, password)
	if err != nil {
		return "", describe(err, nil)
	}
	return file, nil
}

// LoggedIn returns who is logged in to a registry; empty: nobody.
func LoggedIn(access Access, host string) (user string, err error) {
	return registry.User(access.internal(""), host)
}

// Logout forgets the password of a registry, or of all when host is empty.
func Logout(access Access, host string) error {
	if err := registry.Logout(access.internal(""), host); err != nil {
		return describe(err, nil)
	}
	return nil
}

func (a Access) internal(temp string) registry.Access {
	return registry.Access{
		AuthFile: a.AuthFile, CertDir: a.CertDir, Creds: a.Creds, TLSVerify: a.TLSVerify,
		RegistriesConf: a.RegistriesConf, RegistriesDir: a.RegistriesDir, SignaturePolicy: a.SignaturePolicy,
		TempDir: temp, DecryptionKeys: a.DecryptionKeys,
	}
}

func (k Key) internal() sign.Key {
	return sign.Key{PrivateKeyFile: k.PrivateKeyFile, Passphrase: k.Passphrase, ParameterFile: k.ParameterFile}
}
