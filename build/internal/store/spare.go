package store

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"go.podman.io/storage"
)

// ErrHeld says that a container needs an image.
var ErrHeld = storage.ErrImageUsedByContainer

// Spare is an image without a name that nothing uses. It holds layers for the cache, or
// another image got its name.
type Spare struct {
	ID           string
	Intermediate bool  // it was made to hold layers
	Size         int64 // of the layers that go with it when the less recently used are gone, in bytes
	LastUsed     time.Time
	InUse        bool
}

// Held are the images that containers or indexes use.
func (s *Store) Held() (map[string]bool, error) {
	containers, err := s.library.Containers()
	if err != nil {
		return nil, fmt.Errorf("listing containers: %w", err)
	}
	held := map[string]bool{}
	for _, c := range containers {
		held[c.ImageID] = true
	}
	listed, err := s.listed()
	maps.Copy(held, listed)
	return held, err
}

// listed are the images that lists with a name name.
func (s *Store) listed() (map[string]bool, error) {
	images, err := s.library.Images()
	if err != nil {
		return nil, fmt.Errorf("listing images: %w", err)
	}
	listed := map[string]bool{}
	for _, img := range images {
		if len(img.Names) == 0 || !slices.Contains(img.BigDataNames, instancesKey) {
			continue
		}
		list, _, err := s.IndexOf(img.ID)
		if err != nil {
			return nil, err
		}
		for _, e := range list.Entries {
			listed[e.ID] = true
		}
	}
	return listed, nil
}

// Spares lists images without a name that nothing needs, the least recently used
// first. used says when a layer was used last.
func (s *Store) Spares(used map[string]time.Time) ([]Spare, error) {
	held, err := s.Held()
	if err != nil {
		return nil, err
	}
	images, err := s.library.Images()
	if err != nil {
		return nil, fmt.Errorf("listing images: %w", err)
	}
	layers, err := s.layersByID()
	if err != nil {
		return nil, err
	}
	taken, err := s.firmLayers(images, held, layers)
	if err != nil {
		return nil, err
	}
	inUse := s.library.used()
	var out []Spare
	chains := map[string][]*storage.Layer{}
	for _, img := range images {
		if len(img.Names) != 0 || held[img.ID] {
			continue
		}
		spare := Spare{ID: img.ID, Intermediate: img.Metadata == intermediateMark, LastUsed: s.storedAt(img.ID)}
		for l := layers[img.TopLayer]; l != nil && !taken[l.ID]; l = layers[l.Parent] {
			chains[img.ID] = append(chains[img.ID], l)
			spare.InUse = spare.InUse || inUse[l.ID]
			if at := used[l.ID]; at.After(spare.LastUsed) {
				spare.LastUsed = at
			}
		}
		out = append(out, spare)
	}
	slices.SortStableFunc(out, func(a, b Spare) int { return a.LastUsed.Compare(b.LastUsed) })
	// A layer goes with the last image that needs it.
	for i := len(out) - 1; i >= 0; i-- {
		for _, l := range chains[out[i].ID] {
			if !taken[l.ID] {
				taken[l.ID] = true
				out[i].Size += max(l.UncompressedSize, 0)
			}
		}
	}
	return out, nil
}

func (s *Store) layersByID() (map[string]*storage.Layer, error) {
	layers, err := s.library.Layers()
	if err != nil {
		return nil, fmt.Errorf("listing layers: %w", err)
	}
	byID := make(map[string]*storage.Layer, len(layers))
	for i := range layers {
		byID[layers[i].ID] = &layers[i]
	}
	return byID, nil
}

// firmLayers are the layers of images with names, of held images, and of containers.
func (s *Store) firmLayers(
	images []storage.Image, held map[string]bool, layers map[string]*storage.Layer,
) (map[string]bool, error) {
	firm := map[string]bool{}
	keep := func(top string) {
		for l := layers[top]; l != nil && !firm[l.ID]; l = layers[l.Parent] {
			firm[l.ID] = true
		}
	}
	for _, img := range images {
		if len(img.Names) != 0 || held[img.ID] {
			keep(img.TopLayer)
		}
	}
	containers, err := s.library.Containers()
	if err != nil {
		return nil, fmt.Errorf("listing containers: %w", err)
	}
	for _, c := range containers {
		keep(c.LayerID)
	}
	return firm, nil
}

// storedAt is when an image came into the store, whatever time it says it is of.
func (s *Store) storedAt(id string) time.Time {
	info, err := os.Stat(filepath.Join(s.library.indexDir("images"), id))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// OldestBuild is when the longest running build began; the time now when there is
// none.
func (s *Store) OldestBuild() time.Time {
	oldest := time.Now()
	locks, _ := filepath.Glob(filepath.Join(s.library.workHome(), workPrefix+"*", "lock"))
	for _, lock := range locks {
		if info, err := os.Stat(lock); err == nil && info.ModTime().Before(oldest) {
			oldest = info.ModTime()
		}
	}
	return oldest
}
