package definition

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// config is what files define.
type config struct {
	Groups  []*group  `json:"group" hcl:"group,block" cty:"group"`
	Targets []*target `json:"target" hcl:"target,block" cty:"target"`
}

// group has a name for several targets and groups.
type group struct {
	Name        string   `json:"-" hcl:"name,label" cty:"name"`
	Description string   `json:"description,omitempty" hcl:"description,optional" cty:"description"`
	Targets     []string `json:"targets" hcl:"targets" cty:"targets"`
}

// target is a build. Its fields are those of docker buildx bake, and are written as JSON in the order
// that it has. The tag merge says how a list is joined with that of another target: without it, the
// later list takes the place of the earlier one.
//
//nolint:lll // the tags of three libraries
type target struct {
	Name             string              `json:"-" hcl:"name,label" cty:"name"`
	Description      string              `json:"description,omitempty" hcl:"description,optional" cty:"description"`
	Inherits         []string            `json:"inherits,omitempty" hcl:"inherits,optional" cty:"inherits" merge:"append"`
	Annotations      []string            `json:"annotations,omitempty" hcl:"annotations,optional" cty:"annotations" merge:"append"`
	Attest           entries[attestKind] `json:"attest,omitempty" hcl:"attest,optional" cty:"attest" merge:"append"`
	Context          *string             `json:"context,omitempty" hcl:"context,optional" cty:"context"`
	Contexts         map[string]string   `json:"contexts,omitempty" hcl:"contexts,optional" cty:"contexts"`
	Dockerfile       *string             `json:"dockerfile,omitempty" hcl:"dockerfile,optional" cty:"dockerfile"`
	DockerfileInline *string             `json:"dockerfile-inline,omitempty" hcl:"dockerfile-inline,optional" cty:"dockerfile-inline"`
	Args             map[string]*string  `json:"args,omitempty" hcl:"args,optional" cty:"args"`
	Labels           map[string]*string  `json:"labels,omitempty" hcl:"labels,optional" cty:"labels"`
	Tags             []string            `json:"tags,omitempty" hcl:"tags,optional" cty:"tags"`
	CacheFrom        entries[cacheKind]  `json:"cache-from,omitempty" hcl:"cache-from,optional" cty:"cache-from" merge:"append"`
	CacheTo          entries[cacheKind]  `json:"cache-to,omitempty" hcl:"cache-to,optional" cty:"cache-to"`
	Target           *string             `json:"target,omitempty" hcl:"target,optional" cty:"target"`
	Secrets          entries[secretKind] `json:"secret,omitempty" hcl:"secret,optional" cty:"secret" merge:"append"`
	SSH              entries[sshKind]    `json:"ssh,omitempty" hcl:"ssh,optional" cty:"ssh" merge:"append"`
	Platforms        []string            `json:"platforms,omitempty" hcl:"platforms,optional" cty:"platforms"`
	Outputs          entries[outputKind] `json:"output,omitempty" hcl:"output,optional" cty:"output"`
	Pull             *bool               `json:"pull,omitempty" hcl:"pull,optional" cty:"pull"`
	NoCache          *bool               `json:"no-cache,omitempty" hcl:"no-cache,optional" cty:"no-cache"`
	NetworkMode      *string             `json:"network,omitempty" hcl:"network,optional" cty:"network"`
	NoCacheFilter    []string            `json:"no-cache-filter,omitempty" hcl:"no-cache-filter,optional" cty:"no-cache-filter" merge:"append"`
	ShmSize          *string             `json:"shm-size,omitempty" hcl:"shm-size,optional" cty:"shm-size"`
	Ulimits          []string            `json:"ulimits,omitempty" hcl:"ulimits,optional" cty:"ulimits" merge:"append"`
	Resources        resources           `json:"resources,omitempty" hcl:"resources,optional" cty:"resources"`
	Call             *string             `json:"call,omitempty" hcl:"call,optional" cty:"call"`
	Entitlements     []string            `json:"entitlements,omitempty" hcl:"entitlements,optional" cty:"entitlements" merge:"append"`
	ExtraHosts       map[string]*string  `json:"extra-hosts,omitempty" hcl:"extra-hosts,optional" cty:"extra-hosts"`
	Policy           entries[policyKind] `json:"policy,omitempty" hcl:"policy,optional" cty:"policy" merge:"append"`

	linked      bool     // it is built only because others need it
	given       []string // paths that the command line named
	unsupported []string // keys of a Compose file
}

// resources are limits of commands.
type resources map[string]string

