//go:build kube

package kube

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// testContrib applies every pod of contrib/kubernetes as it is written, in a namespace that
// enforces the level that its comment names. What it pushes is what an ordinary user gets.
func testContrib(t *testing.T, c *cluster) {
	files, err := filepath.Glob("../../contrib/kubernetes/*.yaml")
	if err != nil || len(files) < 4 {
		t.Fatalf("found %d pods: %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			const build = "users"
			c.commit(t, podbuild.Containerfile(t, build))
			level := levelOf(t, string(text))
			p := c.apply(t, level, string(text))
			c.ended(t, level, p)
			c.compare(t, "me/app", c.reference(t, build))
			t.Logf("%s in a %s namespace: %s", name, level, c.took(t, level, p))
		})
	}
}

// levelOf is the level that the comment at the top of a file names.
func levelOf(t *testing.T, text string) string {
	t.Helper()
	comment := regexp.MustCompile(`\A(?:#.*\n)+`).FindString(text)
	level := regexp.MustCompile(`Restricted|Baseline|Privileged`).FindString(comment)
	if level == "" {
		t.Fatalf("the comment names no level:\n%s", comment)
	}
	return strings.ToLower(level)
}

// reference is the image that an ordinary user gets from the repository. Only this Containerfile
// reads the context.
func (c *cluster) reference(t *testing.T, file string) []map[string]podbuild.Entry {
	t.Helper()
	if file != "files" {
		return c.want[file]
	}
	dir := filepath.Join(podbuild.Shared(t), "clone")
	if out, err := exec.Command("git", "clone", "-q", c.repository, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	writeFile(t, filepath.Join(dir, "files.Containerfile"), []byte(podbuild.Containerfile(t, "files")), 0o644)
	return c.user.Build(t, dir, "files")
}

// compare compares an image of the registry with what is wanted.
func (c *cluster) compare(t *testing.T, image string, want []map[string]podbuild.Entry) {
	t.Helper()
	if diff, err := podbuild.Compare(c.fetch(t, image), want); err != nil || diff != "" {
		t.Errorf("%s differs from what an ordinary user gets: %v\n%s", image, err, diff)
	}
}

// fetch copies an image of the registry into a directory of the OCI layout.
func (c *cluster) fetch(t *testing.T, image string) string {
	t.Helper()
	dir := filepath.Join(podbuild.Shared(t), "image")
	out, err := exec.Command(
		"skopeo", "copy", "-q", "--src-tls-verify=false", "docker://"+c.registry+"/"+image, "oci:"+dir,
	).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// took is the time that the last container of a pod ran.
func (c *cluster) took(t *testing.T, namespace, name string) string {
	t.Helper()
	return c.must(t, "", "-n", namespace, "get", "pod", name, "-o",
		"jsonpath={.status.containerStatuses[0].state.terminated.startedAt} to "+
			"{.status.containerStatuses[0].state.terminated.finishedAt}")
}
