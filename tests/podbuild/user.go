package podbuild

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// User is an ordinary user of this machine, with subordinate ids, a home and a store.
type User struct {
	name, dir, program, registry string
}

// NewUser is the unprivileged user that other tests run as too. Its programs are those of a
// directory and of the PATH. The caller is a test of a package beside this one.
func NewUser(t testing.TB, program, registry string) *User {
	t.Helper()
	command(t, "../as-user", "/bin/true")
	u := &User{name: os.Getenv("COOPER_TEST_USER"), dir: Shared(t), program: program, registry: registry}
	if u.name == "" {
		u.name = "cooper-test"
	}
	for _, d := range []string{"home", "out"} {
		if err := os.Mkdir(filepath.Join(u.dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	u.Own(t, u.dir)
	t.Cleanup(func() { u.Run(t, "cooper --root ./store unshare rm -rf ./store") })
	return u
}

// Home is the home of the user.
func (u *User) Home() string { return filepath.Join(u.dir, "home") }

// Own gives the user what is in a directory.
func (u *User) Own(t testing.TB, dir string) {
	t.Helper()
	command(t, "chown", "-R", u.name+":", dir)
}

// Command is a shell script in a directory of the user.
func (u *User) Command(script string) *exec.Cmd {
	cmd := exec.Command("setpriv", "--reuid", u.name, "--regid", u.name, "--init-groups", "sh", "-ec", script)
	cmd.Dir = filepath.Join(u.dir, "out")
	cmd.Env = []string{
		"HOME=" + u.Home(), "USER=" + u.name, "REGISTRY=" + u.registry, "PATH=" + u.program + ":" + os.Getenv("PATH"),
	}
	return cmd
}

// Run runs a shell script in a directory of the user.
func (u *User) Run(t testing.TB, script string) string {
	t.Helper()
	out, err := u.Command(script).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", script, err, out)
	}
	return string(out)
}

// PushBases builds the base images and pushes them to the registry.
func (u *User) PushBases(t testing.TB) {
	t.Helper()
	bases := Shared(t)
	makeBases(t, bases)
	for _, base := range []string{"debian", "busybox"} {
		u.Run(t, fmt.Sprintf("cooper --root ./store build -q -t $REGISTRY/%[1]s %[2]s/%[1]s && "+
			"cooper --root ./store push -q --tls-verify=false $REGISTRY/%[1]s", base, bases))
	}
}

// Reference builds all Containerfiles of a context in full isolation: what pods are compared
// with.
func (u *User) Reference(t testing.TB, context string) map[string][]map[string]Entry {
	t.Helper()
	u.Run(t, "cooper --root ./store doctor --need full")
	want := map[string][]map[string]Entry{}
	for _, file := range Files {
		want[file] = u.Build(t, context, file)
	}
	return want
}

// Build builds a Containerfile of a context, and returns the layers of the image.
func (u *User) Build(t testing.TB, context, file string) []map[string]Entry {
	t.Helper()
	u.Run(t, "rm -rf ./"+file)
	u.Run(t, BuildScript(context, file))
	image, err := Layers(filepath.Join(u.dir, "out", file))
	if err != nil {
		t.Fatal(err)
	}
	return image
}

// BuildScript builds a Containerfile of a context with bases of $REGISTRY, and writes the image
// below the working directory.
func BuildScript(context, file string) string {
	return strings.NewReplacer("CONTEXT", context, "FILE", file).Replace(`
cooper --root ./store build -q --tls-verify=false --network host --build-arg REGISTRY=$REGISTRY \
	-f CONTEXT/FILE.Containerfile -t FILE CONTEXT >&2 &&
cooper --root ./store push -q FILE oci:./FILE >&2`)
}
