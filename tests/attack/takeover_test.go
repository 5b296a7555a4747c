package attack

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// confinement is what a test build of cooper-sentry replaces. The test builds let the process
// of the sentry do something hostile: after the filter in one, without it in the other.
const (
	confinementFile = "runtime/internal/sentry/kernel/run.go"
	confinement     = "return filter.Install(s.platform.SeccompInfo(), s.orders.HostNetwork)"
	confined        = `if err := filter.Install(s.platform.SeccompInfo(), s.orders.HostNetwork); err != nil {
		return err
	}
	takeOver(s.orders.Args[len(s.orders.Args)-1])
	return nil`
	free = `takeOver(s.orders.Args[len(s.orders.Args)-1])
	return filter.Install(s.platform.SeccompInfo(), s.orders.HostNetwork)`
	holding     = "if err := holdSentry(); err != nil {"
	holdingFile = "runtime/internal/child/sentry.go"
	notHolding  = "if err := error(nil); err != nil {"
)

// TestTakeover: a command that has taken over the sentry has nothing of the host: it opens no
// file, makes no connection or process, and reaches no process of the builder.
func TestTakeover(t *testing.T) {
	top := topDir(t)
	t.Cleanup(func() { removeAll(top) })
	held := buildHostile(t, filepath.Join(top, "held"), map[string][2]string{confinementFile: {confinement, confined}})
	weak := buildHostile(t, filepath.Join(top, "weak"), map[string][2]string{
		confinementFile: {confinement, free}, holdingFile: {holding, notHolding},
	})
	canary := filepath.Join(top, "canary")
	if err := os.WriteFile(canary, []byte("canary"), 0o666); err != nil {
		t.Fatal(err)
	}
	ordinary().own(t, top)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	port := listener.Addr().(*net.TCPAddr).Port
	for _, act := range []string{
		"open " + canary, "list", "execute /bin/true", fmt.Sprintf("connect %d", port), "signal", "thread", "trace",
		"memory", "ring", "fork", "remove " + canary,
	} {
		t.Run(strings.Fields(act)[0], func(t *testing.T) {
			if act == "thread" {
				needSignalScope(t)
			}
			out := runHostile(t, top, held, act)
			if strings.Contains(out, "succeeded:") {
				t.Errorf("the sentry did it:\n%s", out)
			}
			// An executed program says nothing, and the sandbox ends without a report.
			out = runHostile(t, top, weak, act)
			if !strings.Contains(out, "succeeded:") && !strings.HasPrefix(act, "execute") {
				t.Errorf("without its filter the sentry did not do it either, so the test proves nothing:\n%s", out)
			}
		})
	}
}

// needSignalScope skips where Landlock cannot hold signals.
func needSignalScope(t *testing.T) {
	t.Helper()
	if abi, err := sandbox.Landlock(); err != nil || abi < 6 {
		testenv.Skip(t, fmt.Errorf("Landlock cannot hold signals: version %d, %w", abi, err))
	}
}

// buildHostile builds cooper with a sentry that acts as its last argument says, and with texts
// of its sources replaced.
func buildHostile(t *testing.T, dir string, texts map[string][2]string) string {
	t.Helper()
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	overlay := overlayFile{Replace: map[string]string{}}
	hostile, err := os.ReadFile("takeover/hostile.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	overlay.add(t, dir, filepath.Join(filepath.Dir(confinementFile), "hostile.go"), string(hostile))
	for file, change := range texts {
		data, err := os.ReadFile(filepath.Join(top, file))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(data), change[0]); n != 1 {
			t.Fatalf("the text is %d times in %s, not once: %s", n, file, change[0])
		}
		overlay.add(t, dir, file, strings.Replace(string(data), change[0], change[1], 1))
	}
	overlay.addHelpers(t, dir, "")
	program := filepath.Join(dir, "cooper")
	goBuild(t, program, "./cmd/cooper", "-overlay", overlay.write(t, dir))
	return program
}

// runHostile runs a build whose command is an act, and returns its output.
func runHostile(t *testing.T, top, program, act string) string {
	t.Helper()
	context, err := os.MkdirTemp(top, "context")
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("FROM scratch\nCOPY x /x\nRUN [\"/x\", \"act %s\"]\n", act)
	for name, data := range map[string]string{"Containerfile": text, "x": ""} {
		if err := os.WriteFile(filepath.Join(context, name), []byte(data), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	ordinary().own(t, context)
	cmd := modes()[0].command(
		program, "--root", filepath.Join(context, "store"), "--runroot", filepath.Join(context, "run"),
		"build", "--isolation", "gvisor", "--network", "none", context,
	)
	cmd.Env = append(os.Environ(), "HOME="+context)
	cmd.WaitDelay = time.Minute
	out, err := cmd.CombinedOutput()
	var failed *exec.ExitError
	if !errors.As(err, &failed) {
		t.Errorf("the build did not fail: %v\n%s", err, out)
	}
	return string(out)
}
