package definition

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/go-units"
	"go.yaml.in/yaml/v3"
)

// addService adds a Compose service that is built.
func (c *config) addService(project *types.Project, s types.ServiceConfig) error {
	b := s.Build
	if b == nil {
		return nil
	}
	name, err := serviceTarget(s.Name)
	if err != nil {
		return err
	}
	t := &target{
		Name: name, Context: notEmpty(b.Context), Dockerfile: notEmpty(b.Dockerfile),
		DockerfileInline: notEmpty(b.DockerfileInline), Contexts: serviceContexts(b.AdditionalContexts),
		Target: notEmpty(b.Target), NetworkMode: notEmpty(b.Network), Tags: b.Tags, Platforms: b.Platforms,
		NoCacheFilter: b.NoCacheFilter, Entitlements: b.Entitlements, Labels: map[string]*string{},
		ExtraHosts: map[string]*string{}, Args: buildArgs(project, s), Ulimits: ulimits(b.Ulimits),
	}
	for name, value := range b.Labels {
		t.Labels[name] = &value
	}
	for host, addresses := range b.ExtraHosts {
		list := strings.Join(addresses, ",")
		t.ExtraHosts[host] = &list
	}
	if b.NoCache {
		t.NoCache = &b.NoCache
	}
	if b.Pull {
		t.Pull = &b.Pull
	}
	if b.ShmSize > 0 {
		t.ShmSize = notEmpty(units.BytesSize(float64(b.ShmSize)))
	}
	if b.Privileged {
		t.unsupported = append(t.unsupported, "privileged")
	}
	if b.Isolation != "" && b.Isolation != "default" {
		t.unsupported = append(t.unsupported, "isolation")
	}
	if err := t.addLists(project, b); err != nil {
		return fmt.Errorf("service %s: %w", s.Name, err)
	}
	if err := t.extend(b.Extensions["x-bake"]); err != nil {
		return fmt.Errorf("service %s, x-bake: %w", s.Name, err)
	}
	if len(t.Tags) == 0 && s.Image != "" {
		t.Tags = []string{s.Image}
	}
	c.Targets = append(c.Targets, t)
	c.addToDefault(name)
	return nil
}

// notEmpty is a text that is there.
func notEmpty(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// buildArgs are build arguments. One without a value has that of the service or of the environment.
func buildArgs(project *types.Project, s types.ServiceConfig) map[string]*string {
	out := map[string]*string{}
	resolved := s.Build.Args.Resolve(func(name string) (string, bool) {
		if value := s.Environment[name]; value != nil {
			return *value, true
		}
		return project.Environment.Resolve(name)
	})
	for name, value := range resolved {
		if value != nil {
			out[name] = value
		}
	}
	return out
}

func ulimits(limits map[string]*types.UlimitsConfig) (out []string) {
	for _, name := range sortedNames(limits) {
		u := limits[name]
		if u.Single != 0 {
			u = &types.UlimitsConfig{Soft: u.Single, Hard: u.Single}
		}
		out = append(out, fmt.Sprintf("%s=%d:%d", name, u.Soft, u.Hard))
	}
	return out
}

// addLists adds structured values.
func (t *target) addLists(project *types.Project, b *types.BuildConfig) (err error) {
	if t.CacheFrom, err = some[cacheKind](b.CacheFrom); err != nil {
		return err
	}
	if t.CacheTo, err = some[cacheKind](b.CacheTo); err != nil {
		return err
	}
	for _, key := range b.SSH {
		e := entry{"id": key.ID}
		if key.Path != "" {
			e["paths"] = key.Path
		}
		t.SSH = append(t.SSH, e)
	}
	slices.SortFunc(t.SSH, func(x, y entry) int { return strings.Compare(x["id"], y["id"]) })
	for _, secret := range b.Secrets {
		e, err := secretOf(project, secret)
		if err != nil {
			return err
		}
		t.Secrets = append(t.Secrets, e)
	}
	var attests []string
	for _, a := range []struct{ kind, value string }{{"sbom", b.SBOM}, {"provenance", b.Provenance}} {
		if a.value == "" {
			continue
		}
		text := a.value
		if on, err := strconv.ParseBool(a.value); err == nil {
			text = "disabled=" + strconv.FormatBool(!on)
		}
		attests = append(attests, "type="+a.kind+","+text)
	}
	t.Attest, err = some[attestKind](attests)
	return err
}

// some are values, or nil.
func some[K kind](texts []string) (entries[K], error) {
	if len(texts) == 0 {
		return nil, nil
	}
	return parseAll[K](texts)
}

// secretOf finds where a secret of a service comes from.
func secretOf(project *types.Project, s types.ServiceSecretConfig) (entry, error) {
	from, ok := project.Secrets[s.Source]
	switch {
	case !ok:
		return nil, &failure{
			Message: fmt.Sprintf("the secret %q is not defined", s.Source),
			Hint:    "add it to the secrets of the file, with file: or environment:",
		}
	case bool(from.External):
		return nil, &failure{
			Message: fmt.Sprintf("the secret %q is external: cooper has no store of secrets", s.Source),
			Hint:    "use file: or environment:",
		}
	case from.Environment != "":
		return entry{"id": s.Source, "env": from.Environment}, nil
	case from.File != "":
		return entry{"id": s.Source, "src": from.File}, nil
	}
	return entry{"id": s.Source}, nil
}

// extension is x-bake, for what Compose has no keys for.
type extension struct {
	Tags          wordList          `yaml:"tags"`
	CacheFrom     wordList          `yaml:"cache-from"`
	CacheTo       wordList          `yaml:"cache-to"`
	Secrets       wordList          `yaml:"secret"`
	SSH           wordList          `yaml:"ssh"`
	Platforms     wordList          `yaml:"platforms"`
	Outputs       wordList          `yaml:"output"`
	Pull          *bool             `yaml:"pull"`
	NoCache       *bool             `yaml:"no-cache"`
	NoCacheFilter wordList          `yaml:"no-cache-filter"`
	Contexts      map[string]string `yaml:"contexts"`
}

// wordList is a list, or one text of words.
type wordList []string

// UnmarshalYAML reads either.
func (w *wordList) UnmarshalYAML(node *yaml.Node) error {
	var one string
	if node.Kind == yaml.ScalarNode {
		err := node.Decode(&one)
		*w = strings.Fields(one)
		return err
	}
	return node.Decode((*[]string)(w))
}

// extend adds what x-bake says.
func (t *target) extend(x any) (err error) {
	if x == nil {
		return nil
	}
	text, err := yaml.Marshal(x)
	if err != nil {
		return err
	}
	var e extension
	if err := yaml.Unmarshal(text, &e); err != nil {
		return err
	}
	more := &target{
		Tags: unique(append(t.Tags, e.Tags...)), Platforms: unique(append(t.Platforms, e.Platforms...)),
		NoCacheFilter: e.NoCacheFilter, Pull: e.Pull, NoCache: e.NoCache, Contexts: serviceContexts(e.Contexts),
	}
	if more.CacheFrom, err = some[cacheKind](e.CacheFrom); err != nil {
		return err
	}
	if more.CacheTo, err = some[cacheKind](e.CacheTo); err != nil {
		return err
	}
	if more.Secrets, err = some[secretKind](e.Secrets); err != nil {
		return err
	}
	if more.SSH, err = some[sshKind](e.SSH); err != nil {
		return err
	}
	if more.Outputs, err = some[outputKind](e.Outputs); err != nil {
		return err
	}
	t.Merge(more)
	t.NoCacheFilter = unique(t.NoCacheFilter)
	return nil
}