// MarshalJSON writes them as docker buildx bake does: numbers are no strings.
func (r resources) MarshalJSON() ([]byte, error) {
	number := func(name string) json.Number { return json.Number(r[name]) }
	return json.Marshal(struct {
		Memory      string      `json:"memory,omitempty"`
		MemorySwap  string      `json:"memory-swap,omitempty"`
		CPUShares   json.Number `json:"cpu-shares,omitempty"`
		CPUPeriod   json.Number `json:"cpu-period,omitempty"`
		CPUQuota    json.Number `json:"cpu-quota,omitempty"`
		CPUs        string      `json:"cpuset-cpus,omitempty"`
		MemoryNodes string      `json:"cpuset-mems,omitempty"`
	}{
		r["memory"], r["memory-swap"], number("cpu-shares"), number("cpu-period"), number("cpu-quota"),
		r["cpuset-cpus"], r["cpuset-mems"],
	})
}

// resourceNumbers and resourceTexts are the names of resources.
var (
	resourceNumbers = []string{"cpu-shares", "cpu-period", "cpu-quota"}
	resourceTexts   = []string{"memory", "memory-swap", "cpuset-cpus", "cpuset-mems"}
)

// Merge adds what another target says. The parser calls it for blocks of the same name.
func (t *target) Merge(other *target) {
	into, from := reflect.ValueOf(t).Elem(), reflect.ValueOf(other).Elem()
	for i := range into.NumField() {
		field := into.Type().Field(i)
		if field.IsExported() && field.Name != "Name" {
			mergeField(into.Field(i), from.Field(i), field.Tag.Get("merge") == "append")
		}
	}
	t.given = append(t.given, other.given...)
	t.unsupported = append(t.unsupported, other.unsupported...)
}

// mergeField sets a field that another target sets too.
func mergeField(into, from reflect.Value, appends bool) {
	switch {
	case from.Kind() == reflect.String && from.Len() == 0, from.Kind() != reflect.String && from.IsNil():
		return
	case from.Kind() == reflect.Map:
		merged := reflect.MakeMap(into.Type())
		for _, m := range []reflect.Value{into, from} {
			for it := m.MapRange(); it.Next(); {
				if v := it.Value(); v.Kind() != reflect.Pointer || !v.IsNil() {
					merged.SetMapIndex(it.Key(), v)
				}
			}
		}
		if merged.Len() != 0 || !into.IsNil() {
			into.Set(merged)
		}
	case appends:
		into.Set(reflect.AppendSlice(into.Slice3(0, into.Len(), into.Len()), from))
	default:
		into.Set(from)
	}
}

// normalize removes what is there twice, and what says nothing.
func (t *target) normalize() {
	for _, list := range []*[]string{
		&t.Annotations, &t.Tags, &t.Platforms, &t.NoCacheFilter, &t.Ulimits,
	} {
		*list = unique(*list)
	}
	t.replaceEntries()
	if t.NetworkMode != nil && *t.NetworkMode == "host" {
		t.Entitlements = append(slices.Clone(t.Entitlements), "network.host")
	}
	t.Entitlements = unique(t.Entitlements)
	t.Contexts = maps.Clone(t.Contexts)
	maps.DeleteFunc(t.Contexts, func(_, value string) bool { return value == "" })
}

// replaceEntries has later values take the place of earlier ones.
func (t *target) replaceEntries() {
	t.Attest, t.Secrets, t.SSH = t.Attest.join(nil), t.Secrets.join(nil), t.SSH.join(nil)
	t.CacheFrom, t.CacheTo, t.Outputs = t.CacheFrom.join(nil), t.CacheTo.join(nil), t.Outputs.join(nil)
}

// unique are the words of a list, each once.
func unique(list []string) (out []string) {
	for _, word := range list {
		if word != "" && !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return out
}

// MarshalJSON writes the target so that docker buildx bake can read it: texts are no templates.
func (t *target) MarshalJSON() ([]byte, error) {
	type plain target
	out := plain(*t)
	escape := strings.NewReplacer("${", "$${", "%{", "%%{").Replace
	out.Annotations = slices.Clone(t.Annotations)
	for i, text := range out.Annotations {
		out.Annotations[i] = escape(text)
	}
	if t.DockerfileInline != nil {
		text := escape(*t.DockerfileInline)
		out.DockerfileInline = &text
	}
	for _, m := range []*map[string]*string{&out.Labels, &out.Args, &out.ExtraHosts} {
		*m = maps.Clone(*m)
		for name, value := range *m {
			if value != nil {
				text := escape(*value)
				(*m)[name] = &text
			}
		}
	}
	return json.Marshal(out)
}

// deduplicated joins targets of the same name, and removes what a group has twice.
func (c config) deduplicated() config {
	var out config
	for _, g := range c.Groups {
		one := *g
		one.Targets = unique(g.Targets)
		out.Groups = append(out.Groups, &one)
	}
	for _, t := range c.Targets {
		if same := out.target(t.Name); same != nil {
			if same != t {
				same.Merge(t)
			}
			continue
		}
		out.Targets = append(out.Targets, t)
	}
	return out
}

// target is the target of a name, or nil.
func (c config) target(name string) *target {
	for _, t := range c.Targets {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// group is the group of a name, or nil.
func (c config) group(name string) *group {
	for _, g := range c.Groups {
		if g.Name == name {
			return g
		}
	}
	return nil
}
