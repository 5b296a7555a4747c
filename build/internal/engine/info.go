package engine

import (
	"context"
	"fmt"
	"path/filepath"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/runtime/sandbox"
	"github.com/cooper-build/cooper/runtime/userns"
)

// info describes the store.
func (s *server) info(context.Context, call.None, emitter) (api.Info, error) {
	info, err := s.store.Info()
	if err != nil {
		return api.Info{}, err
	}
	var fs unix.Statfs_t
	if err := unix.Statfs(info.GraphRoot, &fs); err != nil {
		return api.Info{}, fmt.Errorf("measuring %s: %w", info.GraphRoot, err)
	}
	m, err := machine()
	if err != nil {
		return api.Info{}, err
	}
	runtime := m.Engine.Runtime
	if runtime == "" {
		if path, err := sandbox.LookRuntime(""); err == nil {
			runtime = filepath.Base(path)
		}
	}
	return api.Info{
		DriverStatus: info.DriverStatus, OCIRuntime: runtime,
		Root: info.GraphRoot, RunRoot: info.RunRoot, Driver: info.Driver, DriverOptions: info.DriverOptions,
		Containers: info.Containers, Images: info.Images, Layers: info.Layers,
		Rootless: !userns.Initial(), Isolation: s.isolation.Name(),
		FreeBytes: fs.Bavail * uint64(fs.Bsize), TotalBytes: fs.Blocks * uint64(fs.Bsize),
	}, nil
}
