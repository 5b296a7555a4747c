package engine

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/build/internal/worker"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// commit makes an image of a container.
func (s *server) commit(ctx context.Context, c call.Commit, emit emitter) (result api.Result, err error) {
	err = s.using(ctx, c.Container, emit, func(o *opened) error {
		b, err := s.resolveCommit(&c, o, worker.Files(ctx), emit)
		if err != nil {
			return err
		}
		config := host.Config{Warn: b.warn, Layer: layer.Options{ClampTo: b.timestamp}}
		if !c.Options.SBOM.IsZero() {
			if config.Run, err = s.containerOptions(o.state.Run); err != nil {
				return err
			}
			if config.Pull, err = s.puller("", c.Options.Access, emit); err != nil {
				return err
			}
		}
		err = s.withHost(config, func(h *host.Host) error {
			result, err = b.commit(ctx, h, &c, o)
			return err
		})
		if err != nil || !c.Options.Remove {
			return err
		}
		return s.store.RemoveContainer(o.ID)
	})
	return result, err
}

// resolveCommit checks a commit before anything is written.
func (s *server) resolveCommit(c *call.Commit, o *opened, files []*os.File, emit emitter) (b *job, err error) {
	opts := &c.Options
	r := api.Request{Image: opts.Image, Access: opts.Access, Transfer: opts.Transfer, SBOM: opts.SBOM}
	r.Image.Format = cmp.Or(r.Image.Format, o.state.Format)
	b = &job{server: s, inputs: &inputs{}, emit: emit, timestamp: r.Image.Timestamp}
	if r.Image.Format, err = imageFormat(&r.Image); err != nil {
		return nil, err
	}
	if b.outputs, err = takeFiles(opts.Outputs, c.Writers, files); err != nil {
		return nil, err
	}
	var sent []output
	given := len(b.outputs)
	r.Tags, sent = splitTags(c.Names)
	b.outputs = append(b.outputs, sent...)
	if len(opts.EncryptTo) != 0 && len(b.outputs) == 0 {
		return nil, errors.New("layers are encrypted during a push, not in the store: " +
			"use a destination, for example docker://HOST/NAME")
	}
	for i := range b.outputs {
		inherit(&b.outputs[i].Transfer, &opts.Transfer)
		b.outputs[i].Uncompressed = b.outputs[i].Uncompressed || i >= given && opts.Uncompressed
	}
	if err := errors.Join(checkOutputs(b.outputs, r.Tags), checkSBOM(&opts.SBOM, &api.PlatformOptions{})); err != nil {
		return nil, err
	}
	b.request, b.passing = r, given == 0 && len(sent) != 0 && len(r.Tags) == 0 && opts.Index == ""
	if b.names, err = registry.NormalizeAll(r.Tags); err != nil {
		return b, err
	}
	if err := b.checkSigning(); err != nil || opts.Index == "" {
		return b, err
	}
	_, err = registry.NormalizeAll([]string{opts.Index})
	return b, err
}

// inherit fills the unset fields of the transfer of an output with the values for all
// outputs.
func inherit(t, all *api.Transfer) {
	if len(t.EncryptTo) == 0 {
		t.EncryptTo, t.EncryptLayers = all.EncryptTo, all.EncryptLayers
	}
	if t.GnuPG == "" {
		t.GnuPG = all.GnuPG
	}
	if t.Compression == "" && t.CompressionLevel == nil {
		t.Compression, t.CompressionLevel = all.Compression, all.CompressionLevel
		t.ForceCompression = t.ForceCompression || all.ForceCompression
	}
}

