package sandbox_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/caps"
	"github.com/cooper-build/cooper/runtime/sandbox"
	"github.com/cooper-build/cooper/runtime/userns"
	"github.com/cooper-build/cooper/seccomp/profile"
)

func TestMain(m *testing.M) {
	if address := os.Getenv(attackVerb); address != "" {
		attack(address)
	}
	testenv.Main(m)
}

// newSpec is a sandbox as a RUN gets it, on a busybox root.
func newSpec(t testing.TB, args ...string) *specs.Spec {
	t.Helper()
	root := t.TempDir()
	testenv.BusyboxRoot(t, root)
	spec := sandbox.Template()
	spec.Root.Path = root
	spec.Process.Args = args
	spec.Process.Env = []string{"PATH=/bin"}
	spec.Process.Capabilities = &specs.LinuxCapabilities{Bounding: caps.Default()}
	maps, err := userns.Current()
	if err != nil {
		t.Fatal(err)
	}
	spec.Linux.UIDMappings, spec.Linux.GIDMappings = maps.UIDs, maps.GIDs
	if spec.Linux.Seccomp, err = profile.Default(caps.Default()); err != nil {
		t.Fatal(err)
	}
	return spec
}

func shell(t testing.TB, script string, edit ...func(*specs.Spec)) (string, error) {
	t.Helper()
	spec := newSpec(t, "/bin/sh", "-c", script)
	for _, e := range edit {
		e(spec)
	}
	var out bytes.Buffer
	err := sandbox.Run(t.Context(), spec, sandbox.Options{Stdout: &out, Stderr: &out})
	return out.String(), err
}

func TestInside(t *testing.T) {
	user := func(spec *specs.Spec) {
		spec.Process.User = specs.User{UID: 1000, GID: 1000, AdditionalGids: []uint32{2000}}
	}
	noNet := sandbox.IsolateNetwork
	for _, tt := range []struct {
		name, script, want string
		edit               func(*specs.Spec)
	}{
		{"seccomp filter", "grep ^Seccomp: /proc/self/status", "Seccomp:\t2", nil},
		{
			"no inheritable or ambient capabilities", "grep -E '^Cap(Inh|Amb)' /proc/self/status",
			"CapInh:\t0000000000000000\nCapAmb:\t0000000000000000", nil,
		},
		{
			"root has the bounding set", "grep -E '^Cap(Prm|Eff|Bnd)' /proc/self/status",
			"CapPrm:\t00000000800405fb\nCapEff:\t00000000800405fb\nCapBnd:\t00000000800405fb", nil,
		},
		{
			"a user has no capabilities", "grep -E '^Cap(Prm|Eff|Bnd)' /proc/self/status",
			"CapPrm:\t0000000000000000\nCapEff:\t0000000000000000\nCapBnd:\t00000000800405fb", user,
		},
		{"ids and groups", "id", "uid=1000(user) gid=1000(user) groups=2000(extra)", user},
		{"pid namespace", "set -- /proc/[0-9]*; echo $#; tr -d '\\0' </proc/1/cmdline", "2\ncooper-initrun", nil},
		{"only the standard descriptors", "ls /proc/self/fd", "0\n1\n2\n3", nil}, // 3 is ls's own
		{"stdin is empty", "cat; echo end", "end", nil},
		{
			"no environment of the host", "env | sort; tr '\\0' '\\n' </proc/1/environ 2>&1 | head -1",
			"PATH=/bin\nPWD=/\nSHLVL=1\n/bin/sh: can't open /proc/1/environ: Permission denied", nil,
		},
		{
			"devices",
			"cd /dev; for d in null zero full random urandom tty; do test -c $d || echo no $d; done; " +
				"ls -d fd ptmx pts shm stdin stdout stderr | tr '\\n' ' '; echo x >null",
			"fd ptmx pts shm stderr stdin stdout ", nil,
		},
		{"masked paths", "cat /proc/keys | wc -c; ls /sys/firmware | wc -l", "0\n0", nil},
		{
			"read-only paths",
			"echo 1 >/proc/sys/kernel/panic; echo x >/sys/x; touch /proc/irq/x 2>/dev/null || echo ro",
			"/bin/sh: can't create /proc/sys/kernel/panic: Read-only file system\n" +
				"/bin/sh: can't create /sys/x: Read-only file system\nro",
			nil,
		},
		{
			"mount is refused",
			"mount -t tmpfs x /tmp 2>&1 | grep -o -i 'permission denied\\|operation not permitted\\|must be superuser'",
			"permission denied", nil,
		},
		{
			"unshare is refused", "unshare -U true; unshare -n true",
			"unshare: unshare(0x10000000): Operation not permitted\n" +
				"unshare: unshare(0x40000000): Operation not permitted",
			nil,
		},
		{"hostname", "hostname", "build", nil},
		{
			"network none has only loopback", "ls /sys/class/net; ip -o addr | grep -o 'inet 127.0.0.1'",
			"lo\ninet 127.0.0.1", noNet,
		},
		{"umask", "umask", "0022", nil},
		{"working directory", "pwd", "/home/user", func(s *specs.Spec) { s.Process.Cwd = "/home/user" }},
		{
			"no_new_privs", "grep NoNewPrivs /proc/self/status", "NoNewPrivs:\t1",
			func(s *specs.Spec) { s.Process.NoNewPrivileges = true },
		},
		{"limits", "ulimit -n", "77", func(s *specs.Spec) {
			s.Process.Rlimits = []specs.POSIXRlimit{{Type: "RLIMIT_NOFILE", Soft: 77, Hard: 77}}
		}},
		{
			"read-only root", "touch /x 2>&1 | grep -o Read-only", "Read-only",
			func(s *specs.Spec) { s.Root.Readonly = true },
		},
		{"background processes do not hold the build", "sleep 1000 & echo done", "done", nil},
		{
			"orphans are reaped",
			"(sleep 0.05 &); sleep 0.2; n=0; " +
				"while grep -q '^State:.Z' /proc/[0-9]*/status 2>/dev/null && [ $n -lt 50 ]; " +
				"do sleep 0.1; n=$((n+1)); done; " +
				"grep -l '^State:.Z' /proc/[0-9]*/status 2>/dev/null; echo none",
			"none", nil,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			edit := tt.edit
			if edit == nil {
				edit = func(*specs.Spec) {}
			}
			out, err := shell(t, tt.script, edit)
			var exit *sandbox.ExitError
			if err != nil && !errors.As(err, &exit) {
				t.Fatal(err)
			}
			if got := strings.TrimSuffix(out, "\n"); got != tt.want {
				t.Errorf("got:\n%q\nwant:\n%q", got, tt.want)
			}
		})
	}
}

