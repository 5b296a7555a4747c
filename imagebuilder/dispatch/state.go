package dispatch

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// State is what a stage has become so far, except for its files. It is a value:
// Apply returns a new one and leaves the old as it was.
type State struct {
	Config dockerspec.DockerOCIImageConfig
	Author string

	scope  *scope
	env    []string // KEY=value: ENV and ARG in one list, the latest wins
	args   []string // names of the declared arguments, in order
	cmdSet bool     // CMD came in this stage, so ENTRYPOINT keeps it
}

// scope is what all stages of a build share.
type scope struct {
	escape  rune
	globals []plan.Arg
	given   map[string]string
	proxy   []string

	maxWord, maxConfig int64
}

// New is the state of a stage that starts from an image with the given config.
// proxyNames are the arguments that reach a RUN undeclared.
func New(p *plan.Plan, base dockerspec.DockerOCIImageConfig, author string, proxyNames []string) State {
	s := State{
		Config: cloneConfig(base),
		Author: author,
		scope:  &scope{escape: p.Escape, globals: p.Args, given: p.Given, maxWord: p.MaxWord, maxConfig: p.MaxConfig},
		env:    slices.Clone(base.Env),
	}
	for _, name := range proxyNames {
		value, ok := p.Given[name]
		if !ok {
			value, ok = p.Given[otherCase(name)] // programs read one or the other
		}
		if ok {
			s.scope.proxy = append(s.scope.proxy, name+"="+value)
		}
	}
	// Triggers belong to the stages that start from the image, once.
	s.Config.OnBuild = nil
	if _, ok := s.Get("PATH"); !ok {
		s.Config.Env = setEnv(s.Config.Env, "PATH", DefaultPath)
		s.env = setEnv(s.env, "PATH", DefaultPath)
	}
	return s
}

// otherCase is the other spelling of the name of a proxy variable.
func otherCase(name string) string {
	if upper := strings.ToUpper(name); upper != name {
		return upper
	}
	return strings.ToLower(name)
}

// DefaultPath is the PATH of an image that sets none.
const DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

// Inherit is the state of a stage that starts from where another ended: with its
// config and its declared arguments, whose variables the config's override. The
// triggers are to be applied first.
func Inherit(other State) (s State, triggers []string) {
	s = other.clone()
	triggers = s.Config.OnBuild
	s.Config.OnBuild = nil
	s.cmdSet = false
	for _, kv := range s.Config.Env {
		name, value, _ := strings.Cut(kv, "=")
		s.env = setEnv(s.env, name, value)
	}
	return s, triggers
}

// clone copies everything that an instruction may change.
func (s State) clone() State {
	s.Config = cloneConfig(s.Config)
	s.env = slices.Clone(s.env)
	s.args = slices.Clone(s.args)
	return s
}

func cloneConfig(c dockerspec.DockerOCIImageConfig) dockerspec.DockerOCIImageConfig {
	c.Env = slices.Clone(c.Env)
	c.Cmd = slices.Clone(c.Cmd)
	c.Entrypoint = slices.Clone(c.Entrypoint)
	c.Shell = slices.Clone(c.Shell)
	c.OnBuild = slices.Clone(c.OnBuild)
	c.Labels = maps.Clone(c.Labels)
	c.Volumes = maps.Clone(c.Volumes)
	c.ExposedPorts = maps.Clone(c.ExposedPorts)
	return c
}

// Get and Keys make a state the environment of an expansion.
func (s State) Get(key string) (string, bool) {
	for _, kv := range s.env {
		if name, value, _ := strings.Cut(kv, "="); name == key {
			return value, true
		}
	}
	return "", false
}

// Keys lists the names of variables.
func (s State) Keys() []string {
	var keys []string
	for _, kv := range s.env {
		name, _, _ := strings.Cut(kv, "=")
		keys = append(keys, name)
	}
	return keys
}

// defaultMaxConfig is as much as programs read of a config, in bytes.
const defaultMaxConfig = 4 << 20

// SizeError means that a stage sets more than programs read.
type SizeError struct{ Max int64 }

func (e *SizeError) Error() string {
	return fmt.Sprintf("variables, labels and commands together have more than %d bytes (limit config-bytes)", e.Max)
}

// Hint says how to raise the limit.
func (e *SizeError) Hint() string { return "use --limit config-bytes=N to allow more" }

// checkSize adds up what the instructions have set so far.
func (s State) checkSize() error {
	most := s.scope.maxConfig
	if most == 0 {
		most = defaultMaxConfig
	}
	size := int64(0)
	for _, list := range [][]string{
		s.env, s.Config.Env, s.Config.Cmd, s.Config.Entrypoint, s.Config.Shell, s.Config.OnBuild,
	} {
		for _, text := range list {
			size += int64(len(text))
		}
	}
	for key, value := range s.Config.Labels {
		size += int64(len(key) + len(value))
	}
	if size > most {
		return &SizeError{most}
	}
	return nil
}

// setEnv sets a variable in a list and keeps its place if it was there.
func setEnv(env []string, key, value string) []string {
	for i, kv := range env {
		if name, _, _ := strings.Cut(kv, "="); name == key {
			env[i] = key + "=" + value
			return env
		}
	}
	return append(env, key+"="+value)
}

// global is a value of the global scope; the latest declaration wins.
func (s State) global(key string) (string, bool) {
	for _, arg := range slices.Backward(s.scope.globals) {
		if arg.Key == key && arg.Value != nil {
			return *arg.Value, true
		}
	}
	return "", false
}

// declared are the arguments of this stage with their values, as history shows them.
func (s State) declared() []string {
	var out []string
	for _, name := range s.args {
		if value, ok := s.Get(name); ok {
			out = append(out, name+"="+value)
		}
	}
	return out
}
