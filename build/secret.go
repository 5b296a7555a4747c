package build

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/build/internal/agent"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// maxSecret bounds a secret, in bytes.
const maxSecret = 512 << 10

// Secret is something that a RUN may see while it runs, and that no layer,
// history, cache key or event holds. One of File, Env, Data and Func says what it is.
type Secret struct {
	ID   string
	File string // path
	Env  string // name of a variable of this process
	Data []byte
	// Func gives the secret when a build begins that may need it.
	Func func(ctx context.Context) ([]byte, error) `json:"-"`
}

// Agent is an ssh agent that a RUN may sign with.
type Agent struct {
	ID    string   // empty: default
	Paths []string // one agent's socket, or private keys; empty: $SSH_AUTH_SOCK
}

// readSecrets reads what the worker cannot: this process's own secrets.
func readSecrets(ctx context.Context, secrets []Secret) ([]Secret, error) {
	secrets = slices.Clone(secrets)
	for i := range secrets {
		s := &secrets[i]
		switch {
		case s.ID == "":
			return nil, fmt.Errorf("a secret has no id")
		case s.Func != nil:
			data, err := s.Func(ctx)
			if err != nil {
				return nil, fmt.Errorf("asking for the secret %q: %w", s.ID, err)
			}
			s.Data = data
		case s.File != "":
			data, err := readSecret(s.File)
			if err != nil {
				return nil, fmt.Errorf("reading the secret %q: %w", s.ID, err)
			}
			s.Data = data
		case s.Env != "":
			value, ok := os.LookupEnv(s.Env)
			if !ok {
				return nil, fmt.Errorf("reading the secret %q: the variable %s is not set", s.ID, s.Env)
			}
			s.Data = []byte(value)
		}
		if len(s.Data) > maxSecret {
			return nil, fmt.Errorf("the secret %q is larger than %d KiB", s.ID, maxSecret>>10)
		}
	}
	return secrets, nil
}

func readSecret(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSecret+1))
}

func (r *Request) secrets() map[string][]byte {
	out := map[string][]byte{}
	for _, s := range r.Secrets {
		out[s.ID] = s.Data
	}
	return out
}

func (r *Request) agents() (map[string]*agent.Source, error) {
	out := map[string]*agent.Source{}
	for _, a := range r.SSH {
		id, paths := a.ID, a.Paths
		if id == "" {
			id = "default"
		}
		if len(paths) == 0 {
			socket := os.Getenv("SSH_AUTH_SOCK")
			if socket == "" {
				return nil, fmt.Errorf("ssh agent %q: no agent runs: SSH_AUTH_SOCK is not set", id)
			}
			paths = []string{socket}
		}
		source, err := agent.NewSource(paths)
		if err != nil {
			return nil, fmt.Errorf("ssh agent %q: %w", id, err)
		}
		out[id] = source
	}
	return out, nil
}

// checkSecrets finds a required secret or agent that is missing before anything
// runs. An id that a variable decides is checked when its step is reached.
func (r *Request) checkSecrets(p *plan.Plan) error {
	given := r.secrets()
	agents := map[string]bool{}
	for _, a := range r.SSH {
		agents[a.ID] = true
		agents["default"] = agents["default"] || a.ID == ""
	}
	for i, stage := range p.Stages {
		if !p.Needed[i] {
			continue
		}
		for _, cmd := range stage.Instructions {
			run, ok := cmd.(*plan.Run)
			if !ok {
				continue
			}
			for _, text := range run.Mounts {
				m, err := mount.Parse(text, func(word string) (string, error) { return word, nil })
				if err != nil || !m.Required || strings.Contains(m.ID, "$") {
					continue
				}
				if _, ok := given[m.ID]; m.Kind == mount.Secret && !ok {
					return imagebuilder.At(p.File, run.Location(), imagebuilder.WithHint(
						fmt.Errorf("the secret %q is required and was not given", m.ID), "--secret id="+m.ID+",src=FILE gives it"))
				}
				if m.Kind == mount.SSH && m.ID == "" {
					m.ID = "default"
				}
				if m.Kind == mount.SSH && !agents[m.ID] {
					return imagebuilder.At(p.File, run.Location(), imagebuilder.WithHint(
						fmt.Errorf("the ssh agent %q is required and was not given", m.ID), "--ssh "+m.ID+" gives it"))
				}
			}
		}
	}
	return nil
}
