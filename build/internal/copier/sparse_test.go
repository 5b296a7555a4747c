package copier_test

import (
	"archive/tar"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// TestSparseArchives: an archive of a few kilobytes whose file has 3 GiB of holes is
// bounded by the ratio, and takes no space where more is allowed.
func TestSparseArchives(t *testing.T) {
	var data bytes.Buffer
	w := tar.NewWriter(&data)
	records := map[string]string{
		"OLD.sparse.major": "0", "OLD.sparse.minor": "1", "OLD.sparse.numblocks": "1",
		"OLD.sparse.size": "3221225472", "OLD.sparse.map": "3221225472,0",
	}
	err := w.WriteHeader(&tar.Header{Name: "holes", Mode: 0o644, Format: tar.FormatPAX, PAXRecords: records})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	from, into := t.TempDir(), t.TempDir()
	archive := bytes.ReplaceAll(data.Bytes(), []byte("OLD.sparse"), []byte("GNU.sparse"))
	if err := os.WriteFile(filepath.Join(from, "a.tar"), archive, 0o600); err != nil {
		t.Fatal(err)
	}
	unpack := func(l limits.Limits) error {
		source, err := safepath.OpenRoot(from)
		if err != nil {
			t.Fatal(err)
		}
		defer source.Close()
		target, err := safepath.OpenRoot(into)
		if err != nil {
			t.Fatal(err)
		}
		defer target.Close()
		_, err = (&copier.Tree{Root: source}).Unpack(t.Context(), target, "a.tar", l)
		return err
	}
	var exceeded *limits.Exceeded
	if err := unpack(limits.Limits{}); !errors.As(err, &exceeded) || exceeded.Name != "archive-ratio" {
		t.Errorf("by default: %v", err)
	}
	if err := unpack(limits.Limits{Ratio: 10_000_000}); err != nil {
		t.Fatal(err)
	}
	var st unix.Stat_t
	if err := unix.Stat(filepath.Join(into, "holes"), &st); err != nil || st.Size != 3<<30 || st.Blocks > 100 {
		t.Errorf("%d bytes in %d blocks, %v", st.Size, st.Blocks, err)
	}
}
