package build

import (
	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/imagebuilder/check"
)

// What operations take and return. Package api has the fields.
type (
	// Event is one thing that happened; see package event for its kinds.
	Event = api.Event
	// Config says where the store is.
	Config = api.Config
	// Limits bound archives and files from elsewhere.
	Limits = api.Limits
	// Info describes the local store.
	Info = api.Info

	// Request says what to build.
	Request = api.Request
	// Context is what COPY and ADD copy from.
	Context = api.Context
	// Containerfile says what to read, and which of its stages to build.
	Containerfile = api.Containerfile
	// StageOptions say what becomes of stages that are no results.
	StageOptions = api.StageOptions
	// PlatformOptions say which platforms to build for.
	PlatformOptions = api.PlatformOptions
	// ImageOptions change the image that is made.
	ImageOptions = api.ImageOptions
	// UnsetOptions say what an image does not get from its base.
	UnsetOptions = api.UnsetOptions
	// CacheOptions say how to use layers of earlier builds.
	CacheOptions = api.CacheOptions
	// RemoteCache is a cache in a registry or a directory.
	RemoteCache = api.RemoteCache
	// Output is a form in which a build gives its result.
	Output = api.Output
	// Secret is something that a RUN sees while it runs.
	Secret = api.Secret
	// Agent is an ssh agent that a RUN may sign with.
	Agent = api.Agent
	// Result is a built image.
	Result = api.Result
	// SSHOptions say on which machine builds run.
	SSHOptions = api.SSHOptions
	// FarmBuild is a build on a cluster.
	FarmBuild = api.FarmBuild
	// FarmTask is the part of a build for a platform.
	FarmTask = api.FarmTask
	// FarmDiagnosis is what a cluster allows.
	FarmDiagnosis = api.FarmDiagnosis
	// FarmCheck is one thing that was tried.
	FarmCheck = api.FarmCheck
	// KubernetesOptions say where in a cluster builds run.
	KubernetesOptions = api.KubernetesOptions

	// FileInfo describes a file of a working container or an image.
	FileInfo = api.FileInfo
	// FileCopyOptions say how to copy files out of a container.
	FileCopyOptions = api.FileCopyOptions
	// FileChange is a file in which two trees differ.
	FileChange = api.FileChange
	// FileChangeKind says what became of a file.
	FileChangeKind = api.FileChangeKind
	// Differences are what two images or working containers differ in.
	Differences = api.Differences
	// SaveRequest says which images to write to an archive.
	SaveRequest = api.SaveRequest
	// LoadRequest says which archive to load.
	LoadRequest = api.LoadRequest
	// LoadedImage is an image of an archive that is in the store now.
	LoadedImage = api.LoadedImage

	// RunOptions confine commands.
	RunOptions = api.RunOptions
	// NetworkOptions say what a command reaches, and what it knows of hosts.
	NetworkOptions = api.NetworkOptions
	// DNSOptions are what /etc/resolv.conf says.
	DNSOptions = api.DNSOptions
	// SecurityOptions say what a command may do.
	SecurityOptions = api.SecurityOptions
	// Resources bound what each command takes of the machine.
	Resources = api.Resources
	// IsolationOptions say what runs a command.
	IsolationOptions = api.IsolationOptions
	// IDOptions say which users and groups commands have.
	IDOptions = api.IDOptions

	// Access says how to reach registries.
	Access = api.Access
	// AttestOptions say what a build tells about its image.
	AttestOptions = api.AttestOptions
	// VerifyRequest says which image of a registry to verify, and against what.
	VerifyRequest = api.VerifyRequest
	// VerifyPolicy says what an image must prove.
	VerifyPolicy = api.VerifyPolicy
	// Signatures say whose signatures count.
	Signatures = api.Signatures
	// Identity is what a certificate has to say.
	Identity = api.Identity
	// ProvenancePolicy says how an image must have been built.
	ProvenancePolicy = api.ProvenancePolicy
	// SBOMPolicy says whether a bill of materials is needed.
	SBOMPolicy = api.SBOMPolicy
	// Verification is the result for an image.
	Verification = api.Verification
	// VerifiedImage is one image with what was checked.
	VerifiedImage = api.VerifiedImage
	// VerifyResult is the outcome of a check.
	VerifyResult = api.VerifyResult
	// Signer is whose signature counted.
	Signer = api.Signer
	// LockOptions say whether a build uses a lock file.
	LockOptions = api.LockOptions
	// LockRequest says which Containerfile to lock.
	LockRequest = api.LockRequest
	// LockResult is what a lock changed.
	LockResult = api.LockResult
	// LockChange is a source that was added, removed or changed.
	LockChange = api.LockChange
	// LockedSource is what a name means.
	LockedSource = api.LockedSource
	// Attestation is what was attested about an image.
	Attestation = api.Attestation
	// AttestationsRequest says whose attestations to read.
	AttestationsRequest = api.AttestationsRequest
	// RebaseRequest says which image to put on which base.
	RebaseRequest = api.RebaseRequest
	// SourceOptions have a builder image assemble the context.
	SourceOptions = api.SourceOptions
	// RebuildRequest says which image to build again.
	RebuildRequest = api.RebuildRequest
	// Rebuilt is an image that was built again, beside the original.
	Rebuilt = api.Rebuilt
	// ImageDifference is the first difference between two images.
	ImageDifference = api.ImageDifference
	// FieldDifference is a property with both values.
	FieldDifference = api.FieldDifference
	// SBOMOptions say how to make a software bill of materials.
	SBOMOptions = api.SBOMOptions
	// ScanOptions have a scanner look at an image.
	ScanOptions = api.ScanOptions
	// Transfer says how layers are sent.
	Transfer = api.Transfer
	// PullRequest says which image to fetch.
	PullRequest = api.PullRequest
	// PushRequest says which image to send, and where to.
	PushRequest = api.PushRequest
	// PushOptions say how to send an image.
	PushOptions = api.PushOptions
	// Key is a private key to sign with.
	Key = api.Key
	// Pushed says where an image went.
	Pushed = api.Pushed

	// Image is an image of the local store.
	Image = api.Image
	// Inspection is everything about one image.
	Inspection = api.Inspection
	// RemoveOptions say what to remove.
	RemoveOptions = api.RemoveOptions
	// Removed says what a removal did.
	Removed = api.Removed

	// IndexEntry says which images to put into an image index.
	IndexEntry = api.IndexEntry
	// IndexChange is an image index after a change.
	IndexChange = api.IndexChange
	// IndexOptions say how to make an image index.
	IndexOptions = api.IndexOptions
	// Artifact says which files to put into an image index.
	Artifact = api.Artifact

	// FromOptions say how to make a working container.
	FromOptions = api.FromOptions
	// ContainerInfo describes a container of the store.
	ContainerInfo = api.ContainerInfo
	// ContainerInspection is everything about one container.
	ContainerInspection = api.ContainerInspection
	// Command says what to run in a container.
	Command = api.Command
	// Terminal connects a command's terminal with somebody who types and reads.
	Terminal = api.Terminal
	// Window is the size of a terminal.
	Window = api.Window
	// CopyOptions say how to copy into a container.
	CopyOptions = api.CopyOptions
	// CommitOptions say which image to make.
	CommitOptions = api.CommitOptions
	// AddedFile is a file or directory of the host that only the image gets.
	AddedFile = api.AddedFile
	// ConfigChanges change the config of a container.
	ConfigChanges = api.ConfigChanges
	// ProcessChanges change what a container of the image runs.
	ProcessChanges = api.ProcessChanges
	// PlatformChanges change what an image says that it runs on.
	PlatformChanges = api.PlatformChanges
	// HistoryChanges change what an image says of how it was made.
	HistoryChanges = api.HistoryChanges
	// Healthcheck says how to find out whether a container is well.
	Healthcheck = api.Healthcheck

	// CacheItem is something that is kept to make later builds faster.
	CacheItem = api.CacheItem
	// CachePrune says what to remove from the cache.
	CachePrune = api.CachePrune
	// CacheTransfer says which cache mount to move.
	CacheTransfer = api.CacheTransfer
	// CacheMoved says how much was moved.
	CacheMoved = api.CacheMoved

	// CheckWarning is something that a Containerfile says legally and should not.
	CheckWarning = check.Warning

	// Error says what failed, where, and what to do about it.
	Error = api.Error
	// Kind is the kind of a failure.
	Kind = api.Kind
)

