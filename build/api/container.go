package api

import (
	"encoding/json"
	"io"
	"io/fs"
	"time"
)

// FromOptions say how to make a working container. The zero value is complete.
type FromOptions struct {
	Name     string      // empty: the image's last element and "-working-container"
	Suffix   string      // of the name, if none is given; empty: working-container
	Pull     PullPolicy  // empty: missing
	Platform string      // for example linux/arm64; empty: the machine's
	Format   ImageFormat // of images made from it; empty: oci
	Run      RunOptions
	Access   Access
	OnEvent  func(Event) `json:"-"`
}

// ContainerInfo describes a container of the store.
type ContainerInfo struct {
	ID        string
	Name      string
	Image     string // name; empty: it was made from scratch
	ImageID   string
	Created   time.Time
	Own       bool   // cooper made it, and can use it
	MountedAt string // where it is mounted for other programs; empty: nowhere
}

// ContainerInspection is everything about one container.
type ContainerInspection struct {
	ContainerInfo
	ImageDigest string
	Format      ImageFormat
	Config      json.RawMessage // of the image that a commit makes
	Annotations map[string]string
	CreatedBy   string
	Comment     string
	Hostname    string
	Domainname  string
	Run         RunOptions
}

// Command says what to run in a container. Only Args are needed.
type Command struct {
	Args  []string
	Env   []string  // KEY=value, besides the container's
	User  string    // empty: the container's
	Dir   string    // empty: the container's
	Stdin io.Reader `json:"-"` // nil: empty
	// Stdout and Stderr get the output. The command gets an *os.File as it is.
	Stdout, Stderr io.Writer `json:"-"`
	// Terminal, when it is set, gives the command a terminal of its own instead.
	Terminal *Terminal `json:"-"`
	// Run replaces options of the container, field by field, where it sets them. Its
	// Mounts have the form of RUN --mount; a bind without from is a path of the host.
	Run        RunOptions
	ContextDir string      // what sources of mounts are relative to; empty: the working directory
	Proxy      []string    // proxy variables, KEY=value, for a container that takes them
	AddHistory bool        // mention the command in the history of the image
	OnEvent    func(Event) `json:"-"`
}

// CopyOptions say how to copy into a container. The zero value copies as COPY does.
type CopyOptions struct {
	ContextDir string   // what relative sources are relative to; empty: the working directory
	FS         fs.FS    `json:"-"` // sources lie in it instead of in the file system
	From       string   // sources lie in this image or container
	Chown      string   // user:group, names of the container or numbers; empty: root
	Chmod      string   // octal or symbolic
	Exclude    []string // patterns
	IgnoreFile string
	Parents    bool
	Literal    bool   // names of sources are not patterns
	KeepLinks  bool   // a source that is a link is copied as one
	Link       bool   // links of the container on the way to the files are replaced, not followed
	AllowEmpty bool   // a pattern that matches nothing is no error
	Checksum   string // of the content of a URL
	AddHistory bool
	Timestamp  *time.Time // of all files; nil: as the sources have it
	// Digest, when it is not nil, gets a digest of the copied content, as sha256:…
	Digest  *string `json:"-"`
	Access  Access
	OnEvent func(Event) `json:"-"`
}

// CommitOptions say which image to make. The zero value is complete.
type CommitOptions struct {
	Image    ImageOptions    // its Format, when it is empty, is that of the container
	Remove   bool            // remove the container afterwards
	Changes  []string        // instructions of a Containerfile that only change the config
	Config   json.RawMessage // overrides fields of the config
	Files    []AddedFile
	SBOM     SBOMOptions
	Index    string   // name of an image index that gets the image
	Transfer          // for the Outputs
	Outputs  []Output // where the image goes besides the store
	Access   Access
	OnEvent  func(Event) `json:"-"`
}

// AddedFile is a file or directory of the host that only the image gets.
type AddedFile struct {
	Source, Target string
}
