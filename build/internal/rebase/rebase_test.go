package rebase

import (
	"archive/tar"
	"bytes"
	"errors"
	"reflect"
	"slices"
	"testing"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// config is an image of some layers and lines of history.
func config(env []string, cmd []string, layers ...string) *dockerspec.DockerOCIImage {
	var out dockerspec.DockerOCIImage
	out.Config.Env, out.Config.Cmd = env, cmd
	for _, l := range layers {
		out.RootFS.DiffIDs = append(out.RootFS.DiffIDs, digest.Digest(l))
		out.History = append(out.History, ocispec.History{CreatedBy: l})
	}
	return &out
}

func TestConfig(t *testing.T) {
	base := config([]string{"PATH=/bin", "OLD=1", "KEPT=1"}, []string{"sh"}, "b1")
	onto := config([]string{"PATH=/usr/bin", "KEPT=2", "NEW=1"}, []string{"bash"}, "n1", "n2")
	img := config([]string{"PATH=/bin", "KEPT=1", "OWN=1"}, []string{"sh"}, "b1", "a1")
	img.History = slices.Insert(img.History, 1, ocispec.History{CreatedBy: "env", EmptyLayer: true})
	img.Config.Labels = map[string]string{"own": "1"}
	out, err := Config(img, base, onto)
	if err != nil {
		t.Fatal(err)
	}
	// OLD was removed by the image, and would not come back.
	if want := []string{"PATH=/usr/bin", "KEPT=2", "NEW=1", "OWN=1"}; !slices.Equal(out.Config.Env, want) {
		t.Errorf("variables %q, want %q", out.Config.Env, want)
	}
	if want := []string{"bash"}; !slices.Equal(out.Config.Cmd, want) {
		t.Errorf("command %q, want %q", out.Config.Cmd, want)
	}
	if want := []digest.Digest{"n1", "n2", "a1"}; !slices.Equal(out.RootFS.DiffIDs, want) {
		t.Errorf("layers %q, want %q", out.RootFS.DiffIDs, want)
	}
	var lines []string
	for _, h := range out.History {
		lines = append(lines, h.CreatedBy)
	}
	if want := []string{"n1", "n2", "env", "a1"}; !slices.Equal(lines, want) {
		t.Errorf("history %q, want %q", lines, want)
	}
	if !reflect.DeepEqual(out.Config.Labels, img.Config.Labels) {
		t.Errorf("labels %v", out.Config.Labels)
	}
	img.Config.Cmd = []string{"own"}
	if out, _ := Config(img, base, onto); out.Config.Cmd[0] != "own" {
		t.Errorf("the image's own command became %q", out.Config.Cmd)
	}
	if _, err := Config(img, onto, base); !errors.Is(err, ErrNotBase) {
		t.Errorf("a base that is none: %v", err)
	}
}

// layer is an archive; a name that ends with a slash is a directory.
func layer(t *testing.T, names ...string) *bytes.Reader {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, name := range names {
		h := &tar.Header{Name: name, Typeflag: tar.TypeReg}
		if name[len(name)-1] == '/' {
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(out.Bytes())
}

func TestChanged(t *testing.T) {
	var base Base
	for _, l := range []*bytes.Reader{
		layer(t, "etc/", "etc/passwd", "etc/gone", "var/", "var/lib/", "var/lib/old", "opt/", "opt/a"),
		layer(t, "etc/.wh.gone", "opt/", "opt/.wh..wh..opq"),
	} {
		if err := base.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		layer *bytes.Reader
		want  []string
	}{
		"new files":           {layer(t, "etc/", "etc/new", "app"), nil},
		"a file":              {layer(t, "./etc/passwd"), []string{"etc/passwd"}},
		"a removed file":      {layer(t, "etc/.wh.passwd"), []string{"etc/passwd"}},
		"a removed directory": {layer(t, "var/.wh.lib"), []string{"var/lib/old"}},
		"a hidden directory":  {layer(t, "var/lib/", "var/lib/.wh..wh..opq"), []string{"var/lib/old"}},
		"what is gone":        {layer(t, "etc/gone", "opt/a"), nil},
	} {
		got, err := base.Changed(test.layer, 5)
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%s: %q %v, want %q", name, got, err, test.want)
		}
	}
	if _, err := base.Changed(bytes.NewReader([]byte("no archive")), 5); err == nil {
		t.Error("a layer that is no archive is read")
	}
}
