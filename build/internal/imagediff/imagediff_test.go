package imagediff

import (
	"archive/tar"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// entry is a file of a layer.
type entry struct {
	name, content string
	mode          int64
	at            int64
}

func layerOf(t *testing.T, entries ...entry) string {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, e := range entries {
		h := &tar.Header{
			Name: e.name, Mode: 0o644 | e.mode, Size: int64(len(e.content)), ModTime: time.Unix(e.at, 0),
			Typeflag: tar.TypeReg,
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(e.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "layer")
	if err := os.WriteFile(name, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestReasons(t *testing.T) {
	same := entry{name: "a", content: "x"}
	for name, test := range map[string]struct {
		old, new []entry
		path     string
		reason   string
	}{
		"time of a file": {[]entry{{name: "f", at: 1}}, []entry{{name: "f", at: 2}}, "f", "time"},
		"more than time": {
			[]entry{{name: "a", at: 1}, {name: "f", content: "x"}},
			[]entry{{name: "a", at: 2}, {name: "f", content: "y"}}, "f", "network",
		},
		"clock": {
			[]entry{same, {name: "f", content: "built 2026-11-29 08:00"}},
			[]entry{same, {name: "f", content: "built 2026-11-30 09:10"}}, "f", "time",
		},
		"chance": {
			[]entry{{name: "f", content: "id 0123abcd-ffff\n"}}, []entry{{name: "f", content: "id 99887766-0000\n"}},
			"f", "random",
		},
		"order": {[]entry{{name: "f", content: "a\nb\n"}}, []entry{{name: "f", content: "b\na\n"}}, "f", "order"},
		"path": {
			[]entry{{name: "f", content: "at /home/alice/x"}}, []entry{{name: "f", content: "at /home/bob/x"}},
			"f", "path or user",
		},
		"missing": {[]entry{same}, []entry{same, {name: "f"}}, "f", "one build has a file"},
		"mode":    {[]entry{{name: "f"}}, []entry{{name: "f", mode: 0o111}}, "f", "properties"},
		"python": {
			[]entry{{name: "f.pyc", content: "1"}}, []entry{{name: "f.pyc", content: "2"}}, "f.pyc", "time: compiled",
		},
		"binary": {
			[]entry{{name: "f", content: "\x001"}}, []entry{{name: "f", content: "\x002"}}, "f", "random, time",
		},
	} {
		d, err := compareLayers(layerOf(t, test.old...), layerOf(t, test.new...))
		if err != nil {
			t.Fatal(err)
		}
		if d.Path != test.path || !strings.HasPrefix(d.Reason, test.reason) {
			t.Errorf("%s: %q because of %q", name, d.Path, d.Reason)
		}
		if onlyTime := name == "time of a file"; d.OnlyTime != onlyTime {
			t.Errorf("%s: only the time differs: %t", name, d.OnlyTime)
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("x", 1000)
	old, changed := entry{name: "f", content: long + "old" + long}, entry{name: "f", content: long + "new" + long}
	d, err := compareLayers(layerOf(t, old), layerOf(t, changed))
	if err != nil {
		t.Fatal(err)
	}
	if d.Offset != 1000-before || !strings.Contains(string(d.Old), "old") || !strings.Contains(string(d.New), "new") ||
		len(d.Old) > excerpt {
		t.Fatalf("at %d: %q, %q", d.Offset, d.Old, d.New)
	}
}

// The same files in another order are another layer.
func TestOrder(t *testing.T) {
	a, b := entry{name: "a"}, entry{name: "b"}
	d, err := compareLayers(layerOf(t, a, b), layerOf(t, b, a))
	if err != nil || d.Reason != "only the order of the files differs" {
		t.Fatalf("%+v %v", d, err)
	}
}
