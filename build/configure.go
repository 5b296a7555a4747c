package build

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
)

// ConfigChanges change the config of a container. What is nil stays as it is.
//
// Of a list, an element "-" removes all that is there, and one with a dash at its
// end removes what it names: "PATH-" of variables, "80/tcp-" of ports.
type ConfigChanges struct {
	Author, Arch, OS, OSVersion, Variant *string
	User, WorkingDir, StopSignal         *string
	Hostname, Domainname                 *string // in images of format docker
	Comment                              *string // of the image, in format docker
	CreatedBy, HistoryComment            *string // in the line of history that a commit adds
	Cmd, Entrypoint, Shell               *[]string
	OSFeatures                           []string
	Env, Labels, Annotations             []string // KEY=value; $NAME in a value of Env is the variable of the image
	Ports, Volumes, OnBuild              []string
	Healthcheck                          *Healthcheck
	// AddHistory adds a line of history for each change.
	AddHistory bool
}

// Healthcheck says how a container is found to be well. Zero fields stay as they
// are. Images of format docker have it, those of OCI by convention.
type Healthcheck struct {
	Test                                          []string // NONE; or CMD or CMD-SHELL and arguments; nil: as it is
	Interval, Timeout, StartPeriod, StartInterval time.Duration
	Retries                                       *int
}

// apply changes a state and returns a line for the history of each change.
func (c *ConfigChanges) apply(s *containerState) (lines []string, err error) {
	img := &s.Image
	config := &img.Config.Config
	for _, e := range c.Env {
		if _, _, remove := removal(e); !remove && !strings.Contains(e, "=") {
			return nil, fmt.Errorf("variable %q has no value: NAME=value sets one, NAME- removes it", e)
		}
	}
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	for _, text := range []struct {
		given, field *string
		word         string
	}{
		{c.Author, &img.Config.Author, "MAINTAINER"}, {c.Arch, &img.Config.Architecture, ""}, {c.OS, &img.Config.OS, ""},
		{c.OSVersion, &img.Config.OSVersion, ""}, {c.Variant, &img.Config.Variant, ""}, {c.User, &config.User, "USER"},
		{c.WorkingDir, &config.WorkingDir, "WORKDIR"}, {c.StopSignal, &config.StopSignal, "STOPSIGNAL"},
		{c.Hostname, &img.Hostname, "HOSTNAME"}, {c.Domainname, &img.Domainname, "DOMAINNAME"}, {c.Comment, &img.Comment, ""},
		{c.CreatedBy, &s.CreatedBy, ""}, {c.HistoryComment, &s.HistoryComment, ""},
	} {
		if text.given == nil {
			continue
		}
		*text.field = *text.given
		if text.word == "WORKDIR" && *text.given != "" && !path.IsAbs(*text.given) {
			*text.field = path.Join("/", *text.given) // what runs the image takes no other
		}
		if text.word != "" {
			say("%s %s", text.word, *text.given)
		}
	}
	for _, list := range []struct {
		given *[]string
		field *[]string
		word  string
	}{{c.Entrypoint, &config.Entrypoint, "ENTRYPOINT"}, {c.Cmd, &config.Cmd, "CMD"}, {c.Shell, &config.Shell, "SHELL"}} {
		if list.given != nil {
			*list.field = *list.given
			say("%s %s", list.word, strings.Join(*list.given, " "))
		}
	}
	img.Config.OSFeatures = change(img.Config.OSFeatures, c.OSFeatures, func(string) {})
	for _, e := range c.OnBuild {
		if e == "-" {
			config.OnBuild = nil
			continue
		}
		config.OnBuild = append(config.OnBuild, e) // which may well end in a dash
		say("ONBUILD %s", e)
	}
	config.Env = changePairs(config.Env, expandPairs(config.Env, c.Env), func(e string) { say("ENV %s", e) })
	config.Labels = changeMap(config.Labels, c.Labels, pair, func(e string) { say("LABEL %s", e) })
	img.Annotations = changeMap(img.Annotations, c.Annotations, pair, func(string) {})
	config.ExposedPorts = changeMap(config.ExposedPorts, c.Ports, member, func(e string) { say("EXPOSE %s", e) })
	config.Volumes = changeMap(config.Volumes, c.Volumes, member, func(e string) { say("VOLUME %s", e) })
	if c.Healthcheck != nil {
		config.Healthcheck = c.Healthcheck.on(config.Healthcheck)
		say("HEALTHCHECK %s", strings.Join(config.Healthcheck.Test, " "))
	}
	return lines, nil
}

