package api

// PullPolicy says when an image is pulled.
type PullPolicy string

// Policies for pulls.
const (
	PullAlways  PullPolicy = "always"
	PullMissing PullPolicy = "missing" // only if the store has no image of that name
	PullNever   PullPolicy = "never"
	PullNewer   PullPolicy = "newer" // if the registry has another one than the store
)

// ImageFormat is the format of the config and the manifest of an image.
type ImageFormat string

// Formats of images.
const (
	FormatOCI    ImageFormat = "oci"
	FormatDocker ImageFormat = "docker" // Docker Image Manifest, version 2, schema 2
)

// Compression is the compression of layers.
type Compression string

// Compressions.
const (
	CompressionGzip        Compression = "gzip"
	CompressionZstd        Compression = "zstd"
	CompressionZstdChunked Compression = "zstd:chunked" // zstd, with a table of the files
)

// IsolationMode says what runs a command.
type IsolationMode string

// Modes of isolation.
const (
	IsolationBest   IsolationMode = ""       // the best that works, see Diagnose
	IsolationGVisor IsolationMode = "gvisor" // gVisor's kernel
	IsolationOCI    IsolationMode = "oci"    // an OCI runtime
)

// NetworkMode says what a command reaches. It can also be ns:PATH, allow:HOST[:PORT],... (the listed
// hosts alone) or record[:FILE] (everything, and a list of it at the end).
type NetworkMode string

// Modes of networks.
const (
	NetworkBest    NetworkMode = "" // private where that works, else host
	NetworkPrivate NetworkMode = "private"
	NetworkHost    NetworkMode = "host"
	NetworkNone    NetworkMode = "none"
)

// OutputType is a form of the result of a build.
type OutputType string

// Types of outputs.
const (
	OutputLocal     OutputType = "local"     // the files, in a directory
	OutputTar       OutputType = "tar"       // the files, as an archive
	OutputOCI       OutputType = "oci"       // an archive of the image, in the OCI image layout
	OutputDocker    OutputType = "docker"    // an archive of the image, as docker save writes it
	OutputImage     OutputType = "image"     // in the store
	OutputRegistry  OutputType = "registry"  // sent to the registries of its names
	OutputCacheOnly OutputType = "cacheonly" // nothing: the layers stay for the next build
)

// CacheType is a place of a cache that machines share.
type CacheType string

// Types of caches.
const (
	CacheRegistry CacheType = "registry"
	CacheLocal    CacheType = "local"  // a directory
	CacheInline   CacheType = "inline" // the image itself; only to write
)

// CacheMode says what a cache gets.
type CacheMode string

// Modes of caches.
const (
	CacheMin CacheMode = "min" // the layers of the image
	CacheMax CacheMode = "max" // those of all stages
)

// SBOMFormat is the format of a bill of materials that cooper makes itself.
type SBOMFormat string

// Formats of bills of materials.
const (
	SBOMSPDX      SBOMFormat = "spdx"
	SBOMCycloneDX SBOMFormat = "cyclonedx"
)
