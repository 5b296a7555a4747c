//go:build kube

package kube

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// slow is a build that takes a while and then succeeds. It counts, so that a lost line would be seen.
const slow = "FROM --platform=$BUILDPLATFORM registry.example.com/busybox\n" +
	"RUN for i in $(seq 1 SECONDS); do echo line $i of SECONDS; sleep 1; done; echo made >/made\n"

// slowly is slow for a number of seconds.
func slowly(seconds int) string { return strings.ReplaceAll(slow, "SECONDS", strconv.Itoa(seconds)) }

// checkLines: the output has all lines of slowly once, in order.
func checkLines(t *testing.T, output string, seconds int) {
	t.Helper()
	var want []string
	for i := range seconds {
		want = append(want, fmt.Sprintf("line %d of %d", i+1, seconds))
	}
	got := regexp.MustCompile(`line \d+ of \d+`).FindAllString(output, -1)
	if strings.Join(got, ",") != strings.Join(want, ",") {
		t.Errorf("the lines are %q in\n%s", got, output)
	}
}

// testRights: somebody without rights is told what is missing, as objects that give it.
func testRights(t *testing.T, f *farm) {
	f.context(t, "rights", busybox+"RUN true\n")
	const build = "cooper --root ./store build --on $ON --push -t registry.example.com/farm/rights $DIR/rights"
	if r := f.startAs(t, "stranger", build).wait(t); !strings.Contains(r.stderr, "hint: cooper farm doctor") {
		t.Fatalf("without rights: status %d\n%s", r.code, r.stderr)
	}
	const doctor = "cooper --root ./store farm doctor --on kubernetes=" + farmNamespace + on
	r := f.startAs(t, "stranger", doctor).wait(t)
	t.Logf("status %d\n%s%s", r.code, r.stderr, r.stdout)
	if r.code != 1 {
		t.Errorf("doctor ended with status %d", r.code)
	}
	f.must(t, r.stdout, "apply", "-f", "-")
	t.Cleanup(func() {
		f.must(t, "", "-n", farmNamespace, "delete", "role,rolebinding", "cooper-missing")
	})
	f.must(t, "", "-n", farmNamespace, "create", "rolebinding", "cooper-missing", "--role", "cooper-missing",
		"--user", "stranger")
	if r := f.startAs(t, "stranger", doctor).wait(t); r.code != 0 || r.stdout != "" {
		t.Errorf("with the rights, doctor ended with status %d\n%s%s", r.code, r.stderr, r.stdout)
	}
	if r := f.startAs(t, "stranger", build).wait(t); r.code != 0 {
		t.Errorf("with the rights: status %d\n%s", r.code, r.stderr)
	}
}

// testAttach: a build whose cooper was killed goes on, and another cooper finishes it. One that was
// interrupted ends with all that it made.
func testAttach(t *testing.T, f *farm) {
	release := f.newRelease(t)
	dir := f.context(t, "attach", slowly(8))
	build := fmt.Sprintf("export COOPER_SIGN_PASSPHRASE='%s'\nexec cooper --root ./store build --on $ON --platform "+
		"linux/amd64,linux/arm64 --push -t registry.example.com/farm/attach:1 --provenance=mode=max "+
		"--sign-by-sigstore-private-key %s %s", release.passphrase, release.key, dir)
	s := f.start(t, build)
	f.said(t, s, "line 2 of 8")
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	s.wait(t)
	list := f.succeed(t, "cooper --root ./store farm ls --on kubernetes="+farmNamespace).stdout
	id := strings.TrimSpace(f.succeed(t, "cooper --root ./store farm ls -q --on kubernetes="+farmNamespace).stdout)
	if !strings.Contains(list, "running") || !strings.Contains(list, id) || strings.Contains(id, "\n") {
		t.Fatalf("the builds are\n%s%s", list, id)
	}
	attach := "cooper --root ./store farm attach --on kubernetes=" + farmNamespace + " " + id
	if r := f.run(t, attach); r.code == 0 || !strings.Contains(r.stderr, "hint: add the flags for the key") {
		t.Errorf("without the key: status %d\n%s", r.code, r.stderr)
	}
	r := f.succeed(t, fmt.Sprintf("export COOPER_SIGN_PASSPHRASE='%s'\n%s --sign-by-sigstore-private-key %s\n"+
		"cooper --root ./store verify --key %s --require-provenance registry.example.com/farm/attach:1",
		release.passphrase, attach, release.key, release.public))
	t.Logf("%s\n%s%s", list, r.stderr, r.stdout)
	f.checkIndex(t, "farm/attach:1")
	f.succeed(t, "cooper --root ./store farm rm --on kubernetes="+farmNamespace+" "+id)
	left := f.must(t, "", "-n", farmNamespace, "get", "jobs,secrets", "-l", "build.cooper/id", "-o", "name")
	if left != "" {
		t.Errorf("farm rm leaves %s", left)
	}

	s = f.start(t, build+" --no-cache")
	f.said(t, s, "line 2 of 8")
	asked := time.Now()
	interrupt(t, s)
	if r := s.wait(t); r.code != 130 {
		t.Errorf("after an interrupt: status %d\n%s", r.code, r.stderr)
	}
	eventually(t, f.machine, "the end of all that it made", func() (bool, error) {
		left := f.must(t, "", "-n", farmNamespace, "get", "jobs,pods,secrets", "-l", "build.cooper/id", "-o", "name")
		return left == "", fmt.Errorf("left are %s", left)
	})
	t.Logf("after an interrupt, all is gone in %.1f s", time.Since(asked).Seconds())
}

