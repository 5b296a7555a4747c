package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/containerd/platforms"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/nearest"
)

// containerState is the record of a working container, as JSON in the store.
type containerState struct {
	FromImage   string // name; empty: nothing
	FromImageID string
	FromDigest  string
	Image       image.Image // the image to be, without the layer of changes
	Format      api.ImageFormat
	Run         api.RunOptions
	CreatedBy   string // in the line of history that a commit adds
	// HistoryComment is the comment of that line.
	HistoryComment string
}

// opened is a container that this process has locked.
type opened struct {
	store.Container
	state containerState
	dirty bool // the state is to be written back
}

// name is the first name, or the beginning of the id.
func name(c store.Container) string {
	if len(c.Names) != 0 {
		return c.Names[0]
	}
	return c.ID[:12]
}

// using locks a container and calls do. It saves changes that do makes to the state.
func (s *server) using(ctx context.Context, id string, emit emitter, do func(*opened) error) error {
	c, err := s.findContainer(id)
	if err != nil {
		return err
	}
	unlock, err := s.lockContainer(ctx, c, emit)
	if err != nil {
		return err
	}
	defer unlock()
	if c, err = s.store.Container(c.ID); err != nil {
		return err // it was removed meanwhile
	}
	raw, err := s.store.State(c)
	if err != nil {
		return err
	}
	o := &opened{Container: c}
	if err := json.Unmarshal(raw, &o.state); err != nil {
		return fmt.Errorf("reading the state of the container %s: %w", name(c), err)
	}
	if err := do(o); err != nil {
		return err
	}
	if !o.dirty {
		return nil
	}
	return s.saveState(o)
}

func (s *server) saveState(o *opened) error {
	raw, err := json.Marshal(o.state)
	if err != nil {
		return err
	}
	return s.store.SetState(o.ID, raw)
}

func (s *server) lockContainer(ctx context.Context, c store.Container, emit emitter) (unlock func(), err error) {
	return s.store.LockContainer(ctx, c.ID, func() {
		emit.warn("waiting for another process that uses the container " + name(c))
	})
}

// findContainer finds a container, or says which name is near.
func (s *server) findContainer(id string) (store.Container, error) {
	c, err := s.store.Container(id)
	if !errors.Is(err, store.ErrNoContainer) {
		return c, err
	}
	list, listErr := s.store.Containers()
	if listErr != nil {
		return c, err
	}
	var names []string
	for _, other := range list {
		names = append(names, other.Names...)
	}
	if near, ok := nearest.Word(id, names); ok {
		return c, imagebuilder.WithHint(err, "did you mean "+near+"?")
	}
	return c, imagebuilder.WithHint(err, "`cooper containers` lists all containers")
}

// withHost opens the backend of commands and copies, and closes it after do.
func (s *server) withHost(config host.Config, do func(*host.Host) error) (err error) {
	if config.Work, err = s.store.NewWork(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, config.Work.Close()) }()
	if config.Fetcher == nil {
		config.Fetcher = &remote.Fetcher{}
	}
	if config.Fetcher.Dir, err = s.store.Dir("remote"); err != nil {
		return err
	}
	config.Fetcher.Limits = s.limits
	config.Store, config.Limits = s.store, s.limits
	config.Emulator, config.Isolation = &s.emulator, s.isolation
	h, err := host.New(config)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return do(h)
}

