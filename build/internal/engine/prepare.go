package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/containerd/platforms"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/farm"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// preparation makes a request portable: other machines can do it.
type preparation struct {
	*job
	call.Preparation
	out    call.Prepared
	client *registry.Client
	names  []string // of images that the build reads or writes
}

// prepare makes a request portable. It checks the request here, and sends the contexts.
func (s *server) prepare(ctx context.Context, c call.Preparation, emit emitter) (out call.Prepared, err error) {
	b, err := s.newJob(call.Build{Request: c.Request}, nil, emit)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, b.work.Close()) }()
	p := &preparation{job: b, Preparation: c}
	if p.client, err = b.client(c.Access, emit); err != nil {
		return out, err
	}
	p.out.Limits = s.limits
	p.out.Request, p.out.Files = c.Request, map[string][]byte{}
	if err := p.takeConfig(); err != nil {
		return out, err
	}
	for _, do := range []func(context.Context) error{p.read, p.sendNamed, p.sendMain, p.takeFiles, p.takeCredentials} {
		if err := do(ctx); err != nil {
			return out, err
		}
	}
	return p.out, nil
}

// takeConfig takes along what concerns all builds of this process.
func (p *preparation) takeConfig() error {
	a, merged := &p.out.Request.Access, &p.client.Access
	if cmp.Or(p.config.MountsFile, merged.RegistriesDir, merged.RegistriesConfDir, merged.ShortNameAliases) != "" {
		return &api.Error{
			Kind:    api.KindUsage,
			Message: "a build on another machine cannot have directories of configuration of this one",
			Hint:    "use --registries-conf FILE, and put mounts into the Containerfile",
		}
	}
	a.RegistriesConf = merged.RegistriesConf
	a.BlobCache = "" // it speeds up pushes of this machine
	return nil
}

// read opens a context that is on this machine, finds the platforms, and plans the build for each, so
// that mistakes are found here.
func (p *preparation) read(ctx context.Context) error {
	if err := p.openContexts(ctx); err != nil {
		return err
	}
	here := p.request.Context.URL == ""
	if here || p.request.Platforms.All {
		var err error
		if p.main, err = p.contexts.provide(ctx, p.request.Context); err != nil {
			return err
		}
	}
	targets, err := p.targets(ctx)
	if err != nil {
		return err
	}
	for _, target := range targets {
		p.out.Platforms = append(p.out.Platforms, platforms.Format(target))
		if !here || p.request.Source.Builder != "" {
			continue
		}
		loaded, err := p.load(platforms.Normalize(target), p.request.Args)
		if err != nil {
			return err
		}
		if err := checkSecrets(&p.request, loaded); err != nil {
			return err
		}
		p.note(loaded)
	}
	return nil
}

// note notes the images that a plan names.
func (p *preparation) note(loaded *plan.Plan) {
	for _, stage := range loaded.Stages {
		if stage.Base.Kind == plan.BaseImage && !slices.Contains(p.names, stage.Base.Image) {
			p.names = append(p.names, stage.Base.Image)
		}
	}
}

// sendMain sends the context and takes the Containerfile along.
func (p *preparation) sendMain(ctx context.Context) error {
	r := &p.out.Request
	if p.request.Context.URL != "" {
		return nil
	}
	if p.request.Source.Builder == "" {
		r.Text, r.File, r.Files = p.file.Text, p.file.Name, nil
	}
	if p.main.dir == "" {
		return nil
	}
	opened, err := source.Open(p.main.dir, p.file.Path, p.request.IgnoreFile)
	if err != nil {
		return err
	}
	defer opened.Close()
	url, err := p.send(ctx, opened, 0)
	if err != nil {
		return err
	}
	r.Context.Path, r.Context.Archive, r.Context.URL = "", "", url
	// The rules were applied already.
	p.out.Files["ignore"], r.IgnoreFile = []byte{}, farm.FilePrefix+"ignore"
	return nil
}

// sendNamed sends the named contexts that are on this machine.
func (p *preparation) sendNamed(ctx context.Context) error {
	named := map[string]string{}
	opened, err := p.contexts.openNamed(ctx, p.local())
	for _, c := range opened {
		defer c.Close()
	}
	if err != nil {
		return err
	}
	for name, value := range p.request.Context.Named {
		if c := opened[strings.ToLower(name)]; c != nil {
			if value, err = p.send(ctx, c, len(named)+1); err != nil {
				return fmt.Errorf("named context %q: %w", name, err)
			}
		} else if value, err = p.sendImage(ctx, value, len(named)+1); err != nil {
			return fmt.Errorf("named context %q: %w", name, err)
		}
		named[name] = value
	}
	p.out.Request.Context.Named = named
	return nil
}

