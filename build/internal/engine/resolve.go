package engine

import (
	"cmp"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/runtime/network"
)

// resolve completes a request from its arguments, its tags and the settings of the machine.
// It checks everything that can be checked before anything is read.
func (s *server) resolve(c call.Build, files []*os.File, emit emitter) (b *job, err error) {
	r := c.Request
	b = &job{server: s, inputs: &inputs{}, emit: emit}
	if c.Shell > 0 && c.Shell <= len(files) {
		b.shell = files[c.Shell-1]
	}
	if c.Stdin > 0 && c.Stdin <= len(files) {
		b.stdin = files[c.Stdin-1]
	}
	if b.outputs, err = takeFiles(r.Outputs, c.Writers, files); err != nil {
		return nil, err
	}
	if r, err = completed(r, b.warn); err != nil {
		return nil, err
	}
	b.addSent(&r)
	_, budget := s.cacheBudget()
	if err := errors.Join(b.checkIndex(&r), checkSBOM(&r.SBOM, &r.Platforms), budget); err != nil {
		return nil, err
	}
	if b.scan, err = readScan(&r.Scan); err != nil {
		return nil, err
	}
	if cacheOnly(b.outputs) {
		r.Tags = nil // there will be no image that could have them
	}
	if b.names, err = registry.NormalizeAll(r.Tags); err != nil {
		return nil, err
	}
	if b.run, err = s.runOptions(r.Run); err != nil {
		return nil, err
	}
	if b.shell != nil && b.run.Isolation.Path != "" {
		return nil, errors.New("a debug shell is not supported with isolation oci")
	}
	b.run.Secrets = map[string][]byte{}
	for _, secret := range r.Secrets {
		b.run.Secrets[secret.ID] = secret.Data
	}
	b.run.Agents, err = agents(r.SSH)
	b.request = r
	return b, errors.Join(err, b.checkSigning())
}

// addSent adds outputs for tags that name another place than the store, and completes all outputs.
func (b *job) addSent(r *api.Request) {
	var sent []output
	r.Tags, sent = splitTags(r.Tags)
	for i := range sent {
		sent[i].Transfer = r.Transfer
	}
	b.outputs = append(b.outputs, sent...)
	for i := range b.outputs {
		if o := &b.outputs[i]; o.Type == "registry" || o.Type == "image" {
			attestTo(&o.Transfer, r)
		}
	}
}

// attestTo completes how an output sends and signs attestations. Who asks for provenance gets it in
// both forms: in the one of BuildKit, whose flag that is, and as referrers.
func attestTo(t *api.Transfer, r *api.Request) {
	if t.Sign.IsZero() {
		t.Sign = r.Transfer.Sign
	}
	t.Attest = cmp.Or(t.Attest, r.Transfer.Attest)
	asked := r.Attest.Provenance == api.ProvenanceMin || r.Attest.Provenance == api.ProvenanceMax
	switch {
	case t.Attest != "":
	case asked:
		t.Attest = api.AttestBoth
	case !r.SBOM.IsZero(), !r.Scan.IsZero():
		t.Attest = api.AttestReferrers
	}
}

// checkIndex checks the outputs and the image index that gets the images. Without a tag it
// is what outputs to registries send.
func (b *job) checkIndex(r *api.Request) error {
	into := r.Platforms.AddTo
	if into == "" {
		return checkOutputs(b.outputs, r.Tags)
	}
	if _, err := registry.NormalizeAll([]string{into}); err != nil {
		return err
	}
	unnamed := func(o output) bool {
		return (o.Type == "image" || o.Type == "registry") && len(o.Names) == 0
	}
	if len(r.Tags) == 0 && slices.ContainsFunc(b.outputs, unnamed) {
		r.Platforms.Index = true
	}
	return checkOutputs(b.outputs, append(slices.Clone(r.Tags), into))
}

// completed is a request with defaults from its arguments and containers.conf.
func completed(r api.Request, warn func(string)) (out api.Request, err error) {
	if r, err = withBuildKitArgs(r, warn); err != nil {
		return r, err
	}
	if r.Args, err = withoutProxy(r.Args); err != nil {
		return r, err
	}
	if r.Image.Format, err = imageFormat(&r.Image); err != nil {
		return r, err
	}
	if r.Stages.Labels && !r.Stages.Save {
		return r, errors.New("labels of stages need images that have them: use --save-stages too")
	}
	switch r.Attest.Provenance {
	case "", api.ProvenanceMin, api.ProvenanceMax, api.ProvenanceNone:
	default:
		return r, fmt.Errorf("unknown provenance %q: use min, max or none", r.Attest.Provenance)
	}
	if r.Run, err = withMachine(r.Run); err != nil { // which keys of steps are made of
		return r, err
	}
	return r, checkCaches(&r)
}

// imageFormat is the format of an image: the given one, or that of containers.conf.
func imageFormat(o *api.ImageOptions) (api.ImageFormat, error) {
	switch o.Format {
	case "":
		m, err := machine()
		if err != nil {
			return "", err
		}
		switch m.Engine.ImageDefaultFormat {
		case "docker", "v2s2", "v2s1":
			return api.FormatDocker, nil
		}
		return api.FormatOCI, nil
	case api.FormatOCI, api.FormatDocker:
	default:
		return "", fmt.Errorf("unknown format %q: use oci or docker", o.Format)
	}
	return o.Format, nil
}

// recordable are the options of the cache for a network. Layers of the cache would hide what their
// commands reach.
func recordable(o api.CacheOptions, choice network.Choice) api.CacheOptions {
	o.Disabled = o.Disabled || choice.Mode == network.Record
	return o
}

// keyExtra is everything outside of the Containerfile that influences the result of a RUN. What
// standard input holds is not known, so that each build with one has keys of its own.
func keyExtra(o api.RunOptions, choice network.Choice, timestamp *time.Time, stdin bool) (string, error) {
	extra := struct {
		Network        api.NetworkOptions
		Security       api.SecurityOptions
		Ulimits        []string
		Volumes        []string
		Devices        []string `json:",omitempty"`
		CacheNamespace string
		Timestamp      *time.Time
		DiscardVolumes bool   `json:",omitempty"`
		Stdin          string `json:",omitempty"`
	}{
		Network: o.Network, Security: o.Security, Ulimits: o.Resources.Ulimits, Volumes: o.Volumes, Devices: o.Devices,
		CacheNamespace: o.CacheNamespace, Timestamp: timestamp, DiscardVolumes: o.DiscardVolumes,
	}
	switch choice.Mode {
	case network.Allow: // what was not allowed may be missing, so each list has keys of its own
		extra.Network.Mode = api.NetworkMode(choice.Text())
	case network.Record:
		extra.Network.Mode = "" // nothing is missing
	}
	if stdin {
		extra.Stdin = rand.Text()
	}
	if file := o.Security.Seccomp; filepath.IsAbs(file) {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("reading the seccomp profile: %w", err)
		}
		extra.Security.Seccomp = string(text)
	}
	text, err := json.Marshal(extra)
	return string(text), err
}
