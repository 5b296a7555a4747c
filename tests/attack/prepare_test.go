package attack

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"
)

func (r *run) path(ts *testscript.TestScript, name string) string {
	return filepath.Clean(ts.MkAbs(name))
}

// A file .git-modules there lists submodules: the path, and the NAME of another.
func (r *run) repository(ts *testscript.TestScript, args []string) {
	script := `set -e
export HOME="$1" GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'
cd "$2"; git init -q -b main; git add -A
if [ -e .git-modules ]; then
	while read -r path of; do
		git update-index --add --cacheinfo "160000,$(git --git-dir "$1/git/$of.git" rev-parse main),$path"
	done <.git-modules
fi
git commit -qm one; mkdir -p "$1/git"; git clone -q --bare . "$1/git/$3.git"; rm -rf .git`
	www := r.path(ts, "www")
	ts.Check(os.MkdirAll(www, 0o755))
	out, err := exec.Command("sh", "-c", script, "sh", www, r.path(ts, args[1]), args[0]).CombinedOutput()
	if err != nil {
		ts.Fatalf("%v: %s", err, out)
	}
	r.mode.user.own(r.t, www)
}

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
		if err != nil ||
			!bytes.HasPrefix(data, []byte{0x1f, 0x8b}) && !bytes.HasPrefix(data, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
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
