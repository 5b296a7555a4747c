package api

import (
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
	Index   bool     // it is an image index
	History []string // names it had, the latest first
	// Intermediate images hold layers of stages for the cache.
	Intermediate bool
}

// Inspection is everything about one image.
type Inspection struct {
	Image
	Config   json.RawMessage // the bytes that a registry has
	Manifest json.RawMessage
	// Attestations are what the build of the image attested, if that was here.
	Attestations []Attestation
}

// RemoveOptions say what to remove. The zero value removes one name, and the image when
// that was the last.
type RemoveOptions struct {
	All   bool // every image
	Prune bool // every image without a name
	Force bool // also an image with several names, when it is given by id, and its working containers
}

// Removed says what a removal did.
type Removed struct {
	Untagged []string
	Deleted  []string // ids
}

// Info describes the local store.
type Info struct {
	Root, RunRoot string
	Driver        string
	DriverOptions []string
	DriverStatus  map[string]string // what the driver found, for example the file system
	OCIRuntime    string            // name or path, for isolation oci; empty: there is none
	Containers    int
	Images        int
	Layers        int
	Rootless      bool
	Isolation     string // how commands are isolated here, see Diagnose
	FreeBytes     uint64
	TotalBytes    uint64
}
