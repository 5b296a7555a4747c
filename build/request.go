package build

import (
	"context"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// Context is what COPY and ADD copy from: a directory, an archive of one, or a
// URL. The zero value is no context.
type Context struct {
	Path       string
	Archive    string // path of a tar archive, compressed or not
	KeepGitDir bool   // of a git repository
	URL        string // of a git repository, or over http(s) of an archive or a Containerfile
}

// foreign says that somebody else wrote the context.
func (c Context) foreign() bool { return c.Archive != "" || c.URL != "" }

// Dir is a directory as a build context.
func Dir(path string) Context { return Context{Path: path} }

// Request says what to build. Request{Context: Dir(".")} is complete.
type Request struct {
	Context    Context
	File       string   // the Containerfile; empty: Containerfile or Dockerfile in the context
	Files      []string // more of them: all are read as one, in this order after File
	Text       []byte   // its content, when it is not to be read from File
	IgnoreFile string   // empty: that of the Containerfile or of the context
	Target     string   // stage to build; empty: the last
	// AllStages builds what comes before the target too, one stage after the other,
	// also when the target does not need it.
	AllStages bool
	From      string // base of the first stage, instead of what the file names
	Tags      []string
	Args      map[string]string // values of ARG
	// Contexts are what FROM and --from can name: a directory, a URL, an archive,
	// or an image as docker-image://NAME, oci-layout://DIR or transport:details.
	Contexts  map[string]string
	Platforms []string // as linux/arm64; several make a list; empty: the machine's
	List      bool     // make a list also of one
	// AllPlatforms builds for all platforms that all bases are there for.
	AllPlatforms bool
	Image        ImageOptions
	Cache        CacheOptions
	Outputs      []Output // besides the image in the store
	Run          RunOptions
	Check        string   // configuration of the warnings, as after "# check="
	Secrets      []Secret // for RUN --mount=type=secret
	SSH          []Agent  // for RUN --mount=type=ssh
	Access       Access
	Pull         string // always, missing, never or newer; empty: missing
	Jobs         int    // steps at once; 0: twice the number of CPUs, at least 4
	// Shell, when it is set, gets the terminal of a shell wherever a command fails,
	// in the sandbox of that command, and returns when it reads no more from it. A
	// shell that exits with 0 has mended what the command did: the build goes on.
	Shell func(terminal *os.File) `json:"-"`
	// OnEvent gets what happens, one event after another. It must not call the
	// Engine, whose answers wait for it.
	OnEvent func(Event) `json:"-"`

	segments []segment // when there are several files
}

// ImageOptions change the image that is made.
type ImageOptions struct {
	Format      string // oci or docker; empty: oci
	Labels      map[string]string
	Annotations map[string]string
	Env         []string // variables to set, KEY=value, or with a dash at the end of the name to leave out
	Unset       UnsetOptions
	NoHistory   bool
	// CreatedAnnotation puts the time of the image into its annotations.
	CreatedAnnotation bool
	NoLabels          bool // labels of base images are not inherited
	OSVersion         string
	OSFeatures        []string
	OneLayer          bool // all steps of a stage make one layer
	Squash            bool // the image is one layer, base included
	// Timestamp, when set, is the image's time and the latest that any file
	// of a new layer has: two builds of the same sources give the same image.
	Timestamp *time.Time
}

// UnsetOptions name what an image does not get of its base.
type UnsetOptions struct{ Labels, Annotations []string }

// CacheOptions say how to use layers of earlier builds. The zero value uses them.
type CacheOptions struct {
	Disabled bool
	Except   []string      // names of stages that do not use it
	Explain  bool          // say why steps are not in the cache
	MaxAge   time.Duration // layers that are older are made again; 0: none is too old
	DryRun   bool          // build nothing: say what would be done
	From     []RemoteCache // used besides the local one
	To       []RemoteCache // written after the build
}

// RemoteCache is a cache in a registry or a directory.
type RemoteCache struct {
	Type string // registry, local, or for To also inline: in the image itself
	Ref  string // name in a registry, or directory
	Mode string // min: the layers of the image; max: those of all stages; empty: min
	// Compression of the layers of a cache that is written: gzip or zstd; empty: gzip.
	Compression string
}

// RunOptions confine the commands of RUN. The zero value is the default.
type RunOptions struct {
	Network        string   // private (through pasta), host or none; empty: private where that works, else host
	CapAdd         []string // to the default set
	CapDrop        []string
	Seccomp        string // path of a profile, or unconfined; empty: the default profile
	NoNewPrivs     bool
	AppArmor       string   `json:",omitempty"` // profile that confines commands; unconfined: that of cooper
	Labels         []string `json:",omitempty"` // parts of the SELinux label of commands: user:U, role:R, type:T, level:L; or disable
	Volumes        []string // source:target[:options], see `cooper help volumes`
	AddHosts       []string // name:address
	Ulimits        []string // name=soft[:hard]
	DNS            []string // name servers instead of the host's
	DNSSearch      []string
	DNSOptions     []string
	NoHosts        bool      // /etc/hosts is the image's
	NoHostname     bool      // /etc/hostname is the image's
	NoProxy        bool      // commands of a container do not get the proxy variables of the environment
	Resources      Resources `json:",omitzero"` // so that keys of steps stay as they were
	Groups         []string  // numbers of further groups of the user
	ShmSize        int64     // bytes; 0: 64 MiB
	Isolation      string    // oci: with Runtime; empty: the built-in sandbox
	Hostname       string    // empty: build
	CacheNamespace string    // keeps cache mounts apart from those of other namespaces
	Mounts         []string  // --mount flags of every RUN
	RuntimeFlags   []string  // global flags of the OCI runtime
	Runtime        string    // OCI runtime; empty: crun or runc
	Allow          []string  // what RUN may ask for: security.insecure, network.host; onbuild.secrets for triggers of base images
}

// Resources bound what each command takes of the machine; what is zero has no
// bound. They need a cgroup that was delegated to the user, or an OCI runtime.
type Resources struct {
	Memory      int64  // bytes
	MemorySwap  int64  // bytes of memory and swap together; -1: as much swap as there is
	CPUShares   uint64 // of processors that are wanted by others too; the kernel's default is 1024
	CPUPeriod   uint64 // microseconds; 0: 100000
	CPUQuota    int64  // microseconds of processors in each period
	CPUs        string // list of processors, as 0-2,7
	MemoryNodes string // list of nodes of memory
	Pids        int64  // processes and threads
}

// Access says how to reach registries. The zero value follows the machine's
// registries.conf, policy.json and credentials.
type Access struct {
	AuthFile        string
	CertDir         string
	Creds           string // user:password
	TLSVerify       *bool
	RegistriesConf  string
	RegistriesDir   string
	SignaturePolicy string
	DecryptionKeys  []string      // private keys for encrypted layers, FILE or FILE:pass=PASSWORD
	Retry           int           // more attempts after a failure of the network; below 0: as containers.conf says, else 3
	RetryDelay      time.Duration // before the first; 0: one second
}

// Result is a built image.
type Result struct {
	ID     string   // of the image: the digest of its config, without "sha256:"
	Digest string   // sha256:… of its manifest in the store
	Type   string   // media type of the manifest
	Size   int64    // of the manifest, in bytes
	Names  []string // full names it was given
}

// buildCall is a request with the open files that came with it, by their number.
type buildCall struct {
	Request
	Shell   int         // socket for terminals; 0: none
	Writers map[int]int // output → file
}

// Build builds an image into the local store. It returns an *Error with ErrSyntax
// for a mistake in the Containerfile, ErrRun for a command that failed.
func (e *Engine) Build(ctx context.Context, req Request) (Result, error) {
	var out Result
	var err error
	if req.Secrets, err = readSecrets(ctx, req.Secrets); err != nil {
		return out, describe(err, nil)
	}
	s, writers, err := outputStreams(req.Outputs)
	if err != nil {
		return out, describe(err, nil)
	}
	call := buildCall{Request: req, Writers: writers}
	if req.Shell == nil {
		err = s.finish(e.call(ctx, "build", call, &out, req.OnEvent, s.files...))
		return out, err
	}
	ours, theirs, err := socketPair()
	if err != nil {
		return out, s.finish(describe(err, nil))
	}
	defer ours.Close()
	s.files = append(s.files, theirs)
	call.Shell = len(s.files)
	shells := make(chan struct{})
	go func() {
		defer close(shells)
		serveShells(ours, req.Shell)
	}()
	err = e.call(ctx, "build", call, &out, req.OnEvent, s.files...)
	_ = theirs.Close()
	_ = unix.Shutdown(int(ours.Fd()), unix.SHUT_RDWR)
	<-shells
	err = s.finish(err)
	return out, err
}
