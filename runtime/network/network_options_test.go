package network

import (
	"slices"
	"testing"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]Choice{
		"":                       {},
		"default":                {},
		"host":                   {Mode: Host},
		"pasta":                  {Mode: Private},
		"pasta:-t,8080,--map-gw": {Mode: Private, Options: []string{"-t", "8080", "--map-gw"}},
		"slirp4netns:enable_ipv6=false,allow_host_loopback=true": {
			Mode: Private, Options: []string{"--ipv4-only", "--map-gw"},
		},
		"ns:/proc/self/ns/net": {Mode: Joined, Path: "/proc/self/ns/net"},
		"record":               {Mode: Record},
		"record:/tmp/hosts":    {Mode: Record, File: "/tmp/hosts"},
	} {
		got, err := Parse(text)
		if err != nil || got.Mode != want.Mode || got.Path != want.Path || got.File != want.File ||
			!slices.Equal(got.Options, want.Options) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{
		"bridge", "host:x", "container:x", "ns:/nosuch", "slirp4netns:cidr=1", "allow", "allow:",
	} {
		if got, err := Parse(text); err == nil {
			t.Errorf("%q is taken: %v", text, got)
		}
	}
}

// The text of a choice is a choice again, and is the same for what has the same effect.
func TestChoiceText(t *testing.T) {
	for text, want := range map[string]string{
		"allow:b.example,A.example:443,b.example": "allow:a.example:443,b.example", "record:/tmp/hosts": "record",
		"pasta:-t,8080": "pasta:-t,8080", "private": "private", "default": "",
		"ns:/proc/self/ns/net": "ns:/proc/self/ns/net",
	} {
		c, err := Parse(text)
		if err != nil || c.Text() != want {
			t.Errorf("%q is %q, want %q (%v)", text, c.Text(), want, err)
			continue
		}
		if again, err := Parse(c.Text()); err != nil || again.Text() != want {
			t.Errorf("%q is read as %q (%v)", want, again.Text(), err)
		}
	}
}

// Options take the place of those that are used otherwise.
func TestPastaDefaults(t *testing.T) {
	got := withDefaults([]string{"-t", "8080", "--map-gw"})
	want := []string{
		"-t", "8080", "--config-net", "--dns-forward", nameserver, "--udp-ports", "none", "--tcp-ns", "none",
		"--udp-ns", "none",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
