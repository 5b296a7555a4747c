package layer_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// BenchmarkSmallFiles writes a layer of 5,000 files of 2 KiB.
func BenchmarkSmallFiles(b *testing.B) {
	dir := b.TempDir()
	content := make([]byte, 2100)
	for d := range 50 {
		sub := filepath.Join(dir, fmt.Sprintf("d%02d", d))
		if err := os.Mkdir(sub, 0o755); err != nil {
			b.Fatal(err)
		}
		for f := range 100 {
			if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("f%02d", f)), content, 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	for b.Loop() {
		if _, err := layer.Write(b.Context(), root, nil, io.Discard, layer.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