// The kinds of failure.
const (
	KindSyntax   = api.KindSyntax
	KindRun      = api.KindRun
	KindNotFound = api.KindNotFound
	KindPolicy   = api.KindPolicy
	KindNoSpace  = api.KindNoSpace
	KindSetup    = api.KindSetup
	KindUsage    = api.KindUsage
	KindCanceled = api.KindCanceled
	KindOther    = api.KindOther
)

// Kinds of failure, for errors.Is.
var (
	ErrSyntax   = api.ErrSyntax
	ErrRun      = api.ErrRun
	ErrNotFound = api.ErrNotFound
	ErrPolicy   = api.ErrPolicy
	ErrNoSpace  = api.ErrNoSpace
	ErrSetup    = api.ErrSetup
	ErrUsage    = api.ErrUsage
	ErrCanceled = api.ErrCanceled
	ErrOther    = api.ErrOther
)

// Types of fields with a few values.
type (
	// PullPolicy is when an image is pulled.
	PullPolicy = api.PullPolicy
	// ImageFormat is the format of the config and the manifest of an image.
	ImageFormat = api.ImageFormat
	// Compression is the compression of layers.
	Compression = api.Compression
	// IsolationMode is what runs a command.
	IsolationMode = api.IsolationMode
	// NetworkMode is what a command reaches.
	NetworkMode = api.NetworkMode
	// OutputType is a form of the result of a build.
	OutputType = api.OutputType
	// CacheType is a place of a cache that machines share.
	CacheType = api.CacheType
	// CacheMode is what a cache gets.
	CacheMode = api.CacheMode
	// SBOMFormat is the format of a bill of materials.
	SBOMFormat = api.SBOMFormat
	// ProvenanceMode is how much provenance tells.
	ProvenanceMode = api.ProvenanceMode
	// AttestForm is how a registry gets attestations.
	AttestForm = api.AttestForm
)