// testLog: all of a long output arrives in order, while the node rotates the log.
func testLog(t *testing.T, f *farm) {
	const pieces, lines = 10, 70000
	for _, row := range []struct{ name, pause string }{{"at once", "true"}, {"in pieces", "sleep 2"}} {
		t.Run(row.name, func(t *testing.T) {
			f.context(t, "log", fmt.Sprintf(`FROM registry.example.com/busybox
RUN for piece in $(seq 1 %d); do seq $((piece * %d)) $((piece * %[2]d + %[2]d - 1)) | \
  sed 's/$/ of a log that is longer than what a node keeps of one: it is rotated/'; %s; done
`, pieces, lines, row.pause))
			r := f.succeed(t, "cooper --root ./store build --no-cache --progress plain --on $ON --push "+
				"-t registry.example.com/farm/log $DIR/log 2>$DIR/log/output || "+
				"{ tail -n 30 $DIR/log/output >&2; exit 1; }")
			output, err := os.ReadFile(filepath.Join(f.dir, "log/output"))
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%.1f MB in %.1f s", float64(len(output))/1e6, r.took.Seconds())
			checkNumbered(t, output, lines, lines*(pieces+1))
			const rotated = "node?/var/log/pods/" + farmNamespace + "_*/build/0.log.*"
			files, err := filepath.Glob(filepath.Join(f.cluster.dir, rotated))
			if row.name == "in pieces" && len(files) < 2 {
				t.Errorf("the log was not rotated: %q (%v)", files, err)
			}
			f.checkIdle(t)
		})
	}
}

// checkNumbered: the lines of a log have all numbers from the first to the one before the last.
func checkNumbered(t *testing.T, output []byte, next, last int) {
	t.Helper()
	for line := range bytes.Lines(output) {
		number, rest, _ := strings.Cut(string(line), " ")
		if strings.Contains(rest, " lost") {
			t.Errorf("%s", line)
		}
		if !strings.HasPrefix(rest, "of a log") {
			continue
		}
		if n, _ := strconv.Atoi(number); n != next {
			t.Fatalf("line %d comes where %d should", n, next)
		}
		next++
	}
	if next != last {
		t.Errorf("the last line is %d", next-1)
	}
}

// testServerRestart: a build survives the restart of the API server.
func testServerRestart(t *testing.T, f *farm) {
	const seconds = 15
	f.context(t, "server", slowly(seconds))
	s := f.start(t, "exec cooper --root ./store build --no-cache --on $ON --push "+
		"-t registry.example.com/farm/server $DIR/server")
	f.said(t, s, "line 2 of")
	f.signal(t, unix.SIGKILL, "kube-apiserver", "--etcd-servers")
	r := s.wait(t)
	t.Logf("built in %.1f s", r.took.Seconds())
	if r.code != 0 {
		t.Fatalf("status %d\n%s", r.code, r.stderr)
	}
	checkLines(t, r.stderr, seconds)
	eventually(t, f.machine, "the API server", func() (bool, error) {
		out, err := f.kubectl("", "get", "--raw", "/readyz")
		return err == nil, fmt.Errorf("%w: %s", err, out)
	})
}

// testEviction: a node is drained in the middle of a RUN. The Job makes another pod on the other node.
func testEviction(t *testing.T, f *farm) {
	f.context(t, "eviction", slowly(8))
	s := f.start(t, "exec cooper --root ./store build --no-cache --on $ON --push "+
		"-t registry.example.com/farm/eviction $DIR/eviction")
	f.said(t, s, "line 2 of")
	for _, node := range f.nodesOf(t, farmNamespace) {
		t.Cleanup(func() { f.must(t, "", "uncordon", node) })
		f.must(t, "", "drain", node, "--pod-selector", "build.cooper/id", "--delete-emptydir-data")
	}
	r := s.wait(t)
	t.Logf("built in %.1f s", r.took.Seconds())
	if r.code != 0 || !containsAll(r.stderr, []string{"EvictionByEvictionAPI", "; building again", "line 8 of 8"}) {
		t.Errorf("status %d\n%s", r.code, r.stderr)
	}
}

// testLostNode: the kubelet of a node stops in the middle of a RUN. The build goes on on the other node.
func testLostNode(t *testing.T, f *farm) {
	f.context(t, "node", busybox+"RUN echo begun; sleep 20; echo ended\n")
	s := f.start(t, "exec cooper --root ./store build --no-cache --on $ON --push "+
		"-t registry.example.com/farm/node $DIR/node")
	f.said(t, s, "begun")
	lost := f.nodesOf(t, farmNamespace)
	if len(lost) != 1 {
		t.Fatalf("the build runs on %v", lost)
	}
	f.signal(t, unix.SIGSTOP, "kubelet", "/"+lost[0]+"/kubelet.yaml")
	resumed := false
	resume := func() {
		if !resumed {
			f.signal(t, unix.SIGCONT, "kubelet", "/"+lost[0]+"/kubelet.yaml")
		}
		resumed = true
	}
	t.Cleanup(resume)
	r := s.wait(t)
	t.Logf("built in %.1f s", r.took.Seconds())
	again := strings.Contains(r.stderr, "does not answer; building again")
	if r.code != 0 || !again || strings.Count(r.stderr, "\nended\n") != 1 {
		t.Errorf("status %d\n%s", r.code, r.stderr)
	}
	resume()
}

// signal signals the programs of the machine whose command line has all the words.
func (m *machine) signal(t *testing.T, signal unix.Signal, words ...string) {
	t.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	sent := 0
	for _, file := range files {
		line, err := os.ReadFile(file)
		if err != nil || !strings.HasPrefix(string(line), m.dir) || !containsAll(string(line), words) {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if err == nil {
			err = unix.Kill(pid, signal)
		}
		if err != nil {
			t.Fatal(err)
		}
		sent++
	}
	if sent != 1 {
		t.Fatalf("%d programs have %q in their command lines", sent, words)
	}
}