// from makes a container.
func (s *server) from(ctx context.Context, c call.From, emit emitter) (call.Container, error) {
	format, err := imageFormat(&api.ImageOptions{Format: c.Options.Format})
	if err != nil {
		return call.Container{}, err
	}
	if _, err := s.hostOptions(c.Options.Run); err != nil {
		return call.Container{}, err
	}
	target := image.HostPlatform()
	if c.Options.Platform != "" {
		if target, err = parsePlatform(c.Options.Platform); err != nil {
			return call.Container{}, err
		}
	}
	state := containerState{Format: format, Run: c.Options.Run}
	if reflect.ValueOf(state.Run.IDs).IsZero() {
		state.Run.IDs = s.config.IDs
	}
	if c.Image != "scratch" && c.Image != "" {
		if err := s.startFrom(ctx, &state, &c, platforms.Normalize(target), emit); err != nil {
			return call.Container{}, err
		}
	} else {
		state.Image = image.New(target)
	}
	triggers := state.Image.Config.Config.OnBuild
	state.Image.Config.Config.OnBuild = nil
	made, err := s.create(&c, state)
	if err != nil || len(triggers) == 0 {
		return made, err
	}
	if err := s.runTriggers(ctx, made.ID, triggers, &c, emit); err != nil {
		_, removeErr := s.removeContainer(context.WithoutCancel(ctx), made.ID, emit)
		return call.Container{}, errors.Join(err, removeErr)
	}
	return made, nil
}

// container finds a container by its name or id.
func (s *server) container(_ context.Context, id string, _ emitter) (call.Container, error) {
	c, err := s.findContainer(id)
	if err != nil {
		return call.Container{}, err
	}
	return call.Container{ID: c.ID, Name: name(c)}, nil
}

// startFrom pulls an image and starts from its config.
func (s *server) startFrom(
	ctx context.Context, state *containerState, c *call.From, target ocispec.Platform, emit emitter,
) error {
	policy, err := registry.ParsePolicy(c.Options.Pull)
	if err != nil {
		return err
	}
	client, err := s.client(c.Options.Access, emit)
	if err != nil {
		return err
	}
	ref := s.shortName(c.Image)
	id, err := client.PullPlatform(ctx, ref, policy, target)
	if err != nil {
		return err
	}
	if instance, ok := s.store.Instance(id, target); ok {
		id = instance
	}
	img, err := s.store.Image(id)
	if err != nil {
		return err
	}
	state.FromImage, state.FromImageID, state.FromDigest = ref, id, img.Digest
	if full, ok := s.nameOf(ref, img.Names); ok {
		state.FromImage = full
	} else if n := len(img.Names); n != 0 && registry.HasTransport(ref) {
		state.FromImage = img.Names[0] // the name in the archive, which the image got just now
	} else if n != 0 {
		state.FromImage = img.Names[n-1] // an id
	}
	if state.Image, _, err = host.ImageOf(s.store, id, ref); err != nil {
		return err
	}
	state.Image = image.Based(state.Image, id, state.FromImage, img.Digest)
	return nil
}

// create creates a container with the requested name, or the first free one.
func (s *server) create(f *call.From, state containerState) (call.Container, error) {
	raw, err := json.Marshal(state)
	if err != nil {
		return call.Container{}, err
	}
	wanted := f.Options.Name
	base := defaultName(state.FromImage, state.FromImageID, f.Options.Suffix)
	candidate := wanted
	if wanted == "" {
		candidate = base
	} else if err := checkName(wanted); err != nil {
		return call.Container{}, err
	}
	for i := 1; ; i++ {
		if _, err := s.store.Container(candidate); wanted == "" && err == nil {
			candidate = fmt.Sprintf("%s-%d", base, i)
			continue
		}
		c, err := s.store.NewContainer(candidate, state.FromImageID, raw)
		if wanted == "" && errors.Is(err, store.ErrNameTaken) {
			continue // by another process, just now
		}
		if err != nil {
			return call.Container{}, err
		}
		return call.Container{ID: c.ID, Name: name(c)}, nil
	}
}

// containers lists the containers of the store.
func (s *server) containers(context.Context, call.None, emitter) ([]api.ContainerInfo, error) {
	list, err := s.store.Containers()
	if err != nil {
		return nil, err
	}
	out := make([]api.ContainerInfo, len(list))
	for i, c := range list {
		out[i] = s.containerInfo(c)
	}
	return out, nil
}

