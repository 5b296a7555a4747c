package call

import (
	"encoding/json"

	"github.com/cooper-build/cooper/build/api"
)

// Build is a request, with the numbers of the open files that came with the call.
type Build struct {
	api.Request
	Shell   int         // socket for the terminals of debug shells, counted from 1; 0: none
	Stdin   int         // standard input of commands, counted from 1; 0: none
	Writers map[int]int // number of an output → number of its file
}

// Tag names an image.
type Tag struct {
	Image string
	Names []string
}

// Remove removes images.
type Remove struct {
	Images  []string
	Options api.RemoveOptions
}

// From makes a working container.
type From struct {
	Image   string
	Options api.FromOptions
	Dir     string // the caller's working directory, where triggers of the image find their files
}

// Container is a working container that was made or found.
type Container struct{ ID, Name string }

// Run runs a command. Three open files come with it, or one socket for its terminal.
type Run struct {
	Container string
	Command   api.Command
	Terminal  bool
}

// Copy copies files into a container.
type Copy struct {
	Container string
	Unpack    bool // unpack archives, like ADD
	Dest      string
	Sources   []string
	Archive   string // path of an archive with the files of an fs.FS
	Dir       string // the caller's working directory
	Digest    bool   // return a digest of the content
	Options   api.CopyOptions
}

// Configure changes the config of a container.
type Configure struct {
	Container string
	Changes   api.ConfigChanges
}

// Commit makes an image of a container.
type Commit struct {
	Container string
	Names     []string
	Options   api.CommitOptions
	Writers   map[int]int // number of an output → number of its file
}

// Rename renames a container.
type Rename struct{ Container, Name string }

// IndexImages adds images to an image index.
type IndexImages struct {
	Index       string
	Images      []string
	Amend       bool // add to an index that exists; with Create
	Replace     bool // begin anew with an index that exists; with Create
	Create      bool // create the index
	Annotations map[string]string
	Entry       api.IndexEntry
}

// IndexArtifact adds files to an image index as an artifact.
type IndexArtifact struct {
	Index    string
	Artifact api.Artifact
	Entry    api.IndexEntry
}

// IndexAnnotation changes an entry of an image index; the index itself without an image.
type IndexAnnotation struct {
	Index, Image string
	Subject      string
	Entry        api.IndexEntry
}

// IndexRemoval removes an entry from an image index.
type IndexRemoval struct{ Index, Image string }

// IndexInspection reads an image index, of the store or of a registry.
type IndexInspection struct {
	Name   string
	Access api.Access
}

// File names a file of a container or an image.
type File struct {
	Of     string // container or image
	Path   string
	Follow bool // a link at the end of the path is followed
}

// CopyOut copies a file, or the content of a directory, to a path of the host.
type CopyOut struct {
	File
	Dest    string // absolute
	Options api.FileCopyOptions
}

// Comparison names two containers or images. Without New, Old is compared with what it was made of.
type Comparison struct{ Old, New string }

// Compared has the files that differ, and both configs if there are two.
type Compared struct {
	Files                []api.FileChange
	OldConfig, NewConfig json.RawMessage
}
