package engine

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/runtime/isolation"
	"github.com/cooper-build/cooper/runtime/probe"
	"github.com/cooper-build/cooper/runtime/userns"
)

// probe tries everything that a RUN needs, inside the namespaces of the worker.
func (s *server) probe(ctx context.Context, _ call.None, _ emitter) (checks []probe.Check, err error) {
	work, err := s.store.NewWork()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, work.Close()) }()
	checks = append(checks, probe.Check{
		Name: "storage", OK: true, Detail: fmt.Sprintf("driver %s in %s", s.store.Driver(), s.store.GraphRoot()),
	}, s.overlayCheck(work))
	checks = append(checks, credentialChecks()...)
	dir, err := work.TempDir()
	if err != nil {
		return checks, err
	}
	if !s.isolation.Run {
		return checks, nil
	}
	maps, err := userns.Current()
	if err != nil {
		return checks, err
	}
	place := probe.Place{Dir: filepath.Clean(dir), Maps: maps, Shared: s.isolation.Shared, Sentry: s.isolation.Sentry}
	return append(checks, probe.Sandbox(ctx, place)...), nil
}

// credentialChecks say which files of credentials are used, and which cannot be read.
func credentialChecks() (checks []probe.Check) {
	for _, file := range registry.AuthFiles() {
		c := probe.Check{Name: "credentials", OK: file.Err == nil, Detail: file.Path}
		if file.Err != nil {
			c.Detail = file.Err.Error() + "; its credentials are not used"
			c.Hint = "remove the file and run `cooper login REGISTRY`, or chown it to the user who builds"
		}
		checks = append(checks, c)
	}
	return checks
}

// overlayCheck mounts an overlay as a step does.
func (s *server) overlayCheck(work *store.Work) probe.Check {
	const hint = "put the store on a local disk (ext4, xfs, btrfs, tmpfs): " +
		"use --root DIR, or an emptyDir volume in a pod"
	if s.isolation.Entry == isolation.None {
		return probe.Check{
			Name: "native overlay", Detail: "mounts are not allowed: layers share their files by hard links",
		}
	}
	if !s.store.Stacks() {
		return probe.Check{
			Name: "native overlay", Hint: hint,
			Detail: "not available in " + s.store.GraphRoot() + ": each step copies the tree, which is slow",
		}
	}
	c := probe.Check{Name: "native overlay", Needed: true}
	upper, err := work.NewUpper(nil)
	if err == nil {
		defer upper.Close()
		var unmount func() error
		if _, unmount, err = upper.Mount(nil, nil); err == nil {
			err = unmount()
		}
	}
	if err != nil {
		c.Detail = err.Error()
		c.Hint = hint
		return c
	}
	c.OK, c.Detail = true, "an overlay can be mounted in the store"
	return c
}
