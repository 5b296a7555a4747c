package filter

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"gvisor.dev/gvisor/pkg/sentry/platform"
	_ "gvisor.dev/gvisor/pkg/sentry/platform/ptrace"
	_ "gvisor.dev/gvisor/pkg/sentry/platform/systrap"
)

// TestCompiled: a compiled filter, with the values of this process, is the one that would be
// compiled here.
func TestCompiled(t *testing.T) {
	for _, name := range []string{"systrap", "ptrace"} {
		constructor, err := platform.Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		info := constructor.PrecompiledSeccompInfo()[0]
		for _, host := range []bool{false, true} {
			want, _, err := program(info, host, values(info)).Build()
			if err != nil {
				t.Fatal(err)
			}
			data, err := Compile(info, host)
			if err != nil {
				t.Fatal(err)
			}
			got, err := render(data, info)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(want) {
				t.Fatalf("%s: %d instructions, want %d", name, len(got), len(want))
			}
			for i := range want {
				if got[i] != want[i] {
					t.Fatalf("%s: instruction %d is %v, want %v", name, i, got[i], want[i])
				}
			}
			checkEmbedded(t, Name(info, host), data)
		}
	}
}

// checkEmbedded: what `make` embeds is of these sources.
func checkEmbedded(t *testing.T, name string, want []byte) {
	t.Helper()
	got, err := os.ReadFile(filepath.Join("programs", name))
	if os.IsNotExist(err) {
		return // this checkout was not built with make
	}
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("programs/%s is of other sources: run make (%v)", name, err)
	}
}
