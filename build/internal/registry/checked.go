package registry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/limits"
)

// checked is a reference to an image whose manifest must be one thing and not two, and
// list no more layers than the limit. All sources are opened through it.
func (a Access) checked(ref types.ImageReference) types.ImageReference {
	return checkedReference{ImageReference: ref, layers: a.Limits.WithDefaults().Layers}
}

type checkedReference struct {
	types.ImageReference
	layers int64
	one    bool // one image is wanted, also of a list
	// opened, when it is not nil, is called with the source and the image that is chosen.
	opened func(context.Context, *types.SystemContext, types.ImageSource, *digest.Digest) error
}

// NewImageSource opens the source. The result is the transport's own type, because it
// implements more than the interface. It caches the manifest that was checked.
func (r checkedReference) NewImageSource(ctx context.Context, sys *types.SystemContext) (types.ImageSource, error) {
	sys, err := restricted(r.ImageReference, sys)
	if err != nil {
		return nil, err
	}
	src, err := r.ImageReference.NewImageSource(ctx, sys)
	if err != nil {
		return nil, refused(r, err)
	}
	raw, kind, err := src.GetManifest(ctx, nil)
	if err == nil {
		err = r.check(raw)
	}
	var chosen *digest.Digest
	if err == nil && manifest.MIMETypeIsMultiImage(kind) {
		chosen, err = r.checkInstance(ctx, sys, src, raw, kind)
	}
	if err == nil && r.opened != nil && (chosen != nil || !manifest.MIMETypeIsMultiImage(kind)) {
		err = r.opened(ctx, sys, src, chosen)
	}
	if err != nil {
		return nil, errors.Join(refused(r, err), src.Close())
	}
	return src, nil
}

func (r checkedReference) check(raw []byte) error {
	return errors.Join(image.CheckManifest(raw), checkLayers(raw, r.layers))
}

// checkInstance checks the manifest that will be chosen from an index, before the library
// reads it. This costs one request, for indexes only.
func (r checkedReference) checkInstance(
	ctx context.Context, sys *types.SystemContext, src types.ImageSource, raw []byte, kind string,
) (*digest.Digest, error) {
	list, err := manifest.ListFromBlob(raw, kind)
	if err != nil {
		return nil, err
	}
	chosen, err := list.ChooseInstance(sys)
	if err != nil && r.one {
		return nil, missingIn(list, title(r.ImageReference), wanted(sys))
	}
	if err != nil {
		return nil, nil
	}
	instance, _, err := src.GetManifest(ctx, &chosen)
	if err != nil {
		return nil, err
	}
	return &chosen, r.check(instance)
}

// checkLayers refuses an image of too many layers.
func checkLayers(raw []byte, most int64) error {
	var m struct {
		Layers   []struct{} `json:"layers"`
		FSLayers []struct{} `json:"fsLayers"`
	}
	if json.Unmarshal(raw, &m) == nil && int64(len(m.Layers)+len(m.FSLayers)) > most {
		return &limits.Exceeded{What: "the image has more layers than", Name: "image-layers", Limit: most}
	}
	return nil
}

// checkPulled checks the image that a pull stored. The manifest of an image chosen from an
// index is checked here first. A refused image is removed, unless it existed before.
func (c *Client) checkPulled(id string, written []byte, before map[string]bool) error {
	err := errors.Join(image.CheckManifest(written), checkLayers(written, c.Access.Limits.WithDefaults().Layers))
	if err == nil {
		var config []byte
		if config, _, err = c.Store.Data(id); err == nil {
			err = errors.Join(
				image.CheckConfig(config), c.checkSizes(written, len(config)), checkDiffIDs(written, config),
			)
		}
	}
	if err != nil && !before[id] {
		err = errors.Join(err, c.Store.Discard(id))
	}
	return err
}

// checkSizes compares the sizes in a manifest with the downloaded sizes. The library
// compares digests only.
func (c *Client) checkSizes(written []byte, config int) error {
	m, err := manifest.FromBlob(written, manifest.GuessMIMEType(written))
	if err != nil {
		return err
	}
	if said := m.ConfigInfo(); said.Digest != "" && said.Size != int64(config) {
		return fmt.Errorf("checking sizes: the config has %d bytes, its manifest says %d", config, said.Size)
	}
	for _, said := range m.LayerInfos() {
		sizes, err := c.Store.CompressedSizes(said.Digest)
		if err != nil {
			continue // it is known by another digest, as one that was encrypted is
		}
		for _, size := range sizes {
			if size > 0 && said.Size >= 0 && size != said.Size {
				return fmt.Errorf("checking sizes: layer %s has %d bytes, its manifest says %d",
					said.Digest, size, said.Size)
			}
		}
	}
	return nil
}

// checkDiffIDs checks that the config and the manifest list the same number of layers.
// Additional entries would claim files that nobody checks.
func checkDiffIDs(written, config []byte) error {
	var said struct {
		RootFS struct {
			DiffIDs []string `json:"diff_ids"`
		} `json:"rootfs"`
	}
	mime := manifest.GuessMIMEType(written)
	if mime != manifest.DockerV2Schema2MediaType && mime != ocispec.MediaTypeImageManifest {
		return nil // older manifests have no such list
	}
	m, err := manifest.FromBlob(written, mime)
	if err == nil {
		err = json.Unmarshal(config, &said)
	}
	if err != nil {
		return err
	}
	if got, want := len(said.RootFS.DiffIDs), len(m.LayerInfos()); got != want {
		return fmt.Errorf("checking layers: the config lists %d, the manifest %d", got, want)
	}
	return nil
}

// stored are the ids of the images of the store.
func (c *Client) stored() (map[string]bool, error) {
	images, err := c.Store.Images()
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, img := range images {
		out[img.ID] = true
	}
	return out, nil
}
