package limits_test

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build/internal/limits"
)

// archive has an entry for each name, with a content of 100 bytes.
func archive(t *testing.T, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, name := range names {
		if err := w.WriteHeader(&tar.Header{Name: name, Size: 100, Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(make([]byte, 100)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTarPassesEverythingOn(t *testing.T) {
	for name, data := range map[string][]byte{
		"an archive": archive(t, "a", "b/c"), "padding": append(archive(t, "a"), make([]byte, 10240)...),
		"nothing": nil, "no archive": []byte(strings.Repeat("x", 3000)),
	} {
		got, err := io.ReadAll(limits.Tar(bytes.NewReader(data), 0, limits.Limits{}))
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: %d of %d bytes, %v", name, len(got), len(data), err)
		}
	}
}

func TestTarEndsAtALimit(t *testing.T) {
	for want, l := range map[string]limits.Limits{
		"archive-entries": {Entries: 2}, "archive-bytes": {Bytes: 250}, "archive-header": {Header: 10},
		"archive-depth": {Depth: 2},
	} {
		_, err := io.ReadAll(limits.Tar(bytes.NewReader(archive(t, "a", "b", "c/d/e/f", "eleven-characters")), 0, l))
		var exceeded *limits.Exceeded
		if !errors.As(err, &exceeded) || exceeded.Name != want {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// zeros is a stream that does not end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestTarEndsAtARatio(t *testing.T) {
	n, err := io.Copy(io.Discard, limits.Tar(io.LimitReader(zeros{}, 1<<30), 1<<20, limits.Limits{Ratio: 300}))
	var exceeded *limits.Exceeded
	if !errors.As(err, &exceeded) || exceeded.Name != "archive-ratio" || n < limits.RatioFrom || n > 310<<20 {
		t.Errorf("%d bytes, %v", n, err)
	}
}
