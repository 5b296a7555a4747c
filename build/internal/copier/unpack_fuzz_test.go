package copier_test

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// FuzzUnpack: whatever an archive holds, extracting it changes nothing outside
// the directory that it is extracted into, and ends. The bytes are an archive as
// they are, and are also read as a list of entries, so that checksums are right.
func FuzzUnpack(f *testing.F) {
	f.Add([]byte{0, 3, 2, 1, 7, 1, 4, 4, 0, 9, 2, 1})
	f.Add([]byte("\x02\x05\x01\x03\x00\x05\x01\x02\x01\x06\x01\x03"))
	f.Add(script(tar.Header{Typeflag: tar.TypeSymlink, Name: "l", Linkname: "/"}, tar.Header{Typeflag: tar.TypeReg, Name: "l/x"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		into, outside := prepareTrap(t, dir)
		before := snapshot(t, outside)
		for i, archive := range [][]byte{harmless(data), archiveOf(data)} {
			extractWithin(t, dir, fmt.Sprint(i), archive, into)
			if after := snapshot(t, outside); after != before {
				t.Fatalf("what lies outside changed from\n%s\nto\n%s", before, after)
			}
		}
		if names, _ := filepath.Glob(filepath.Join(dir, "*")); len(names) != 4 {
			t.Fatalf("there are new files beside the root: %v", names)
		}
	})
}

// prepareTrap makes a directory to extract into whose links lead to another with
// a canary.
func prepareTrap(t *testing.T, dir string) (into, outside string) {
	into, outside = filepath.Join(dir, "into"), filepath.Join(dir, "outside")
	must(t, os.Mkdir(into, 0o755), os.MkdirAll(filepath.Join(outside, "d"), 0o755),
		os.WriteFile(filepath.Join(outside, "canary"), []byte("canary"), 0o640),
		os.WriteFile(filepath.Join(outside, "d/f"), nil, 0o600),
		os.Symlink(outside, filepath.Join(into, "abs")), os.Symlink("../outside", filepath.Join(into, "rel")),
		os.Symlink("../outside/canary", filepath.Join(into, "file")), os.Symlink("loop", filepath.Join(into, "loop")),
		os.Mkdir(filepath.Join(into, "d"), 0o755), os.Symlink("../../outside/d", filepath.Join(into, "d/l")))
	return into, outside
}

// snapshot describes a tree: a hard link out of it shows in the count of links.
func snapshot(t *testing.T, dir string) string {
	var out strings.Builder
	must(t, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		var st unix.Stat_t
		if err := unix.Lstat(name, &st); err != nil {
			return err
		}
		content := [32]byte{}
		if d.Type().IsRegular() {
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			content = sha256.Sum256(text)
		}
		fmt.Fprintf(&out, "%s %o %d:%d links %d times %v %v %x\n", name, st.Mode, st.Uid, st.Gid, st.Nlink, st.Mtim, st.Ctim, content)
		return nil
	}))
	return out.String()
}

func extractWithin(t *testing.T, dir, name string, archive []byte, into string) {
	from := filepath.Join(dir, "from"+name)
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

// harmless leaves out archives with nodes of devices: a root that runs the tests
// would make them.
func harmless(data []byte) []byte {
	archive := tar.NewReader(bytes.NewReader(data))
	for h, err := archive.Next(); err == nil; h, err = archive.Next() {
		if h.Typeflag == tar.TypeChar || h.Typeflag == tar.TypeBlock {
			return nil
		}
	}
	return data
}

// Words that names of entries and targets of links are made of, and kinds.
var (
	trapWords = []string{
		"a", "b", "d", "..", ".", "", "abs", "rel", "file", "loop", "l", "canary", "outside", "into", "../..", "/proc/self/cwd",
		"/proc/self/root", "d/l", ".wh.a", ".wh..wh..opq", "\xff", "x\x00y", strings.Repeat("n", 256), strings.Repeat("p/", 30), "/", "f",
	}
	trapKinds = []byte{tar.TypeReg, tar.TypeDir, tar.TypeSymlink, tar.TypeLink, tar.TypeFifo, tar.TypeReg, tar.TypeXGlobalHeader, tar.TypeCont}
)

// archiveOf reads bytes as entries: kind, mode, name and target, of up to three
// words each.
func archiveOf(data []byte) []byte {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	next := func() (b byte) {
		if len(data) > 0 {
			b, data = data[0], data[1:]
		}
		return b
	}
	words := func() string {
		var list []string
		for range 1 + next()%3 {
			list = append(list, trapWords[int(next())%len(trapWords)])
		}
		return strings.Join(list, "/")
	}
	for count := 0; len(data) > 0 && count < 50; count++ {
		kind, mode := next(), next()
		h := &tar.Header{Typeflag: trapKinds[int(kind)%len(trapKinds)], Mode: int64(mode) << 4, Name: words(), ModTime: testTime}
		switch h.Typeflag {
		case tar.TypeSymlink, tar.TypeLink:
			h.Linkname = words()
		case tar.TypeXGlobalHeader:
			h = &tar.Header{Typeflag: tar.TypeXGlobalHeader, Name: "g", PAXRecords: map[string]string{"path": words()}}
		case tar.TypeReg:
			h.Size = int64(mode % 4)
			if mode%5 == 0 {
				h.PAXRecords = map[string]string{"SCHILY.xattr.user.k": "v", "SCHILY.xattr.trusted.overlay.redirect": words()}
			}
		}
		if w.WriteHeader(h) == nil {
			_, _ = w.Write([]byte("pwned")[:h.Size])
		}
	}
	_ = w.Close()
	return out.Bytes()
}

func script(headers ...tar.Header) []byte {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for i := range headers {
		_ = w.WriteHeader(&headers[i])
	}
	_ = w.Close()
	return out.Bytes()
}
