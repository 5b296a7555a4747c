package engine

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/image"
)

// applyChanges changes a state and returns a line for the history of each change.
func applyChanges(c *api.ConfigChanges, s *containerState) (lines []string, err error) {
	img := &s.Image
	config := &img.Config.Config
	for _, e := range c.Env {
		if _, _, remove := removal(e); !remove && !strings.Contains(e, "=") {
			return nil, fmt.Errorf("invalid variable %q: use NAME=value to set it, or NAME- to remove it", e)
		}
	}
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	for _, text := range []struct {
		given, field *string
		word         string
	}{
		{c.History.Author, &img.Config.Author, ""}, {c.History.Comment, &img.Comment, ""},
		{c.Platform.Arch, &img.Config.Architecture, ""}, {c.Platform.OS, &img.Config.OS, ""},
		{c.Platform.OSVersion, &img.Config.OSVersion, ""}, {c.Platform.Variant, &img.Config.Variant, ""},
		{c.Process.User, &config.User, "USER"},
		{c.Process.WorkingDir, &config.WorkingDir, "WORKDIR"}, {c.Process.StopSignal, &config.StopSignal, "STOPSIGNAL"},
		{c.Process.Hostname, &img.Hostname, ""}, {c.Process.Domainname, &img.Domainname, ""},
		{c.History.CreatedBy, &s.CreatedBy, ""}, {c.History.EntryComment, &s.HistoryComment, ""},
	} {
		if text.given == nil {
			continue
		}
		*text.field = *text.given
		if text.word == "WORKDIR" && *text.given != "" && !path.IsAbs(*text.given) {
			*text.field = path.Join("/", *text.given) // programs that run the image accept no other
		}
		if text.word != "" {
			say("%s %s", text.word, *text.given)
		}
	}
	for _, list := range []struct {
		given *[]string
		field *[]string
		word  string
	}{
		{c.Process.Entrypoint, &config.Entrypoint, "ENTRYPOINT"}, {c.Process.Cmd, &config.Cmd, "CMD"},
		{c.Process.Shell, &config.Shell, "SHELL"},
	} {
		if list.given != nil {
			*list.field = *list.given
			say("%s %s", list.word, listed(list.word, *list.given))
		}
	}
	img.Config.OSFeatures = change(img.Config.OSFeatures, c.Platform.OSFeatures, func(string) {})
	for _, e := range c.OnBuild {
		if e == "-" {
			config.OnBuild = nil
			continue
		}
		config.OnBuild = append(config.OnBuild, e) // which may well end in a dash
		say("ONBUILD %s", e)
	}
	lines = append(lines, applyMaps(c, img)...)
	if c.Healthcheck != nil {
		config.Healthcheck = healthcheck(c.Healthcheck, config.Healthcheck)
		say("HEALTHCHECK %s%s", healthFlags(c.Healthcheck), strings.Join(config.Healthcheck.Test, " "))
	}
	slices.SortStableFunc(lines, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	return lines, nil
}

// applyMaps changes what has several values. The changes of one kind are one line.
func applyMaps(c *api.ConfigChanges, img *image.Image) (lines []string) {
	all := map[string][]string{}
	collect := func(word string) func(string) {
		return func(e string) { all[word] = append(all[word], e) }
	}
	config := &img.Config.Config
	config.Env = changePairs(config.Env, expandPairs(config.Env, c.Env), collect("ENV"))
	config.Labels = changeMap(config.Labels, c.Labels, pair, collect("LABEL"))
	img.Annotations = changeMap(img.Annotations, c.Annotations, pair, func(string) {})
	config.ExposedPorts = changeMap(config.ExposedPorts, c.Ports, member, collect("EXPOSE"))
	config.Volumes = changeMap(config.Volumes, c.Volumes, member, collect("VOLUME"))
	for word, values := range all {
		lines = append(lines, word+" "+strings.Join(values, " "))
	}
	return lines
}

// historyOrder is the order in which buildah notes changes.
var historyOrder = []string{
	"USER", "SHELL", "STOPSIGNAL", "EXPOSE", "ENV", "ENTRYPOINT", "CMD", "VOLUME", "HEALTHCHECK", "LABEL", "WORKDIR",
	"ONBUILD",
}

func rank(line string) int {
	word, _, _ := strings.Cut(line, " ")
	return slices.Index(historyOrder, word)
}

// listed is a command as its flag had it: an entrypoint is a list, or a line for the shell.
func listed(word string, list []string) string {
	if word != "ENTRYPOINT" {
		return strings.Join(list, " ")
	}
	if len(list) == 3 && list[0] == "/bin/sh" && list[1] == "-c" {
		return list[2]
	}
	text, _ := json.Marshal(list)
	return string(text)
}

// healthFlags are the flags of a health check that a change sets.
func healthFlags(h *api.Healthcheck) (out string) {
	if h.Interval != 0 {
		out += fmt.Sprintf("--interval=%s ", h.Interval)
	}
	if h.Retries != nil {
		out += fmt.Sprintf("--retries=%d ", *h.Retries)
	}
	for _, d := range []struct {
		name  string
		given time.Duration
	}{{"start-period", h.StartPeriod}, {"start-interval", h.StartInterval}, {"timeout", h.Timeout}} {
		if d.given != 0 {
			out += fmt.Sprintf("--%s=%s ", d.name, d.given)
		}
	}
	return out
}

// uselessCmd warns of a CMD that an entrypoint was put before.
func uselessCmd(c *api.ProcessChanges, config *dockerspec.DockerOCIImageConfig) []string {
	if c.Entrypoint == nil || c.Cmd != nil || len(*c.Entrypoint) == 0 || len(config.Cmd) == 0 {
		return nil
	}
	cmd := strings.Join(config.Cmd, " ")
	if len(config.Entrypoint) == 3 && config.Entrypoint[0] == "/bin/sh" && config.Entrypoint[1] == "-c" {
		return []string{fmt.Sprintf("cmd %q exists but will be ignored because of entrypoint settings", cmd)}
	}
	return []string{fmt.Sprintf("cmd %q exists and will be passed to entrypoint as a parameter", cmd)}
}

// healthcheck applies a change to a health check.
func healthcheck(h *api.Healthcheck, have *dockerspec.HealthcheckConfig) *dockerspec.HealthcheckConfig {
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
	}{
		{h.Interval, &out.Interval}, {h.Timeout, &out.Timeout},
		{h.StartPeriod, &out.StartPeriod}, {h.StartInterval, &out.StartInterval},
	} {
		if d.given != 0 {
			*d.field = d.given
		}
	}
	if h.Retries != nil {
		out.Retries = *h.Retries
	}
	return &out
}

// noAnnotations is what is said where annotations are given that an image cannot have.
const noAnnotations = "images of format docker have no annotations: use --format oci to keep them"

// lost lists the fields that an image of a format cannot have.
func lost(img image.Image, format api.ImageFormat) []string {
	if format == api.FormatDocker {
		return nil
	}
	var out []string
	for name, value := range map[string]string{
		"hostname": img.Hostname, "domainname": img.Domainname, "comment": img.Comment,
	} {
		if value != "" {
			out = append(out, fmt.Sprintf("images of format oci have no %s: use --format docker to keep it", name))
		}
	}
	slices.Sort(out)
	return out
}
