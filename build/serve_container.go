package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/moby/buildkit/util/suggest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder"
)

// containerState is what is remembered of a working container, as JSON in the store.
type containerState struct {
	FromImage   string // name; empty: nothing
	FromImageID string
	FromDigest  string
	Image       image.Image // the image to be, without the layer of changes
	Format      string
	Run         RunOptions
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

// using locks a container, and calls do. What do changed of the state is kept.
func (s *server) using(ctx context.Context, id string, emit func(event.Event), do func(*opened) error) error {
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

func (s *server) lockContainer(ctx context.Context, c store.Container, emit func(event.Event)) (unlock func() error, err error) {
	return s.store.LockContainer(ctx, c.ID, func() {
		emit(event.Event{Kind: event.Warning, Time: time.Now(), Message: "waiting for the container " + name(c) + ", which another process uses"})
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
	if near, ok := suggest.Search(id, names, true); ok {
		return c, imagebuilder.WithHint(err, "did you mean "+near+"?")
	}
	return c, imagebuilder.WithHint(err, "`cooper containers` lists what is there")
}

// withHost opens what commands and copies need, and closes it after do.
func (s *server) withHost(config host.Config, do func(*host.Host) error) (err error) {
	if config.Work, err = s.store.NewWork(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, config.Work.Close()) }()
	fetcher := &remote.Fetcher{Limits: s.limits}
	if fetcher.Dir, err = s.store.Dir("remote"); err != nil {
		return err
	}
	config.Store, config.Fetcher, config.Emulator, config.Rung, config.Limits = s.store, fetcher, &s.emulator, s.rung, s.limits
	h, err := host.New(config)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return do(h)
}

// from makes a container.
func (s *server) from(ctx context.Context, c fromCall, emit func(event.Event)) (Container, error) {
	r := Request{Pull: c.Options.Pull, Access: c.Options.Access, Image: ImageOptions{Format: c.Options.Format}}
	if err := r.Image.check(); err != nil {
		return Container{}, err
	}
	if _, err := c.Options.Run.internal(); err != nil {
		return Container{}, err
	}
	target := hostPlatform()
	if c.Options.Platform != "" {
		var err error
		if target, err = parsePlatform(c.Options.Platform); err != nil {
			return Container{}, err
		}
	}
	state := containerState{Format: r.Image.Format, Run: c.Options.Run}
	if c.Image != "scratch" && c.Image != "" {
		if err := s.startFrom(ctx, &state, c.Image, &r, target, emit); err != nil {
			return Container{}, err
		}
	} else {
		state.Image = image.New(target)
	}
	triggers := state.Image.Config.Config.OnBuild
	state.Image.Config.Config.OnBuild = nil
	made, err := s.create(c.Options.Name, c.Image, state)
	if err != nil || len(triggers) == 0 {
		return made, err
	}
	if err := s.runTriggers(ctx, made.ID, triggers, &c, emit); err != nil {
		return Container{}, errors.Join(err, s.removeContainer(context.WithoutCancel(ctx), made.ID, emit))
	}
	return made, nil
}

// startFrom pulls an image and takes over its config.
func (s *server) startFrom(ctx context.Context, state *containerState, ref string, r *Request, target ocispec.Platform, emit func(event.Event)) error {
	pull, err := s.puller(r, emit)
	if err != nil {
		return err
	}
	id, err := pull(ctx, ref, target)
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
	}
	state.Image, _, err = host.ImageOf(s.store, id, ref)
	return err
}

// create gives a container the name that was asked for, or the first that is free.
func (s *server) create(wanted, ref string, state containerState) (Container, error) {
	raw, err := json.Marshal(state)
	if err != nil {
		return Container{}, err
	}
	candidate := wanted
	if wanted == "" {
		candidate = usualName(ref)
	} else if !containerName.MatchString(wanted) {
		return Container{}, fmt.Errorf("container name %q: letters, digits, dots, dashes and underscores can be in it", wanted)
	}
	for i := 1; ; i++ {
		if _, err := s.store.Container(candidate); wanted == "" && err == nil {
			candidate = fmt.Sprintf("%s-%d", usualName(ref), i)
			continue
		}
		c, err := s.store.NewContainer(candidate, state.FromImageID, raw)
		if wanted == "" && errors.Is(err, store.ErrNameTaken) {
			continue // by another process, just now
		}
		if err != nil {
			return Container{}, err
		}
		return Container{ID: c.ID, Name: name(c)}, nil
	}
}

var containerName = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9_.-]*$`)

// usualName is that of a container of an image, when none is given.
func usualName(ref string) string {
	if ref == "" || ref == "scratch" {
		return "working-container"
	}
	ref, _, _ = strings.Cut(ref, "@")
	base := path.Base(ref)
	base, _, _ = strings.Cut(base, ":")
	return base + "-working-container"
}

func (s *server) containers() ([]ContainerInfo, error) {
	list, err := s.store.Containers()
	if err != nil {
		return nil, err
	}
	out := make([]ContainerInfo, len(list))
	for i, c := range list {
		out[i] = s.containerInfo(c)
	}
	return out, nil
}

func (s *server) containerInfo(c store.Container) ContainerInfo {
	info := ContainerInfo{ID: c.ID, Name: name(c), ImageID: c.Image, Created: c.Created, Own: c.Own, MountedAt: s.store.MountPoint(c)}
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

func (s *server) inspectContainer(id string) (out ContainerInspection, err error) {
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
	return ContainerInspection{
		ContainerInfo: s.containerInfo(c), ImageDigest: state.FromDigest, Format: state.Format, Config: config,
		Annotations: state.Image.Annotations, CreatedBy: state.CreatedBy, Comment: state.Image.Comment,
		Hostname: state.Image.Hostname, Domainname: state.Image.Domainname, Run: state.Run,
	}, err
}

func (s *server) configure(ctx context.Context, c configureCall, emit func(event.Event)) (warnings []string, err error) {
	err = s.using(ctx, c.Container, emit, func(o *opened) error {
		lines, err := c.Changes.apply(&o.state)
		if err != nil {
			return err
		}
		if c.Changes.AddHistory {
			for _, line := range lines {
				o.state.Image = image.AppendHistory(o.state.Image, "/bin/sh -c #(nop) "+line)
			}
		}
		warnings = append(lost(o.state.Image, o.state.Format), c.Changes.uselessCmd(&o.state.Image.Config.Config)...)
		o.dirty = true
		return nil
	})
	return warnings, err
}

func (s *server) rename(ctx context.Context, c renameCall, emit func(event.Event)) error {
	if !containerName.MatchString(c.Name) {
		return fmt.Errorf("container name %q: letters, digits, dots, dashes and underscores can be in it", c.Name)
	}
	return s.using(ctx, c.Container, emit, func(o *opened) error { return s.store.Rename(o.Container, c.Name) })
}

// removeContainer removes also one of another program, unless that has it mounted.
func (s *server) removeContainer(ctx context.Context, id string, emit func(event.Event)) error {
	c, err := s.findContainer(id)
	if err != nil {
		return err
	}
	if !c.Own {
		return fmt.Errorf("the container %s was made by another program, which removes it", name(c))
	}
	unlock, err := s.lockContainer(ctx, c, emit)
	if err != nil {
		return err
	}
	return errors.Join(s.store.RemoveContainer(c.ID), unlock())
}

// mount mounts a container where the caller sees it.
func (s *server) mount(ctx context.Context, id string, emit func(event.Event)) (dir string, err error) {
	err = s.using(ctx, id, emit, func(o *opened) error {
		dir, err = s.store.MountContainer(o.ID)
		return err
	})
	return dir, err
}

func (s *server) unmount(ctx context.Context, id string, emit func(event.Event)) error {
	return s.using(ctx, id, emit, func(o *opened) error {
		if s.store.MountPoint(o.Container) == "" {
			return fmt.Errorf("the container %s is not mounted", name(o.Container))
		}
		return s.store.UnmountContainer(o.ID)
	})
}