func (s *server) containerInfo(c store.Container) api.ContainerInfo {
	info := api.ContainerInfo{
		ID: c.ID, Name: name(c), ImageID: c.Image, Created: c.Created, Own: c.Own, MountedAt: s.store.MountPoint(c),
	}
	if img, err := s.store.Image(c.Image); err == nil && len(img.Names) != 0 {
		info.Image = img.Names[0]
	}
	if raw, err := s.store.State(c); err == nil {
		var state containerState
		if json.Unmarshal(raw, &state) == nil && state.FromImage != "" {
			info.Image = state.FromImage
		}
	}
	return info
}

// inspectContainer describes one container.
func (s *server) inspectContainer(_ context.Context, id string, _ emitter) (out api.ContainerInspection, err error) {
	c, err := s.findContainer(id)
	if err != nil {
		return out, err
	}
	raw, err := s.store.State(c)
	if err != nil {
		return out, err
	}
	var state containerState
	if err := json.Unmarshal(raw, &state); err != nil {
		return out, fmt.Errorf("reading the state of the container %s: %w", name(c), err)
	}
	config, err := json.Marshal(state.Image.Config)
	return api.ContainerInspection{
		ContainerInfo: s.containerInfo(c), ImageDigest: state.FromDigest, Format: state.Format, Config: config,
		Annotations: state.Image.Annotations, CreatedBy: state.CreatedBy, Comment: state.Image.Comment,
		Hostname: state.Image.Hostname, Domainname: state.Image.Domainname, Run: state.Run,
	}, err
}

func (s *server) configure(ctx context.Context, c call.Configure, emit emitter) (warnings []string, err error) {
	err = s.using(ctx, c.Container, emit, func(o *opened) error {
		lines, err := applyChanges(&c.Changes, &o.state)
		if err != nil {
			return err
		}
		if c.Changes.History.Add {
			for _, line := range lines {
				o.state.Image = image.AppendHistory(o.state.Image, "/bin/sh -c #(nop) "+line)
			}
		}
		img := &o.state.Image
		warnings = append(lost(*img, o.state.Format), uselessCmd(&c.Changes.Process, &img.Config.Config)...)
		if o.state.Format == api.FormatDocker && len(c.Changes.Annotations) != 0 {
			warnings = append(warnings, noAnnotations)
		}
		o.dirty = true
		return nil
	})
	return warnings, err
}

func (s *server) rename(ctx context.Context, c call.Rename, emit emitter) (none call.None, err error) {
	if err := checkName(c.Name); err != nil {
		return none, err
	}
	return none, s.using(ctx, c.Container, emit, func(o *opened) error {
		if slices.Contains(o.Names, c.Name) {
			return fmt.Errorf("renaming a container with the same name as its current name: %s", c.Name)
		}
		return s.store.Rename(o.Container, c.Name)
	})
}

// removeContainer removes also one of another program, unless that has it mounted.
func (s *server) removeContainer(ctx context.Context, id string, emit emitter) (none call.None, err error) {
	c, err := s.findContainer(id)
	if err != nil {
		return none, err
	}
	if !c.Own {
		return none, fmt.Errorf("the container %s belongs to another program: use that program to remove it", name(c))
	}
	unlock, err := s.lockContainer(ctx, c, emit)
	if err != nil {
		return none, err
	}
	defer unlock()
	return none, s.store.RemoveContainer(c.ID)
}

// mount mounts a container where the caller sees it.
func (s *server) mount(ctx context.Context, id string, emit emitter) (dir string, err error) {
	err = s.using(ctx, id, emit, func(o *opened) error {
		dir, err = s.store.MountContainer(o.ID)
		return err
	})
	return dir, err
}

// unmount undoes mount.
func (s *server) unmount(ctx context.Context, id string, emit emitter) (none call.None, err error) {
	return none, s.using(ctx, id, emit, func(o *opened) error {
		if s.store.MountPoint(o.Container) == "" {
			return nil // as with buildah, which counts its mounts
		}
		return s.store.UnmountContainer(o.ID)
	})
}
