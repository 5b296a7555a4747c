package lock

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

const sum = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

func TestRoundTrip(t *testing.T) {
	f := New()
	at := time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)
	f.Sources["debian:12"] = Source{Kind: Image, Name: "docker.io/library/debian:12", Digest: sum, Size: 10, At: at}
	f.Sources["https://example.com/?a=1&b=2"] = Source{Kind: HTTP, Digest: sum, At: at}
	f.Sources["https://example.com/r.git#main"] = Source{Kind: Git, Commit: strings.Repeat("b", 40), At: at}
	text, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "lock")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Read(name)
	if err != nil || !reflect.DeepEqual(got, f) {
		t.Fatalf("%+v %v", got, err)
	}
	if strings.Contains(string(text), `\u0026`) {
		t.Fatalf("a URL that nobody can read: %s", text)
	}
}

func TestChanges(t *testing.T) {
	from, to := New(), New()
	from.Sources["same"] = Source{Kind: HTTP, Digest: sum, At: time.Unix(1, 0)}
	to.Sources["same"] = Source{Kind: HTTP, Digest: sum, At: time.Unix(2, 0)}
	from.Sources["moved"] = Source{Kind: Git, Commit: "a"}
	to.Sources["moved"] = Source{Kind: Git, Commit: "b"}
	from.Sources["gone"] = Source{Kind: Git, Commit: "a"}
	to.Sources["new"] = Source{Kind: Git, Commit: "a"}
	var got []string
	for _, c := range Changes(from, to) {
		word := c.Name
		if c.Old != nil {
			word += " -" + c.Old.Identity()
		}
		if c.New != nil {
			word += " +" + c.New.Identity()
		}
		got = append(got, word)
	}
	want := []string{"gone -a", "moved -a +b", "new +a"}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
}

// A lock file that says two things, or nothing, is refused.
func TestRefused(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON":          `x`,
		"two objects":      `{"version":1,"sources":{}} {}`,
		"twice":            `{"version":1,"sources":{"a":{"kind":"http","digest":"` + sum + `"},"a":{"kind":"git"}}}`,
		"version":          `{"version":2,"sources":{}}`,
		"unknown field":    `{"version":1,"sources":{},"more":1}`,
		"kind":             `{"version":1,"sources":{"a":{"kind":"x","digest":"` + sum + `"}}}`,
		"no digest":        `{"version":1,"sources":{"a":{"kind":"image"}}}`,
		"no commit":        `{"version":1,"sources":{"a":{"kind":"git","digest":"` + sum + `"}}}`,
		"digest":           `{"version":1,"sources":{"a":{"kind":"http","digest":"sha256:x"}}}`,
		"digest algorithm": `{"version":1,"sources":{"a":{"kind":"http","digest":"md5:aa"}}}`,
	} {
		if f, err := Parse([]byte(text)); err == nil {
			t.Errorf("%s: read as %+v", name, f)
		}
	}
}
