package exec

import (
	"context"
	"errors"
	"io"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
)

// Files is a file system: layers on each other. Only its World knows more.
type Files interface {
	Depth() int // how many layers
}

// Change is a writable layer on top of Files. Steps write to it one after
// another; once it is stacked or sealed nothing does.
type Change interface {
	Under() Files // what it lies on
}

// Reading is what the sources of a COPY name, found but not read.
type Reading interface {
	// Digest is a hash of everything the copy depends on.
	Digest(ctx context.Context) (string, error)
	// Unchanged fails with copier.ErrChanged when the files are not as they were
	// found: a command may have seen either.
	Unchanged(ctx context.Context) error
	// Files are the hashes of the context's files, by path, as far as they are known.
	Files() map[string]string
}

// Mounted is what a mount of a RUN takes files from: a file system, or what was
// found in the context. Both are nil where it takes none.
type Mounted struct {
	Files   Files
	Reading Reading
	// Identity names these files by their contents. A cache has it, which is made of
	// them once; other mounts need not wait until it is known.
	Identity string
}

// Base is an image to start from.
type Base struct {
	Files Files
	Image image.Image
	Layer string // id of its top layer
}

// Sealed is a finished change with its identity.
type Sealed struct {
	DiffID string
	Size   int64 // of the layer's tar stream
}

// ErrByHand says that a command failed and somebody put its files right: the
// step is done, and its layer is not what the command would give again.
var ErrByHand = errors.New("mended by hand")

// World is everything that a build touches.
type World interface {
	// Base fetches an image, if its policy says so, and opens it.
	Base(ctx context.Context, reference string, platform ocispec.Platform) (Base, error)
	// Begin opens an empty layer on files; nil is an empty file system.
	Begin(files Files) (Change, error)
	// Run runs a command; from has what each of its mounts takes files from.
	Run(ctx context.Context, change Change, step *dispatch.RunStep, from []Mounted, out io.Writer) error
	// Scan finds what a copy names: in the context of the build or the one that
	// the step names, else in from, where nil is an empty file system.
	Scan(ctx context.Context, step *dispatch.CopyStep, from Files) (Reading, error)
	Copy(ctx context.Context, change Change, step *dispatch.CopyStep, reading Reading) error
	Mkdir(ctx context.Context, change Change, step *dispatch.WorkdirStep) error
	// Stack is files with a finished change on top.
	Stack(files Files, change Change) (Files, error)
	// StackLayer is files with a layer of the store on top.
	StackLayer(files Files, layer string) (Files, error)
	// Seal computes the identity of a finished change.
	Seal(ctx context.Context, change Change) (Sealed, error)
	// Register makes a layer of a sealed change and returns its id.
	Register(ctx context.Context, parent string, change Change, sealed Sealed) (string, error)
	// CopyLayer copies a layer of the store into a change on nothing.
	CopyLayer(ctx context.Context, layer string) (Change, error)
	// Flatten copies everything in files into one change on nothing.
	Flatten(ctx context.Context, files Files) (Change, error)
	// FetchLayer makes sure that a layer lies on a parent in the store, from
	// another cache if need be, and returns its id.
	FetchLayer(ctx context.Context, parent, diffID string) (id string, err error)
	// HasLayer says whether the store still has a layer.
	HasLayer(id string) bool
}

// Cache finds layers of steps that ran before; *cache.Cache is one.
type Cache interface {
	Lookup(cache.Key) (cache.Entry, bool)
	Store(cache.Key, cache.Entry) error
	Seen(step cache.Key) bool
	MarkSeen(step cache.Key) error
	// Last and SetLast remember the entry of a place, whatever its key was.
	Last(place cache.Key) (cache.Entry, bool)
	SetLast(place cache.Key, e cache.Entry) error
}