// NoRetry is the Retry of an access that is not tried again.
const NoRetry = api.NoRetry

// Policies for pulls.
const (
	PullAlways  = api.PullAlways
	PullMissing = api.PullMissing
	PullNever   = api.PullNever
	PullNewer   = api.PullNewer
)

// Formats of images.
const (
	FormatOCI    = api.FormatOCI
	FormatDocker = api.FormatDocker
)

// Compressions.
const (
	CompressionGzip        = api.CompressionGzip
	CompressionZstd        = api.CompressionZstd
	CompressionZstdChunked = api.CompressionZstdChunked
)

// Modes of isolation.
const (
	IsolationBest   = api.IsolationBest
	IsolationGVisor = api.IsolationGVisor
	IsolationOCI    = api.IsolationOCI
)

// Modes of networks.
const (
	NetworkBest    = api.NetworkBest
	NetworkPrivate = api.NetworkPrivate
	NetworkHost    = api.NetworkHost
	NetworkNone    = api.NetworkNone
)

// Types of outputs.
const (
	OutputLocal     = api.OutputLocal
	OutputTar       = api.OutputTar
	OutputOCI       = api.OutputOCI
	OutputDocker    = api.OutputDocker
	OutputImage     = api.OutputImage
	OutputRegistry  = api.OutputRegistry
	OutputCacheOnly = api.OutputCacheOnly
)

// Types of caches.
const (
	CacheRegistry = api.CacheRegistry
	CacheLocal    = api.CacheLocal
	CacheInline   = api.CacheInline
)

// Modes of caches.
const (
	CacheMin = api.CacheMin
	CacheMax = api.CacheMax
)

// Formats of bills of materials.
const (
	SBOMSPDX      = api.SBOMSPDX
	SBOMCycloneDX = api.SBOMCycloneDX
)

// Modes of provenance.
const (
	ProvenanceMin  = api.ProvenanceMin
	ProvenanceMax  = api.ProvenanceMax
	ProvenanceNone = api.ProvenanceNone
)

// Forms of attestations in a registry.
const (
	AttestReferrers = api.AttestReferrers
	AttestIndex     = api.AttestIndex
	AttestBoth      = api.AttestBoth
	AttestNone      = api.AttestNone
)
