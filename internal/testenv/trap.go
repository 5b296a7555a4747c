package testenv

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A Trap is a directory for hostile archives to be extracted into, whose links lead
// to another with canaries.
type Trap struct {
	Into    string
	dir     string
	outside string
	twin    string // of a shared file; empty: there is none
	before  string
	entries int
}

// NewTrap makes a trap in an empty directory.
func NewTrap(t *testing.T, dir string) *Trap {
	t.Helper()
	trap := &Trap{dir: dir, Into: filepath.Join(dir, "into"), outside: filepath.Join(dir, "outside")}
	if err := errors.Join(os.Mkdir(trap.Into, 0o755), os.MkdirAll(filepath.Join(trap.outside, "d"), 0o755),
		os.WriteFile(filepath.Join(trap.outside, "canary"), []byte("canary"), 0o640),
		os.WriteFile(filepath.Join(trap.outside, "d/f"), nil, 0o600),
		os.Symlink(trap.outside, filepath.Join(trap.Into, "abs")),
		os.Symlink("../outside", filepath.Join(trap.Into, "rel")),
		os.Symlink("../outside/canary", filepath.Join(trap.Into, "file")),
		os.Symlink("loop", filepath.Join(trap.Into, "loop")),
		os.Mkdir(filepath.Join(trap.Into, "d"), 0o755),
		os.Symlink("../../outside/d", filepath.Join(trap.Into, "d/l"))); err != nil {
		t.Fatal(err)
	}
	trap.before, trap.entries = snapshot(t, trap.outside), trap.beside(t)
	return trap
}

// Share puts a file into the directory that is also outside, as trees of the copies
// driver share files with the layers below. Its names may go, but not its content.
func (trap *Trap) Share(t *testing.T) {
	t.Helper()
	trap.twin = filepath.Join(trap.dir, "outside-twin")
	err := errors.Join(
		os.WriteFile(trap.twin, []byte("shared"), 0o640),
		os.Link(trap.twin, filepath.Join(trap.Into, "shared")),
	)
	if err != nil {
		t.Fatal(err)
	}
	trap.entries = trap.beside(t)
}

// Check fails when anything outside the directory changed.
func (trap *Trap) Check(t *testing.T) {
	t.Helper()
	if trap.twin != "" {
		info, err := os.Stat(trap.twin)
		text, readErr := os.ReadFile(trap.twin)
		if err != nil || readErr != nil || string(text) != "shared" || info.Mode() != 0o640 {
			t.Fatalf("the shared file is %q, %v, %v", text, info.Mode(), errors.Join(err, readErr))
		}
	}
	if after := snapshot(t, trap.outside); after != trap.before {
		t.Fatalf("what lies outside changed from\n%s\nto\n%s", trap.before, after)
	}
	if trap.beside(t) != trap.entries {
		t.Fatal("there are new files beside the directory")
	}
}

func (trap *Trap) beside(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir(trap.dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

// snapshot describes a tree: a hard link out of it shows in the count of links.
func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var out strings.Builder
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		var st unix.Stat_t
		if err == nil {
			err = unix.Lstat(name, &st)
		}
		var text []byte
		if err == nil && d.Type().IsRegular() {
			text, err = os.ReadFile(name)
		}
		fmt.Fprintf(
			&out, "%s %o %d:%d links %d times %v %v %x\n", name, st.Mode, st.Uid, st.Gid, st.Nlink, st.Mtim,
			st.Ctim, sha256.Sum256(text),
		)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// WithoutDevices is an archive, or nothing when it has nodes of devices: a root that
// runs the tests would make them.
func WithoutDevices(data []byte) []byte {
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
		"a", "b", "d", "..", ".", "", "abs", "rel", "file", "loop", "l", "canary", "outside", "into", "../..",
		"/proc/self/cwd",
		"/proc/self/root", "d/l", ".wh.a", ".wh..wh..opq", "\xff", "x\x00y", strings.Repeat("n", 256),
		strings.Repeat("p/", 30), "/", "f", "shared",
	}
	trapKinds = []byte{
		tar.TypeReg, tar.TypeDir, tar.TypeSymlink, tar.TypeLink, tar.TypeFifo, tar.TypeReg, tar.TypeXGlobalHeader,
		tar.TypeCont,
	}
)

// HostileArchive reads bytes as the entries of an archive: kind, mode, name and
// target, of up to three words each.
func HostileArchive(data []byte) []byte {
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
		h := &tar.Header{
			Typeflag: trapKinds[int(kind)%len(trapKinds)],
			Mode:     int64(mode) << 4,
			Name:     words(),
			ModTime:  time.Unix(1000, 0),
		}
		switch h.Typeflag {
		case tar.TypeSymlink, tar.TypeLink:
			h.Linkname = words()
		case tar.TypeXGlobalHeader:
			h = &tar.Header{Typeflag: tar.TypeXGlobalHeader, Name: "g", PAXRecords: map[string]string{"path": words()}}
		case tar.TypeReg:
			h.Size = int64(mode % 4)
			if mode%5 == 0 {
				h.PAXRecords = map[string]string{
					"SCHILY.xattr.user.k":                   "v",
					"SCHILY.xattr.trusted.overlay.redirect": words(),
				}
			}
		}
		if w.WriteHeader(h) == nil {
			_, _ = w.Write([]byte("pwned")[:h.Size])
		}
	}
	_ = w.Close()
	return out.Bytes()
}
