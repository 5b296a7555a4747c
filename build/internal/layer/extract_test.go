package layer_test

import (
	"archive/tar"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// extract unpacks entries into a directory.
func extract(t *testing.T, opts layer.ExtractOptions, stream []byte) (string, error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	return dir, layer.Extract(t.Context(), root, bytes.NewReader(stream), opts)
}

func archiveOf(t *testing.T, headers ...tar.Header) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, h := range headers {
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sparse is an archive with a file of holes: package tar writes none, so the records
// of one (GNU format 0.1) are put in place of others of their length.
func sparse(t *testing.T) []byte {
	t.Helper()
	data := archiveOf(t, tar.Header{Name: "holes", Mode: 0o644, Format: tar.FormatPAX, PAXRecords: map[string]string{
		"OLD.sparse.major": "0", "OLD.sparse.map": "3221225472,0", "OLD.sparse.minor": "1", "OLD.sparse.numblocks": "1",
		"OLD.sparse.size": "3221225472",
	}})
	return bytes.ReplaceAll(data, []byte("OLD.sparse"), []byte("GNU.sparse"))
}

func TestHolesTakeNoSpace(t *testing.T) {
	dir, err := extract(t, layer.ExtractOptions{}, sparse(t))
	if err != nil {
		t.Fatal(err)
	}
	var st unix.Stat_t
	if err := unix.Stat(filepath.Join(dir, "holes"), &st); err != nil || st.Size != 3<<30 || st.Blocks > 100 {
		t.Errorf("%d bytes in %d blocks, %v", st.Size, st.Blocks, err)
	}
	var exceeded *limits.Exceeded
	for want, opts := range map[string]layer.ExtractOptions{
		"archive-bytes": {Limits: limits.Limits{Bytes: 1 << 30}},
		"archive-ratio": {Packed: 1 << 20},
	} {
		dir, err := extract(t, opts, sparse(t))
		if !errors.As(err, &exceeded) || exceeded.Name != want {
			t.Errorf("%s: %v", want, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "holes")); err == nil {
			t.Errorf("%s: the file was begun", want)
		}
	}
}

func TestModesAndTimes(t *testing.T) {
	defer unix.Umask(unix.Umask(0o077))
	dir, err := extract(t, layer.ExtractOptions{}, archiveOf(t,
		tar.Header{Name: "./", Typeflag: tar.TypeDir, Mode: 0o700},
		tar.Header{Name: "fifo", Typeflag: tar.TypeFifo, Mode: 0o666},
		tar.Header{Name: "setuid", Typeflag: tar.TypeFifo, Mode: 0o4777, Uid: 1, Gid: 1},
		tar.Header{Name: "far", Mode: 0o666, ModTime: time.Unix(100_000_000_000, 0), Format: tar.FormatPAX},
	))
	if err != nil {
		t.Fatal(err)
	}
	for name, mode := range map[string]uint32{"fifo": 0o666, "setuid": 0o4777, "far": 0o666} {
		var st unix.Stat_t
		if err := unix.Stat(filepath.Join(dir, name), &st); err != nil || st.Mode&0o7777 != mode {
			t.Errorf("%s: mode %o, %v", name, st.Mode, err)
		}
		if name == "far" && st.Mtim.Sec != 0 {
			t.Errorf("%s: time %d", name, st.Mtim.Sec)
		}
	}
	var top unix.Stat_t
	if err := unix.Stat(dir, &top); err != nil || top.Mode&0o7777 != 0o750 {
		t.Errorf("the directory itself: %o, %v", top.Mode, err)
	}
}

// An entry of a directory that is there says all that there is about it.
func TestDirectoryLosesAttributes(t *testing.T) {
	dir := t.TempDir()
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, records := range []map[string]string{
		{"SCHILY.xattr.user.kept": "1", "SCHILY.xattr.user.gone": "1"}, {"SCHILY.xattr.user.kept": "2"},
	} {
		h := tar.Header{Name: "d/", Typeflag: tar.TypeDir, Mode: 0o755, PAXRecords: records, Format: tar.FormatPAX}
		stream := bytes.NewReader(archiveOf(t, h))
		if err := layer.Extract(t.Context(), root, stream, layer.ExtractOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	value := make([]byte, 8)
	n, err := unix.Getxattr(filepath.Join(dir, "d"), "user.kept", value)
	if err != nil || string(value[:n]) != "2" {
		t.Errorf("user.kept is %q, %v", value[:max(n, 0)], err)
	}
	if _, err := unix.Getxattr(filepath.Join(dir, "d"), "user.gone", value); !errors.Is(err, unix.ENODATA) {
		t.Errorf("user.gone: %v", err)
	}
}
