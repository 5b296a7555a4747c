package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder"
)

// openIndex finds an index of the store.
func (s *server) openIndex(name string) (id string, list store.Index, err error) {
	if id, err = s.find(name); err != nil {
		return "", list, err
	}
	list, ok, err := s.store.IndexOf(id)
	if err == nil && !ok {
		err = fmt.Errorf("%s is an image, not an image index", name)
		err = imagebuilder.WithHint(err, "`cooper manifest create` creates an image index")
	}
	return id, list, err
}

// saveIndex stores a changed index under the names of the one before, which is
// removed.
func (s *server) saveIndex(before string, list store.Index) (string, error) {
	var names []string
	if img, err := s.store.Image(before); err == nil {
		names = img.Names
	}
	id, err := s.store.PutOwnIndex(list, names, before)
	if err != nil || id == before {
		return id, err
	}
	// Without a name it was anybody's to remove.
	if err := s.store.Delete(before); err != nil && !errors.Is(err, store.ErrNoImage) {
		return id, err
	}
	return id, s.store.ReleaseListed()
}

// addToIndex makes an image index, or puts images into one.
func (s *server) addToIndex(ctx context.Context, c call.IndexImages, emit emitter) (out api.IndexChange, err error) {
	if _, err := registry.NormalizeAll([]string{c.Index}); err != nil {
		return out, err
	}
	var added []store.IndexEntry
	for _, image := range c.Images {
		entries, err := s.indexEntries(ctx, image, c.Entry, emit)
		if err != nil {
			return out, fmt.Errorf("adding %s: %w", image, err)
		}
		added = append(added, entries...)
	}
	unlock, err := s.store.LockIndexes()
	if err != nil {
		return out, err
	}
	defer unlock()
	if len(added) != 0 {
		out.Digest = added[0].Descriptor.Digest.String()
	}
	out.ID, err = s.addLocked(&c, added)
	return out, err
}

// addEntries adds entries to an image index, which is made if it is not there.
func (s *server) addEntries(index string, entries []store.IndexEntry) (string, error) {
	unlock, err := s.store.LockIndexes()
	if err != nil {
		return "", err
	}
	defer unlock()
	return s.addLocked(&call.IndexImages{Index: index, Create: true, Amend: true}, entries)
}

func (s *server) addLocked(c *call.IndexImages, added []store.IndexEntry) (string, error) {
	names, err := registry.NormalizeAll([]string{c.Index})
	if err != nil {
		return "", err
	}
	name := c.Index
	if c.Create { // another registry may have an image of that name
		name = names[0]
	}
	before, list, err := s.openIndex(name)
	switch {
	case err == nil && c.Create && c.Replace:
		list = store.Index{}
	case err == nil && c.Create && !c.Amend:
		err = fmt.Errorf("the image index %s exists already", c.Index)
		return "", imagebuilder.WithHint(err, "use --amend to add to it, or --replace to begin anew")
	case err != nil && !c.Create:
		return "", err
	case err != nil && !errors.Is(err, store.ErrNoImage):
		return "", err
	}
	for _, e := range added {
		list.Entries = slices.DeleteFunc(list.Entries, func(have store.IndexEntry) bool {
			return have.Descriptor.Digest == e.Descriptor.Digest
		})
		list.Entries = append(list.Entries, e)
	}
	list.Annotations = merged(list.Annotations, c.Annotations)
	if before == "" {
		return s.store.PutOwnIndex(list, names, "")
	}
	return s.saveIndex(before, list)
}

// changeIndex changes an existing index under the lock of indexes.
// It gets the digest of the entry that it is about from change.
func (s *server) changeIndex(
	name string, change func(*store.Index) (digest.Digest, error),
) (out api.IndexChange, err error) {
	unlock, err := s.store.LockIndexes()
	if err != nil {
		return out, err
	}
	defer unlock()
	id, list, err := s.openIndex(name)
	if err != nil {
		return out, err
	}
	entry, err := change(&list)
	if err != nil {
		return out, err
	}
	if out.ID, err = s.saveIndex(id, list); err != nil {
		return out, err
	}
	out.Digest = entry.String()
	return out, s.store.PruneBlobs()
}

func merged(into, more map[string]string) map[string]string {
	if len(more) == 0 {
		return into
	}
	out := maps.Clone(into)
	if out == nil {
		out = map[string]string{}
	}
	maps.Copy(out, more)
	return out
}

// indexEntries are the entries that an image, or the images of an index, make.
func (s *server) indexEntries(
	ctx context.Context, image string, entry api.IndexEntry, emit emitter,
) ([]store.IndexEntry, error) {
	c, err := s.client(entry.Access, emit)
	if err != nil {
		return nil, err
	}
	wanted := ocispec.Platform{OS: entry.OS, Architecture: entry.Arch, Variant: entry.Variant}
	c.AnyRegistry = true
	images, err := c.Instances(ctx, image, wanted, entry.All)
	if err != nil {
		return nil, err
	}
	var out []store.IndexEntry
	for _, i := range images {
		e, err := s.entryFor(&i)
		if err != nil {
			return nil, err
		}
		if len(images) == 1 {
			describeEntry(&e.Descriptor, &entry)
		}
		e.Descriptor.Annotations = merged(e.Descriptor.Annotations, entry.Annotations)
		out = append(out, e)
	}
	return out, nil
}

// entryFor is the entry for an image. A list describes its images as it likes.
func (s *server) entryFor(i *registry.Instance) (store.IndexEntry, error) {
	if i.ID == "" {
		return store.IndexEntry{Source: i.Source, Descriptor: *i.Listed}, nil
	}
	e, err := s.entryOf(i.ID)
	if err != nil || i.Listed == nil {
		return e, err
	}
	e.Descriptor.Annotations = i.Listed.Annotations
	if p := i.Listed.Platform; p != nil {
		e.Descriptor.Platform = new(*p)
	}
	return e, nil
}

