package build

import (
	"context"
	"encoding/json"
	"time"
)

// Image is an image of the local store.
type Image struct {
	ID      string
	Names   []string // full names; none: nothing refers to it
	Digest  string   // sha256:… of its manifest
	Digests []string
	Created time.Time
	Size    int64 // of its layers, unpacked, in bytes
	Layer   string
	List    bool     // it is a list of images
	History []string // names it had, the latest first
	// Intermediate images hold layers of stages for the cache.
	Intermediate bool
}

// Images lists the local store, newest first.
func (e *Engine) Images(ctx context.Context) ([]Image, error) {
	var out []Image
	err := e.call(ctx, "images", nil, &out, nil)
	return out, err
}

// Inspection is everything about one image.
type Inspection struct {
	Image
	Config   json.RawMessage // as the registry has it
	Manifest json.RawMessage
}

// Inspect finds one image by name or id.
func (e *Engine) Inspect(ctx context.Context, name string) (Inspection, error) {
	var out Inspection
	err := e.call(ctx, "inspect", name, &out, nil)
	return out, err
}

// Tag gives an image more names, taken from other images that have them.
func (e *Engine) Tag(ctx context.Context, image string, names ...string) error {
	return e.call(ctx, "tag", tagCall{image, names}, nil, nil)
}

type tagCall struct {
	Image string
	Names []string
}

// RemoveOptions say what to remove. The zero value removes one name, and the
// image when it was the last.
type RemoveOptions struct {
	All   bool // every image
	Prune bool // every image without a name
	Force bool // also an image with several names, when it is given by id
}

// Removed says what a removal did, a line each.
type Removed struct {
	Untagged []string
	Deleted  []string // ids
}

// Remove removes images by name or id.
func (e *Engine) Remove(ctx context.Context, images []string, opts RemoveOptions) (Removed, error) {
	var out Removed
	err := e.call(ctx, "remove", removeCall{images, opts}, &out, nil)
	return out, err
}

type removeCall struct {
	Images  []string
	Options RemoveOptions
}

// Info describes the local store.
type Info struct {
	Root, RunRoot string
	Driver        string
	DriverOptions []string
	Containers    int
	Images        int
	Layers        int
	Rootless      bool
	Rung          string // what commands can have here, see Diagnose
	FreeBytes     uint64
	TotalBytes    uint64
}

// Info describes the local store.
func (e *Engine) Info(ctx context.Context) (Info, error) {
	var out Info
	err := e.call(ctx, "info", nil, &out, nil)
	return out, err
}
