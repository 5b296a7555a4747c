package copier_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// FuzzUnpack: whatever an archive holds, extracting it changes nothing outside
// the directory that it is extracted into, and ends. The bytes are an archive as
// they are, and are also read as a list of entries, so that checksums are right.
func FuzzUnpack(f *testing.F) {
	f.Add([]byte{0, 3, 2, 1, 7, 1, 4, 4, 0, 9, 2, 1})
	f.Add([]byte("\x02\x05\x01\x03\x00\x05\x01\x02\x01\x06\x01\x03"))
	f.Add(testenv.HostileArchive([]byte{2, 0, 0, 0, 0, 24, 0, 0, 1, 0, 11}))
	f.Fuzz(func(t *testing.T, data []byte) {
		trap := testenv.NewTrap(t, t.TempDir())
		trap.Share(t)
		for i, archive := range [][]byte{testenv.WithoutDevices(data), testenv.HostileArchive(data)} {
			extractWithin(t, fmt.Sprint(i), archive, trap.Into)
			trap.Check(t)
		}
	})
}

func extractWithin(t *testing.T, name string, archive []byte, into string) {
	from := filepath.Join(t.TempDir(), name)
	must(t, os.Mkdir(from, 0o755), os.WriteFile(filepath.Join(from, "a"), archive, 0o644))
	source, err := safepath.OpenRoot(from)
	must(t, err)
	defer source.Close()
	root, err := safepath.OpenRoot(into)
	must(t, err)
	defer root.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	hung := time.AfterFunc(40*time.Second, func() { panic("extracting does not end") })
	defer hung.Stop()
	_, _ = (&copier.Tree{Root: source, Foreign: true}).Unpack(ctx, root, "a", limits.Limits{})
	if ctx.Err() != nil {
		t.Fatal("extracting takes longer than 20 s")
	}
}
