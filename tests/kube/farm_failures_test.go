//go:build kube

package kube

import (
	"fmt"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// busybox begins a Containerfile.
const busybox = "FROM registry.example.com/busybox\n"

// sleeper is a build that does not end.
const sleeper = busybox + "RUN sleep " + pace + "\n"

// failure is a build on a cluster that cannot work, and what a person is told.
type failure struct {
	name          string
	containerfile string // empty: sleeper
	template      string // empty: smallTemplate
	on            string // empty: $ON; otherwise, what follows it, or a place of its own
	account       string // empty: cooper
	meanwhile     func(t *testing.T, f *farm, s *started)
	code          int
	want          []string
}

var farmFailures = []failure{
	{
		name: "failing RUN", containerfile: busybox + "RUN echo before && exit 7\n", code: 7,
		want: []string{"before", "Containerfile:2", "error: ", "exit status 7"},
	},
	{
		name: "no image", on: "$ON,image=registry.example.com/ci/none", code: 125,
		want: []string{"error: building in the Job cooper-", "ImagePullBackOff", "hint: name an image"},
	},
	{
		name: "memory", containerfile: busybox + "RUN dd if=/dev/zero bs=1M count=1024 | tail\n", code: 137,
		template: smallTemplate + "      limits: {memory: 256Mi}\n",
		want: []string{
			"error: ", "exit status 137",
			"hint: the pod had more memory than its limit (OOMKilled): raise resources.limits.memory in the template",
		},
	},
	{
		name: "deadline", on: "$ON,deadline=10s", code: 125,
		want: []string{"error: ", "DeadlineExceeded", "hint: --on kubernetes,deadline=3h allows more"},
	},
	{
		name: "quota of pods", on: "kubernetes=tight" + on + ",template=$DIR/quota of pods.yaml", code: 125,
		want: []string{"error: ", "exceeded quota: builds", "hint: wait for other builds"},
	},
	{
		name: "quota of Jobs", on: "kubernetes=full" + on + ",template=$DIR/template.yaml", code: 125,
		want: []string{"error: ", "exceeded quota: builds", "hint: wait for other builds"},
	},
	{
		name: "no node", template: strings.ReplaceAll(smallTemplate, "cpu: 100m", "cpu: 64"), code: 130,
		meanwhile: func(t *testing.T, f *farm, s *started) {
			f.said(t, s, "waiting for a node (0/2 nodes are available: 2 Insufficient cpu)")
			interrupt(t, s)
		},
		want: []string{"canceled", "is deleted"},
	},
	{
		name: "full volume", code: 125,
		containerfile: busybox + "RUN dd if=/dev/zero of=/zero bs=1M count=64 && sleep " + pace + "\n",
		template:      smallTemplate + "  volumes:\n  - {name: build, emptyDir: {sizeLimit: 32Mi}}\n",
		want:          []string{"error: ", `volume "build"`, `limit "32Mi"`, "hint: raise ephemeral-storage"},
	},
	{
		name: "no namespace", account: "admin", on: "kubernetes=nowhere" + on, code: 125,
		want: []string{"error: ", `namespaces "nowhere" not found`, "hint: kubectl create namespace nowhere"},
	},
	{
		name: "no rights", account: "stranger", code: 125,
		want: []string{"error: ", "forbidden", `User "stranger"`, "hint: cooper farm doctor"},
	},
	{
		name: "pod deleted", code: 125,
		meanwhile: func(t *testing.T, f *farm, s *started) {
			f.said(t, s, "RUN sleep")
			f.must(t, "", "-n", farmNamespace, "delete", "pods", "-l", "build.cooper/id", "--wait=false")
		},
		want: []string{"error: ", "somebody deleted its pod", "hint: "},
	},
	{
		name: "Job deleted", code: 125,
		meanwhile: func(t *testing.T, f *farm, s *started) {
			f.said(t, s, "RUN sleep")
			f.must(t, "", "-n", farmNamespace, "delete", "jobs", "-l", "build.cooper/id", "--wait=false")
		},
		want: []string{"error: ", "somebody deleted it", "hint: build again"},
	},
}

// testFarmFailures: whatever goes wrong, the build ends with an error and a hint, and leaves nothing.
func testFarmFailures(t *testing.T, f *farm) {
	for namespace, hard := range map[string]string{"tight": `"requests.cpu":"50m"`, "full": `"count/jobs.batch":"0"`} {
		f.applyFarm(t, namespace)
		f.must(t, "", "-n", namespace, "patch", "resourcequota", "builds", "-p", `{"spec":{"hard":{`+hard+`}}}`)
	}
	for _, row := range farmFailures {
		t.Run(row.name, func(t *testing.T) {
			t.Cleanup(func() { f.checkIdle(t) })
			f.checkFailure(t, &row)
		})
	}
}

func (f *farm) checkFailure(t *testing.T, row *failure) {
	t.Helper()
	text := row.containerfile
	if text == "" {
		text = sleeper
	}
	dir, template := f.context(t, "failure", text), row.template
	if template == "" {
		template = smallTemplate
	}
	file := f.write(t, row.name+".yaml", template)
	where := row.on
	if where == "" || strings.HasPrefix(where, "$ON") {
		where = "kubernetes=" + farmNamespace + on + ",template=" + file + strings.TrimPrefix(where, "$ON")
	}
	account := row.account
	if account == "" {
		account = "cooper"
	}
	s := f.startAs(t, account, fmt.Sprintf(
		`exec cooper --root ./store build --on "%s" --push -t registry.example.com/farm/failure %s`, where, dir))
	if row.meanwhile != nil {
		row.meanwhile(t, f, s)
	}
	r := s.wait(t)
	t.Logf("status %d after %.1f s\n%s", r.code, r.took.Seconds(), lastOf(r.stderr, 8))
	if r.code != row.code || !containsAll(r.stderr, row.want) {
		t.Errorf("status %d, want %d, and %q in\n%s", r.code, row.code, row.want, r.stderr)
	}
	if n := len(regexp.MustCompile(`(?m)^error: `).FindAllString(r.stderr, -1)); n != 1 {
		t.Errorf("%d errors are told", n)
	}
}

func interrupt(t *testing.T, s *started) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
}
