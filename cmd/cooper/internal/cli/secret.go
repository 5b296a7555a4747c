package cli

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/cooper-build/cooper/build"
)

// parseSecrets reads --secret: id=ID,src=FILE|env=NAME,type=file|env. Without
// either the id names a variable, if there is one, else a file.
func parseSecrets(list []string) ([]build.Secret, error) {
	var out []build.Secret
	for _, text := range list {
		s, err := parseSecret(text)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func parseSecret(text string) (s build.Secret, err error) {
	kind, source := "", ""
	for field := range strings.SplitSeq(text, ",") {
		key, value, ok := strings.Cut(field, "=")
		switch strings.ToLower(key) {
		case "id":
			s.ID = value
		case "type":
			kind = value
		case "src", "source":
			source = value
		case "env":
			s.Env = value
		default:
			ok = false
		}
		if !ok {
			return s, fmt.Errorf("--secret %q: unknown key %q: use id=, src=, env= or type=", text, field)
		}
	}
	switch {
	case kind != "" && kind != "file" && kind != "env":
		return s, fmt.Errorf("--secret %q: invalid type %q: use file or env", text, kind)
	case s.ID == "":
		return s, fmt.Errorf("invalid --secret %q: the id is missing", text)
	case s.Env != "":
		return s, nil
	}
	err = locateSecret(&s, kind, source)
	return s, err
}

// locateSecret finds the variable or the file that holds a secret.
func locateSecret(s *build.Secret, kind, source string) (err error) {
	name := cmp.Or(source, s.ID)
	_, set := os.LookupEnv(name)
	if kind == "env" || kind == "" && source == "" && set {
		s.Env = name
		return nil
	}
	s.File, err = filepath.Abs(name)
	return err
}

// parseAgents reads --ssh: ID[=PATH[,PATH…]].
func parseAgents(list []string) ([]build.Agent, error) {
	var out []build.Agent
	for _, text := range list {
		id, paths, given := strings.Cut(text, "=")
		a := build.Agent{ID: id}
		for p := range strings.SplitSeq(paths, ",") {
			if !given {
				break
			}
			path, err := filepath.Abs(p)
			if err != nil {
				return nil, err
			}
			a.Paths = append(a.Paths, path)
		}
		out = append(out, a)
	}
	return out, nil
}
