package engine

import (
	"maps"
	"slices"
	"time"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remotecache"
	"github.com/cooper-build/cooper/build/internal/store"
)

// put stores the image of a build. One for an image index needs no name.
func (b *job) put(o api.ImageOptions, outcome exec.Outcome, names []string, listed bool) (api.Result, error) {
	built := *outcome.Target
	img := built.Image
	if len(o.Labels) != 0 {
		labels := maps.Clone(img.Config.Config.Labels)
		if labels == nil {
			labels = map[string]string{}
		}
		maps.Copy(labels, o.Labels)
		img.Config.Config.Labels = labels
	}
	img.Annotations = annotations(img.Annotations, &o)
	edit(&img, &o)
	if err := inlineCache(&img, b.request.Cache.To, outcome.Steps); err != nil {
		return api.Result{}, err
	}
	img = image.Dated(img, b.created(img))
	if _, given := o.Annotations[ocispec.AnnotationCreated]; !given && !o.NoCreatedAnnotation &&
		!slices.Contains(o.Unset.Annotations, ocispec.AnnotationCreated) {
		at := img.Config.Created.Format(time.RFC3339Nano)
		img.Annotations = merged(img.Annotations, map[string]string{ocispec.AnnotationCreated: at})
	}
	if o.Format == api.FormatDocker && len(o.Annotations) != 0 {
		b.warn(noAnnotations)
	}
	config, manifest, err := img.Encode(image.Format(o.Format))
	if err != nil {
		return api.Result{}, err
	}
	if most := b.limits.WithDefaults().Config; int64(len(config)) > most {
		return api.Result{}, &limits.Exceeded{
			What: "the config of the image is larger than", Name: "config-bytes", Limit: most,
		}
	}
	id, err := b.store.PutImage(store.NewImage{
		Config: config, Manifest: manifest, Layer: built.Layer, Created: *img.Config.Created, Names: names,
		Listed: listed, Intermediate: cacheOnly(b.outputs) || b.passing, Attestations: b.predicates,
	})
	if err != nil {
		return api.Result{}, err
	}
	if err := b.updateAttestations(id); err != nil {
		return api.Result{}, err
	}
	c := &registry.Client{Store: b.store, Access: b.reading(b.request.Access)}
	return api.Result{
		ID: id, Digest: store.Digest(manifest), Names: names,
		Type: img.MediaType(image.Format(o.Format)), Size: int64(len(manifest)),
	}, c.Built(id)
}

// annotations are those of the base, without what is about the base alone, and those of the request.
func annotations(base map[string]string, o *api.ImageOptions) map[string]string {
	out := map[string]string{}
	for name, value := range base {
		isBase := name == ocispec.AnnotationBaseImageName || name == ocispec.AnnotationBaseImageDigest
		own := name == ocispec.AnnotationCreated || name == remotecache.InlineAnnotation
		if !own && (isBase || !o.Unset.AllAnnotations) {
			out[name] = value
		}
	}
	maps.Copy(out, o.Annotations)
	for _, name := range o.Unset.Annotations {
		delete(out, name)
	}
	return out
}

// created is the time of an image: the given one, that of the same image when it
// was built before, or now.
func (b *job) created(img image.Image) time.Time {
	if b.timestamp != nil {
		return *b.timestamp
	}
	now := time.Now().UTC()
	plain, _, err := image.Dated(img, time.Unix(0, 0)).Encode(image.OCI)
	if err != nil {
		return now
	}
	key := cache.NewKey(cache.Part{Name: "image", Value: string(plain)})
	if entry, ok := b.cache.Lookup(key); ok && !b.request.Cache.Disabled {
		return entry.Created
	}
	_ = b.cache.Store(key, cache.Entry{Created: now})
	return now
}

// keep makes images without names of stages that are not part of the result, so
// that their layers stay for the cache. It is not worth failing a build for.
func (s *server) keep(stages []exec.Result, labels map[string]string) {
	for _, st := range stages {
		if len(st.Image.Layers) == 0 || s.store.HasImageOf(st.Layer) {
			continue
		}
		img := st.Image
		img.Layers = slices.Clone(img.Layers)
		img.Config.Config.Labels = merged(img.Config.Config.Labels, labels)
		config, manifest, err := image.Dated(img, time.Now()).Encode(image.OCI)
		if err == nil {
			_, _ = s.store.PutImage(store.NewImage{
				Config: config, Manifest: manifest, Layer: st.Layer, Created: time.Now(), Intermediate: true,
			})
		}
	}
}

// edit applies the options that change the image itself.
func edit(img *image.Image, o *api.ImageOptions) {
	env := img.Config.Config.Env
	img.Config.Config.Env = changePairs(slices.Clone(env), expandPairs(env, o.Env), func(string) {})
	if o.OSVersion != "" {
		img.Config.OSVersion = o.OSVersion
	}
	img.Config.OSFeatures = append(slices.Clone(img.Config.OSFeatures), o.OSFeatures...)
	if o.NoHistory {
		img.Config.History = nil
	}
}
