package attack

import (
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
)

// mode is a kind of machine: what the caller and the kernel let a build do. It is
// a wrapper around a command line.
type mode struct {
	name string
	user caller
	// wrap is what starts the program, before the change of user.
	wrap []string
	// session says that the caller has logged in, and so has an XDG_RUNTIME_DIR. The
	// others have none, as after su or in cron.
	session bool
	// refuses is what the program says where a mode has no commands; empty: it has.
	refuses string
}

// caller is who runs the program. Every caller has a group that is none of the
// image's business, where the suite may give it one.
type caller struct {
	name, home string
	uid, gid   int
	switching  bool // the suite runs as root and becomes this user
}

// extraGroup is a supplementary group of all callers.
const extraGroup = 4242

func ordinary() caller {
	if os.Getuid() != 0 {
		home, _ := os.UserHomeDir()
		return caller{name: "user", home: home, uid: os.Getuid(), gid: os.Getgid()}
	}
	name := os.Getenv("COOPER_TEST_USER")
	if name == "" {
		name = "cooper-test"
	}
	u, err := user.Lookup(name)
	if err != nil {
		panic(err)
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	return caller{name: "user", home: u.HomeDir, uid: uid, gid: gid, switching: true}
}

// modes are those that this machine can give, the best first.
var modes = sync.OnceValue(func() []mode {
	u := ordinary()
	out := []mode{{name: "full", user: u, session: true}}
	if u.switching {
		out = append(out,
			mode{name: "root", user: caller{name: "root", home: "/root"}},
			// A /proc that is partly hidden lets nobody below mount a new one.
			mode{name: "shared-pid", user: u, wrap: []string{
				"unshare", "--mount", "--propagation", "private", "sh", "-c",
				`for d in acpi scsi asound driver; do
					test ! -d /proc/$d || mount -t tmpfs tmpfs /proc/$d || exit 99
				done; exec "$@"`, "sh",
			}})
	}
	return append(out,
		// newuidmap is set-uid, or has a file capability: it does nothing here.
		mode{name: "single-id", user: u, wrap: []string{"setpriv", "--no-new-privs"}},
		mode{name: "gvisor", user: u, wrap: []string{"@attacker", "refuse-userns"}},
		mode{
			name:    "no-run",
			user:    u,
			wrap:    []string{"@attacker", "refuse-ptrace", "@attacker", "refuse-userns"},
			refuses: "commands cannot be run|RUN \\(line|no user namespace",
		})
})

// attackerProgram is where the program for wrappers lies.
var attackerProgram string

// command starts a program in the mode. The shells around it are its ancestors.
func (g mode) command(program string, args ...string) *exec.Cmd {
	var line []string
	for _, word := range g.wrap {
		if word == "@attacker" {
			word = attackerProgram
		}
		line = append(line, word)
	}
	if g.user.switching {
		line = append(line, "setpriv", "--reuid", strconv.Itoa(g.user.uid), "--regid", strconv.Itoa(g.user.gid),
			"--groups", strconv.Itoa(g.user.gid)+","+strconv.Itoa(extraGroup))
	} else if os.Getuid() == 0 {
		line = append(line, "setpriv", "--groups", "0,"+strconv.Itoa(extraGroup))
	}
	line = append(line, "sh", "-c", `"$@"; exit $?`, "sh", program)
	cmd := exec.Command(line[0], append(line[1:], args...)...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd
}

// own gives a file, with all that is in it, to the user.
func (c caller) own(t *testing.T, dir string) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(name, c.uid, c.gid)
	})
	if err != nil {
		t.Fatal(err)
	}
}
