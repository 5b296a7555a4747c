package host_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// TestImagesHaveTheLayersOfTheirConfig: one whose config promises other layers than the
// store has is not opened.
func TestImagesHaveTheLayersOfTheirConfig(t *testing.T) {
	m := newMachine(t, "overlay", nil)
	m.busybox(t)
	base, err := m.Base(t.Context(), "base", imagebuilder.Options{}.Platform)
	if err != nil {
		t.Fatal(err)
	}
	other := image.Layer{DiffID: digest.FromString("other").String(), Size: 1}
	for name, layers := range map[string][]image.Layer{
		"more": append(base.Image.Layers[:1:1], other), "another": {other}, "none": nil,
	} {
		img := image.Dated(image.WithLayers(base.Image, layers, "RUN"), time.Unix(1, 0))
		config, manifest, err := img.Encode(image.OCI)
		if err != nil {
			t.Fatal(err)
		}
		_, err = m.Store.PutImage(
			store.NewImage{Config: config, Manifest: manifest, Layer: base.Layer, Names: []string{name}},
		)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Base(t.Context(), name, imagebuilder.Options{}.Platform); err == nil {
			t.Errorf("an image was opened whose config lists %s", name)
		}
	}
}

// TestLayersOfABuildStay: an image that a build started from is not removed, and where
// another program does it all the same the error says so.
func TestLayersOfABuildStay(t *testing.T) {
	m := newMachine(t, "overlay", nil)
	m.busybox(t)
	base, err := m.Base(t.Context(), "base", imagebuilder.Options{}.Platform)
	if err != nil {
		t.Fatal(err)
	}
	img, err := m.Store.Image("base")
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Store.Delete(img.ID); !errors.Is(err, store.ErrInUse) {
		t.Errorf("an image that is in use was removed: %v", err)
	}
	if err := m.Store.Discard(img.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Begin(base.Files); !errors.Is(err, store.ErrGone) {
		t.Errorf("a layer that another program removed: %v", err)
	}
	if _, err := m.Base(t.Context(), img.ID, imagebuilder.Options{}.Platform); err == nil {
		t.Error("an image that is gone was opened")
	}
	// Somebody makes the same layer again: its files are others than those that are open.
	newHost(t, m, nil).busybox(t)
	if !m.HasLayer(base.Layer) {
		t.Fatal("the layer was not made again")
	}
	if _, err := m.Begin(base.Files); !errors.Is(err, store.ErrGone) {
		t.Errorf("a layer that was removed and made again: %v", err)
	}
}

// TestWorkingDirectories belong to the user of the step, or to root where nobody knows him.
func TestWorkingDirectories(t *testing.T) {
	m := newMachine(t, "overlay", nil)
	m.busybox(t)
	_, output := m.must(
		t, "FROM base\nUSER 7:8\nWORKDIR /number\nUSER ghost\nWORKDIR /ghost\nUSER 0\nRUN stat -c %u:%g /number /ghost",
	)
	if output != "7:8\n0:0\n" {
		t.Errorf("the directories are of %q", output)
	}
}

// newContainer makes a working container of base with a file.
func newContainer(t *testing.T, m *machine, name string) store.Container {
	t.Helper()
	img, err := m.Store.Image("base")
	if err != nil {
		t.Fatal(err)
	}
	c, err := m.Store.NewContainer(name, img.ID, []byte("{}"))
	if err != nil {
		t.Fatal(err)
	}
	runIn(t, m, c, "touch", "/made")
	return c
}

func runIn(t *testing.T, m *machine, c store.Container, args ...string) string {
	t.Helper()
	tree, err := m.OpenContainer(c)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	step := &dispatch.RunStep{Args: args, Env: []string{"PATH=/bin"}, Cwd: "/"}
	if err := m.RunIn(t.Context(), tree, step, nil, sandbox.Options{Stdout: &out}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestContainers: what is done to one stays, in the container and in no image; a commit
// leaves it as it is, or takes its tree, and GiveBack undoes that.
func TestContainers(t *testing.T) {
	for _, driver := range []string{"overlay", "vfs"} {
		t.Run(driver, func(t *testing.T) {
			m := newMachine(t, driver, nil)
			m.busybox(t)
			c := newContainer(t, m, "one")
			if got := runIn(t, newHost(t, m, nil), c, "ls", "/made"); got != "/made\n" {
				t.Errorf("the next host sees %q", got)
			}
			if _, _, err := m.try(t, "FROM base\nRUN ls /made"); err == nil {
				t.Error("the image has a file of the container")
			}
			for _, take := range []bool{false, true} {
				committer := newHost(t, m, func(c *host.Config) { c.Layer = layer.Options{ClampTo: new(time.Time)} })
				tree, err := committer.OpenContainer(c)
				if err != nil {
					t.Fatal(err)
				}
				l, err := committer.Commit(t.Context(), tree, committer.Layer, take)
				if err != nil {
					t.Fatal(err)
				}
				if names := m.names(t, l.ID); len(names) == 0 || !strings.HasSuffix(names[len(names)-1], "made") {
					t.Errorf("take %t: the layer has %q", take, names)
				}
				if take && m.Store.Stacks() {
					if err := committer.GiveBack(t.Context(), c, l.ID); err != nil {
						t.Fatal(err)
					}
				}
				if got := runIn(t, newHost(t, m, nil), c, "ls", "/made"); got != "/made\n" {
					t.Errorf("take %t: the container has %q", take, got)
				}
			}
		})
	}
}
