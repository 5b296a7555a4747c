package definition

import (
	"slices"
	"testing"

	"github.com/cooper-build/cooper/cmd/cooper/internal/bake"
)

func request(name, text string, overrides ...string) *bake.Request {
	return &bake.Request{
		Files: []bake.File{{Name: name, Data: []byte(text)}}, Targets: []string{"app"}, Overrides: overrides,
	}
}

// one is the only target of a file.
func one(t *testing.T, r *bake.Request) bake.Target {
	t.Helper()
	result, err := read(r)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Targets) != 1 {
		t.Fatalf("%d targets", len(result.Targets))
	}
	return result.Targets[0]
}

const inherited = `
target "parent" {
  tags       = ["parent"]
  cache-from = ["type=local,src=a"]
  secret     = ["id=x,src=old", "id=y"]
  attest     = ["type=sbom"]
}
target "app" {
  inherits   = ["parent"]
  cache-from = [{ type = "local", src = "b" }, "type=local,src=a"]
  secret     = [{ id = "x", env = "NEW" }]
  output     = ["out", { type = "oci", dest = "a,b" }]
}
`

func TestValuesAreJoined(t *testing.T) {
	app := one(t, request("docker-bake.hcl", inherited))
	for _, c := range []struct {
		name      string
		got, want []string
	}{
		{"tags", app.Tags, []string{"parent"}},
		{"cache-from", app.CacheFrom, []string{"type=local,src=a", "type=local,src=b"}},
		{"secret", app.Secrets, []string{"id=x,env=NEW", "id=y"}},
		{"attest", app.Attest, []string{"type=sbom"}},
		{"output", app.Outputs, []string{"type=local,dest=out", `type=oci,"dest=a,b"`}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s is %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestOverridesGivePaths(t *testing.T) {
	app := one(t, request("docker-bake.hcl", inherited, "app.secret.x=src=/etc/x", "*.cache-to=type=local,dest=/c"))
	if want := []string{"/c", "/etc/x"}; !slices.Equal(unique(app.Given), want) {
		t.Errorf("paths of the command line are %q, want %q", app.Given, want)
	}
	if app.Secrets[0] != "id=x,src=/etc/x" {
		t.Errorf("the secret is %q", app.Secrets[0])
	}
}

// FuzzRead looks for files that make a library panic.
func FuzzRead(f *testing.F) {
	f.Add("docker-bake.hcl", inherited)
	f.Add("docker-bake.hcl", `function "f" {
  params = [a]
  result = upper("${a}-${f(a)}")
}
target "app" {
  name   = "app-${x}"
  matrix = { x = ["1", null, [2]] }
  tags   = [f("x"), target.app.tags]
}`)
	f.Add("docker-bake.json", `{"target": {"app": {"args": {"a": "${b}"}, "output": [{"type": 1}]}}}`)
	f.Add("compose.yaml", "services: {app: {build: {context: ., secrets: [s], x-bake: {tags: a b}}}}\n"+
		"secrets: {s: {file: x}}")
	f.Fuzz(func(_ *testing.T, name, text string) {
		_, _ = read(request(name, text))
	})
}
