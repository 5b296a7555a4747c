package host_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/exec/exectest"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/binfmt"
	"github.com/cooper-build/cooper/runtime/isolation"
	"github.com/cooper-build/cooper/runtime/network"
)

// The store starts this program once more to unpack layers.
func TestMain(m *testing.M) {
	store.Init()
	testenv.Main(m)
}

// machine is a store, a context and a host on them.
type machine struct {
	*host.Host
	context string
}

// newMachine makes a host with a driver of the store, and closes it after the test.
func newMachine(t *testing.T, driver string, change func(*host.Config)) *machine {
	t.Helper()
	m := &machine{context: t.TempDir()}
	root := t.TempDir()
	t.Cleanup(func() { _ = unix.Unmount(filepath.Join(root, driver), unix.MNT_DETACH) }) // the library leaves it
	s, err := store.Open(store.Options{Root: root, RunRoot: t.TempDir(), Driver: driver})
	if err != nil {
		testenv.Skip(t, err)
	}
	closeAfter(t, s.Close)
	m.open(t, s, change)
	return m
}

// newHost makes another host on the store of a machine, as the next build has it.
func newHost(t *testing.T, of *machine, change func(*host.Config)) *machine {
	t.Helper()
	m := &machine{context: of.context}
	m.open(t, of.Store, change)
	return m
}

// closeAfter closes something after the test.
func closeAfter(t *testing.T, do func() error) {
	t.Cleanup(func() {
		if err := do(); err != nil {
			t.Error(err)
		}
	})
}

// probed is how commands can be isolated here.
var probed = sync.OnceValue(isolation.Probe)

func (m *machine) open(t *testing.T, s *store.Store, change func(*host.Config)) {
	t.Helper()
	work, err := s.NewWork()
	if err != nil {
		t.Fatal(err)
	}
	closeAfter(t, work.Close)
	sources, err := source.OpenPlain(m.context)
	if err != nil {
		t.Fatal(err)
	}
	closeAfter(t, sources.Close)
	config := host.Config{
		Store: s, Work: work, Context: sources, Sums: cache.New(t.TempDir()).Sums(""),
		Run:       host.RunOptions{Network: host.Network{Choice: network.Choice{Mode: network.None}}},
		Isolation: probed(), Emulator: &binfmt.Emulator{},
		Layer: layer.Options{ClampTo: new(time.Time)}, Warn: func(string) {},
		Pull: func(_ context.Context, reference string, _ ocispec.Platform) (string, error) {
			img, err := s.Image(reference)
			return img.ID, err
		},
	}
	if change != nil {
		change(&config)
	}
	if m.Host, err = host.New(config); err != nil {
		t.Fatal(err)
	}
	closeAfter(t, m.Close)
}

// busybox makes the image base in the store, by a build of its own. It has few files,
// since a store that does not stack copies them for each layer.
func (m *machine) busybox(t *testing.T) {
	t.Helper()
	program, err := os.ReadFile(testenv.Tool(t, "busybox"))
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(m.context, "rootfs/bin")
	err = errors.Join(os.MkdirAll(bin, 0o755), os.WriteFile(filepath.Join(bin, "busybox"), program, 0o755))
	for _, applet := range []string{"cat", "echo", "false", "id", "ls", "sh", "sleep", "stat", "touch"} {
		err = errors.Join(err, os.Symlink("busybox", filepath.Join(bin, applet)))
	}
	if err != nil {
		t.Fatal(err)
	}
	m.build(t, "FROM scratch\nCOPY rootfs/ /\nENV PATH=/bin\n", "base")
	if err := os.RemoveAll(filepath.Join(m.context, "rootfs")); err != nil {
		t.Fatal(err)
	}
}

// build builds a Containerfile, and stores the image under a name.
func (m *machine) build(t *testing.T, text, name string) {
	t.Helper()
	p, err := imagebuilder.Load("Containerfile", []byte(text), imagebuilder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Build(t.Context(), p, m, cache.New(t.TempDir()), exec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	config, manifest, err := image.Dated(out.Target.Image, time.Time{}).Encode(image.OCI)
	if err != nil {
		t.Fatal(err)
	}
	_, err = m.Store.PutImage(
		store.NewImage{Config: config, Manifest: manifest, Layer: out.Target.Layer, Names: []string{name}},
	)
	if err != nil {
		t.Fatal(err)
	}
}

// TestConforms: a host is what a build walks on, in stores that stack layers and in
// those that do not.
func TestConforms(t *testing.T) {
	for _, driver := range []string{"overlay", "vfs"} {
		t.Run(driver, func(t *testing.T) {
			first := newMachine(t, driver, nil)
			first.busybox(t)
			exectest.Run(t, func(t *testing.T) exectest.Subject {
				m := newHost(t, first, nil)
				return exectest.Subject{Backend: m, WriteContext: func(name, content string) {
					if err := os.WriteFile(filepath.Join(m.context, name), []byte(content), 0o644); err != nil {
						t.Error(err)
					}
				}}
			})
		})
	}
}
