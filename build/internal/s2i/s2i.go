// Package s2i makes the Containerfile of a source-to-image build: a builder image that knows how to
// assemble an application from its source.
package s2i

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Labels of builder images. The older names begin with io.s2i.
const (
	scriptsLabel     = "io.openshift.s2i.scripts-url"
	destinationLabel = "io.openshift.s2i.destination"
	userLabel        = "io.openshift.s2i.assemble-user"
	oldScriptsLabel  = "io.s2i.scripts-url"
	builderLabel     = "io.openshift.s2i.build.image"
)

// Files of a source.
const (
	Scripts     = ".s2i/bin"         // scripts in place of those of the builder image
	Environment = ".s2i/environment" // lines NAME=VALUE
	Ignore      = ".s2iignore"
)

// Options say what to assemble.
type Options struct {
	Builder     string            // image
	Labels      map[string]string // of the builder image
	User        string            // of the builder image
	ScriptsURL  string            // image:///DIR; empty: by the label
	Previous    string            // image whose artifacts are used again; empty: none
	Environment []byte            // content of the file; the later lines win
	Own         []string          // names of the scripts that the source has
}

// Containerfile is the text of the build.
func Containerfile(o Options) ([]byte, error) {
	scripts, err := o.scripts()
	if err != nil {
		return nil, err
	}
	env, err := environment(o.Environment)
	if err != nil {
		return nil, err
	}
	dest := cmp.Or(o.Labels[destinationLabel], "/tmp")
	user := cmp.Or(o.Labels[userLabel], o.User)
	for what, word := range map[string]string{"directory": dest, "user": user, "scripts": scripts} {
		if !plain.MatchString(word) {
			return nil, fmt.Errorf("the %s %q of the builder image has characters that are not supported", what, word)
		}
	}
	own := path.Join(dest, "scripts")
	script := func(name string) string {
		if slices.Contains(o.Own, name) {
			return path.Join(own, name)
		}
		return path.Join(scripts, name)
	}
	var out bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	artifacts := path.Join(dest, "artifacts.tar")
	if o.Previous != "" {
		line("FROM %s AS previous", o.Previous)
		line("USER root")
		line("RUN if [ -x %[1]s ]; then %[1]s > %[2]s; else tar -cf %[2]s -T /dev/null; fi",
			quote(script("save-artifacts")), quote(artifacts))
	}
	line("FROM %s", o.Builder)
	line("LABEL %s=%s", builderLabel, literal(o.Builder))
	for _, name := range slices.Sorted(maps.Keys(env)) {
		line("ENV %s=%s", name, literal(env[name]))
	}
	owner := ""
	if user != "" {
		owner = "--chown=" + user
		if !strings.Contains(user, ":") {
			owner += ":0"
		}
		owner += " "
	}
	if len(o.Own) != 0 {
		line("COPY %s--chmod=755 %s %s", owner, Scripts, own+"/")
	}
	line("COPY %s. %s", owner, path.Join(dest, "src")+"/")
	line("USER %s", cmp.Or(user, "root"))
	if o.Previous != "" {
		line("RUN --mount=type=bind,from=previous,source=%[1]s,target=%[1]s mkdir -p %[2]s && tar -xf %[1]s -C %[2]s",
			artifacts, path.Join(dest, "artifacts"))
	}
	line("RUN %s", execForm(script("assemble")))
	line("CMD %s", execForm(script("run")))
	return out.Bytes(), nil
}

// plain are words of an image that cannot become an instruction. One could ask for a secret.
var plain = regexp.MustCompile(`^[A-Za-z0-9._:/@+-]*$`)

// scripts is the directory of the scripts of the builder image.
func (o *Options) scripts() (string, error) {
	url := cmp.Or(o.ScriptsURL, o.Labels[scriptsLabel], o.Labels[oldScriptsLabel])
	dir, ok := strings.CutPrefix(url, "image://")
	switch {
	case url == "":
		return "", fmt.Errorf("%s is no builder image: it has no label %s", o.Builder, scriptsLabel)
	case !ok || !path.IsAbs(dir):
		return "", fmt.Errorf("scripts of %s are not supported: use image:///DIR", url)
	}
	return dir, nil
}

// environment reads lines NAME=VALUE. Empty lines and those with # are comments.
func environment(text []byte) (map[string]string, error) {
	env := map[string]string{}
	scanner := bufio.NewScanner(bytes.NewReader(text))
	for number := 1; scanner.Scan(); number++ {
		line := strings.TrimSpace(scanner.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if !ok || name == "" || strings.ContainsAny(name, " \t\"'$\\") {
			return nil, fmt.Errorf("line %d of the environment file: must be NAME=VALUE", number)
		}
		env[name] = value
	}
	return env, scanner.Err()
}

// literal is a value that a Containerfile does not expand.
func literal(value string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `\$`).Replace(value) + `"`
}

// quote is a word of a shell.
func quote(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }

func execForm(program string) string {
	text, _ := json.Marshal([]string{program})
	return string(text)
}
