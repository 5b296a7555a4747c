package cli

import (
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
		var s build.Secret
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
				return nil, fmt.Errorf("--secret %q: %q is not one of id=, src=, env= and type=", text, field)
			}
		}
		if kind != "" && kind != "file" && kind != "env" {
			return nil, fmt.Errorf("--secret %q: type %q is not known: file and env are", text, kind)
		}
		if s.ID == "" {
			return nil, fmt.Errorf("--secret %q has no id", text)
		}
		if s.Env == "" && (kind == "env" || kind == "" && source == "") {
			name := source
			if name == "" {
				name = s.ID
			}
			if _, set := os.LookupEnv(name); set || kind == "env" {
				s.Env, source = name, ""
			}
		}
		if s.Env == "" {
			if source == "" {
				source = s.ID
			}
			var err error
			if s.File, err = filepath.Abs(source); err != nil {
				return nil, err
			}
		}
		out = append(out, s)
	}
	return out, nil
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
