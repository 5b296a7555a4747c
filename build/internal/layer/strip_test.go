package layer_test

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"maps"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/overlay"
	"github.com/cooper-build/cooper/internal/testenv"
)

// contents lists what a reader finds in an archive.
func contents(data []byte) (out []*tar.Header, bodies []string, err error) {
	r := tar.NewReader(bytes.NewReader(data))
	for {
		h, err := r.Next()
		if err != nil {
			return out, bodies, err
		}
		body, err := io.ReadAll(io.LimitReader(r, 1<<20))
		out, bodies = append(out, h), append(bodies, string(body))
		if err != nil {
			return out, bodies, err
		}
	}
}

// checkStripped compares an archive with what Strip made of it: nobody finds an
// attribute that is believed, and everything else is as it was.
func checkStripped(t *testing.T, data []byte) {
	t.Helper()
	var out bytes.Buffer
	if err := layer.Strip(&out, bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	if out.Len() != len(data) {
		t.Fatalf("%d bytes became %d", len(data), out.Len())
	}
	before, bodiesBefore, errBefore := contents(data)
	after, bodiesAfter, errAfter := contents(out.Bytes())
	if len(before) != len(after) || (errBefore == io.EOF) != (errAfter == io.EOF) {
		t.Fatalf("%d entries (%v) became %d (%v)", len(before), errBefore, len(after), errAfter)
	}
	for i, h := range after {
		was := before[i]
		believed := func(key string, _ string) bool {
			name, ok := strings.CutPrefix(key, "SCHILY.xattr.")
			return ok && overlay.Believed(name)
		}
		for key, value := range h.PAXRecords {
			if believed(key, value) {
				t.Errorf("%s still has %s", h.Name, key)
			}
		}
		maps.DeleteFunc(was.PAXRecords, believed)
		for key, value := range was.PAXRecords {
			if h.PAXRecords[key] != value && !strings.Contains(value, "SCHILY.xattr.") {
				t.Errorf("%s lost %s", h.Name, key)
			}
		}
		if h.Name != was.Name || h.Size != was.Size || h.Typeflag != was.Typeflag || h.Linkname != was.Linkname ||
			bodiesBefore[i] != bodiesAfter[i] {
			t.Errorf("%+v became %+v", was, h)
		}
	}
}

func strippable(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, e := range []struct {
		name, body string
		records    map[string]string
	}{
		{"plain", "body", nil},
		{"opaque/", "", map[string]string{"SCHILY.xattr.user.overlay.opaque": "y", "SCHILY.xattr.user.mine": "1"}},
		{
			"redirect", "SCHILY.xattr.user.overlay.opaque=y",
			map[string]string{"SCHILY.xattr.trusted.overlay.redirect": "/x", "comment": "as it is"},
		},
		{
			strings.Repeat("long/", 60), "",
			map[string]string{
				"SCHILY.xattr.user.fuseoverlayfs.opaque":     "y",
				"SCHILY.xattr.user.containers.override_stat": "0:0:04755",
			},
		},
		{
			"capable", strings.Repeat("x", 70000),
			map[string]string{"SCHILY.xattr.security.capability": "\x01\x00\x00\x02"},
		},
	} {
		h := &tar.Header{
			Name:       e.name,
			Mode:       0o755,
			Size:       int64(len(e.body)),
			Typeflag:   tar.TypeReg,
			Format:     tar.FormatPAX,
			PAXRecords: e.records,
		}
		if strings.HasSuffix(e.name, "/") {
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, e.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return append(out.Bytes(), "what follows the end"...)
}

func TestStrip(t *testing.T) {
	data := strippable(t)
	checkStripped(t, data)
	for _, end := range []int{0, 100, 512, 1500, len(data) / 2} {
		checkStripped(t, data[:end])
	}
}

// TestStripFails: an error of what is read is that of what it became.
func TestStripFails(t *testing.T) {
	data := strippable(t)
	for _, end := range []int{0, 100, 512, 2000, len(data) - 3} {
		broken := io.MultiReader(bytes.NewReader(data[:end]), iotest.ErrReader(io.ErrClosedPipe))
		if _, err := io.ReadAll(layer.Stripped(broken)); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("after %d bytes: %v", end, err)
		}
	}
}

// FuzzStrip: whatever a stream holds, two readers of it agree but for the attributes
// that are believed.
func FuzzStrip(f *testing.F) {
	f.Add(strippable(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkStripped(t, data)
		checkStripped(t, testenv.HostileArchive(data))
	})
}
