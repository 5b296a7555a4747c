package build

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"

	"github.com/cooper-build/cooper/build/internal/call"
)

// CreateIndex makes an image index, and returns its id.
func (e *Engine) CreateIndex(ctx context.Context, name string, opts IndexOptions) (id string, err error) {
	change, err := invoke(ctx, e, call.AddToIndex, call.IndexImages{
		Index: name, Images: opts.Images, Amend: opts.Amend, Replace: opts.Replace, Create: true,
		Annotations: opts.Annotations, Entry: opts.Entry,
	}, opts.Entry.OnEvent)
	return change.ID, err
}

// AddToIndex puts an image into an image index, which gets another id.
func (e *Engine) AddToIndex(ctx context.Context, index, image string, entry IndexEntry) (IndexChange, error) {
	arg := call.IndexImages{Index: index, Images: []string{image}, Entry: entry}
	return invoke(ctx, e, call.AddToIndex, arg, entry.OnEvent)
}

// AddArtifactToIndex puts files into an image index.
func (e *Engine) AddArtifactToIndex(
	ctx context.Context, index string, a Artifact, entry IndexEntry,
) (change IndexChange, err error) {
	a.Files = slices.Clone(a.Files)
	for i, file := range a.Files {
		if a.Files[i], err = filepath.Abs(file); err != nil {
			return change, describe(err)
		}
	}
	return invoke(ctx, e, call.AddArtifact, call.IndexArtifact{Index: index, Artifact: a, Entry: entry}, nil)
}

// AnnotateIndex changes how an image index describes one of its images, which is given by
// name or digest. Without an image it changes annotations and subject of the index itself.
func (e *Engine) AnnotateIndex(
	ctx context.Context, index, image, subject string, entry IndexEntry,
) (IndexChange, error) {
	arg := call.IndexAnnotation{Index: index, Image: image, Subject: subject, Entry: entry}
	return invoke(ctx, e, call.AnnotateIndex, arg, nil)
}

// RemoveFromIndex takes an image out of an image index. It is given by digest or name.
func (e *Engine) RemoveFromIndex(ctx context.Context, index, image string) (IndexChange, error) {
	return invoke(ctx, e, call.RemoveFromIndex, call.IndexRemoval{Index: index, Image: image}, nil)
}

// InspectIndex returns the bytes of an image index, of the store or else of a registry.
func (e *Engine) InspectIndex(ctx context.Context, name string, access Access) (json.RawMessage, error) {
	return invoke(ctx, e, call.InspectIndex, call.IndexInspection{Name: name, Access: access}, nil)
}
