package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/imagebuilder/plan"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// Paths of BuildKit's protocol for scanners (docs/attestations/sbom-protocol.md there).
const (
	protocolCore   = "/run/src/core/sbom"
	protocolExtras = "/run/src/extras"
	protocolOutput = "/run/out"
	protocolSuffix = ".spdx.json"
)

// maxBills is how many files of a scanner are read.
const maxBills = 256

// generator runs a scanner image that follows BuildKit's protocol, and returns what it wrote.
func generator(ctx context.Context, h *host.Host, o *api.SBOMOptions, targets []scanTarget) ([][]byte, error) {
	base, err := h.Base(ctx, o.Generator, image.HostPlatform())
	if err != nil {
		return nil, err
	}
	step, from, err := protocolStep(&base, o, targets)
	if err != nil {
		return nil, err
	}
	snapshot, err := h.Begin(base.Files)
	if err != nil {
		return nil, err
	}
	if err := snapshot.Mkdir(ctx, &dispatch.WorkdirStep{Path: protocolOutput}); err != nil {
		return nil, err
	}
	output := &bounded{most: 64 << 10}
	err = h.RunOn(ctx, snapshot, step, from, sandbox.Options{Stdout: output, Stderr: output})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", o.Generator, err), errors.New(strings.TrimSpace(output.String())))
	}
	written, err := snapshot.Stack(base.Files)
	if err != nil {
		return nil, err
	}
	root, err := h.ViewOf(written)
	if err != nil {
		return nil, err
	}
	bills, err := readBills(root)
	if err != nil {
		return nil, fmt.Errorf("reading what %s wrote: %w", o.Generator, err)
	}
	return bills, nil
}

// protocolStep runs the command of a scanner image on the targets.
func protocolStep(
	base *exec.Base, o *api.SBOMOptions, targets []scanTarget,
) (step *dispatch.RunStep, from []exec.Mounted, err error) {
	config := &base.Image.Config.Config
	step = &dispatch.RunStep{
		Args: slices.Concat(config.Entrypoint, config.Cmd), Cwd: cmp.Or(config.WorkingDir, "/"),
		User: cmp.Or(config.User, "0"), Network: "none", Arch: base.Image.Config.Architecture,
	}
	if len(step.Args) == 0 {
		return nil, nil, fmt.Errorf("the scanner %s has no command", o.Generator)
	}
	step.Env = append(slices.Clone(config.Env),
		"BUILDKIT_SCAN_DESTINATION="+protocolOutput, "BUILDKIT_SCAN_SOURCE="+protocolCore)
	if len(targets) > 1 {
		step.Env = append(step.Env, "BUILDKIT_SCAN_SOURCE_EXTRAS="+protocolExtras)
	}
	for _, name := range slices.Sorted(maps.Keys(o.Parameters)) {
		step.Env = append(step.Env, "BUILDKIT_SCAN_"+name+"="+o.Parameters[name])
	}
	step.Mounts = []dispatch.Mount{{
		Mount: mount.Mount{Kind: mount.Tmpfs}, From: plan.Source{Kind: plan.SourceNothing}, Target: "/tmp",
	}}
	from = []exec.Mounted{{}}
	for i := range targets {
		target := protocolCore
		if i > 0 {
			target = path.Join(protocolExtras, "sbom-"+targets[i].name)
		}
		step.Mounts, from = append(step.Mounts, targets[i].mountAt(target)), append(from, targets[i].from)
	}
	return step, from, nil
}

// readBills reads the files of a scanner, which is not trusted. The bill of the image is first.
func readBills(root *safepath.Root) (bills [][]byte, err error) {
	dir, err := root.Open(protocolOutput, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !strings.HasSuffix(name, protocolSuffix) })
	core := path.Base(protocolCore) + protocolSuffix
	others := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == core })
	switch {
	case len(others) == len(names):
		return nil, fmt.Errorf("there is no %s", path.Join(protocolOutput, core))
	case len(names) > maxBills:
		return nil, fmt.Errorf("there are %d files, more than the limit of %d", len(names), maxBills)
	}
	slices.Sort(others)
	left := int64(maxSBOM)
	for _, name := range append([]string{core}, others...) {
		text, err := root.ReadFile(path.Join(protocolOutput, name), min(left, attest.MaxStatement))
		if err != nil {
			return nil, err
		}
		left -= int64(len(text))
		bill, err := readBill(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		bills = append(bills, bill)
	}
	return bills, nil
}

// readBill is the bill in a statement of a scanner, or the bill that a scanner wrote without one.
func readBill(text []byte) ([]byte, error) {
	if err := image.CheckKeys(text); err != nil {
		return nil, err
	}
	if kindOf(text) != "" {
		return text, nil
	}
	statement, err := attest.Parse(text)
	if err != nil {
		return nil, err
	}
	if statement.Predicate.Type != attest.SPDXType && statement.Predicate.Type != attest.CycloneDXType {
		return nil, fmt.Errorf("it is a statement of type %q, not a bill of materials", statement.Predicate.Type)
	}
	if kindOf(statement.Body) != statement.Predicate.Type {
		return nil, fmt.Errorf("it is a statement of type %q about something else", statement.Predicate.Type)
	}
	return statement.Body, nil
}