func (b *job) commit(ctx context.Context, h *host.Host, c *call.Commit, o *opened) (api.Result, error) {
	img, err := o.state.imageFor(&c.Options)
	if err != nil {
		return api.Result{}, err
	}
	for _, warning := range lost(img, b.request.Image.Format) {
		b.warn(warning)
	}
	built, err := b.commitLayer(ctx, h, c, o, img)
	if err != nil {
		return api.Result{}, err
	}
	if err := b.addSBOM(ctx, h, &c.Options.SBOM, nil, &exec.Outcome{Target: &built}); err != nil {
		return api.Result{}, err
	}
	options := b.request.Image
	options.Env, options.Unset = nil, api.UnsetOptions{} // imageFor did so, before the changes
	result, err := b.put(options, exec.Outcome{Target: &built}, b.names, c.Options.Index != "")
	if err != nil && b.takes(c) && !options.Squash {
		return api.Result{}, errors.Join(err, h.GiveBack(context.WithoutCancel(ctx), o.Container, built.Layer))
	}
	if err != nil {
		return api.Result{}, err
	}
	if c.Options.Index != "" {
		images := call.IndexImages{Index: c.Options.Index, Images: []string{result.ID}, Create: true, Amend: true}
		if _, err := b.addToIndex(ctx, images, b.emit); err != nil {
			return result, err
		}
	}
	err = b.export(ctx, h, result.ID)
	result.Pushed = b.pushed
	if b.passing {
		err = errors.Join(err, b.removePassing(result.ID))
	}
	return result, err
}

// removePassing removes an image that was made to be sent, unless it was there before.
func (b *job) removePassing(id string) error {
	img, err := b.store.Image(id)
	if err != nil || len(img.Names) != 0 || !img.Intermediate {
		return err
	}
	return b.store.Delete(id)
}

// commitLayer makes the layers of the image.
func (b *job) commitLayer(
	ctx context.Context, h *host.Host, c *call.Commit, o *opened, img image.Image,
) (out exec.Result, err error) {
	tree, err := h.OpenContainer(o.Container)
	if err != nil {
		return out, err
	}
	createdBy := o.state.CreatedBy
	if createdBy == "" {
		createdBy = cmp.Or(strings.Join(img.Config.Config.Shell, " "), "/bin/sh")
	}
	add := func(l store.Layer) {
		out.Image = image.AppendLayer(out.Image, image.Layer{DiffID: l.DiffID, Size: l.Size}, createdBy)
		out.Layer = l.ID
		last := &out.Image.Config.History[len(out.Image.Config.History)-1]
		last.Author = img.Config.Author
		comment := o.state.HistoryComment
		if o.state.FromImage != "" { // as buildah has it
			comment += "FROM " + o.state.FromImage
		}
		last.Comment = cmp.Or(comment, last.Comment)
	}
	out.Image = img
	if c.Options.Image.Squash {
		out.Image = image.WithLayers(img, nil, "")
		files, err := h.Files(tree)
		if err != nil {
			return out, err
		}
		l, err := squash(ctx, h, files, c.Options.Files)
		add(l)
		return out, err
	}
	out.Base, out.Origins = o.state.FromImage, make([]exec.Origin, len(img.Layers))
	l, err := h.Commit(ctx, tree, h.Layer, b.takes(c))
	if err != nil {
		return out, err
	}
	add(l)
	if len(c.Options.Files) == 0 {
		return out, nil
	}
	files, err := h.LayerFiles(l.ID)
	if err != nil {
		return out, err
	}
	change, err := addFiles(ctx, h, files, c.Options.Files)
	if err != nil {
		return out, err
	}
	l, err = sealed(ctx, l.ID, change)
	add(l)
	return out, err
}

// takes reports whether the layer may be made of the container's own tree. That is
// lost to the container then, so nothing that fails easily must come after it.
func (b *job) takes(c *call.Commit) bool {
	o := &c.Options
	return o.Remove && len(o.Files) == 0 && o.SBOM.IsZero() && o.Index == "" && len(b.outputs) == 0
}

