package engine

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
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
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// Where a scanner finds what it reads and writes.
const (
	scannedRoot    = "/.rootfs"
	scannedContext = "/.context"
	scanOutput     = "/.output"
)

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
