package api

import (
	"time"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/limits"
)

// Event is one thing that happened; see package event.
type Event = event.Event

// Limits bound archives and files from elsewhere: those that ADD unpacks, contexts, and
// what a registry sends. A zero field stands for its default.
type Limits = limits.Limits

// Config says where the store is. The zero value follows storage.conf and the environment,
// as podman and buildah do.
type Config struct {
	Root           string   // of the store
	RunRoot        string   // for state that need not survive a reboot
	StorageDriver  string   // overlay or vfs
	StorageOptions []string // driver options, key=value
	ImageStore     string   // another directory for images and their layers; empty: Root
	Transient      bool     // what is recorded of working containers does not survive a reboot
	RegistriesConf string   // path of registries.conf, for operations whose Access names none
	// RegistriesConfDir is the directory of further parts of registries.conf.
	RegistriesConfDir string
	// ShortNameAliases is the path of the file with aliases of short names.
	ShortNameAliases string
	// MountsFile names directories and files of the host that every command gets a copy
	// of, a line source:target each. Empty: mounts.conf of the user or the machine.
	MountsFile string
	IDs        IDOptions // for commands, where RunOptions have none
	// ShareMounts lets the engine mount where the calling process sees it, for
	// Container.Mount. The process must be root, also of a user namespace.
	ShareMounts bool
	Limits      Limits
	LogLevel    string // of the libraries, to standard error: error, warn, info or debug; empty: error
}

// Access says how to reach registries. The zero value follows the machine's
// registries.conf, policy.json and credentials.
type Access struct {
	AuthFile string
	// DockerAuthFile is a file in the form of docker's config.json that Login and Logout change
	// in place of AuthFile.
	DockerAuthFile string
	CertDir        string
	Creds          string // user:password
	TLSVerify      *bool
	RegistriesConf string
	RegistriesDir  string // of registries.d: where signatures are
	// RegistriesConfDir and ShortNameAliases are those of Config.
	RegistriesConfDir string
	ShortNameAliases  string
	SignaturePolicy   string
	DecryptionKeys    []string      // private keys for encrypted layers, FILE or FILE:pass=PASSWORD
	Retry             int           // more attempts after a network failure; 0: as containers.conf says, else 3
	RetryDelay        time.Duration // before the first; 0: one second
	NoSignatures      bool          // images that are pulled do not keep their signatures
	// BlobCache is a directory of compressed layers, for pushes of images that were pulled or
	// pushed with it.
	BlobCache string
}

// NoRetry is the Retry of an access that is not tried again.
const NoRetry = -1

// Transfer says how layers are sent. The zero value sends them as gzip, unencrypted.
type Transfer struct {
	Compression      Compression // empty: gzip
	CompressionLevel *int
	ForceCompression bool     // compress again what is compressed in another way
	Uncompressed     bool     // OCI layouts and directories get layers as they are in the store
	EncryptTo        []string // public keys to encrypt layers for, as jwe:FILE
	EncryptLayers    []int    // which; empty: all. Below 0 they count from the top
	// GnuPG is the fingerprint or user id of a key that gpg(1) has: the image is signed by
	// "simple signing". The agent of gpg asks for a passphrase that is needed.
	GnuPG string
	Sign  Key
	// Attest is the form in which a registry gets what a build attested. Empty: referrers, if the
	// registry lists them.
	Attest AttestForm
}

// PullRequest says which image to fetch.
type PullRequest struct {
	Name     string     // in a registry, or transport:details
	Policy   PullPolicy // empty: always
	Platform string     // for example linux/arm64; empty: the machine's
	AllTags  bool       // every image of the repository; for PullAll
	Access   Access
	OnEvent  func(Event) `json:"-"`
}

// PushRequest says which image to send, and where to.
type PushRequest struct {
	Image       string // name or id
	Destination string // name in a registry, or transport:details; empty: the image's name
	PushOptions
	Scan    ScanOptions // before anything is sent
	Access  Access
	OnEvent func(Event) `json:"-"`
}

// PushOptions say how to send an image. The zero value sends it as it is, unsigned.
type PushOptions struct {
	Format           ImageFormat // empty: the image's own
	RemoveSignatures bool
	AlsoCompressed   []Compression // further compressions, for the images of an image index
	Transfer
}

// Pushed says where an image went.
type Pushed struct {
	Reference string // with its transport
	Digest    string // sha256:… of its manifest there
	Type      string // media type of the manifest
	Size      int64  // of the manifest, in bytes
}
