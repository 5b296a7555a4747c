package engine

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mattn/go-shellwords"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/sbom"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/imagebuilder/plan"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// Where a scanner finds what it reads and writes.
const (
	scannedRoot    = "/.rootfs"
	scannedContext = "/.context"
	scanOutput     = "/.output"
)

// maxSBOM is the size of a bill of materials that is read, in bytes.
const maxSBOM = 256 << 20

// checkSBOM checks the options before anything is built.
func checkSBOM(o *api.SBOMOptions, platforms *api.PlatformOptions) error {
	if o.IsZero() {
		return nil
	}
	places := o.Output + o.PURLOutput
	switch {
	case places+o.ImageOutput+o.ImagePURLOutput == "":
		return errors.New("a bill of materials needs a place: use --sbom-output, --sbom-image-output, " +
			"--sbom-purl-output or --sbom-image-purl-output")
	case o.Scanner == "" || len(o.Commands) == 0:
		return errors.New("a bill of materials needs a scanner: use --sbom, or --sbom-scanner-image with " +
			"--sbom-scanner-command")
	case o.Merge == "" && len(o.Commands) > 1:
		return errors.New("the results of several commands need --sbom-merge-strategy")
	case o.Merge == sbom.Concatenate && len(o.Commands) > 1 && o.PURLOutput+o.ImagePURLOutput != "":
		return errors.New("package URLs are read from one document: use another --sbom-merge-strategy than cat")
	case several(platforms) && places != "":
		return errors.New("each platform has a bill of its own: build one at a time, or use --sbom-image-output")
	}
	if o.Merge != "" {
		_, err := sbom.Merge(o.Merge, nil)
		return err
	}
	return nil
}

// addSBOM makes the bill of materials of an image that was just built, and puts it into the
// image where it is wanted there.
func (b *job) addSBOM(ctx context.Context, h *host.Host, o *api.SBOMOptions, built *exec.Result) (err error) {
	if o.IsZero() {
		return nil
	}
	under, err := h.LayerFiles(built.Layer)
	if err != nil {
		return err
	}
	bill, err := scanApart(ctx, h, o, built.Layer)
	if err != nil {
		return fmt.Errorf("making a bill of materials: %w", err)
	}
	dir, err := h.Work.TempDir()
	if err != nil {
		return err
	}
	files, err := placeSBOM(o, bill, dir)
	if err != nil || len(files) == 0 {
		return err
	}
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

// scanApart scans a layer with those below it, and gives the scanner none of the volumes, secrets
// and privileges of the build.
func scanApart(ctx context.Context, h *host.Host, o *api.SBOMOptions, layer string) (bill []byte, err error) {
	config := h.Config
	config.Stdin, config.Shell, config.Commands = nil, nil, 0
	config.Run = host.RunOptions{Limits: h.Run.Limits, Isolation: h.Run.Isolation, Maps: h.Run.Maps}
	config.Run.Isolation.DeviceHooks = nil
	if h, err = host.New(config); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	files, err := h.LayerFiles(layer)
	if err != nil {
		return nil, err
	}
	return scan(ctx, h, o, files)
}

// scan runs the commands of a scanner on files, and joins what they write.
func scan(ctx context.Context, h *host.Host, o *api.SBOMOptions, files exec.Files) ([]byte, error) {
	base, err := h.Base(ctx, o.Scanner, image.HostPlatform())
	if err != nil {
		return nil, err
	}
	config := &base.Image.Config
	step := dispatch.RunStep{
		Env: config.Config.Env, Cwd: cmp.Or(config.Config.WorkingDir, "/"), User: "0", Network: "none",
		Arch: config.Architecture,
	}
	from := []exec.Mounted{{Files: files}}
	step.Mounts = []dispatch.Mount{bindOf(plan.Source{Kind: plan.SourceImage}, scannedRoot)}
	if h.Context != nil {
		context := bindOf(plan.Source{Kind: plan.SourceContext}, scannedContext)
		sources, err := h.Scan(ctx, &dispatch.CopyStep{From: context.From, Sources: []string{"."}, Literal: true}, nil)
		if err != nil {
			return nil, err
		}
		step.Mounts, from = append(step.Mounts, context), append(from, exec.Mounted{Sources: sources})
	}
	var bills [][]byte
	for _, line := range o.Commands {
		if strings.Contains(line, "{CONTEXT}") && h.Context == nil {
			continue
		}
		part, err := scanOnce(ctx, h, base.Files, line, step, from)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", line, err)
		}
		bills = append(bills, part)
	}
	if len(bills) == 0 {
		return nil, errors.New("all commands of the scanner read the context, and there is none")
	}
	return sbom.Merge(cmp.Or(o.Merge, sbom.Concatenate), bills)
}

// bindOf shows files read-only at a path.
func bindOf(from plan.Source, target string) dispatch.Mount {
	return dispatch.Mount{Mount: mount.Mount{Kind: mount.Bind, Source: "/", ReadOnly: true}, From: from, Target: target}
}

// scanOnce runs a command of a scanner, and returns what it wrote to a file or said.
func scanOnce(
	ctx context.Context, h *host.Host, scanner exec.Files, line string, step dispatch.RunStep, from []exec.Mounted,
) ([]byte, error) {
	words, err := shellwords.Parse(line)
	if err != nil {
		return nil, err
	}
	file := scanOutput + "/bill"
	places := strings.NewReplacer("{ROOTFS}", scannedRoot, "{CONTEXT}", scannedContext, "{OUTPUT}", file)
	for _, word := range words {
		step.Args = append(step.Args, places.Replace(word))
	}
	snapshot, err := h.Begin(scanner)
	if err != nil {
		return nil, err
	}
	if err := snapshot.Mkdir(ctx, &dispatch.WorkdirStep{Path: scanOutput}); err != nil {
		return nil, err
	}
	stdout, stderr := &bounded{most: maxSBOM}, &bounded{most: 64 << 10}
	if err := h.RunOn(ctx, snapshot, &step, from, sandbox.Options{Stdout: stdout, Stderr: stderr}); err != nil {
		return nil, errors.Join(err, errors.New(strings.TrimSpace(stderr.String())))
	}
	if stdout.Len() == maxSBOM {
		return nil, fmt.Errorf("it wrote more than %d MiB", maxSBOM>>20)
	}
	if !strings.Contains(line, "{OUTPUT}") {
		return stdout.Bytes(), nil
	}
	written, err := snapshot.Stack(scanner)
	if err != nil {
		return nil, err
	}
	root, err := h.ViewOf(written)
	if err != nil {
		return nil, err
	}
	data, err := root.ReadFile(file, maxSBOM)
	if err != nil {
		return nil, fmt.Errorf("reading the output: %w", err)
	}
	return data, nil
}

// bounded keeps the beginning of what is written.
type bounded struct {
	bytes.Buffer
	most int
}

func (b *bounded) Write(p []byte) (int, error) {
	b.Buffer.Write(p[:min(len(p), b.most-b.Len())])
	return len(p), nil
}
