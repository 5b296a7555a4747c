package layer_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// FuzzExtract: whatever a layer holds, extracting it, for an overlay or over the
// tree below, changes nothing outside of where it is extracted to, and ends.
func FuzzExtract(f *testing.F) {
	f.Add([]byte{0, 3, 2, 1, 7, 1, 4, 4, 0, 9, 2, 1}, true)
	f.Add([]byte("\x02\x05\x01\x03\x00\x05\x01\x02\x01\x06\x01\x03"), false)
	f.Add([]byte{2, 0, 0, 0, 0, 24, 0, 0, 1, 0, 11}, false)
	f.Fuzz(func(t *testing.T, data []byte, overlay bool) {
		trap := testenv.NewTrap(t, t.TempDir())
		trap.Share(t)
		root, err := safepath.OpenRoot(trap.Into)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		hung := time.AfterFunc(40*time.Second, func() { panic("extracting does not end") })
		defer hung.Stop()
		for _, stream := range [][]byte{testenv.WithoutDevices(data), testenv.HostileArchive(data)} {
			_ = layer.Extract(ctx, root, bytes.NewReader(stream), layer.ExtractOptions{Stacked: overlay})
			trap.Check(t)
		}
		if ctx.Err() != nil {
			t.Fatal("extracting takes longer than 20 s")
		}
	})
}
