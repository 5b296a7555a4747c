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
	} {
		got, err := Parse(text)
		if err != nil || got.Mode != want.Mode || got.Path != want.Path || !slices.Equal(got.Options, want.Options) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"bridge", "host:x", "container:x", "ns:/nosuch", "slirp4netns:cidr=1"} {
		if got, err := Parse(text); err == nil {
			t.Errorf("%q is taken: %v", text, got)
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
