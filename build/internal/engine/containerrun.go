package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/worker"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/imagebuilder/plan"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// run runs a command in a container, on files that came with the call.
func (s *server) run(ctx context.Context, c call.Run, emit emitter) (none call.None, err error) {
	if len(c.Command.Args) == 0 {
		return none, errors.New("name a command, for example: cooper run CONTAINER -- ls")
	}
	files := worker.Files(ctx)
	var streams sandbox.Options
	switch {
	case c.Terminal && len(files) == 1:
		streams.Console = files[0]
	case !c.Terminal && len(files) == 3:
		streams.Stdin, streams.Stdout, streams.Stderr = files[0], files[1], files[2]
	default:
		return none, errors.New("the call has the wrong number of files")
	}
	return none, s.using(ctx, c.Container, emit, func(o *opened) error {
		if err := s.runIn(ctx, o, &c.Command, streams, emit); err != nil {
			return err
		}
		if c.Command.AddHistory {
			o.state.Image = image.AppendHistory(o.state.Image, strings.Join(c.Command.Args, " "))
			o.dirty = true
		}
		return nil
	})
}

func (s *server) runIn(
	ctx context.Context, o *opened, c *api.Command, streams sandbox.Options, emit emitter,
) (err error) {
	options := overridden(o.state.Run, c.Run)
	run, err := s.containerOptions(options)
	if err != nil {
		return err
	}
	run.Network.Hostname = cmp.Or(run.Network.Hostname, o.state.Image.Hostname, o.ID[:12])
	for _, n := range o.Names {
		if n != run.Network.Hostname && !strings.ContainsAny(n, "/:@") {
			run.Network.Names = append(run.Network.Names, n)
		}
	}
	step := o.state.step(c)
	if !slices.ContainsFunc(step.Env, func(e string) bool { return strings.HasPrefix(e, "HOSTNAME=") }) {
		step.Env = append(step.Env, "HOSTNAME="+run.Network.Hostname)
	}
	proxied, err := proxied()
	if err != nil {
		return err
	}
	if proxied && !options.Network.NoProxy {
		step.ProxyEnv = c.Proxy
	}
	if err := readMounts(options.Mounts, c.ContextDir, step, &run); err != nil {
		return err
	}
	var reached reachedBy
	defer func() { err = errors.Join(err, reached.report(run.Network.Choice, err != nil, emit.warn)) }()
	return s.withHost(host.Config{Run: run, Warn: emit.warn, Reached: reached.note}, func(h *host.Host) error {
		from := make([]exec.Mounted, len(step.Mounts))
		for i := range step.Mounts {
			source := step.Mounts[i].From
			if source.Kind != plan.SourceImage {
				continue
			}
			if from[i], err = s.filesOf(ctx, h, source.Image, api.Access{Retry: -1}, byCaller, emit); err != nil {
				return err
			}
		}
		tree, err := h.OpenContainer(o.Container)
		if err != nil {
			return err
		}
		return h.RunIn(ctx, tree, step, from, streams)
	})
}

// overridden merges options. Set fields of others win, and lists are appended.
func overridden(o, by api.RunOptions) api.RunOptions {
	override(reflect.ValueOf(&o).Elem(), reflect.ValueOf(by))
	return o
}

func override(into, by reflect.Value) {
	for i := range into.NumField() {
		switch field := by.Field(i); {
		case field.IsZero():
		case field.Kind() == reflect.Struct:
			override(into.Field(i), field)
		case field.Kind() == reflect.Slice:
			into.Field(i).Set(reflect.AppendSlice(into.Field(i), field))
		default:
			into.Field(i).Set(field)
		}
	}
}

// step is a command as a RUN of a Containerfile would have it.
func (s *containerState) step(c *api.Command) *dispatch.RunStep {
	config := &s.Image.Config.Config
	step := &dispatch.RunStep{
		Args: c.Args, Env: slices.Clone(config.Env), Cwd: config.WorkingDir, User: config.User,
		Arch: s.Image.Config.Architecture, Volumes: dispatch.Volumes(config.Volumes),
	}
	step.Env = changePairs(step.Env, c.Env, func(string) {})
	if c.User != "" {
		step.User = c.User
	}
	if c.Dir != "" {
		step.Cwd = path.Join("/", config.WorkingDir, c.Dir)
		if path.IsAbs(c.Dir) {
			step.Cwd = path.Clean(c.Dir)
		}
	}
	if step.Cwd == "" {
		step.Cwd = "/"
	}
	return step
}

// readMounts reads --mount flags. A bind of the host is a volume.
func readMounts(mounts []string, contextDir string, step *dispatch.RunStep, run *host.RunOptions) error {
	absolute := func(name string) string {
		if !path.IsAbs(name) {
			name = path.Join(step.Cwd, name)
		}
		return path.Clean(name)
	}
	for _, text := range mounts {
		parsed, err := mount.Parse(text, func(word string) (string, error) { return word, nil })
		if err != nil {
			return err
		}
		if parsed.Kind == mount.Secret || parsed.Kind == mount.SSH {
			return fmt.Errorf("--mount=%s: mounts of type %s are for builds only", text, parsed.Kind)
		}
		if parsed.Kind == mount.Bind && parsed.From == "" {
			v := host.Volume{Source: parsed.Source, Target: absolute(parsed.Target), ReadOnly: parsed.ReadOnly}
			v.Overlay = !v.ReadOnly // what is written is discarded, unlike with a volume
			if !filepath.IsAbs(v.Source) {
				v.Source = filepath.Join(contextDir, v.Source)
			}
			if err := completeVolume(&v, parsed.Words, run.Security.Label != ""); err != nil {
				return fmt.Errorf("--mount=%s: %w", text, err)
			}
			run.Volumes = append(run.Volumes, v)
			continue
		}
		m, err := dispatch.CompleteMount(parsed, plan.Source{Kind: plan.SourceImage, Image: parsed.From}, absolute, 0)
		if err != nil {
			return fmt.Errorf("--mount=%s: %w", text, err)
		}
		if parsed.From == "" {
			m.From = plan.Source{Kind: plan.SourceNothing}
		}
		step.Mounts = append(step.Mounts, m)
	}
	return nil
}

// filesOf opens the files of a container or an image, which is pulled when need be.
func (s *server) filesOf(
	ctx context.Context, h *host.Host, from string, access api.Access, named func(string) bool, emit emitter,
) (out exec.Mounted, err error) {
	if c, err := s.store.Container(from); err == nil {
		tree, err := h.OpenContainer(c)
		if err != nil {
			return out, err
		}
		out.Identity = c.ID
		out.Files, err = h.Files(tree)
		return out, err
	}
	pull, err := s.puller("", access, emit)
	if err != nil {
		return out, err
	}
	files := &imageFiles{pull, h.Context, h.Work, named}
	id, err := files.Pull(ctx, s.shortName(from), image.HostPlatform())
	if err != nil {
		return out, err
	}
	base, err := h.ImageFiles(id)
	return exec.Mounted{Files: base.Files, Identity: base.Identity}, err
}
