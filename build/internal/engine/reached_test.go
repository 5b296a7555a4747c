package engine

import (
	"net/netip"
	"os"
	"path/filepath"
	"testing"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/network/allow"
)

func TestReached(t *testing.T) {
	r := &reachedBy{}
	at := netip.MustParseAddr("203.0.113.1")
	r.note(&dispatch.RunStep{Line: 7}, allow.Reached{Name: "b.example", Address: at, Port: 443, Connections: 1})
	r.note(&dispatch.RunStep{Line: 3}, allow.Reached{Address: at, Port: 80, Connections: 1})
	all := r.all()
	if len(all) != 2 || all[0].Line != 3 || all[1].Name != "b.example" {
		t.Errorf("%+v", all)
	}
	file := filepath.Join(t.TempDir(), "hosts")
	var said []string
	warn := func(message string) { said = append(said, message) }
	if err := r.report(network.Choice{Mode: network.Record, File: file}, true, warn); err != nil {
		t.Fatal(err)
	}
	const list = "203.0.113.1:80,b.example:443"
	if text, err := os.ReadFile(file); err != nil || string(text) != list+"\n" {
		t.Errorf("the file has %q, %v", text, err)
	}
	if len(said) != 1 || said[0] != "network: the commands need --network=allow:"+list {
		t.Errorf("said %q", said)
	}
	if err := r.report(network.Choice{Mode: network.Private}, false, warn); err != nil || len(said) != 1 {
		t.Errorf("said %q, %v", said, err)
	}
}

// Each list has keys of its own, in any order. A recording has those of the default, and other networks
// have what they had before.
func TestNetworkKey(t *testing.T) {
	key := func(mode api.NetworkMode) string {
		choice, err := network.Parse(string(mode))
		if err != nil {
			t.Fatal(err)
		}
		out, err := keyExtra(api.RunOptions{Network: api.NetworkOptions{Mode: mode}}, choice, nil, false)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, same := range [][2]api.NetworkMode{
		{"allow:a.example,b.example", "allow:B.example,a.example"}, {"record", ""}, {"record:/tmp/x", "record"},
	} {
		if key(same[0]) != key(same[1]) {
			t.Errorf("%q and %q have the keys %s and %s", same[0], same[1], key(same[0]), key(same[1]))
		}
	}
	seen := map[string]api.NetworkMode{}
	for _, mode := range []api.NetworkMode{
		"", "private", "none", "host", "allow:a.example", "allow:a.example:443", "pasta:-4",
	} {
		k := key(mode)
		if other, ok := seen[k]; ok {
			t.Errorf("%q and %q have the key %s", mode, other, k)
		}
		seen[k] = mode
	}
}
