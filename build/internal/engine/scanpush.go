package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/containerd/platforms"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// putScanned stores the image of a build after a scan. An image that is refused gets no name.
func (b *job) putScanned(ctx context.Context, h *host.Host, p *plan.Plan, outcome exec.Outcome) (api.Result, error) {
	if b.scan == nil {
		return b.putAll(p, outcome)
	}
	reports, err := b.scanImage(ctx, h, b.scan, outcome.Target, b.predicates)
	var refused *api.Error
	if !errors.As(err, &refused) {
		if err != nil {
			return api.Result{}, err
		}
		b.predicates = append(b.predicates, reports...)
		return b.putAll(p, outcome)
	}
	names := b.names
	b.names = nil
	result, err := b.putAll(p, outcome)
	b.names = names
	if err != nil {
		return api.Result{}, errors.Join(refused, err)
	}
	refused.Message += fmt.Sprintf("\nthe image has no name, and its id is %.12s", result.ID)
	return api.Result{}, refused
}

// scanPushed scans what is about to be pushed. The reports are kept with the images, and go with them.
func (s *server) scanPushed(ctx context.Context, id string, r *api.PushRequest, emit emitter) error {
	scan, err := readScan(&r.Scan)
	if err != nil || scan == nil {
		return err
	}
	images, err := s.imagesBelow(id)
	if err != nil {
		return fmt.Errorf("scanning %s: %w", r.Image, err)
	}
	options, err := withMachine(api.RunOptions{})
	if err != nil {
		return err
	}
	run, err := s.runOptions(options)
	if err != nil {
		return err
	}
	for _, id := range images {
		b := &job{
			server: s, inputs: &inputs{}, emit: emit, record: newRecorder(),
			request: api.Request{Tags: []string{r.Image}, Access: r.Access},
		}
		err := s.withHost(host.Config{Run: run, Warn: emit.warn}, func(h *host.Host) error {
			return b.scanStored(ctx, h, scan, id, len(images) > 1)
		})
		if err != nil {
			return err
		}
	}
	if dest := r.Destination; r.Attest == "" && (!registry.HasTransport(dest) || strings.HasPrefix(dest, "docker://")) {
		r.Attest = api.AttestReferrers
	}
	return nil
}

// imagesBelow are the images that a push of an image or an index sends.
func (s *server) imagesBelow(id string) (images []string, err error) {
	list, isIndex, err := s.store.IndexOf(id)
	if err != nil || !isIndex {
		return []string{id}, err
	}
	for _, e := range list.Entries {
		switch {
		case e.IsArtifact():
		case e.ID == "":
			err := fmt.Errorf("the image %s of the index is in a registry only", e.Descriptor.Digest)
			return nil, imagebuilder.WithHint(err, "use `cooper pull` before `cooper manifest add`")
		default:
			images = append(images, e.ID)
		}
	}
	return images, nil
}

// scanStored scans an image of the store, and replaces an earlier report. It names the platform if it
// is one of several.
func (b *job) scanStored(ctx context.Context, h *host.Host, scan *imageScan, id string, several bool) error {
	base, err := h.ImageFiles(id)
	if err != nil {
		return err
	}
	if several {
		b.platform = platforms.Format(base.Image.Config.Platform)
	}
	have, err := b.store.Attestations(id)
	if err != nil {
		return err
	}
	reports, err := b.scanImage(ctx, h, scan, &exec.Result{Image: base.Image, Layer: base.Layer}, have)
	if err != nil || len(reports) == 0 {
		return err
	}
	have = slices.DeleteFunc(have, func(p attest.Predicate) bool { return p.Type == reports[0].Type })
	return b.store.SetAttestations(id, append(have, reports...))
}
