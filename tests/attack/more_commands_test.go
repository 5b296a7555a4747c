package attack

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"debug/elf"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"
)

// repository makes www/git/NAME.git of what is in a directory: repository NAME DIR.
// A file .git-modules there lists submodules: the path, and the NAME of another.
func (r *run) repository(ts *testscript.TestScript, args []string) {
	script := `set -e
export HOME="$1" GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'
cd "$2"; git init -q -b main; git add -A
if [ -e .git-modules ]; then while read -r path of; do git update-index --add --cacheinfo "160000,$(git --git-dir "$1/git/$of.git" rev-parse main),$path"; done <.git-modules; fi
git commit -qm one; mkdir -p "$1/git"; git clone -q --bare . "$1/git/$3.git"; rm -rf .git`
	www := r.path(ts, "www")
	ts.Check(os.MkdirAll(www, 0o755))
	if out, err := exec.Command("sh", "-c", script, "sh", www, r.path(ts, args[1]), args[0]).CombinedOutput(); err != nil {
		ts.Fatalf("%v: %s", err, out)
	}
	r.rung.user.own(r.t, www)
}

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

// descriptors runs commands in a container with working directories that are
// descriptors of whoever starts them: fds CONTAINER FROM TO.
func (r *run) descriptors(ts *testscript.TestScript, args []string) {
	from, err := strconv.Atoi(args[1])
	ts.Check(err)
	to, err := strconv.Atoi(args[2])
	ts.Check(err)
	script := fmt.Sprintf("cat .%[1]s/file ../../../../../..%[1]s/file; ls .%[1]s/dir; true", r.canary.dir)
	for n := from; n <= to && !r.outcome.refused && len(r.outcome.trips) == 0; n++ {
		r.take(r.cooper(ts.MkAbs("."), []string{"run", "--workingdir", fmt.Sprintf("/proc/self/fd/%d", n), args[0], "--", "sh", "-c", script}))
		ts.Logf("%d: %s", n, r.last.out)
	}
}

// other runs a shell's script as a user of the machine who has nothing to do with
// the store: other SCRIPT.
func (r *run) other(ts *testscript.TestScript, args []string) {
	if os.Getuid() != 0 {
		r.outcome.refused = true // only root can be somebody else
		return
	}
	cmd := exec.Command("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "sh", "-c", args[0])
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "STORE"} {
		cmd.Env = append(cmd.Env, name+"="+r.env[name])
	}
	r.take(r.await(cmd))
	ts.Logf("%s", r.last.out)
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

// poison replaces the compressed blobs of an OCI layout by an archive, and keeps
// their digests: poison DIR TAR.
func (r *run) poison(ts *testscript.TestScript, args []string) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(ts.ReadFile(args[1])))
	ts.Check(err)
	ts.Check(z.Close())
	poisoned := 0
	err = filepath.WalkDir(r.path(ts, args[0]), func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil || !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) && !bytes.HasPrefix(data, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
			return err
		}
		poisoned++
		return os.WriteFile(name, packed.Bytes(), 0o644)
	})
	ts.Check(err)
	if poisoned == 0 && !r.outcome.refused {
		ts.Fatalf("there is nothing to poison in %s", args[0])
	}
}

// holds trips when an archive has no entry of a name: holds FILE NAME, where NAME
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

// killTree kills a process and all that it started, whatever their groups are.
func killTree(pid int) {
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	_ = unix.Kill(pid, unix.SIGSTOP)
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			continue
		}
		for _, field := range strings.Fields(string(text)) {
			if child, err := strconv.Atoi(field); err == nil {
				killTree(child)
			}
		}
	}
	_ = unix.Kill(pid, unix.SIGKILL)
}