// squash makes one layer of files, and of more files on top.
func squash(ctx context.Context, h *host.Host, files exec.Files, more []api.AddedFile) (store.Layer, error) {
	if len(more) != 0 {
		change, err := addFiles(ctx, h, files, more)
		if err != nil {
			return store.Layer{}, err
		}
		if files, err = change.Stack(files); err != nil {
			return store.Layer{}, err
		}
	}
	flat, err := h.Flatten(ctx, files)
	if err != nil {
		return store.Layer{}, err
	}
	return sealed(ctx, "", flat)
}

// addFiles copies files of the host over others.
func addFiles(ctx context.Context, h *host.Host, under exec.Files, list []api.AddedFile) (exec.Snapshot, error) {
	snapshot, err := h.Begin(under)
	if err != nil {
		return nil, err
	}
	if h.Context, err = source.OpenPlain("/"); err != nil {
		return nil, err
	}
	defer h.Context.Close()
	for _, f := range list {
		from, err := filepath.Abs(f.Source)
		if err != nil {
			return nil, err
		}
		step := &dispatch.CopyStep{
			Name: "COPY", Sources: []string{strings.TrimPrefix(from, "/")}, Literal: true,
			Dest: path.Join("/", f.Target),
		}
		sources, err := h.Scan(ctx, step, nil)
		if err != nil {
			return nil, err
		}
		if err := snapshot.Copy(ctx, step, sources); err != nil {
			return nil, err
		}
	}
	return snapshot, nil
}

func sealed(ctx context.Context, parent string, snapshot exec.Snapshot) (store.Layer, error) {
	seal, err := snapshot.Seal(ctx)
	if err != nil {
		return store.Layer{}, err
	}
	id, err := snapshot.Commit(ctx, parent)
	return store.Layer{ID: id, DiffID: seal.DiffID, Size: seal.Size}, err
}

// imageFor is the image of a commit. It includes changes of this commit only, which are not
// written back to the state.
func (s *containerState) imageFor(opts *api.CommitOptions) (image.Image, error) {
	unset := &opts.Image.Unset
	changes := api.ConfigChanges{
		Env: opts.Image.Env, Labels: dashed(unset.Labels), Annotations: dashed(unset.Annotations),
	}
	if unset.AllLabels {
		changes.Labels = []string{"-"}
	}
	if _, err := applyChanges(&changes, s); err != nil {
		return image.Image{}, err
	}
	img := s.Image
	for _, line := range opts.Changes {
		if err := applyInstruction(&img, line); err != nil {
			return img, fmt.Errorf("change %q: %w", line, err)
		}
	}
	if len(opts.Config) != 0 {
		if err := json.Unmarshal(opts.Config, &img.Config.Config); err != nil {
			return img, fmt.Errorf("reading the config of the commit: %w", err)
		}
	}
	return img, nil
}

func dashed(names []string) []string {
	out := slices.Clone(names)
	for i := range out {
		out[i] = strings.TrimSuffix(out[i], "-") + "-"
	}
	return out
}

// applyInstruction changes the config as an instruction of a Containerfile does.
func applyInstruction(img *image.Image, line string) error {
	commands, err := imagebuilder.Triggers(plan.Names{}, 0, []string{line})
	if err != nil {
		return errors.Unwrap(err)
	}
	triggers, env := img.Config.Config.OnBuild, img.Config.Config.Env
	state := dispatch.New(&plan.Plan{Escape: '\\'}, img.Config.Config, img.Config.Author, nil)
	state.Config.OnBuild, state.Config.Env = triggers, slices.Clone(env)
	for i := range commands {
		cmd := &commands[i]
		if _, isArg := cmd.Command.(*instructions.ArgCommand); isArg || cmd.MakesLayer() {
			return fmt.Errorf("%s is not supported here: use an instruction that changes the config only", cmd.Name())
		}
		result, err := dispatch.Apply(state, cmd)
		if err != nil {
			return err
		}
		state = result.State
		if w, ok := result.Step.(*dispatch.WorkdirStep); ok {
			state.Config.WorkingDir = w.Path
		}
	}
	img.Config.Config, img.Config.Author = state.Config, state.Author
	return nil
}
