package store_test

import (
	"bytes"
	"testing"
	"time"

	"go.podman.io/storage/pkg/archive"
	"go.podman.io/storage/pkg/chrootarchive"

	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/internal/testenv"
)

// Extracting a layer starts this program once more, in the layer as its root.
func TestMain(m *testing.M) {
	store.Init()
	testenv.Main(m)
}

// FuzzLayer: whatever a layer of a registry holds, the storage library, called as
// its overlay driver does, changes nothing outside of where it extracts it to.
func FuzzLayer(f *testing.F) {
	f.Add([]byte{0, 3, 2, 1, 7, 1, 4, 4, 0, 9, 2, 1})
	f.Add([]byte("\x02\x05\x01\x03\x00\x05\x01\x02\x01\x06\x01\x03"))
	f.Add([]byte{2, 0, 0, 0, 0, 24, 0, 0, 1, 0, 11})
	f.Fuzz(func(t *testing.T, data []byte) {
		trap := testenv.NewTrap(t, t.TempDir())
		hung := time.AfterFunc(40*time.Second, func() { panic("extracting does not end") })
		defer hung.Stop()
		for _, layer := range [][]byte{testenv.WithoutDevices(data), testenv.HostileArchive(data)} {
			_ = chrootarchive.UntarUncompressed(
				bytes.NewReader(layer), trap.Into, &archive.TarOptions{WhiteoutFormat: archive.OverlayWhiteoutFormat},
			)
			trap.Check(t)
		}
	})
}
