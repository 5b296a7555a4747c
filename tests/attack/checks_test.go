package attack

import (
	"archive/tar"
	"bytes"
	"debug/elf"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// static trips when a program loads other code than its own: static FILE.
func (r *run) static(ts *testscript.TestScript, args []string) {
	f, err := elf.Open(args[0])
	ts.Check(err)
	defer f.Close()
	libraries, _ := f.ImportedLibraries()
	if len(libraries) != 0 || f.Section(".interp") != nil {
		r.trip(fmt.Sprintf("%s loads %v", filepath.Base(args[0]), libraries))
	}
}

// same trips when the last command did not say what a file holds: same FILE.
func (r *run) same(ts *testscript.TestScript, args []string) {
	if want := ts.ReadFile(args[0]); !r.outcome.refused && want != string(r.last.out) {
		r.trip(fmt.Sprintf("the result is %s, not %s", r.last.out, want))
	}
}

// tripFile trips when a file below a directory holds a text: tripfile DIR TEXT.
func (r *run) tripFile(ts *testscript.TestScript, args []string) {
	_ = filepath.WalkDir(r.path(ts, args[0]), func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		if data, err := os.ReadFile(name); err == nil && bytes.Contains(data, []byte(args[1])) {
			r.trip(fmt.Sprintf("%q is in %s", args[1], filepath.Base(name)))
		}
		return nil
	})
}

// is what stands between the quotes of a Go string.
func (r *run) holds(ts *testscript.TestScript, args []string) {
	name, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	archive := tar.NewReader(strings.NewReader(ts.ReadFile(args[0])))
	for {
		h, err := archive.Next()
		if err != nil {
			r.trip(fmt.Sprintf("%s has no entry %q", args[0], name))
			return
		}
		if h.Name == name {
			return
		}
	}
}

// reachedWeb trips when the web server was asked for something that matches.
func (r *run) reachedWeb(ts *testscript.TestScript, args []string) {
	if line := r.services.asked(args[0]); line != "" {
		r.trip("the server was asked: " + line)
	}
}
