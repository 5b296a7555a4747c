package dispatch

import (
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// Mount is what a RUN sees besides its root.
type Mount struct {
	mount.Mount
	From plan.Source // of bind and cache
	// Target is absolute; empty for a secret that is only a variable.
	Target string
}

// Text describes a mount completely, but for what a secret holds.
func (m *Mount) Text() string {
	number := func(n *uint32, base int) string {
		if n == nil {
			return ""
		}
		return strconv.FormatUint(uint64(*n), base)
	}
	from := ""
	if m.From.Kind == plan.SourceImage {
		from = m.From.Image
	}
	return fmt.Sprintf("%s %q %q %q %q ro=%t sharing=%s size=%d required=%t env=%q mode=%s uid=%s gid=%s owned=%t %v",
		m.Kind, from, m.Source, m.Target, m.ID, m.ReadOnly, m.Sharing, m.Size, m.Required, m.Env,
		number(m.Mode, 8), number(m.UID, 10), number(m.GID, 10), m.Owned, m.Flags)
}

// mounts reads the --mount flags of a RUN with the values of its variables.
func (s State) mounts(ins *plan.Instruction) ([]Mount, error) {
	var out []Mount
	agents := 0
	for i, flag := range ins.Mounts {
		parsed, err := mount.Parse(flag.Text, func(word string) (string, error) {
			return s.lex().Word(word, s)
		})
		if err != nil {
			return nil, err
		}
		m, err := CompleteMount(parsed, ins.Sources[i], s.absolute, agents)
		if err != nil {
			return nil, invalid("--mount=%s: %w", flag.Text, err)
		}
		if m.Kind == mount.SSH {
			agents++
		}
		out = append(out, m)
	}
	return out, nil
}

// CompleteMount fills in what a mount leaves to its kind. agents is how many ssh
// mounts came before it.
func CompleteMount(parsed mount.Mount, from plan.Source, absolute func(string) string, agents int) (Mount, error) {
	m := Mount{Mount: parsed, From: from, Target: parsed.Target}
	switch m.Kind {
	case mount.Cache:
		if parsed.From == "" {
			m.From = plan.Source{Kind: plan.SourceNothing}
		}
	case mount.Secret:
		if m.Target == "" && m.Env == "" {
			m.Target = "/run/secrets/" + path.Base(m.ID)
		}
	case mount.SSH:
		if m.ID == "" {
			m.ID = "default"
		}
		if m.Target == "" {
			m.Target = fmt.Sprintf("/run/buildkit/ssh_agent.%d", agents)
		}
	}
	if m.Target != "" || m.Kind != mount.Secret {
		if m.Target = absolute(m.Target); m.Target == "/" {
			return m, errors.New("a mount cannot replace the root")
		}
	}
	if m.Kind == mount.Cache && m.ID == "" {
		m.ID = m.Target
	}
	m.Source = strings.TrimPrefix(path.Clean("/"+m.Source), "/")
	return m, nil
}

// absolute makes a path absolute and clean.
func (s State) absolute(name string) string {
	if !path.IsAbs(name) {
		name = path.Join(s.cwd(), name)
	}
	return path.Clean(name)
}