// uselessCmd warns of a CMD that an entrypoint was put before.
func (c *ConfigChanges) uselessCmd(config *dockerspec.DockerOCIImageConfig) []string {
	if c.Entrypoint == nil || c.Cmd != nil || len(*c.Entrypoint) == 0 || len(config.Cmd) == 0 {
		return nil
	}
	cmd := strings.Join(config.Cmd, " ")
	if len(config.Entrypoint) == 3 && config.Entrypoint[0] == "/bin/sh" && config.Entrypoint[1] == "-c" {
		return []string{fmt.Sprintf("cmd %q exists but will be ignored because of entrypoint settings", cmd)}
	}
	return []string{fmt.Sprintf("cmd %q exists and will be passed to entrypoint as a parameter", cmd)}
}

// removal reads an element that removes: all of a list, or one.
func removal(element string) (name string, all, remove bool) {
	if element == "-" {
		return "", true, true
	}
	name, remove = strings.CutSuffix(element, "-")
	return name, false, remove && !strings.Contains(element, "=")
}

func change(list, changes []string, say func(string)) []string {
	for _, e := range changes {
		switch name, all, remove := removal(e); {
		case all:
			list = nil
		case remove:
			list = slices.DeleteFunc(list, func(have string) bool { return have == name })
		default:
			list = append(list, e)
			say(e)
		}
	}
	return list
}

// changePairs changes KEY=value pairs that keep their order.
func changePairs(list, changes []string, say func(string)) []string {
	for _, e := range changes {
		name, all, remove := removal(e)
		if all {
			list = nil
			continue
		}
		if !remove {
			name, _, _ = strings.Cut(e, "=")
		}
		at := slices.IndexFunc(list, func(have string) bool { return strings.HasPrefix(have, name+"=") })
		switch {
		case remove && at >= 0:
			list = slices.Delete(list, at, at+1)
		case remove:
		case at >= 0:
			list[at] = e
			say(e)
		default:
			list = append(list, e)
			say(e)
		}
	}
	return list
}

// expandPairs puts the values of variables in place of $NAME and ${NAME} in new ones,
// as buildah does: those that are there, and those before in the list. A name that is
// not set is empty; PATH is the usual one then.
func expandPairs(list, changes []string) []string {
	have := slices.Clone(list)
	out := slices.Clone(changes)
	for i, e := range changes {
		if name, value, ok := strings.Cut(e, "="); ok {
			out[i] = name + "=" + os.Expand(value, func(name string) string { return valueOf(have, name) })
		}
		have = changePairs(have, out[i:i+1], func(string) {})
	}
	return out
}

func valueOf(list []string, name string) string {
	for _, e := range list {
		if value, ok := strings.CutPrefix(e, name+"="); ok {
			return value
		}
	}
	switch name {
	case "$":
		return "$"
	case "PATH":
		return dispatch.DefaultPath
	}
	return ""
}

// changeMap changes a map; read makes its entry of an element.
func changeMap[V any](m map[string]V, changes []string, read func(string) (string, V), say func(string)) map[string]V {
	for _, e := range changes {
		switch name, all, remove := removal(e); {
		case all:
			m = nil
		case remove:
			delete(m, name)
		default:
			if m == nil {
				m = map[string]V{}
			}
			key, value := read(e)
			m[key] = value
			say(e)
		}
	}
	return m
}

func pair(e string) (key, value string) {
	key, value, _ = strings.Cut(e, "=")
	return key, value
}

func member(e string) (string, struct{}) { return e, struct{}{} }

func (h *Healthcheck) on(have *dockerspec.HealthcheckConfig) *dockerspec.HealthcheckConfig {
	out := dockerspec.HealthcheckConfig{}
	if have != nil {
		out = *have
	}
	if h.Test != nil {
		out.Test = h.Test
	}
	for _, d := range []struct {
		given time.Duration
		field *time.Duration
	}{{h.Interval, &out.Interval}, {h.Timeout, &out.Timeout}, {h.StartPeriod, &out.StartPeriod}, {h.StartInterval, &out.StartInterval}} {
		if d.given != 0 {
			*d.field = d.given
		}
	}
	if h.Retries != nil {
		out.Retries = *h.Retries
	}
	return &out
}

// lost says what an image of a format will not have.
func lost(img image.Image, format string) []string {
	if format == string(image.Docker) {
		if len(img.Annotations) != 0 {
			return []string{"an image of format docker has no annotations: --format oci keeps them"}
		}
		return nil
	}
	var out []string
	for name, value := range map[string]string{"hostname": img.Hostname, "domainname": img.Domainname, "comment": img.Comment} {
		if value != "" {
			out = append(out, fmt.Sprintf("an image of format oci has no %s: --format docker keeps it", name))
		}
	}
	slices.Sort(out)
	return out
}
