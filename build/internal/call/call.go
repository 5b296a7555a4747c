// Package call has the methods of a worker: the name of each, its argument and its result.
// The client in package build and package engine use the same values, so that the compiler
// checks both ends.
package call

import (
	"encoding/json"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/runtime/probe"
)

// Method is a method of a worker, with an argument of type A and a result of type R.
type Method[A, R any] struct{ name string }

// Name is the method's name in the protocol.
func (m Method[A, R]) Name() string { return m.name }

// None is the argument of a method without one, and the result of a method without one.
type None struct{}

// Opening says where the store is, and which version of cooper asks.
type Opening struct {
	api.Config
	Version string
}

// The methods. Open comes first, once.
var (
	Open = Method[Opening, None]{"open"}
	Info = Method[None, api.Info]{"info"}

	Lock       = Method[api.LockRequest, api.LockResult]{"lock"}
	BuildImage = Method[Build, api.Result]{"build"}
	Prepare    = Method[Preparation, Prepared]{"prepare"}
	Finish     = Method[Finishing, api.Result]{"finish"}
	Pull       = Method[api.PullRequest, []string]{"pull"}
	Push       = Method[api.PushRequest, api.Pushed]{"push"}
	Verify     = Method[api.VerifyRequest, api.Verification]{"verify"}
	Rebase     = Method[api.RebaseRequest, api.Result]{"rebase"}
	Attested   = Method[api.AttestationsRequest, []api.Attestation]{"attestations"}
	Images     = Method[None, []api.Image]{"images"}
	Inspect    = Method[string, api.Inspection]{"inspect"}
	TagImage   = Method[Tag, None]{"tag"}
	RemoveAll  = Method[Remove, api.Removed]{"remove"}

	CreateContainer  = Method[From, Container]{"from"}
	FindContainer    = Method[string, Container]{"container"}
	Containers       = Method[None, []api.ContainerInfo]{"containers"}
	InspectContainer = Method[string, api.ContainerInspection]{"container-inspect"}
	RunCommand       = Method[Run, None]{"run"}
	CopyFiles        = Method[Copy, string]{"copy"}
	ChangeConfig     = Method[Configure, []string]{"configure"}
	CommitContainer  = Method[Commit, api.Result]{"commit"}
	Mount            = Method[string, string]{"mount"}
	Unmount          = Method[string, None]{"unmount"}
	RenameContainer  = Method[Rename, None]{"rename"}
	RemoveContainer  = Method[string, None]{"container-remove"}

	StatFile     = Method[File, api.FileInfo]{"file-stat"}
	ArchiveFile  = Method[File, None]{"file-archive"}
	CopyFilesOut = Method[CopyOut, None]{"files-out"}
	Compare      = Method[Comparison, Compared]{"compare"}
	Save         = Method[api.SaveRequest, None]{"save"}
	Load         = Method[api.LoadRequest, []api.LoadedImage]{"load"}

	AddToIndex      = Method[IndexImages, api.IndexChange]{"index-add"}
	AddArtifact     = Method[IndexArtifact, api.IndexChange]{"index-artifact"}
	AnnotateIndex   = Method[IndexAnnotation, api.IndexChange]{"index-annotate"}
	RemoveFromIndex = Method[IndexRemoval, api.IndexChange]{"index-remove"}
	InspectIndex    = Method[IndexInspection, json.RawMessage]{"index-inspect"}

	CacheItems  = Method[None, []api.CacheItem]{"cache-list"}
	PruneCache  = Method[api.CachePrune, []api.CacheItem]{"cache-prune"}
	ExportCache = Method[api.CacheTransfer, api.CacheMoved]{"cache-export"}
	ImportCache = Method[api.CacheTransfer, api.CacheMoved]{"cache-import"}

	Probe = Method[None, []probe.Check]{"probe"}
)
