package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest/program"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/sbom"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
	"github.com/cooper-build/cooper/imagebuilder/redact"
	"github.com/cooper-build/cooper/runtime/memfile"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// Paths in the sandbox of cooper's own generator, which has nothing else.
const (
	generatorProgram = "/cooper-attest"
	generatorTree    = "/tree"
	generatorLayers  = "/layers"
)

// generateTime is how long reading the packages of a tree may take.
const generateTime = 10 * time.Minute

// generate makes a bill of materials by cooper's own generator. It parses what hostile commands
// wrote. So it runs in a sandbox, whose root has only the program and the tree.
func (b *job) generate(ctx context.Context, h *host.Host, format string, t *scanTarget) ([]byte, error) {
	ctx, cancel := context.WithTimeoutCause(
		ctx, generateTime, fmt.Errorf("reading the packages took longer than %v", generateTime),
	)
	defer cancel()
	request := sbom.Request{
		Root: generatorTree, Format: format, Name: b.billName(t), Version: b.version, Sources: t.built == nil,
	}
	step := dispatch.RunStep{
		Args: []string{generatorProgram, "sbom"}, Cwd: "/", User: "0", Network: "none",
		Arch: image.HostPlatform().Architecture, Mounts: []dispatch.Mount{t.mountAt(generatorTree)},
	}
	from := []exec.Mounted{t.from}
	if t.built != nil {
		request.Created = b.created(t.built.Image)
		layers, err := b.layersOf(h, t.built)
		if err != nil {
			return nil, err
		}
		for i := range layers {
			layer := &layers[i]
			step.Mounts = append(step.Mounts, bindOf(plan.Source{Kind: plan.SourceImage}, layer.Dir))
			from = append(from, exec.Mounted{Files: layer.files})
			request.Layers = append(request.Layers, layer.Layer)
		}
	} else {
		request.Created = b.now()
	}
	run := runGenerator
	if !b.isolation.Run && h.Run.Isolation.Sentry == "" {
		run = runUnconfined
	}
	result, err := run(ctx, h, &step, from, &request)
	if err != nil {
		return nil, err
	}
	if count := len(result.Unread); count != 0 {
		b.warn(fmt.Sprintf("the bill of materials may lack packages of %d files: %s", count, result.Unread[0]))
	}
	return result.Document, nil
}

// now is the time of the request, or the present one.
func (b *job) now() time.Time {
	if b.timestamp != nil {
		return *b.timestamp
	}
	return time.Now()
}

// billName is the name of a document.
func (b *job) billName(t *scanTarget) string {
	parts := []string{"image"}
	if names, err := registry.NormalizeAll(b.request.Tags); err == nil && len(names) != 0 {
		parts[0] = names[0]
	}
	for _, part := range []string{b.platform, t.name} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

// generatorLayer is a layer for the generator, with its files alone.
type generatorLayer struct {
	sbom.Layer
	files exec.Files
}

// layersOf are the layers of an image, each with what made it.
func (b *job) layersOf(h *host.Host, built *exec.Result) (layers []generatorLayer, err error) {
	chain, err := h.Store.Chain(built.Layer)
	if err != nil {
		return nil, err
	}
	for i, stored := range chain {
		layer := generatorLayer{Layer: sbom.Layer{Dir: fmt.Sprintf("%s/%d", generatorLayers, i)}}
		if i < len(built.Origins) && built.Origins[i] != (exec.Origin{}) {
			layer.Origin = b.originOf(built.Origins[i])
		} else if i < len(built.Origins) {
			layer.Base = redact.URLs(built.Base)
		}
		layer.DiffID = stored.DiffID
		if layer.files, err = h.StackLayer(nil, stored.ID); err != nil {
			return nil, err
		}
		layers = append(layers, layer)
	}
	return layers, nil
}

// originOf says where in the files of the request an instruction stands.
func (b *job) originOf(o exec.Origin) sbom.Origin {
	name := b.fileInContext()
	if name == "" {
		name = "Containerfile"
	}
	at := b.file.Place(&api.Error{File: name, Line: o.Line})
	if at.File != name {
		at.File = filepath.Base(at.File)
	}
	return sbom.Origin{File: at.File, Line: at.Line, Instruction: redact.URLs(o.Instruction)}
}

// runGenerator runs cooper-attest in a sandbox.
func runGenerator(
	ctx context.Context, h *host.Host, step *dispatch.RunStep, from []exec.Mounted, request *sbom.Request,
) (result sbom.Result, err error) {
	snapshot, err := generatorRoot(ctx, h)
	if err != nil {
		return result, err
	}
	text, err := json.Marshal(request)
	if err != nil {
		return result, err
	}
	stdin, err := memfile.New("request", func(to io.Writer) error {
		_, err := to.Write(text)
		return err
	})
	if err != nil {
		return result, err
	}
	defer stdin.Close()
	if _, err := stdin.Seek(0, io.SeekStart); err != nil {
		return result, err
	}
	stdout, stderr := &bounded{most: maxSBOM}, &bounded{most: 64 << 10}
	streams := sandbox.Options{Stdin: stdin, Stdout: stdout, Stderr: stderr}
	if err := h.RunOn(ctx, snapshot, step, from, streams); err != nil {
		if ctx.Err() != nil {
			return result, context.Cause(ctx)
		}
		return result, generatorError(err, stderr.String())
	}
	if stdout.Len() == maxSBOM {
		return result, fmt.Errorf("the bill is larger than %d MiB", maxSBOM>>20)
	}
	if err := json.Unmarshal(stdout.Bytes(), &result); err != nil {
		return result, fmt.Errorf("reading the result of cooper-attest: %w", err)
	}
	return result, nil
}

// generatorError is why cooper-attest failed, by what it said.
func generatorError(err error, said string) error {
	switch said, _, _ = strings.Cut(strings.TrimSpace(said), "\n"); {
	case strings.HasPrefix(said, "fatal error: ") && strings.Contains(said, "memory"):
		return fmt.Errorf("reading the packages takes more than %d MiB of memory", sbom.MaxMemory>>20)
	case said != "":
		return errors.New(said)
	}
	return err
}

// runUnconfined runs cooper-attest where no sandbox works. No command has run there, and no link
// leads out of a tree.
func runUnconfined(
	ctx context.Context, h *host.Host, _ *dispatch.RunStep, from []exec.Mounted, request *sbom.Request,
) (result sbom.Result, err error) {
	var dirs []*os.File
	for i := range from {
		if from[i].Sources != nil {
			return result, h.Isolation.Refuse()
		}
		view, err := h.ViewOf(from[i].Files)
		if err != nil {
			return result, err
		}
		dir, err := view.Open(".", unix.O_PATH|unix.O_DIRECTORY, 0)
		if err != nil {
			return result, err
		}
		defer dir.Close()
		dirs = append(dirs, dir)
	}
	request.Root = program.Dir(0)
	for i := range request.Layers {
		request.Layers[i].Dir = program.Dir(i + 1)
	}
	return program.SBOM(ctx, *request, dirs)
}

// generatorRoot is a root filesystem with cooper-attest alone.
func generatorRoot(ctx context.Context, h *host.Host) (exec.Snapshot, error) {
	dir, err := h.Work.TempDir()
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "program")
	if err := program.Save(file); err != nil {
		return nil, err
	}
	defer os.Remove(file)
	context := h.Context
	defer func() { h.Context = context }()
	return addFiles(ctx, h, nil, []api.AddedFile{{Source: file, Target: generatorProgram}})
}