// local are the named contexts that are files of this machine.
func (p *preparation) local() map[string]string {
	out := map[string]string{}
	for name, value := range p.request.Context.Named {
		if !strings.Contains(value, "://") && !source.IsGit(value) && source.NamedImage(value) == "" {
			out[name] = value
		}
	}
	return out
}

// send sends a context and returns its address.
func (p *preparation) send(ctx context.Context, c *source.Context, number int) (string, error) {
	place := p.Repository
	if place == "" {
		place = "oci:" + filepath.Join(p.Layout, strconv.Itoa(number)) + ":context"
	}
	moved, err := p.sendContext(ctx, p.client, c.Tree(), place)
	if p.Repository == "" {
		return source.ArtifactScheme + "/" + strconv.Itoa(number) + ":context", err
	}
	return source.ArtifactScheme + p.Repository + "@" + moved.Digest.String(), err
}

// sendImage sends an image that only this machine has, and returns its address.
func (p *preparation) sendImage(ctx context.Context, value string, number int) (string, error) {
	name := source.NamedImage(value)
	id, err := p.find(name)
	stored := err == nil
	if name == "" || strings.HasPrefix(name, "docker://") || !stored && !registry.HasTransport(name) {
		p.names = append(p.names, name)
		return value, nil
	}
	if stored && !registry.HasTransport(name) && !strings.HasPrefix(id, name) && !registry.IsLocal(name) {
		p.names = append(p.names, name)
		return value, nil // a registry has the name too
	}
	if !stored {
		pull, err := p.puller(api.PullMissing, p.request.Access, p.emit)
		if err != nil {
			return "", err
		}
		if id, err = pull(ctx, name, image.HostPlatform()); err != nil {
			return "", err
		}
	}
	if p.Repository == "" {
		place := strconv.Itoa(number) + ":image"
		_, err := p.client.Push(ctx, id, "oci:"+filepath.Join(p.Layout, place), registry.PushOptions{})
		return "oci-layout:///" + place, err
	}
	dest, err := registry.ByDigest(p.Repository)
	if err != nil {
		return "", err
	}
	pushed, err := p.client.Push(ctx, id, dest, registry.PushOptions{
		PushOptions: api.PushOptions{Transfer: api.Transfer{Attest: api.AttestNone}},
	})
	return "docker-image://" + strings.TrimPrefix(pushed.Reference, "docker://"), err
}

// takeFiles takes the other files along that the request names.
func (p *preparation) takeFiles(context.Context) error {
	r := &p.out.Request
	r.SSH, r.Access.DecryptionKeys = slices.Clone(r.SSH), slices.Clone(r.Access.DecryptionKeys)
	for i := range r.SSH {
		r.SSH[i].Paths = slices.Clone(r.SSH[i].Paths)
	}
	r.Access.AuthFile, r.Access.DockerAuthFile = "", ""
	if r.Lock.Locked && p.main.dir != "" {
		var err error
		if r.Lock.File, err = p.lockFileOf(r.Lock.File); err != nil {
			return err
		}
	}
	if err := p.takeCertificates(); err != nil {
		return err
	}
	return farm.Paths(r, func(path string) (string, error) {
		if strings.HasPrefix(path, farm.FilePrefix) {
			return path, nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return "", fmt.Errorf("reading a file that goes along with the build: %w", err)
		}
		name := strconv.Itoa(len(p.out.Files)) + "-" + filepath.Base(path)
		p.out.Files[name] = text
		return farm.FilePrefix + name, nil
	})
}

// takeCertificates takes the certificates of --cert-dir along.
func (p *preparation) takeCertificates() error {
	dir := p.request.Access.CertDir
	if dir == "" {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("reading certificates: %w", err)
	}
	for _, entry := range entries {
		if p.out.Files["certs/"+entry.Name()], err = os.ReadFile(filepath.Join(dir, entry.Name())); err != nil {
			return fmt.Errorf("reading certificates: %w", err)
		}
	}
	p.out.Request.Access.CertDir = farm.FilePrefix + "certs"
	return nil
}

// takeCredentials takes the credentials along for the registries that the build reads and writes.
func (p *preparation) takeCredentials(context.Context) error {
	r := &p.out.Request
	if !p.Credentials {
		return nil
	}
	names := append(slices.Clone(p.names), p.Repository)
	for _, list := range [][]api.RemoteCache{r.Cache.From, r.Cache.To} {
		for i := range list {
			names = append(names, list[i].Ref)
		}
	}
	text, err := p.client.Access.CredentialsFor(names)
	if err != nil || text == nil {
		return err
	}
	p.out.Files["auth.json"], r.Access.AuthFile = text, farm.FilePrefix+"auth.json"
	return nil
}
