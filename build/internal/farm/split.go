package farm

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/limits"
)

// Build is a build that is divided into tasks.
type Build struct {
	ID         string
	Name       string      // for people, and for the cache; may be empty
	Request    api.Request // as it was asked for
	Portable   api.Request // which any machine can do, for all platforms
	Files      map[string][]byte
	Platforms  []string
	Repository string // empty: nothing goes through a registry
	Limits     limits.Limits
}

// Tasks are a task for each platform.
func (b *Build) Tasks() (tasks []*Task) {
	for _, platform := range b.Platforms {
		t := &Task{
			Schema: Schema, Build: b.ID, Request: b.Portable, Limits: b.Limits, Files: b.Files,
			Contexts: b.Repository == "", Return: b.Repository == "" && !CacheOnly(&b.Request),
			Name: b.Name, Platform: platform,
		}
		r := &t.Request
		r.Tags, r.Secrets, r.OnEvent = nil, b.Request.Secrets, nil
		r.Platforms = api.PlatformOptions{}
		if len(b.Request.Platforms.Names) != 0 || len(b.Platforms) > 1 {
			r.Platforms.Names = []string{platform}
		}
		r.Cache = b.caches(platform)
		r.Outputs = b.outputs()
		r.Transfer = withoutSigning(r.Transfer)
		tasks = append(tasks, t)
	}
	return tasks
}

// outputs are those of a task: a push by digest, with what is attested beside the image.
func (b *Build) outputs() []api.Output {
	if CacheOnly(&b.Request) {
		return []api.Output{{Type: api.OutputCacheOnly}}
	}
	if b.Repository == "" {
		return nil
	}
	transfer := b.Request.Transfer
	for i := range b.Request.Outputs {
		if sends(&b.Request.Outputs[i]) {
			transfer = b.Request.Outputs[i].Transfer
			break
		}
	}
	out := api.Output{
		Type: api.OutputRegistry, Names: []string{b.Repository}, ByDigest: true, Transfer: withoutSigning(transfer),
	}
	out.Attest = api.AttestIndex
	return []api.Output{out}
}

// withoutSigning leaves out what is done when all images are there.
func withoutSigning(t api.Transfer) api.Transfer {
	t.Sign, t.GnuPG, t.Attest = api.Key{}, "", ""
	return t
}

// sends reports whether an output goes to a registry.
func sends(o *api.Output) bool {
	return o.Type == api.OutputRegistry || o.Type == api.OutputImage && o.Push
}

// CacheOnly reports whether a build is to leave nothing but the cache.
func CacheOnly(r *api.Request) bool {
	return len(r.Outputs) == 1 && r.Outputs[0].Type == api.OutputCacheOnly
}

// RepositoryOf is the repository of the first name that a request sends its image to; empty: there is
// none.
func RepositoryOf(r *api.Request) string {
	for i := range r.Outputs {
		names := r.Outputs[i].Names
		if len(names) == 0 {
			names = r.Tags
		}
		if sends(&r.Outputs[i]) && len(names) != 0 {
			name, _ := cutTag(strings.TrimPrefix(names[0], "docker://"))
			return name
		}
	}
	return ""
}

// cutTag divides a name into its repository and its tag, which may be empty.
func cutTag(name string) (repository, tag string) {
	if i := strings.LastIndex(name, ":"); i > strings.LastIndex(name, "/") {
		return name[:i], name[i+1:]
	}
	return name, ""
}

// caches are those of a task. Each platform writes a tag of its own, so that tasks that end at the same
// time lose nothing, and reads those of all.
func (b *Build) caches(platform string) api.CacheOptions {
	c := b.Request.Cache
	from, to := c.From, c.To
	if b.Repository != "" && len(from)+len(to) == 0 {
		own := []api.RemoteCache{{
			Type: api.CacheRegistry, Ref: b.Repository + ":" + tag("cooper-cache", b.Name), Mode: api.CacheMax,
		}}
		if to = own; !c.Disabled {
			from = own
		}
	}
	c.From, c.To = nil, nil
	others := slices.DeleteFunc(slices.Clone(b.Platforms), func(p string) bool { return p == platform })
	for _, one := range from {
		if one.Type == api.CacheRegistry {
			for _, p := range append([]string{platform}, others...) {
				c.From = append(c.From, ofPlatform(one, p))
			}
		}
		if slices.Contains(b.Request.Cache.From, one) { // as it is, it may come from elsewhere
			c.From = append(c.From, one)
		}
	}
	for _, one := range to {
		if one.Type == api.CacheRegistry {
			one = ofPlatform(one, platform)
			one.Mode, one.Optional = cmp.Or(one.Mode, api.CacheMax), false
		}
		c.To = append(c.To, one)
	}
	return c
}

// ofPlatform is the part of a cache that tasks for a platform write.
func ofPlatform(c api.RemoteCache, platform string) api.RemoteCache {
	name, label := cutTag(c.Ref)
	c.Ref, c.Optional = name+":"+tag(cmp.Or(label, "latest"), platform), true
	return c
}

var noTag = regexp.MustCompile(`[^A-Za-z0-9_.-]+`)

// tag joins words to a tag.
func tag(words ...string) string {
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	text := noTag.ReplaceAllString(strings.Join(words, "-"), "-")
	return text[:min(len(text), 128)]
}

// Record is what has to be known of a request to finish a build whose tasks are done. It has no secret.
type Record struct {
	api.Request
	Repository string // that the tasks push to
	Signed     bool   // a key signs the result
}

// Record is that of a build.
func (b *Build) Record() Record {
	r := &b.Request
	out := api.Request{
		Tags: r.Tags, Platforms: r.Platforms, Attest: r.Attest, Transfer: withoutSigning(r.Transfer),
		SBOM:  api.SBOMOptions{Format: r.SBOM.Format},
		Image: api.ImageOptions{Format: r.Image.Format, Timestamp: r.Image.Timestamp},
	}
	out.Transfer.Attest = r.Transfer.Attest
	for _, o := range r.Outputs {
		attest := o.Attest
		o.Transfer = withoutSigning(o.Transfer)
		o.Writer, o.Attest = nil, attest
		out.Outputs = append(out.Outputs, o)
	}
	return Record{Request: out, Repository: b.Repository, Signed: signed(&r.Transfer)}
}

func signed(t *api.Transfer) bool { return !t.Sign.IsZero() || t.GnuPG != "" }
