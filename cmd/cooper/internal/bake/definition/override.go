package definition

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/cooper-build/cooper/imagebuilder/nearest"
)

// override is a value of the command line: TARGET.KEY=VALUE, or TARGET.KEY+=VALUE to append.
type override struct {
	key, name string // name is that in a map, for example of a build argument
	values    []string
	appends   bool
}

// setters apply overrides. Those of named have a name.
var (
	setters = map[string]func(*target, override) error{
		"context":     func(t *target, o override) error { return text(&t.Context, o) },
		"dockerfile":  func(t *target, o override) error { return text(&t.Dockerfile, o) },
		"target":      func(t *target, o override) error { return text(&t.Target, o) },
		"call":        func(t *target, o override) error { return text(&t.Call, o) },
		"network":     func(t *target, o override) error { return text(&t.NetworkMode, o) },
		"shm-size":    func(t *target, o override) error { return text(&t.ShmSize, o) },
		"pull":        func(t *target, o override) error { return truth(&t.Pull, o) },
		"no-cache":    func(t *target, o override) error { return truth(&t.NoCache, o) },
		"tags":        func(t *target, o override) error { return words(&t.Tags, o) },
		"platform":    func(t *target, o override) error { return words(&t.Platforms, o) },
		"ulimits":     func(t *target, o override) error { return words(&t.Ulimits, o) },
		"cache-from":  func(t *target, o override) error { return values(t, &t.CacheFrom, o, "src") },
		"cache-to":    func(t *target, o override) error { return values(t, &t.CacheTo, o, "dest") },
		"output":      func(t *target, o override) error { return values(t, &t.Outputs, o, "dest") },
		"secrets":     func(t *target, o override) error { return values(t, &t.Secrets, o, "src") },
		"ssh":         func(t *target, o override) error { return values(t, &t.SSH, o, "paths") },
		"policy":      func(t *target, o override) error { return values(t, &t.Policy, o, "") },
		"push":        setPush,
		"load":        setLoad,
		"annotations": func(t *target, o override) error { return always(&t.Annotations, o) },
		"no-cache-filter": func(t *target, o override) error {
			return words(&t.NoCacheFilter, o)
		},
		"entitlements": func(t *target, o override) error {
			t.given = append(t.given, o.values...)
			return always(&t.Entitlements, o)
		},
		"attest": func(t *target, o override) error {
			o.appends = true
			return values(t, &t.Attest, o, "")
		},
	}
	named = map[string]func(*target, override) error{
		"args":        func(t *target, o override) error { return member(&t.Args, o) },
		"labels":      func(t *target, o override) error { return member(&t.Labels, o) },
		"extra-hosts": func(t *target, o override) error { return member(&t.ExtraHosts, o) },
		"resources":   setResource,
		"secret":      setSecret,
		"contexts":    setContext,
	}
)

// overrides are those of each target.
type overrides map[string][]*override

// parseOverrides finds the targets of overrides.
func (c config) parseOverrides(list []string) (overrides, error) {
	out := overrides{}
	for _, given := range list {
		o, pattern, err := parseOverride(given)
		if err != nil {
			return nil, err
		}
		if o == nil {
			continue
		}
		found := false
		for _, t := range c.Targets {
			if ok, err := path.Match(pattern, t.Name); err != nil {
				return nil, fmt.Errorf("override %q: %w", given, err)
			} else if ok {
				found = true
				out.add(t.Name, o)
			}
		}
		if !found {
			return nil, &failure{
				Message: fmt.Sprintf("override %q: there is no target %q", given, pattern), Hint: c.hint(pattern),
			}
		}
	}
	return out, nil
}

// add adds an override. Lists of several ones are joined.
func (o overrides) add(name string, one *override) {
	for _, old := range o[name] {
		if old.key == one.key && old.name == one.name {
			old.values = append(old.values, one.values...)
			old.appends = old.appends || one.appends
			return
		}
	}
	own := *one
	own.values = slices.Clone(one.values)
	o[name] = append(o[name], &own)
}

// parseOverride reads an override and the pattern of its targets. It is nil if its value is that of a
// variable that is not set.
func parseOverride(given string) (*override, string, error) {
	left, value, hasValue := strings.Cut(given, "=")
	left, appends := strings.CutSuffix(left, "+")
	pattern, key, ok := strings.Cut(left, ".")
	if !ok || pattern == "" || key == "" {
		return nil, "", &failure{
			Message: fmt.Sprintf("invalid override %q", given),
			Hint:    "use TARGET.KEY=VALUE, for example --set app.platform=linux/arm64",
		}
	}
	o := &override{appends: appends}
	o.key, o.name, _ = strings.Cut(key, ".")
	switch {
	case named[o.key] != nil && o.name == "":
		return nil, "", fmt.Errorf("invalid override %q: use %s.%s.NAME=VALUE", given, pattern, o.key)
	case setters[o.key] != nil && o.name != "":
		return nil, "", fmt.Errorf("invalid override %q: %s has no names", given, o.key)
	case named[o.key] == nil && setters[o.key] == nil:
		return nil, "", &failure{
			Message: fmt.Sprintf("override %q: the key %q is unknown", given, o.key), Hint: keyHint(o.key),
		}
	case !hasValue && o.key == "args":
		if value, hasValue = os.LookupEnv(o.name); !hasValue {
			return nil, pattern, nil
		}
	case !hasValue:
		return nil, "", fmt.Errorf("invalid override %q: the value is missing", given)
	}
	o.values = []string{value}
	return o, pattern, nil
}

