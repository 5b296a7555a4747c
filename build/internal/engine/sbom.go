package engine

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/sbom"
	"github.com/cooper-build/cooper/imagebuilder/plan"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// maxSBOM is the size of a bill of materials that is read, in bytes.
const maxSBOM = 256 << 20

// checkSBOM checks the options before anything is built.
func checkSBOM(o *api.SBOMOptions, platforms *api.PlatformOptions) error {
	if o.IsZero() {
		return nil
	}
	err := checkGenerator(o)
	switch {
	case err != nil:
		return err
	case o.Merge == "" && len(o.Commands) > 1:
		return errors.New("the results of several commands need --sbom-merge-strategy")
	case o.Merge == sbom.Concatenate && len(o.Commands) > 1 && o.PURLOutput+o.ImagePURLOutput != "":
		return errors.New("package URLs are read from one document: use another --sbom-merge-strategy than cat")
	case several(platforms) && o.Output+o.PURLOutput != "":
		return errors.New("each platform has a bill of its own: build one at a time, or use --sbom-image-output")
	case o.Merge != "":
		_, err = sbom.Merge(o.Merge, nil)
	}
	return err
}

// checkGenerator checks who makes the bill.
func checkGenerator(o *api.SBOMOptions) error {
	commands := o.Scanner != "" || len(o.Commands) != 0 || o.Merge != ""
	switch {
	case o.Format == "" && o.Generator == "":
		if o.Scanner == "" || len(o.Commands) == 0 {
			return errors.New("a bill of materials needs a scanner: use --sbom, or --sbom-scanner-image with " +
				"--sbom-scanner-command")
		}
	case o.Format != "" && o.Generator != "", commands:
		return errors.New("a bill of materials is made in one way: by cooper, by a generator or by commands of a " +
			"scanner")
	case o.Generator == "" && !slices.Contains(sbom.Formats, string(o.Format)):
		return fmt.Errorf("unknown format %q of a bill of materials: use one of %q", o.Format, sbom.Formats)
	case o.Generator == "" && len(o.Parameters) != 0:
		return errors.New("parameters are for a generator of a bill of materials: " +
			"use --attest type=sbom,generator=IMAGE")
	}
	return nil
}

// addSBOM makes the bill of materials of an image that was just built. It is kept with the image,
// and put into the image where it is wanted there. The plan is nil for a commit.
func (b *job) addSBOM(
	ctx context.Context, h *host.Host, o *api.SBOMOptions, p *plan.Plan, outcome *exec.Outcome,
) (err error) {
	if o.IsZero() {
		return nil
	}
	built := outcome.Target
	under, err := h.LayerFiles(built.Layer)
	if err != nil {
		return err
	}
	bills, err := b.scanApart(ctx, h, o, b.scanTargets(p, outcome))
	if err != nil {
		return fmt.Errorf("making a bill of materials: %w", err)
	}
	for _, bill := range bills {
		if kind := kindOf(bill); len(bill) > attest.MaxStatement/2 {
			b.warn("a bill of materials is too large to be kept with the image")
		} else if kind != "" {
			b.predicates = append(b.predicates, attest.Predicate{Type: kind, Body: bill})
		} else if o.Output+o.ImageOutput+o.PURLOutput+o.ImagePURLOutput == "" {
			return errors.New("the bill of materials is neither SPDX nor CycloneDX, and needs a place: " +
				"use --sbom-output or --sbom-image-output")
		}
	}
	dir, err := h.Work.TempDir()
	if err != nil {
		return err
	}
	files, err := placeSBOM(o, bills[0], dir)
	if err != nil || len(files) == 0 {
		return err
	}
	return b.addBill(ctx, h, built, under, files)
}

// addBill adds files with a bill to the image.
func (b *job) addBill(
	ctx context.Context, h *host.Host, built *exec.Result, under exec.Files, files []api.AddedFile,
) error {
	const createdBy = "add a bill of materials"
	if b.request.Image.Squash {
		l, err := squash(ctx, h, under, files)
		built.Image = image.AppendLayer(
			image.WithLayers(built.Image, nil, ""), image.Layer{DiffID: l.DiffID, Size: l.Size}, createdBy,
		)
		built.Layer = l.ID
		return err
	}
	change, err := addFiles(ctx, h, under, files)
	if err != nil {
		return err
	}
	l, err := sealed(ctx, built.Layer, change)
	built.Image = image.AppendLayer(built.Image, image.Layer{DiffID: l.DiffID, Size: l.Size}, createdBy)
	built.Layer = l.ID
	return err
}

// kindOf is the type of the predicate that a bill is; empty: it is none.
func kindOf(bill []byte) string {
	var d struct {
		SPDX   string `json:"spdxVersion"`
		Format string `json:"bomFormat"`
	}
	switch err := json.Unmarshal(bill, &d); {
	case err != nil:
		return ""
	case d.SPDX != "":
		return attest.SPDXType
	case d.Format == "CycloneDX":
		return attest.CycloneDXType
	}
	return ""
}

// placeSBOM writes a bill to the files of the host, and returns those for the image.
func placeSBOM(o *api.SBOMOptions, bill []byte, dir string) (files []api.AddedFile, err error) {
	var urls []byte
	if o.PURLOutput+o.ImagePURLOutput != "" {
		if urls, err = sbom.PackageURLs(bill); err != nil {
			return nil, err
		}
	}
	for _, place := range []struct {
		data        []byte
		file, image string
	}{{bill, o.Output, o.ImageOutput}, {urls, o.PURLOutput, o.ImagePURLOutput}} {
		if place.file != "" {
			if err := safepath.WriteFile(place.file, place.data, 0o644); err != nil {
				return nil, err
			}
		}
		if place.image == "" {
			continue
		}
		source := filepath.Join(dir, strconv.Itoa(len(files)))
		if err := safepath.WriteNew(source, place.data, 0o644); err != nil {
			return nil, err
		}
		files = append(files, api.AddedFile{Source: source, Target: place.image})
	}
	return files, nil
}

// apart is the configuration of a backend for scanners, without what commands of the build get.
func apart(h *host.Host) host.Config {
	config := h.Config
	config.Stdin, config.Shell, config.Commands = nil, nil, 0
	config.Run = host.RunOptions{Limits: h.Run.Limits, Isolation: h.Run.Isolation, Maps: h.Run.Maps}
	config.Run.Isolation.DeviceHooks = nil
	return config
}

// scanApart makes the bills of all targets, that of the image first. Scanners get none of the
// volumes, secrets and privileges of the build.
func (b *job) scanApart(
	ctx context.Context, h *host.Host, o *api.SBOMOptions, targets []scanTarget,
) (bills [][]byte, err error) {
	if h, err = host.New(apart(h)); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	for i := range targets {
		if err := targets[i].open(ctx, h); err != nil {
			return nil, err
		}
	}
	switch {
	case o.Generator != "":
		return generator(ctx, h, o, targets)
	case len(o.Commands) != 0:
		bill, err := scan(ctx, h, o, targets[0].from.Files)
		return [][]byte{bill}, err
	}
	for i := range targets {
		bill, err := b.generate(ctx, h, string(o.Format), &targets[i])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", cmp.Or(targets[i].name, "the image"), err)
		}
		bills = append(bills, bill)
	}
	return bills, nil
}
