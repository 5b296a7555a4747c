//go:build kube

package kube

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// bakeFile has three targets, one of which needs another. Their repositories need a password.
const bakeFile = `
group "default" { targets = ["app", "docs"] }
target "base" {
  dockerfile-inline = "FROM registry.example.com/busybox\nRUN echo base >/base\n"
  tags = ["registry.example.com/team/base:VERSION"]
}
target "app" {
  contexts = {base = "target:base"}
  dockerfile-inline = "FROM base\nRUN cp /base /app\n"
  tags = ["registry.example.com/team/app:VERSION"]
}
target "docs" {
  dockerfile-inline = "FROM registry.example.com/busybox\nCOPY page /\n"
  tags = ["registry.example.com/team/docs:VERSION"]
}
`

// private is a place to build that goes through a repository with a password.
const private = "kubernetes=" + farmNamespace + ",image=registry.example.com/ci/cooper,template=$DIR/template.yaml," +
	"repository=registry.example.com/team/builds"

// testBake: the targets of a bake file are built side by side. Their pods have the credentials of the
// user, or those of a secret of the namespace.
func testBake(t *testing.T, f *farm) {
	f.write(t, "auth.json", dockerConfig())
	f.write(t, "bake/page", "a page\n")
	f.must(t, "", "-n", farmNamespace, "create", "secret", "docker-registry", "registry", "--docker-server",
		"registry.example.com", "--docker-username", registryUser, "--docker-password", registryPassword)
	t.Cleanup(func() { f.must(t, "", "-n", farmNamespace, "delete", "secret", "registry") })
	for _, version := range []struct{ name, on string }{
		{"own", private},
		{"theirs", private + ",pull-secret=registry"},
	} {
		f.write(t, "bake/docker-bake.hcl", strings.ReplaceAll(bakeFile, "VERSION", version.name))
		const bake = "cd $DIR/bake && cooper --root ~/../out/store bake --push --on "
		if r := f.run(t, bake+private); r.code == 0 || !strings.Contains(r.stderr, "authentication required") {
			t.Errorf("without a password, status %d:\n%s", r.code, r.stderr)
		}
		r := f.succeed(t, "export REGISTRY_AUTH_FILE=$DIR/auth.json\n"+bake+version.on)
		t.Logf("%s: built in %.1f s", version.name, r.took.Seconds())
		pods := f.must(t, "", "-n", farmNamespace, "get", "pods", "-l", "build.cooper/id", "-o", "yaml")
		if used := strings.Contains(pods, "secretName: registry"); used != (version.name == "theirs") {
			t.Errorf("%s: the pods use the secret: %v", version.name, used)
		}
		f.checkIdle(t)
		for image, word := range map[string]string{"app": "base", "docs": "a page"} {
			if name := "team/" + image + ":" + version.name; !f.wordsIn(t, name, word)[word] {
				t.Errorf("%s does not have %q", name, word)
			}
		}
	}
}

// testBakeInterrupt: a target that runs and one that waits for it end with an interrupt.
func testBakeInterrupt(t *testing.T, f *farm) {
	f.write(t, "interrupt/docker-bake.hcl", fmt.Sprintf(`
target "base" { dockerfile-inline = %q }
target "default" {
  contexts = {base = "target:base"}
  dockerfile-inline = "FROM base\nRUN true\n"
}
`, sleeper))
	s := f.start(t, "cd $DIR/interrupt && exec cooper --root ~/../out/store bake --on $ON")
	f.said(t, s, "RUN sleep")
	interrupt(t, s)
	if r := s.wait(t); r.code != 130 {
		t.Errorf("status %d\n%s", r.code, r.stderr)
	}
}

// testSecrets: a secret and a password are in the Secret of the task, and nowhere else.
func testSecrets(t *testing.T, f *farm) {
	const token = "the token of a build"
	auth := base64.StdEncoding.EncodeToString([]byte(registryUser + ":" + registryPassword))
	f.write(t, "auth.json", dockerConfig())
	dir := f.context(t, "secrets", busybox+"RUN --mount=type=secret,id=token "+
		"test -s /run/secrets/token && sleep "+pace+"\n")
	s := f.start(t, fmt.Sprintf(`export TOKEN='%s' REGISTRY_AUTH_FILE=$DIR/auth.json
exec cooper --root ./store build --on %s --secret id=token,env=TOKEN --push -t registry.example.com/team/secret %s`,
		token, private, dir))
	f.said(t, s, "RUN --mount")
	var list struct {
		Items []struct{ Data map[string][]byte }
	}
	const mine = "build.cooper/id"
	text := f.must(t, "", "-n", farmNamespace, "get", "secrets", "-l", mine, "-o", "json")
	if err := json.Unmarshal([]byte(text), &list); err != nil || len(list.Items) != 1 {
		t.Fatalf("%d Secrets: %v", len(list.Items), err)
	}
	var task struct {
		Request struct{ Secrets []struct{ Data []byte } }
		Files   map[string][]byte
	}
	if err := json.Unmarshal(list.Items[0].Data["task.json"], &task); err != nil {
		t.Fatal(err)
	}
	if len(task.Request.Secrets) != 1 || string(task.Request.Secrets[0].Data) != token {
		t.Errorf("the Secret does not have the token: %+v", task.Request)
	}
	if !strings.Contains(string(task.Files["auth.json"]), auth) {
		t.Errorf("the Secret does not have the password: %s", task.Files)
	}
	seen := f.must(t, "", "-n", farmNamespace, "get", "jobs,pods,events,configmaps", "-o", "yaml") +
		f.must(t, "", "-n", farmNamespace, "logs", "-l", mine, "--tail=-1")
	interrupt(t, s)
	r := s.wait(t)
	seen += r.stderr + f.must(t, "", "-n", farmNamespace, "get", "events", "-o", "yaml")
	if !strings.Contains(seen, "id=token") {
		t.Errorf("nothing of the build is in\n%s", seen)
	}
	for _, hidden := range []string{token, registryPassword, auth} {
		for _, form := range []string{hidden, base64.StdEncoding.EncodeToString([]byte(hidden))} {
			if strings.Contains(seen, form) {
				t.Errorf("%q is in\n%s", form, seen)
			}
		}
	}
}