func TestExit(t *testing.T) {
	for _, tt := range []struct {
		script string
		code   int
		signal syscall.Signal
	}{
		{"exit 1", 1, 0}, {"exit 255", 255, 0}, {"exit 126", 126, 0}, {"nonsense 2>/dev/null", 127, 0},
		{"kill -9 $$", 137, syscall.SIGKILL}, {"kill -TERM $$", 143, syscall.SIGTERM},
	} {
		t.Run(tt.script, func(t *testing.T) {
			_, err := shell(t, tt.script)
			var exit *sandbox.ExitError
			if !errors.As(err, &exit) || exit.Code != tt.code || exit.Signal != tt.signal {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestStartErrors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		edit  func(*specs.Spec)
		want  string
		errno syscall.Errno
	}{
		{
			"no such program", func(s *specs.Spec) { s.Process.Args = []string{"/no/such"} }, "exec /no/such",
			syscall.ENOENT,
		},
		{"not in PATH", func(s *specs.Spec) { s.Process.Args = []string{"nosuch"} }, "exec nosuch", syscall.ENOENT},
		{
			"not executable", func(s *specs.Spec) { s.Process.Args = []string{"/etc/passwd"} }, "exec /etc/passwd",
			syscall.EACCES,
		},
		{
			"no working directory", func(s *specs.Spec) { s.Process.Cwd = "/nowhere" },
			"entering the working directory /nowhere", syscall.ENOENT,
		},
		{
			"descriptor as working directory", func(s *specs.Spec) { s.Process.Cwd = "/proc/self/fd/3" },
			"entering the working directory /proc/self/fd/3", syscall.ELOOP,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := shell(t, "", tt.edit)
			var start *sandbox.StartError
			if !errors.As(err, &start) || !strings.HasPrefix(start.Doing, tt.want) || start.Errno != tt.errno {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestRefusesWhatItDoesNotDo(t *testing.T) {
	for name, edit := range map[string]func(*specs.Spec){
		"a terminal":           func(s *specs.Spec) { s.Process.Terminal = true },
		"a sysctl":             func(s *specs.Spec) { s.Linux.Sysctl = map[string]string{"a": "b"} },
		"ambient capabilities": func(s *specs.Spec) { s.Process.Capabilities.Ambient = []string{"CAP_CHOWN"} },
		"an unknown mount option": func(s *specs.Spec) {
			s.Mounts[0].Options = append(
				s.Mounts[0].Options, "sparkling",
			)
		},
		"a namespace to join": func(s *specs.Spec) { s.Linux.Namespaces[0].Path = "/proc/1/ns/user" },
		"no user namespace":   func(s *specs.Spec) { s.Linux.Namespaces = s.Linux.Namespaces[1:] },
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := shell(t, "true", edit); err == nil {
				t.Error("it ran")
			}
		})
	}
}

func TestCancel(t *testing.T) {
	spec := newSpec(t, "/bin/sh", "-c", "trap 'echo bye; exit 0' TERM; echo up; sleep 1000 & wait")
	ctx, cancel := context.WithCancel(t.Context())
	out := &notifyingBuffer{match: "up", notify: cancel}
	start := time.Now()
	err := sandbox.Run(ctx, spec, sandbox.Options{Stdout: out, Stderr: os.Stderr})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if !strings.Contains(out.String(), "bye") {
		t.Errorf("the command was not asked to end: %q", out.String())
	}
	if time.Since(start) > time.Minute {
		t.Error("it ran on")
	}
}

func TestCancelKills(t *testing.T) {
	spec := newSpec(t, "/bin/sh", "-c", "trap '' TERM; echo up; while :; do sleep 1; done")
	ctx, cancel := context.WithCancel(t.Context())
	out := &notifyingBuffer{match: "up", notify: cancel}
	err := sandbox.Run(ctx, spec, sandbox.Options{Stdout: out, Grace: 50 * time.Millisecond})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

type notifyingBuffer struct {
	buf    bytes.Buffer
	match  string
	notify func()
}

func (b *notifyingBuffer) Write(p []byte) (int, error) {
	n, err := b.buf.Write(p)
	if strings.Contains(b.String(), b.match) {
		b.notify()
	}
	return n, err
}

func (b *notifyingBuffer) String() string { return b.buf.String() }

func BenchmarkRunTrue(b *testing.B) {
	spec := newSpec(b, "/bin/true")
	for b.Loop() {
		if err := sandbox.Run(b.Context(), spec, sandbox.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
