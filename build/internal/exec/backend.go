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

// Backend provides images, snapshots, layers and the build context. Package exectest has a
// conformance test, and a backend in memory.
//
// All methods may be called concurrently and repeatedly. What they return belongs to the
// backend: it stays valid until the owner of the backend closes that, after Build has
// returned. Exec closes nothing.
//
// A method that gets a context returns an error soon after the context has ended. All
// other errors are for people and pass through Build, which adds the position in the
// Containerfile. Exec decides by the ones that are named here alone.
type Backend interface {
	// Base opens an image for a platform, and fetches it first where the policy of the
	// build says so. The same image is fetched once however often it is asked for.
	Base(ctx context.Context, reference string, platform ocispec.Platform) (Base, error)
	// Scan finds the sources of a copy. If step.From is a context, the sources are in that.
	// Otherwise they are in the given files, where nil is an empty file system. A missing
	// source is a *copier.NotFoundError.
	Scan(ctx context.Context, step *dispatch.CopyStep, from Files) (Sources, error)

	// Begin makes an empty snapshot on files; nil is an empty file system.
	Begin(on Files) (Snapshot, error)
	// Flatten makes a snapshot on nothing that has everything that is in files.
	Flatten(ctx context.Context, files Files) (Snapshot, error)
	// CopyLayer makes a snapshot on nothing that has the files of one layer of the store.
	// An error says that this layer cannot be copied, and is no reason to fail.
	CopyLayer(ctx context.Context, layer string) (Snapshot, error)

	// StackLayer is files with a layer of the store on top. It keeps the layer in the store
	// until the backend is closed. Nil is an empty file system. An error means that the
	// layer was removed. The caller can continue without it.
	StackLayer(on Files, layer string) (Files, error)
	// HasLayer reports whether the store has a layer now. It may be gone a moment later.
	HasLayer(id string) bool
	// FetchLayer returns the id of the layer of a digest on a parent, where the empty id
	// is no parent. A layer that the store lacks comes from a remote cache. An error says
	// that no cache has it, and is no reason to fail.
	FetchLayer(ctx context.Context, parent, diffID string) (id string, err error)
}

// Snapshot is the tree of one step, or of several: files with a writable layer on top.
// It is used by one goroutine at a time, in this order:
//
//	Run, Copy, Mkdir   change the tree, in any number
//	Stack              once: what the next step starts from; nothing changes the tree any more
//	Seal               once: computes the digest
//	Commit             once: makes a layer of the store
//
// What Stack returned can be used at once, while the snapshot is sealed and committed, and
// afterwards. A snapshot that failed is left alone: closing the backend removes it.
type Snapshot interface {
	// Run runs a command in the tree and writes its output to out. The sources of mounts
	// are in from, one for each of step.Mounts. The error is ErrFixed if a person finished
	// the step in a debug shell.
	Run(ctx context.Context, step *dispatch.RunStep, from []Mounted, out io.Writer) error
	// Copy copies the result of Scan for the same step, and the inline files of the step.
	// Nil is no sources. The error is copier.ErrChanged if a source changed after the scan.
	Copy(ctx context.Context, step *dispatch.CopyStep, sources Sources) error
	// Mkdir makes a working directory with its parents. An existing directory is no error.
	Mkdir(ctx context.Context, step *dispatch.WorkdirStep) error
	// Stack is files with the changes of the snapshot on top. They are those that it lies
	// on or, where it lies on nothing, any.
	Stack(on Files) (Files, error)
	// Seal computes the digest of the layer. Snapshots with the same changes have the
	// same digest, whatever they lie on.
	Seal(ctx context.Context) (Sealed, error)
	// Commit makes a layer on a parent, and returns its id. The parent is the top layer
	// below the snapshot. The empty id is none. The same digest on the same parent has the
	// same id, and is stored once.
	Commit(ctx context.Context, parent string) (id string, err error)
}

// Files is a read-only file system of stacked layers. Only the backend that made it can
// look inside. It may be used concurrently.
type Files interface {
	Depth() int // how many layers
}

// Sources are the files of a copy or a mount, found but not read. They may be used
// concurrently.
type Sources interface {
	// Digest is a hash of everything that a copy of the sources depends on: names,
	// contents and attributes, but no times. It is computed once. The error is
	// copier.ErrChanged when a file is not as it was found.
	Digest(ctx context.Context) (string, error)
	// Unchanged fails with copier.ErrChanged when the files are not as they were
	// found: a command may have seen either.
	Unchanged(ctx context.Context) error
	// Hashes are those of the context's files, by path, as far as they are known. The
	// caller owns the map.
	Hashes() map[string]string
}

// Mounted is the source of a mount of a RUN: a file system, or sources in a context. Both
// are nil if the mount has no source.
type Mounted struct {
	Files   Files
	Sources Sources
	// Identity names these files by their contents. A cache has it, which is made of
	// them once; other mounts need not wait until it is known.
	Identity string
}

// Base is an image to start from.
type Base struct {
	Files Files
	Image image.Image
	Layer string // id of its top layer; empty: it has none
	// Identity names the files by their contents: see Identity.
	Identity string
}

// Sealed is the identity of a finished snapshot.
type Sealed struct {
	DiffID string // sha256:…
	Size   int64  // of the layer's tar stream, in bytes
}

// ErrFixed means that a command failed and a person finished the step in a debug shell. The
// step is done, but its layer is not cached, because the command would not make it again.
var ErrFixed = errors.New("finished in a debug shell")

// Cache finds layers of steps that ran before; *cache.Cache is one. All methods may be
// called concurrently. A record is a hint: its layer may be gone.
type Cache interface {
	// Lookup finds the record of a key.
	Lookup(cache.Key) (cache.Entry, bool)
	// Store sets the record of a key.
	Store(cache.Key, cache.Entry) error
	// Seen reports whether MarkSeen was called for a step, whatever it started from.
	Seen(step cache.Key) bool
	MarkSeen(step cache.Key) error
	// Last and SetLast keep the record of a place in a Containerfile, whatever its key was.
	Last(place cache.Key) (cache.Entry, bool)
	SetLast(place cache.Key, e cache.Entry) error
}
