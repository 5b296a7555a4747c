package engine

import (
	"context"
	"fmt"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/runtime/userns"
)

// info describes the store.
func (s *server) info(context.Context, call.None, emitter) (api.Info, error) {
	images, err := s.store.Images()
	if err != nil {
		return api.Info{}, err
	}
	layers, err := s.store.Layers()
	if err != nil {
		return api.Info{}, err
	}
	containers, err := s.store.Containers()
	if err != nil {
		return api.Info{}, err
	}
	var fs unix.Statfs_t
	if err := unix.Statfs(s.store.GraphRoot(), &fs); err != nil {
		return api.Info{}, fmt.Errorf("measuring %s: %w", s.store.GraphRoot(), err)
	}
	return api.Info{
		Root: s.store.GraphRoot(), RunRoot: s.store.RunRoot(), Driver: s.store.Driver(), DriverOptions: s.store.GraphOptions(),
		Containers: len(containers), Images: len(images), Layers: len(layers), Rootless: !userns.Initial(), Rung: s.rung.Name(),
		FreeBytes: fs.Bavail * uint64(fs.Bsize), TotalBytes: fs.Blocks * uint64(fs.Bsize),
	}, nil
}
