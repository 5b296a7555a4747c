//go:build release

package install

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/internal/testenv"
)

// machine is a bare Debian root.
type machine struct{ root string }

// newMachine installs Debian's smallest system, with the package that maps subordinate ids.
func newMachine(t *testing.T, name string) machine {
	t.Helper()
	m := machine{filepath.Join(t.TempDir(), name)}
	run(t, "mmdebstrap", "--quiet", "--variant=minbase", "--include=uidmap,curl", "bookworm", m.root)
	base := t.TempDir()
	testenv.BusyboxRoot(t, base)
	run(t, "tar", "--create", "--file", filepath.Join(m.root, "base.tar"), "--directory", base, ".")
	m.prepare(t, nil, "useradd --create-home --shell /bin/sh someone && grep someone /etc/subuid")
	return m
}

// copied is a machine with the same files.
func (m machine) copied(t *testing.T) machine {
	t.Helper()
	other := machine{filepath.Join(t.TempDir(), "root")}
	run(t, "cp", "--archive", m.root, other.root)
	return other
}

// enter starts a shell of the machine. A process that was given its root by chroot could make no
// user namespaces.
const enter = `
mount --bind "$0" "$0"
cd "$0"
mount -t proc proc proc
mount --rbind /dev dev
mount --rbind /sys sys
pivot_root . mnt
umount -l /mnt
cd /
exec setpriv --reuid "$1" --regid "$1" --init-groups env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin \
	HOME=/nowhere USER="$1" $ASSIGNMENTS sh -c "$COMMAND"
`

// run runs a command as a user, with more environment.
func (m machine) run(user string, env []string, command string) (string, error) {
	cmd := exec.Command("unshare", "--mount", "--pid", "--fork", "--propagation", "private",
		"sh", "-euc", enter, m.root, user)
	cmd.Env = append(os.Environ(), "ASSIGNMENTS="+strings.Join(env, " "), "COMMAND="+command)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// prepare runs a command as root.
func (m machine) prepare(t *testing.T, env []string, command string) {
	t.Helper()
	if out, err := m.run("root", env, command); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}
