package interop

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cooper-build/cooper/build"
)

// TestArchives: podman loads what cooper saves, and cooper loads what podman saves, with several images
// and names in one archive.
func TestArchives(t *testing.T) {
	h := newHome(t)
	engine := h.engine()
	if err := engine.Tag(t.Context(), "app", "app:again"); err != nil {
		t.Fatal(err)
	}
	var archive bytes.Buffer
	images := []string{"busybox", "app", "app:again"}
	if err := engine.Save(t.Context(), &archive, build.SaveRequest{Images: images}); err != nil {
		t.Fatal(err)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(h.dir, "ours.tar"), archive.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	h.tool("podman", "rmi", "--all", "--force")
	h.tool("podman", "load", "--input", "ours.tar")
	h.want(h.tool("podman", "images", "--format", "{{.Repository}}:{{.Tag}}"),
		"localhost/app:again", "localhost/app:latest", "localhost/busybox:latest")
	h.tool("podman", "save", "--multi-image-archive", "--output", "theirs.tar", "busybox", "app:again")
	h.tool("podman", "save", "--format", "oci-archive", "--output", "theirs-oci.tar", "app")
	h.tool("podman", "rmi", "--all", "--force")

	engine = h.engine()
	defer engine.Close()
	for file, want := range map[string][]string{
		"theirs.tar":     {"localhost/app:again", "localhost/busybox:latest"},
		"theirs-oci.tar": {"localhost/app:latest"},
	} {
		loaded, err := engine.Load(t.Context(), build.LoadRequest{File: filepath.Join(h.dir, file)})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, img := range loaded {
			names = append(names, img.Names...)
		}
		if slices.Sort(names); !slices.Equal(names, want) {
			t.Errorf("%s has %q, want %q", file, names, want)
		}
	}
}

// TestDiffIsPodmans: both say the same about the last layer of an image. Only docker and cooper list the
// directories of files that changed.
func TestDiffIsPodmans(t *testing.T) {
	h := newHome(t)
	h.write("app/more", "FROM app\nUSER root\n"+
		"RUN echo x >>/d/file && rm /copied && mkdir -p /new/dir && touch /new/dir/f\n")
	engine := h.engine()
	defer engine.Close()
	if _, err := engine.Build(t.Context(), build.Request{
		Context:       build.Dir(filepath.Join(h.dir, "app")),
		Containerfile: build.Containerfile{File: filepath.Join(h.dir, "app/more")},
		Tags:          []string{"more"},
	}); err != nil {
		t.Fatal(err)
	}
	ours, err := engine.Diff(t.Context(), "more", "")
	if err != nil {
		t.Fatal(err)
	}
	var theirs struct{ Changed, Added, Deleted []string }
	if err := json.Unmarshal([]byte(h.tool("podman", "diff", "--format", "json", "more")), &theirs); err != nil {
		t.Fatal(err)
	}
	got := map[build.FileChangeKind][]string{}
	for _, f := range ours.Files {
		if f.Path == "/d" {
			continue
		}
		got[f.Kind] = append(got[f.Kind], f.Path)
	}
	for kind, want := range map[build.FileChangeKind][]string{
		"A": theirs.Added, "C": theirs.Changed, "D": theirs.Deleted,
	} {
		if slices.Sort(want); !slices.Equal(got[kind], want) {
			t.Errorf("%s: %q, podman says %q", kind, got[kind], want)
		}
	}
}