// entryOf is the entry of an index for an image of the store.
func (s *server) entryOf(id string) (store.IndexEntry, error) {
	img, _, err := host.ImageOf(s.store, id, id)
	if err != nil {
		return store.IndexEntry{}, err
	}
	_, raw, err := s.store.Data(id)
	if err != nil {
		return store.IndexEntry{}, err
	}
	p := img.Config.Platform
	return store.IndexEntry{ID: id, Descriptor: ocispec.Descriptor{
		MediaType: registry.MediaType(raw), Digest: digest.FromBytes(raw), Size: int64(len(raw)), Platform: &p,
	}}, nil
}

// describeEntry sets the given fields of an entry.
func describeEntry(d *ocispec.Descriptor, e *api.IndexEntry) {
	if d.Platform == nil && e.OS+e.Arch+e.Variant+e.OSVersion == "" {
		return
	}
	if d.Platform == nil {
		d.Platform = &ocispec.Platform{}
	}
	for _, f := range []struct{ given, field *string }{
		{&e.OS, &d.Platform.OS}, {&e.Arch, &d.Platform.Architecture}, {&e.Variant, &d.Platform.Variant},
		{&e.OSVersion, &d.Platform.OSVersion},
	} {
		if *f.given != "" {
			*f.field = *f.given
		}
	}
	d.Platform.OSFeatures = append(d.Platform.OSFeatures, e.OSFeatures...)
}

// annotateIndex changes how an image index describes an entry, or itself.
func (s *server) annotateIndex(ctx context.Context, c call.IndexAnnotation, _ emitter) (api.IndexChange, error) {
	image, err := s.digestIn(ctx, c.Image)
	if err != nil {
		return api.IndexChange{}, err
	}
	return s.changeIndex(c.Index, func(list *store.Index) (_ digest.Digest, err error) {
		if c.Image == "" {
			if c.Entry.OS+c.Entry.Arch+c.Entry.Variant+c.Entry.OSVersion != "" || len(c.Entry.OSFeatures) != 0 {
				return "", errors.New("an image index has no platform: name one of its images")
			}
			list.Annotations = merged(list.Annotations, c.Entry.Annotations)
			if c.Subject != "" {
				list.Subject, err = s.subject(c.Subject)
			}
			return "", err
		}
		at, err := s.entryIn(c.Index, *list, image)
		if err != nil {
			return "", err
		}
		d := &list.Entries[at].Descriptor
		describeEntry(d, &c.Entry)
		d.Annotations = merged(d.Annotations, c.Entry.Annotations)
		return d.Digest, nil
	})
}

// subject is the descriptor of the image that an index or artifact refers to.
func (s *server) subject(name string) (*ocispec.Descriptor, error) {
	id, err := s.find(name)
	if err != nil {
		return nil, err
	}
	raw, err := s.store.RawIndex(id)
	if err != nil {
		return nil, err
	}
	return &ocispec.Descriptor{
		MediaType: registry.MediaType(raw), Digest: digest.FromBytes(raw), Size: int64(len(raw)),
	}, nil
}

// digestIn is the digest of an image in a registry, for a name that the store does not have,
// and else the name.
func (s *server) digestIn(ctx context.Context, name string) (string, error) {
	if _, err := s.find(name); err == nil || !registry.InRegistry(name) {
		return name, nil
	}
	client, err := s.client(api.Access{}, nil)
	if err != nil {
		return "", err
	}
	raw, err := client.RawManifest(ctx, name)
	if err != nil && strings.HasPrefix(name, "docker://") {
		return "", fmt.Errorf("looking for %s: %w", name, err)
	}
	if err != nil {
		return name, nil // a short name, which is in no index either
	}
	return digest.FromBytes(raw).String(), nil
}

// entryIn finds an entry of an index by digest, or by the name of an image in the store.
func (s *server) entryIn(name string, list store.Index, image string) (int, error) {
	id, _ := s.find(image)
	wanted := image
	if _, after, ok := strings.Cut(image, "@"); ok {
		wanted = after
	}
	at := slices.IndexFunc(list.Entries, func(e store.IndexEntry) bool {
		return e.Descriptor.Digest.String() == wanted || e.ID != "" && e.ID == id
	})
	if at < 0 {
		err := fmt.Errorf("the image index %s does not contain %s", name, image)
		return 0, imagebuilder.WithHint(err, "`cooper manifest inspect "+name+"` lists the digests")
	}
	return at, nil
}

// removeFromIndex removes an entry.
func (s *server) removeFromIndex(ctx context.Context, c call.IndexRemoval, _ emitter) (api.IndexChange, error) {
	image, err := s.digestIn(ctx, c.Image)
	if err != nil {
		return api.IndexChange{}, err
	}
	return s.changeIndex(c.Index, func(list *store.Index) (digest.Digest, error) {
		at, err := s.entryIn(c.Index, *list, image)
		if err != nil {
			return "", err
		}
		gone := list.Entries[at].Descriptor.Digest
		list.Entries = slices.Delete(list.Entries, at, at+1)
		return gone, nil
	})
}

// inspectIndex reads an image index of the store, or else of a registry.
func (s *server) inspectIndex(ctx context.Context, c call.IndexInspection, _ emitter) (json.RawMessage, error) {
	if id, err := s.find(c.Name); err == nil {
		return s.store.RawIndex(id)
	}
	client, err := s.client(c.Access, nil)
	if err != nil {
		return nil, err
	}
	return client.RawManifest(ctx, c.Name)
}