// keyHint says which keys there are.
func keyHint(key string) string {
	var keys []string
	for k := range setters {
		keys = append(keys, k)
	}
	for k := range named {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	if near, ok := nearest.Word(key, keys); ok {
		return "did you mean " + near + "?"
	}
	return "use one of " + strings.Join(keys, ", ")
}

func (o override) last() string { return o.values[len(o.values)-1] }

// apply applies the overrides of a target.
func (t *target) apply(list []*override) error {
	for _, o := range list {
		set := setters[o.key]
		if set == nil {
			set = named[o.key]
		}
		if err := set(t, *o); err != nil {
			return fmt.Errorf("override %s.%s: %w", t.Name, o.key, err)
		}
	}
	return nil
}

func text(into **string, o override) error {
	value := o.last()
	*into = &value
	return nil
}

func truth(into **bool, o override) error {
	value, err := strconv.ParseBool(o.last())
	if err != nil {
		return fmt.Errorf("%q is neither true nor false", o.last())
	}
	*into = &value
	return nil
}

func words(into *[]string, o override) error {
	if !o.appends {
		*into = nil
	}
	return always(into, o)
}

// always appends: some lists are never replaced.
func always(into *[]string, o override) error {
	*into = append(slices.Clone(*into), o.values...)
	return nil
}

// values sets structured values. The person at the command line allows the paths in one of their fields.
func values[K kind](t *target, into *entries[K], o override, field string) error {
	parsed, err := parseAll[K](o.values)
	if err != nil {
		return err
	}
	for _, e := range parsed {
		if e[field] != "" {
			t.given = append(t.given, strings.Split(e[field], ",")...)
		}
	}
	if o.appends {
		parsed = into.join(parsed)
	}
	*into = parsed
	return nil
}

func member(into *map[string]*string, o override) error {
	value := o.last()
	merged := map[string]*string{o.name: &value}
	for name, old := range *into {
		if name != o.name {
			merged[name] = old
		}
	}
	*into = merged
	return nil
}

func setContext(t *target, o override) error { //nolint:unparam // it is one of the setters
	t.Merge(&target{Contexts: map[string]string{o.name: o.last()}})
	return nil
}

func setResource(t *target, o override) error {
	switch {
	case slices.Contains(resourceNumbers, o.name):
		if _, err := strconv.ParseInt(o.last(), 10, 64); err != nil {
			return fmt.Errorf("%s: %q is no number", o.name, o.last())
		}
	case !slices.Contains(resourceTexts, o.name):
		return fmt.Errorf("the resource %q is unknown: use one of %s", o.name,
			strings.Join(slices.Concat(resourceTexts, resourceNumbers), ", "))
	}
	t.Merge(&target{Resources: resources{o.name: o.last()}})
	return nil
}

// setSecret changes where a secret comes from that the target has.
func setSecret(t *target, o override) error {
	at := slices.IndexFunc(t.Secrets, func(e entry) bool { return e["id"] == o.name })
	if at < 0 {
		return fmt.Errorf("the target has no secret %q: use secrets+=id=%s,src=FILE", o.name, o.name)
	}
	parsed, err := parseAll[secretKind](o.values[len(o.values)-1:])
	if err != nil || len(parsed) != 1 {
		return fmt.Errorf("secret %s: use src=FILE or env=NAME: %w", o.name, err)
	}
	if id := parsed[0]["id"]; id != "" && id != o.name {
		return fmt.Errorf("secret %s: the value has another id, %s", o.name, id)
	}
	parsed[0]["id"] = o.name
	if file := parsed[0]["src"]; file != "" {
		t.given = append(t.given, file)
	}
	t.Secrets = slices.Clone(t.Secrets)
	t.Secrets[at] = parsed[0]
	return nil
}

// setPush pushes images, or does not push them.
func setPush(t *target, o override) error {
	var push *bool
	if err := truth(&push, o); err != nil {
		return err
	}
	out, only := entries[outputKind]{}, true
	for _, e := range t.Outputs {
		switch {
		case e["type"] == "registry" && !*push:
			continue
		case e["type"] == "image":
			e = with(e, "push", strconv.FormatBool(*push))
		}
		only = only && e["type"] == "docker"
		out = append(out, e)
	}
	if *push && only {
		out = append(out, entry{"type": "image", "push": "true"})
	}
	t.Outputs = out
	return nil
}

func with(e entry, name, value string) entry {
	out := entry{name: value}
	for k, v := range e {
		if k != name {
			out[k] = v
		}
	}
	return out
}

// setLoad puts images into the store, unless the outputs are no images.
func setLoad(t *target, o override) error {
	var load *bool
	if err := truth(&load, o); err != nil || !*load {
		return err
	}
	for _, e := range t.Outputs {
		image := slices.Contains([]string{"docker", "image", "registry", "oci"}, e["type"])
		if !image || e["type"] == "docker" && e["dest"] == "" {
			return nil
		}
	}
	t.Outputs = append(slices.Clone(t.Outputs), entry{"type": "docker"})
	return nil
}
