package api

import (
	"io"
	"os"
	"time"
)

// Request says what to build. Request{Context: Dir(".")} is complete.
type Request struct {
	Context Context
	Containerfile
	Source    SourceOptions
	Platforms PlatformOptions
	Stages    StageOptions
	Tags      []string
	Image     ImageOptions
	Cache     CacheOptions
	Outputs   []Output // besides the image in the store
	SBOM      SBOMOptions
	Scan      ScanOptions // before the image gets its names and is sent
	Attest    AttestOptions
	Transfer  Transfer // of the image to tags that name another place than the store
	Run       RunOptions
	Secrets   []Secret // for RUN --mount=type=secret
	SSH       []Agent  // for RUN --mount=type=ssh
	Access    Access
	// SourcePolicy is the path of rules for bases, images of --from and URLs of ADD, in
	// BuildKit's JSON format; empty: all are allowed.
	SourcePolicy string
	// BuildPolicy is the path of a build policy, which says how sources must be pinned and signed;
	// empty: there is none.
	BuildPolicy string
	Strict      bool // every source must be pinned, also without a policy
	Lock        LockOptions
	Pull        PullPolicy // empty: missing
	Jobs        int        // steps at once; 0: twice the number of CPUs, at least 4
	// Stdin is the standard input of every RUN; nil: nothing. A RUN that has one does not
	// come from the cache.
	Stdin io.Reader `json:"-"`
	// Shell, when it is set, gets the terminal of a debug shell wherever a command fails,
	// in the sandbox of that command, and returns when it reads no more from it. The
	// build goes on after a shell that exits with 0: it has mended what the command did.
	Shell func(terminal *os.File) `json:"-"`
	// LargestFiles is how many files of each layer the events about images have; 0: none.
	LargestFiles int
	// OnEvent gets one event after another. It must not call the Engine, whose answers
	// wait for it.
	OnEvent func(Event) `json:"-"`
}

// Context is what COPY and ADD copy from: a directory, an archive of one, or a URL. The
// zero value is no context.
type Context struct {
	Path       string
	Archive    string // path of a tar archive, compressed or not
	URL        string // of a git repository, or over http(s) of an archive or a Containerfile
	KeepGitDir bool   // of a git repository
	// Named contexts are what FROM and --from can name: a directory, a URL, an archive,
	// or an image as docker-image://NAME, oci-layout://DIR or transport:details.
	Named map[string]string
}

// Foreign reports whether somebody else wrote the context.
func (c Context) Foreign() bool { return c.Archive != "" || c.URL != "" }

// Containerfile says what to read, and which of its stages to build.
type Containerfile struct {
	File       string   // a path, or an address of the web; empty: Containerfile or Dockerfile in the context
	Files      []string // more of them: all are read as one, in this order after File
	Text       []byte   // the content, instead of that of File
	IgnoreFile string   // empty: that of the Containerfile or of the context
	Args       map[string]string
	Check      string // configuration of the warnings, as after "# check="
	Target     string // stage to build; empty: the last
	// AllStages builds the stages before the target too, one after the other, also those
	// that the target does not need.
	AllStages bool
	From      string // base of the first stage, instead of the one in the file
	OneLayer  bool   // all steps of a stage make one layer
}

// SourceOptions have a builder image assemble the context, as s2i does. The zero value does not.
type SourceOptions struct {
	Builder         string // image with the scripts assemble and run
	ScriptsURL      string // image:///DIR; empty: by the label io.openshift.s2i.scripts-url
	EnvironmentFile string // lines NAME=VALUE for the image
	Previous        string // image whose script save-artifacts gives artifacts to this build
}

// StageOptions say what becomes of stages that are no results.
type StageOptions struct {
	Save   bool // keep an image without a name of each stage that was built
	Labels bool // label these images, and the result, with the name and the base of the stage
	// Layer are labels of the images that hold layers of stages: of those that Save keeps, and
	// of those in the cache.
	Layer map[string]string
}

// PlatformOptions say which platforms to build for. The zero value is the machine's.
type PlatformOptions struct {
	Names []string // for example linux/arm64; several make an image index
	Index bool     // make an image index also of one
	All   bool     // all platforms that all bases have
	AddTo string   // name of an image index that gets the images; it is made if it is not there
}

// ImageOptions change the image that is made.
type ImageOptions struct {
	Format      ImageFormat // empty: oci
	Labels      map[string]string
	Annotations map[string]string
	Env         []string // variables to set, KEY=value, or to leave out, KEY-
	Unset       UnsetOptions
	NoHistory   bool
	// NoCreatedAnnotation leaves the time of the image out of its annotations.
	NoCreatedAnnotation bool
	OSVersion           string
	OSFeatures          []string
	Squash              bool // the image is one layer, base included
	// Timestamp, when it is set, is the image's time and the latest that any file of a
	// new layer has: two builds of the same sources give the same image.
	Timestamp *time.Time
}

// UnsetOptions say what an image does not get from its base.
type UnsetOptions struct {
	Labels, Annotations []string
	AllLabels           bool
	AllAnnotations      bool // but those that name the base
}

// Result is a built image.
type Result struct {
	ID     string   // of the image: the digest of its config, without "sha256:"
	Digest string   // sha256:… of its manifest in the store
	Type   string   // media type of the manifest
	Size   int64    // of the manifest, in bytes
	Names  []string // full names that it was given
	// Pushed says where outputs sent it. The digest there is another one where layers
	// were compressed on their way.
	Pushed []Pushed
}
