package api

import "io"

// Output is a form in which a build gives its result, besides the image in the store.
type Output struct {
	Type OutputType
	Dest string // path, for local, tar, oci and docker
	// Writer gets an archive (types tar, oci and docker) instead of a file at Dest.
	Writer io.Writer `json:"-"`
	// Names are the image's names, for oci to registry; empty: the tags.
	Names     []string
	Push      bool // type image: send it to the registries of its names
	ByDigest  bool // a push: without a tag
	Together  bool // type local, several platforms: all in one directory
	Setuid    bool // type local: keep set-user-id and set-group-id bits, and capabilities of files
	Directory bool // types oci and docker: a directory instead of an archive
	Transfer
}
