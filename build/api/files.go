package api

import "io/fs"

// FileInfo describes a file of a working container or an image.
type FileInfo struct {
	Path string // from its root, after links on the way
	Mode fs.FileMode
	Size int64  // in bytes
	Link string // target of a symbolic link
}

// FileCopyOptions say how to copy files out of a container. The zero value copies links as links,
// and the files belong to the caller.
type FileCopyOptions struct {
	FollowLink bool        // a source that is a link is followed
	KeepOwners bool        // the files belong to the user and group that they have in the container
	OnEvent    func(Event) `json:"-"`
}

// FileChange is a file in which two trees differ.
type FileChange struct {
	Kind FileChangeKind
	Path string // from the root, with a slash at its beginning
}

// FileChangeKind says what became of a file.
type FileChangeKind string

// The kinds, as `docker diff` prints them.
const (
	FileAdded   FileChangeKind = "A"
	FileChanged FileChangeKind = "C"
	FileDeleted FileChangeKind = "D"
)

// Differences are what two images or working containers differ in.
type Differences struct {
	Files  []FileChange // sorted by path
	Config []FieldDifference
}

// SaveRequest says which images to write to a docker-archive.
type SaveRequest struct {
	Images   []string    // names or ids; one that is given by its id has no name in the archive
	Platform string      // of the images of an image index, for example linux/arm64; empty: the machine's
	OnEvent  func(Event) `json:"-"`
}

// LoadRequest says which archive to load.
type LoadRequest struct {
	File    string // docker-archive, oci-archive, or a directory with an OCI layout
	Access  Access
	OnEvent func(Event) `json:"-"`
}

// LoadedImage is an image of an archive that is in the store now.
type LoadedImage struct {
	ID    string
	Names []string
}
