//go:build kill

package kill

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/cooper-build/cooper/internal/testenv"
)

// atOnce is how many builds run side by side.
const atOnce = 6

// TestBesideOthers builds while podman and buildah write to the same store and prune
// it: what succeeded is there, and nothing fails.
func TestBesideOthers(t *testing.T) {
	builds := number(t, "COOPER_BUILDS", 64)
	podman, buildah := testenv.Tool(t, "podman"), testenv.Tool(t, "buildah")
	dir := newDir(t)
	alone := newWorks(t, newPlace(t, filepath.Join(dir, "alone")), "")
	alone.start(t)
	w := newWorks(t, newPlace(t, filepath.Join(dir, "shared")), "")
	w.start(t)

	done := make(chan struct{})
	var others, running sync.WaitGroup
	var pruned, written int
	others.Go(func() {
		pruned = w.repeat(t, done, func(int) [][]string { return [][]string{{podman, "image", "prune", "-f"}} })
	})
	others.Go(func() { written = w.repeat(t, done, w.writes(t, buildah)) })
	slots := make(chan struct{}, atOnce)
	for n := range builds {
		running.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			w.buildBeside(t, n, alone.ids[built(n%variants)])
		})
	}
	running.Wait()
	close(done)
	others.Wait()
	t.Logf("%d builds, %d times podman pruned, %d images buildah wrote", builds, pruned, written)
	if pruned == 0 || written == 0 {
		t.Error("the others did nothing: this proves nothing")
	}
	report(t, "after all", w.checkNames())
	report(t, "after all", w.checkWhole())
}

// buildBeside builds one image; some names go from image to image.
func (w *works) buildBeside(t *testing.T, n int, want string) {
	name := fmt.Sprintf("localhost/beside%d:latest", n)
	args := append(buildOf(w, n%variants, name), "-t", "localhost/moving:latest")
	if n%3 == 0 {
		args = append(args, "--no-cache")
	}
	id, err := w.run(args...)
	if err != nil {
		t.Errorf("build %d: %v", n, err)
		return
	}
	if id != want {
		t.Errorf("build %d gave %s, not %s", n, id, want)
	}
	names, err := w.images()
	if err != nil || names[name] != id {
		t.Errorf("build %d succeeded, and its name leads to %q, %v", n, names[name], err)
	}
}

// repeat runs commands until done, and returns how many succeeded.
func (w *works) repeat(t *testing.T, done <-chan struct{}, next func(n int) [][]string) (succeeded int) {
	for n := 0; ; n++ {
		select {
		case <-done:
			return succeeded
		default:
		}
		for _, args := range next(n) {
			if out, err := w.run(args...); err != nil {
				t.Logf("%v (%s)", err, out) // podman and buildah get in each other's way too
			} else {
				succeeded++
			}
		}
	}
}

// writes are commands of buildah that make an image, give its name to the next, and
// remove it.
func (w *works) writes(t *testing.T, buildah string) func(int) [][]string {
	dir := filepath.Join(w.dir, "others")
	check(t, os.MkdirAll(dir, 0o755))
	return func(n int) [][]string {
		text := fmt.Sprintf("FROM localhost/busybox\nRUN echo %d >/n\n", n)
		check(t, os.WriteFile(filepath.Join(dir, "Containerfile"), []byte(text), 0o644))
		return [][]string{
			{buildah, "build", "--isolation", "chroot", "--pull-never", "-q", "-t", "localhost/other", dir},
		}
	}
}
