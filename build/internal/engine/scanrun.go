package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/sbom"
	"github.com/cooper-build/cooper/build/internal/scanreport"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// Where a scanner of images finds the bills of materials. Scanners know the forms by these names.
const (
	scannedCycloneDX = "/.sbom/sbom.cdx.json"
	scannedSPDX      = "/.sbom/sbom.spdx.json"
)

// scanWords are the words of a command with the paths that they stand for.
var scanWords = strings.NewReplacer("{ROOTFS}", scannedRoot, "{SBOM}", scannedCycloneDX, "{SPDX}", scannedSPDX,
	"{OUTPUT}", scanOutput+"/report")

// scanResult is what a scanner left.
type scanResult struct {
	exit   *sandbox.ExitError // nil: it exited with 0
	output string             // the end of what it said
	text   []byte             // of the report; nil: there is none
	report *scanreport.Report
}

// runScanner runs the scanner in a sandbox.
func (b *job) runScanner(
	ctx context.Context, h *host.Host, s *imageScan, built *exec.Result, have []attest.Predicate,
) (result scanResult, err error) {
	target := scanTarget{built: built}
	if err := target.open(ctx, h); err != nil {
		return result, err
	}
	bills, err := b.billsFor(ctx, h, s, &target, have)
	if err != nil {
		return result, err
	}
	step, under, err := s.step(ctx, h, &target)
	if err != nil {
		return result, err
	}
	snapshot, err := addFiles(ctx, h, under, bills)
	if err != nil {
		return result, err
	}
	h.Context = nil
	for _, dir := range []string{scanOutput, "/tmp"} {
		if err := snapshot.Mkdir(ctx, &dispatch.WorkdirStep{Path: dir}); err != nil {
			return result, err
		}
	}
	from := []exec.Mounted{target.from}
	output := &tail{most: 4 << 10}
	err = h.RunOn(ctx, snapshot, step, from, sandbox.Options{Stdout: output, Stderr: output, KeepFailed: true})
	result.output = strings.TrimSpace(string(output.text))
	if err != nil && (ctx.Err() != nil || !errors.As(err, &result.exit)) {
		return result, errors.Join(err, said(result.output))
	}
	if !s.reports() {
		return result, nil
	}
	written, err := snapshot.Stack(under)
	if err != nil {
		return result, err
	}
	root, err := h.ViewOf(written)
	if err != nil {
		return result, err
	}
	return result, result.read(root)
}

// step is the command of the scanner, on the files of its image or on none.
func (s *imageScan) step(
	ctx context.Context, h *host.Host, target *scanTarget,
) (step *dispatch.RunStep, under exec.Files, err error) {
	step = &dispatch.RunStep{Cwd: "/", User: "0", Network: "none", Arch: image.HostPlatform().Architecture}
	if s.Network {
		step.Network = ""
	}
	if s.Image != "" {
		base, err := h.Base(ctx, s.Image, image.HostPlatform())
		if err != nil {
			return nil, nil, err
		}
		config := &base.Image.Config
		step.Env, step.Cwd = slices.Clone(config.Config.Env), cmp.Or(config.Config.WorkingDir, "/")
		step.Arch, under = config.Architecture, base.Files
		if s.Entrypoint {
			if step.Args = slices.Clone(config.Config.Entrypoint); len(step.Args) == 0 {
				return nil, nil, errors.New("the image has no entrypoint: use --scan COMMAND and --scan-image IMAGE")
			}
		}
	}
	for _, word := range s.Command {
		step.Args = append(step.Args, scanWords.Replace(word))
	}
	for _, variable := range s.Env {
		step.Env = append(step.Env, scanWords.Replace(variable))
	}
	step.Mounts = []dispatch.Mount{target.mountAt(scannedRoot)}
	return step, under, nil
}

// billsFor are the bills of materials that the scanner reads. The image may have them already.
func (b *job) billsFor(
	ctx context.Context, h *host.Host, s *imageScan, target *scanTarget, have []attest.Predicate,
) (files []api.AddedFile, err error) {
	for _, want := range []struct{ word, kind, format, path string }{
		{"{SBOM}", attest.CycloneDXType, sbom.FormatCycloneDX, scannedCycloneDX},
		{"{SPDX}", attest.SPDXType, sbom.FormatSPDX, scannedSPDX},
	} {
		if !s.names(want.word) {
			continue
		}
		var bill []byte
		at := slices.IndexFunc(have, func(p attest.Predicate) bool { return p.Type == want.kind })
		if at >= 0 {
			bill = have[at].Body
		} else if bill, err = b.generate(ctx, h, want.format, target); err != nil {
			return nil, fmt.Errorf("making a bill of materials: %w", err)
		}
		dir, err := h.Work.TempDir()
		if err != nil {
			return nil, err
		}
		file := filepath.Join(dir, "bill")
		if err := safepath.WriteNew(file, bill, 0o644); err != nil {
			return nil, err
		}
		files = append(files, api.AddedFile{Source: file, Target: want.path})
	}
	return files, nil
}

// read reads the report. A scanner that failed need not have written one.
func (r *scanResult) read(root *safepath.Root) (err error) {
	r.text, err = root.ReadFile(scanOutput+"/report", scanreport.MaxReport)
	if err == nil {
		r.report, err = scanreport.Read(r.text)
	}
	switch {
	case err == nil:
		return nil
	case r.exit != nil:
		return errors.Join(r.exit, said(r.output))
	}
	return fmt.Errorf("reading its report: %w", err)
}

// said is what a program said as an error; nil: nothing.
func said(output string) error {
	if output == "" {
		return nil
	}
	return errors.New(output)
}

// tail keeps the end of what is written.
type tail struct {
	text []byte
	most int
}

func (t *tail) Write(p []byte) (int, error) {
	t.text = append(t.text, p[max(0, len(p)-t.most):]...)
	t.text = append(t.text[:0], t.text[max(0, len(t.text)-t.most):]...)
	return len(p), nil
}
