package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.podman.io/storage"
	"golang.org/x/sys/unix"
)

// reclaim removes what dead processes left: what was noted and nothing holds,
// directories of builds, temporary files, images and containers that are not whole.
func (l *library) reclaim() error {
	all, err := lockWork(l.private())
	if err != nil {
		return err
	}
	defer all.Close()
	dead, locks, err := deadDirs(l.presence.home, "")
	defer closeAll(locks)
	if err != nil {
		return err
	}
	works, workLocks, err := deadDirs(l.workHome(), workPrefix)
	defer closeAll(workLocks)
	if err != nil || len(dead)+len(works) == 0 {
		return err
	}
	if err := removeAll(works); err != nil {
		return err
	}
	if err := l.removeNoted(dead); err != nil {
		return err
	}
	return removeAll(dead)
}

// deadDirs are directories whose lock nobody holds, and the locks, which keep
// others from taking them for dead too.
func deadDirs(home, prefix string) (dirs []string, locks []*os.File, err error) {
	entries, err := os.ReadDir(home)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil, nil
	}
	for _, e := range entries {
		dir := filepath.Join(home, e.Name())
		if !e.IsDir() || !strings.HasPrefix(e.Name(), prefix) {
			continue
		}
		if lock, err := lockFile(filepath.Join(dir, "lock"), unix.LOCK_NB); err == nil {
			dirs, locks = append(dirs, dir), append(locks, lock)
		}
	}
	return dirs, locks, err
}

func closeAll(files []*os.File) {
	for _, f := range files {
		_ = f.Close()
	}
}

func removeAll(dirs []string) (err error) {
	for _, dir := range dirs {
		err = errors.Join(err, os.RemoveAll(dir))
	}
	return err
}

// removeNoted removes what processes noted and nothing holds. The caller holds
// work.lock.
func (l *library) removeNoted(dirs []string) error {
	made, freed := notedIDs(dirs, madeNote), notedIDs(dirs, freedNote)
	if len(made)+len(notedIDs(dirs, imageNote)) != 0 {
		if err := l.removeUnfinished(made); err != nil {
			return err
		}
	}
	if len(made)+len(freed) == 0 {
		return nil
	}
	layers, err := l.Layers()
	if err != nil {
		return err
	}
	garbage := map[string]bool{}
	parent := make(map[string]string, len(layers))
	for _, layer := range layers {
		parent[layer.ID] = layer.Parent
	}
	for _, id := range made {
		garbage[id] = true
	}
	for _, id := range freed {
		for ; id != ""; id = parent[id] {
			garbage[id] = true
		}
	}
	needed, err := l.needed(dirs)
	if err != nil {
		return err
	}
	return l.removeLayers(layers, garbage, needed)
}

func notedIDs(dirs []string, kind string) (ids []string) {
	for _, dir := range dirs {
		files, _ := filepath.Glob(filepath.Join(dir, kind+"*"))
		for _, file := range files {
			ids = append(ids, strings.TrimPrefix(filepath.Base(file), kind))
		}
	}
	return ids
}

// removeLayers removes layers that no image, container, running build or other
// layer needs, from the top down.
func (l *library) removeLayers(layers []storage.Layer, garbage, needed map[string]bool) error {
	children := map[string]int{}
	for _, layer := range layers {
		children[layer.Parent]++
	}
	for again := true; again; {
		again = false
		for _, layer := range layers {
			if !garbage[layer.ID] || needed[layer.ID] || children[layer.ID] != 0 {
				continue
			}
			garbage[layer.ID] = false
			err := l.DeleteLayer(layer.ID)
			if isHeld(err) {
				continue // since just now
			}
			if err != nil && !errors.Is(err, storage.ErrLayerUnknown) && !errors.Is(err, storage.ErrNotALayer) {
				return fmt.Errorf("removing layer %s of a killed process: %w", layer.ID, err)
			}
			children[layer.Parent]--
			again = true
		}
	}
	return nil
}

func isHeld(err error) bool {
	return errors.Is(err, storage.ErrLayerUsedByImage) || errors.Is(err, storage.ErrLayerUsedByContainer) ||
		errors.Is(err, storage.ErrLayerHasChildren)
}

// needed are the layers that an image, a container or another process needs than
// those that are gone.
func (l *library) needed(gone []string) (map[string]bool, error) {
	needed := l.used()
	living, err := filepath.Glob(filepath.Join(l.presence.home, "*"))
	if err != nil {
		return nil, err
	}
	living = slices.DeleteFunc(living, func(dir string) bool { return slices.Contains(gone, dir) })
	for _, id := range notedIDs(living, madeNote) {
		needed[id] = true
	}
	images, err := l.Images()
	if err != nil {
		return nil, err
	}
	for _, img := range images {
		for _, id := range append(img.MappedTopLayers, img.TopLayer) {
			needed[id] = true
		}
	}
	containers, err := l.Containers()
	if err != nil {
		return nil, err
	}
	for _, c := range containers {
		needed[c.LayerID] = true
	}
	return needed, nil
}

// removeUnfinished removes images and containers whose records are not complete.
func (l *library) removeUnfinished(made []string) (err error) {
	unlock, err := l.lockImages(0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	images, err := l.Images()
	if err != nil {
		return err
	}
	for _, img := range images {
		marks := unfinishedNames(&img)
		switch {
		case len(marks) == 0:
			continue
		case len(marks) == len(img.Names):
			_, err = value(l, func() ([]string, error) { return l.Store.DeleteImage(img.ID, true) })
		default:
			err = l.try(func() error { return l.Store.RemoveNames(img.ID, marks) })
		}
		if err != nil && !errors.Is(err, storage.ErrNotAnImage) {
			return fmt.Errorf("removing image %s of a killed process: %w", img.ID, err)
		}
	}
	containers, err := l.Containers()
	if err != nil {
		return err
	}
	for _, c := range containers {
		if !slices.Contains(made, c.LayerID) || slices.Contains(c.BigDataNames, stateKey) {
			continue
		}
		if err := l.try(func() error { return l.Store.DeleteContainer(c.ID) }); err != nil {
			return fmt.Errorf("removing container %s of a killed process: %w", c.ID, err)
		}
	}
	return nil
}
