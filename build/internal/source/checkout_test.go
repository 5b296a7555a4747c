package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckout(t *testing.T) {
	one, two := strings.Repeat("1", 40), strings.Repeat("2", 40)
	for name, test := range map[string]struct {
		files map[string]string
		want  Checkout
	}{
		"a branch": {map[string]string{
			"HEAD": "ref: refs/heads/main\n", "refs/heads/main": one + "\n",
			"config": "[core]\n\turl = no\n[remote \"origin\"]\n\turl = https://user:secret@example.com/a.git\n",
		}, Checkout{"https://example.com/a.git", one}},
		"packed": {map[string]string{
			"HEAD": "ref: refs/heads/main", "packed-refs": "# pack\n" + two + " refs/heads/main\n",
		}, Checkout{"", two}},
		"detached":     {map[string]string{"HEAD": one}, Checkout{"", one}},
		"no commit":    {map[string]string{"HEAD": "ref: refs/heads/main"}, Checkout{}},
		"leads out":    {map[string]string{"HEAD": "ref: ../../secret"}, Checkout{}},
		"not a commit": {map[string]string{"HEAD": "ref: refs/heads/main", "refs/heads/main": "hello"}, Checkout{}},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(filepath.Dir(dir), "secret"), []byte(one), 0o600); err != nil {
			t.Fatal(err)
		}
		for file, text := range test.files {
			path := filepath.Join(dir, ".git", file)
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		below := filepath.Join(dir, "below")
		if err := os.Mkdir(below, 0o700); err != nil {
			t.Fatal(err)
		}
		got, ok := ReadCheckout(below)
		if got.Commit != test.want.Commit || ok != (got.Commit != "") || ok && got.Repository != test.want.Repository {
			t.Errorf("%s: %+v %t, want %+v", name, got, ok, test.want)
		}
	}
}
