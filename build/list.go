package build

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
)

// ListEntry says which images to put into a list (an OCI image index) and what the
// list says of them. The zero value says what the images say of themselves.
type ListEntry struct {
	All         bool // all images, when what is added is a list itself
	OS, Arch    string
	Variant     string
	OSVersion   string
	OSFeatures  []string
	Annotations map[string]string
	Access      Access
	OnEvent     func(Event) `json:"-"`
}

// ListOptions say how to make a list. The zero value makes an empty one.
type ListOptions struct {
	Images      []string // to put into it
	Amend       bool     // add to the list when it is there already, instead of failing
	Annotations map[string]string
	Entry       ListEntry // for Images
}

type listCall struct {
	List        string
	Images      []string
	Amend       bool
	Create      bool
	Annotations map[string]string
	Entry       ListEntry
}

// CreateList makes a list of images, and returns its id.
func (e *Engine) CreateList(ctx context.Context, name string, opts ListOptions) (id string, err error) {
	err = e.call(ctx, "list-add", listCall{name, opts.Images, opts.Amend, true, opts.Annotations, opts.Entry}, &id, opts.Entry.OnEvent)
	return id, err
}

// AddToList puts an image into a list, which gets another id by that.
func (e *Engine) AddToList(ctx context.Context, list, image string, entry ListEntry) (id string, err error) {
	err = e.call(ctx, "list-add", listCall{List: list, Images: []string{image}, Entry: entry}, &id, entry.OnEvent)
	return id, err
}

// Artifact says what files to put into a list as an artifact of OCI. Only Files
// are needed.
type Artifact struct {
	Files         []string
	Type          string // empty: application/vnd.unknown.artifact.v1
	ConfigType    string // empty: the empty config
	Config        string // text of the config
	LayerType     string // empty: what each file looks like
	ExcludeTitles bool   // do not name the files in their annotations
	Subject       string // image of the store that the artifact is about
	Annotations   map[string]string
}

type artifactCall struct {
	List     string
	Artifact Artifact
	Entry    ListEntry
}

// AddArtifactToList puts files into a list.
func (e *Engine) AddArtifactToList(ctx context.Context, list string, artifact Artifact, entry ListEntry) (id string, err error) {
	artifact.Files = slices.Clone(artifact.Files)
	for i, file := range artifact.Files {
		if artifact.Files[i], err = filepath.Abs(file); err != nil {
			return "", describe(err, nil)
		}
	}
	err = e.call(ctx, "list-artifact", artifactCall{list, artifact, entry}, &id, nil)
	return id, err
}

type annotateCall struct {
	List, Image string
	Subject     string
	Entry       ListEntry
}

// AnnotateList changes what a list says of one of its images, which is named or
// given by digest. Of the list itself it changes annotations and subject when
// image is empty.
func (e *Engine) AnnotateList(ctx context.Context, list, image, subject string, entry ListEntry) (id string, err error) {
	err = e.call(ctx, "list-annotate", annotateCall{list, image, subject, entry}, &id, nil)
	return id, err
}

type listRemoveCall struct{ List, Image string }

// RemoveFromList takes an image out of a list, given by digest or name.
func (e *Engine) RemoveFromList(ctx context.Context, list, image string) (id string, err error) {
	err = e.call(ctx, "list-remove", listRemoveCall{list, image}, &id, nil)
	return id, err
}

type listInspectCall struct {
	Name   string
	Access Access
}

// InspectList returns a list, of the store or else of a registry, as it is there.
func (e *Engine) InspectList(ctx context.Context, name string, access Access) (json.RawMessage, error) {
	var out json.RawMessage
	err := e.call(ctx, "list-inspect", listInspectCall{name, access}, &out, nil)
	return out, err
}
