package sbom

import "time"

// Forms of a bill of materials that the built-in generator writes.
const (
	FormatSPDX      = "spdx"      // SPDX 2.3, JSON
	FormatCycloneDX = "cyclonedx" // CycloneDX 1.6, JSON
)

// Formats are all of them.
var Formats = []string{FormatSPDX, FormatCycloneDX}

// MaxMemory is what the built-in generator may use, in bytes.
const MaxMemory = 2 << 30

// Request asks cooper-attest for the bill of materials of a tree.
type Request struct {
	Root    string  // directory
	Layers  []Layer // of the tree, bottom first
	Format  string  // FormatSPDX or FormatCycloneDX
	Name    string  // of what the tree is
	Created time.Time
	Version string // of cooper
	// Sources means that the tree is source code. Then lock files count, although they say what
	// a program needs, and not what is there.
	Sources bool
}

// Layer is a layer of a tree.
type Layer struct {
	Dir string // with the files of the layer, and perhaps with those below it
	Origin
}

// Origin says what brought a layer. All fields are empty if nothing is known.
type Origin struct {
	DiffID      string // digest of its tar stream
	Base        string // name of the base image that has it
	File        string // Containerfile
	Line        int
	Instruction string
}

// Result is a bill of materials.
type Result struct {
	Document []byte
	Packages int
	// Unread are files that may name packages, but could not be read, with the reasons.
	Unread []string
}
