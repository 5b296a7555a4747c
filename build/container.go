package build

import (
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Container is a working container: an image's files with a layer of changes on
// top, and a config, from which an image can be made at any time. It lives in the
// store until it is removed, and outlives the Engine and the process.
//
// An Engine is safe for concurrent use; a Container is not: its operations wait
// for each other, also across processes, but in no order that could be relied on.
type Container struct {
	ID   string
	Name string

	engine *Engine
}

// FromOptions say how to make a container. The zero value is complete.
type FromOptions struct {
	Name     string // empty: the image's last element and "-working-container"
	Pull     string // always, missing, never or newer; empty: missing
	Platform string // as linux/arm64; empty: the machine's
	Format   string // of images made from it, oci or docker; empty: oci
	Run      RunOptions
	Access   Access
	OnEvent  func(Event) `json:"-"`
}

type fromCall struct {
	Image   string
	Options FromOptions
	Dir     string // the caller's, where triggers of the image find their files
}

// From makes a container of an image, which is pulled when need be, or of nothing
// when image is "scratch". Triggers of the image (ONBUILD) are run, with the
// working directory as their context.
func (e *Engine) From(ctx context.Context, image string, opts FromOptions) (*Container, error) {
	out := &Container{engine: e}
	dir, err := os.Getwd()
	if err != nil {
		return nil, describe(err, nil)
	}
	if err := e.call(ctx, "from", fromCall{image, opts, dir}, out, opts.OnEvent); err != nil {
		return nil, err
	}
	return out, nil
}

// Container finds a container by its name or id, or the beginning of its id.
func (e *Engine) Container(ctx context.Context, name string) (*Container, error) {
	out := &Container{engine: e}
	if err := e.call(ctx, "container", name, out, nil); err != nil {
		return nil, err
	}
	return out, nil
}

// ContainerInfo describes a container of the store.
type ContainerInfo struct {
	ID        string
	Name      string
	Image     string // name; empty: it started from nothing
	ImageID   string
	Created   time.Time
	Own       bool   // cooper made it, and can use it
	MountedAt string // where it is mounted for others; empty: nowhere
}

// Containers lists all containers of the store, also those of other programs,
// oldest first.
func (e *Engine) Containers(ctx context.Context) ([]ContainerInfo, error) {
	var out []ContainerInfo
	err := e.call(ctx, "containers", nil, &out, nil)
	return out, err
}

// ContainerInspection is everything about one container.
type ContainerInspection struct {
	ContainerInfo
	ImageDigest string
	Format      string
	Config      json.RawMessage // that of the image to be
	Annotations map[string]string
	CreatedBy   string
	Comment     string
	Hostname    string
	Domainname  string
	Run         RunOptions
}

// Inspect describes the container.
func (c *Container) Inspect(ctx context.Context) (ContainerInspection, error) {
	var out ContainerInspection
	err := c.engine.call(ctx, "container-inspect", c.ID, &out, nil)
	return out, err
}

// Command says what to run in a container. Only Args are needed.
type Command struct {
	Args  []string
	Env   []string  // KEY=value, besides the container's
	User  string    // empty: the container's
	Dir   string    // empty: the container's
	Stdin io.Reader `json:"-"` // nil: empty
	// Stdout and Stderr get the output. Files are handed to the command as they are.
	Stdout, Stderr io.Writer `json:"-"`
	// Terminal, when set, is what the command gets instead: a terminal of its own.
	Terminal *Terminal `json:"-"`
	// Run replaces what the container was made with, field by field, where it is set.
	Run        RunOptions
	Mounts     []string    // as RUN --mount has them; a bind without from is a path of the host
	ContextDir string      // what sources of Mounts are relative to; empty: the working directory
	Proxy      []string    // proxy variables, KEY=value, for a container that takes them
	AddHistory bool        // mention the command in the history of the image
	OnEvent    func(Event) `json:"-"`
}

type runCall struct {
	Container string
	Command   Command
	Terminal  bool
}

// Run runs a command in the container and waits for it. When the command fails
// the error is an *Error with ErrRun and its exit code.
func (c *Container) Run(ctx context.Context, cmd Command) error {
	var err error
	if cmd.ContextDir, err = filepath.Abs(cmd.ContextDir); err != nil {
		return describe(err, nil)
	}
	if cmd.Terminal != nil {
		return c.runOnTerminal(ctx, cmd)
	}
	streams, err := newStreams(cmd.Stdin, cmd.Stdout, cmd.Stderr)
	if err != nil {
		return describe(err, nil)
	}
	err = c.engine.call(ctx, "run", runCall{Container: c.ID, Command: cmd}, nil, cmd.OnEvent, streams.files...)
	return streams.finish(err)
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
	Literal    bool   // names of sources are no patterns
	Checksum   string // of what an URL gives
	AddHistory bool
	// Digest, when it is not nil, gets a hash of all that was copied, as sha256:…
	Digest  *string `json:"-"`
	Access  Access
	OnEvent func(Event) `json:"-"`
}

type copyCall struct {
	Container string
	Unpack    bool // archives, as ADD does
	Dest      string
	Sources   []string
	Archive   string // of the files of an fs.FS
	Dir       string // the caller's
	Digest    bool   // is wanted
	Options   CopyOptions
}

// Copy copies files into the container; an empty dest is its working directory.
func (c *Container) Copy(ctx context.Context, dest string, sources []string, opts CopyOptions) error {
	return c.copy(ctx, copyCall{Dest: dest, Sources: sources, Options: opts})
}

// Add is Copy that also takes URLs and repositories as sources, and unpacks
// archives.
func (c *Container) Add(ctx context.Context, dest string, sources []string, opts CopyOptions) error {
	return c.copy(ctx, copyCall{Unpack: true, Dest: dest, Sources: sources, Options: opts})
}

func (c *Container) copy(ctx context.Context, call copyCall) (err error) {
	call.Container = c.ID
	done, err := call.prepare()
	if err != nil {
		return describe(err, nil)
	}
	defer done()
	call.Digest = call.Options.Digest != nil
	var digest string
	err = c.engine.call(ctx, "copy", call, &digest, call.Options.OnEvent)
	if err == nil && call.Digest {
		*call.Options.Digest = digest
	}
	return err
}

type configureCall struct {
	Container string
	Changes   ConfigChanges
}

// Configure changes the config of the container. warnings say what an image of
// its format will not have.
func (c *Container) Configure(ctx context.Context, changes ConfigChanges) (warnings []string, err error) {
	err = c.engine.call(ctx, "configure", configureCall{c.ID, changes}, &warnings, nil)
	return warnings, err
}

// CommitOptions say what image to make. The zero value is complete.
type CommitOptions struct {
	Format            string          // oci or docker; empty: that of the container
	Squash            bool            // one layer, the base included
	Remove            bool            // the container, after it
	OmitHistory       bool            // no history at all
	Changes           []string        // instructions of a Containerfile that only change the config
	Config            json.RawMessage // overrides fields of the config
	Files             []AddedFile
	Labels            map[string]string
	Annotations       map[string]string
	UnsetEnv          []string
	UnsetLabels       []string
	UnsetAnnotations  []string
	CreatedAnnotation bool       // annotate the image with its time
	Timestamp         *time.Time // of the image, and latest of its files
	List              string     // name of a list of images that gets the image
	Compression       string     // of the layers of what is sent: gzip or zstd
	CompressionLevel  *int
	ForceCompression  bool
	EncryptTo         []string // public keys to encrypt the layers of what is sent for, as jwe:FILE
	EncryptLayers     []int    // which; empty: all
	Outputs           []Output // where the image goes besides the store
	Access            Access
	OnEvent           func(Event) `json:"-"`
}

// AddedFile is a file or directory of the host that only the image gets.
type AddedFile struct {
	Source, Target string
}

type commitCall struct {
	Container string
	Names     []string
	Options   CommitOptions
	Writers   map[int]int // output → file
}

// Commit makes an image of the container under names, which may be none. A name
// with a transport, as oci:DIR or docker://HOST/NAME, is where the image goes.
func (c *Container) Commit(ctx context.Context, names []string, opts CommitOptions) (Result, error) {
	var out Result
	s, writers, err := outputStreams(opts.Outputs)
	if err != nil {
		return out, describe(err, nil)
	}
	opts.Files = slices.Clone(opts.Files)
	for i := range opts.Files {
		if opts.Files[i].Source, err = filepath.Abs(opts.Files[i].Source); err != nil {
			return out, s.finish(describe(err, nil))
		}
	}
	err = s.finish(c.engine.call(ctx, "commit", commitCall{c.ID, names, opts, writers}, &out, opts.OnEvent, s.files...))
	return out, err
}

// Mount makes the files of the container appear in a directory, until Unmount. An
// ordinary user has to be in a user namespace for it: see Unshare.
func (c *Container) Mount(ctx context.Context) (path string, err error) {
	err = c.engine.call(ctx, "mount", c.ID, &path, nil)
	return path, err
}

// Unmount undoes Mount.
func (c *Container) Unmount(ctx context.Context) error {
	return c.engine.call(ctx, "unmount", c.ID, nil, nil)
}

type renameCall struct{ Container, Name string }

// Rename gives the container another name.
func (c *Container) Rename(ctx context.Context, name string) error {
	err := c.engine.call(ctx, "rename", renameCall{c.ID, name}, nil, nil)
	if err == nil {
		c.Name = name
	}
	return err
}

// Remove removes the container with all that was not committed. One that another
// process uses is waited for.
func (c *Container) Remove(ctx context.Context) error {
	return c.engine.call(ctx, "container-remove", c.ID, nil, nil)
}
