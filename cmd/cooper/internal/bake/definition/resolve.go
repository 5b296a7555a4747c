package definition

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/imagebuilder/nearest"
)

// resolved are the groups and targets that a command line names.
type resolved struct {
	Group  map[string]*group  `json:"group,omitempty"`
	Target map[string]*target `json:"target"`
}

// resolve finds targets and what they inherit and need.
func (c config) resolve(names, given []string) (out resolved, err error) {
	o, err := c.parseOverrides(given)
	if err != nil {
		return out, err
	}
	var wanted []string
	for _, name := range names {
		matching, err := c.matching(strings.ReplaceAll(name, ".", "_"))
		if err != nil {
			return out, err
		}
		wanted = append(wanted, matching...)
	}
	wanted = unique(wanted)
	out = resolved{Group: map[string]*group{}, Target: map[string]*target{}}
	for _, name := range wanted {
		if err := c.expand(name, &out, o, nil); err != nil {
			return out, err
		}
	}
	out.Group["default"] = wantedGroup(out.Group["default"], wanted)
	for _, name := range sortedNames(out.Target) {
		if err := c.link(name, out.Target, o, nil); err != nil {
			return out, err
		}
	}
	return out, nil
}

// wantedGroup is the group default of what was resolved: what the command line names, and what that
// group has in the files if it is among that.
func wantedGroup(defined *group, names []string) *group {
	out := &group{Name: "default"}
	if defined != nil {
		out.Description, out.Targets = defined.Description, slices.Clone(defined.Targets)
		names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == "default" })
	}
	out.Targets = unique(append(out.Targets, names...))
	slices.Sort(out.Targets)
	return out
}

// matching are the names of targets and groups that a pattern stands for.
func (c config) matching(pattern string) (out []string, err error) {
	if !strings.ContainsAny(pattern, "*?[]") {
		return []string{pattern}, nil
	}
	for _, name := range c.names() {
		if ok, err := path.Match(pattern, name); err == nil && ok {
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		return nil, &failure{Message: fmt.Sprintf("no target matches %q", pattern), Hint: listHint}
	}
	return out, nil
}

// names are those of groups and targets.
func (c config) names() (out []string) {
	for _, g := range c.Groups {
		out = append(out, g.Name)
	}
	for _, t := range c.Targets {
		out = append(out, t.Name)
	}
	return unique(out)
}

const listHint = "cooper bake --list targets lists them"

// hint says which target was meant, or which there are.
func (c config) hint(name string) string {
	if names := c.names(); name == "default" && len(names) != 0 {
		return "name a target, for example cooper bake " + names[0] + "; " + listHint
	}
	if near, ok := nearest.Word(name, c.names()); ok {
		return "did you mean " + near + "?"
	}
	return listHint
}

// expand adds a target, or the targets of a group.
func (c config) expand(name string, out *resolved, o overrides, path []string) error {
	g := c.group(name)
	if g == nil {
		if out.Target[name] != nil {
			return nil
		}
		t, err := c.complete(name, o)
		out.Target[name] = t
		return err
	}
	if slices.Contains(path, name) || out.Group[name] != nil {
		return nil
	}
	out.Group[name] = g
	for _, member := range g.Targets {
		// A group can have the name of one of its targets.
		if member == name && c.target(name) != nil {
			t, err := c.complete(name, o)
			if err != nil {
				return err
			}
			out.Target[name] = t
			continue
		}
		if err := c.expand(member, out, o, append(path, name)); err != nil {
			return err
		}
	}
	return nil
}

// complete is a target with all that it inherits.
func (c config) complete(name string, o overrides) (*target, error) {
	t, err := c.inherit(name, map[string]*target{}, o)
	if err != nil {
		return nil, err
	}
	out := *t
	out.Inherits = nil
	if out.Context == nil {
		dir := "."
		out.Context = &dir
	}
	if out.Dockerfile == nil || *out.Dockerfile == "" {
		file := "Dockerfile"
		out.Dockerfile = &file
	}
	if err := out.cleanContext(); err != nil {
		return nil, fmt.Errorf("target %s: %w", name, err)
	}
	return &out, nil
}

// cleanContext makes the context a path, or leaves a URL.
func (t *target) cleanContext() error {
	if *t.Context == "-" || *t.Dockerfile == "-" {
		return fmt.Errorf("standard input is neither a context nor a Dockerfile here: name a directory or a file")
	}
	where := here(*t.Context)
	if !remote(where) {
		where = filepath.Clean(where)
	}
	t.Context = &where
	return nil
}

// here is a path in the directory of the command line, without cwd:// before it.
func here(context string) string {
	if local, ok := strings.CutPrefix(context, "cwd://"); ok {
		return filepath.Clean(local)
	}
	return context
}

// remote reports whether a context is no directory.
func remote(context string) bool {
	return strings.Contains(context, "://") || strings.HasPrefix(context, "git@") ||
		strings.HasPrefix(context, "github.com/")
}

// inherit joins a target with those that it inherits from, each of which has its overrides.
func (c config) inherit(name string, seen map[string]*target, o overrides) (*target, error) {
	if t, ok := seen[name]; ok {
		return t, nil // nil: the target inherits from itself
	}
	seen[name] = nil
	own := c.target(name)
	if own == nil {
		return nil, &failure{Message: fmt.Sprintf("there is no target %q", name), Hint: c.hint(name)}
	}
	out := &target{}
	for _, parent := range own.Inherits {
		t, err := c.inherit(parent, seen, o)
		if err != nil {
			return nil, err
		}
		if t != nil {
			out.Merge(t)
		}
	}
	out.Merge(own)
	out.Name = name
	out.replaceEntries()
	if err := out.apply(o[name]); err != nil {
		return nil, err
	}
	out.normalize()
	seen[name] = out
	return out, nil
}

// link adds the targets whose results a target uses as contexts.
func (c config) link(name string, targets map[string]*target, o overrides, path []string) error {
	t := targets[name]
	path = append(path, name)
	for _, context := range sortedNames(t.Contexts) {
		other, ok := strings.CutPrefix(t.Contexts[context], "target:")
		if !ok {
			continue
		}
		if slices.Contains(path, other) {
			return fmt.Errorf("target %s needs its own result: %s", other, strings.Join(append(path, other), " → "))
		}
		needed := targets[other]
		if needed == nil {
			var err error
			if needed, err = c.complete(other, o); err != nil {
				return fmt.Errorf("target %s, context %s: %w", name, context, err)
			}
			needed.Outputs, needed.linked = entries[outputKind]{{"type": "cacheonly"}}, true
			targets[other] = needed
		}
		if err := c.link(other, targets, o, path); err != nil {
			return err
		}
		t.Entitlements = unique(append(slices.Clone(t.Entitlements), needed.Entitlements...))
		for _, platform := range t.Platforms {
			if several := len(t.Platforms) > 1 && len(needed.Platforms) > 1; several &&
				!slices.Contains(needed.Platforms, platform) {
				return fmt.Errorf("target %s is for %s, but target %s, which it needs, is not", name, platform, other)
			}
		}
	}
	return nil
}
