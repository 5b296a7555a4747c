//go:build kill

package kill

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// variants is how many different images there are.
const variants = 5

// works are the images that are made again and again, and what is known of them.
type works struct {
	*place
	registry string
	ids      map[string]string // of each name, as an undisturbed store made it
	must     map[string]bool   // names that were given with success
}

// newWorks makes contexts, and learns in a store of its own what comes out of them.
func newWorks(t *testing.T, p *place, registry string) *works {
	t.Helper()
	w := &works{place: p, registry: registry, ids: map[string]string{}, must: map[string]bool{}}
	for i := range variants {
		dir := w.context(i)
		check(t, os.MkdirAll(dir, 0o755))
		check(t, os.WriteFile(filepath.Join(dir, "file"), []byte(strings.Repeat(fmt.Sprintln(i), 50_000)), 0o644))
		text := fmt.Sprintf(`FROM busybox AS other
RUN echo %[1]d >/other; head -c 300000 /dev/zero >/zero
FROM busybox
COPY file /file
RUN echo %[1]d >/n; mkdir /d && cp /file /d/1 && cp /file /d/2
RUN rm /d/1; ln -s n /l
COPY --from=other /other /
RUN sleep 0.05
`, i)
		check(t, os.WriteFile(filepath.Join(dir, "Containerfile"), []byte(text), 0o644))
	}
	return w
}

func (w *works) context(i int) string { return filepath.Join(w.dir, fmt.Sprint("context", i)) }

func buildOf(w *works, i int, name string) []string {
	return []string{"cooper", "build", "-q", "--timestamp", "0", "-t", name, w.context(i)}
}

// start puts the base into the store, and into the registry what is pulled.
func (w *works) start(t *testing.T) {
	t.Helper()
	w.ids["localhost/busybox:latest"] = w.must1(t, "cooper", "build", "-q", "--timestamp", "0", "-t", "busybox", w.base)
	for i := range variants {
		id := w.must1(t, buildOf(w, i, built(i))...)
		for _, name := range []string{built(i), w.pulled(i)} {
			w.ids[name] = id
		}
		if w.registry == "" {
			continue
		}
		w.must1(t, "cooper", "push", "-q", "--tls-verify=false", built(i), "docker://"+w.pulled(i))
		d := w.commit(i)
		for _, args := range d.prepare {
			w.must1(t, args...)
		}
		w.ids[committed(i)] = w.must1(t, d.args...)
	}
}

// commit is the commit of a container.
func (w *works) commit(i int) deed {
	name := fmt.Sprint("work", i)
	return deed{
		kind: "commit", gives: committed(i),
		args: []string{"cooper", "commit", "-q", "--timestamp", "0", name, committed(i)},
		prepare: [][]string{
			{"cooper", "from", "--name", name, "busybox"},
			{"cooper", "run", name, "sh", "-c", fmt.Sprintf("echo %d >/c; head -c 200000 /dev/zero >/z", i)},
		},
	}
}

func (w *works) must1(t *testing.T, args ...string) string {
	t.Helper()
	return w.place.must(t, args...)
}

func built(i int) string             { return fmt.Sprintf("localhost/built%d:latest", i) }
func (w *works) pulled(i int) string { return fmt.Sprintf("%s/pulled%d:latest", w.registry, i) }
func committed(i int) string         { return fmt.Sprintf("localhost/committed%d:latest", i) }
func (w *works) pushed(i int) string {
	return fmt.Sprintf("docker://%s/pushed%d:latest", w.registry, i)
}

// deed is a command that is disturbed.
type deed struct {
	kind    string
	args    []string
	gives   string   // name that is there when it succeeds
	takes   []string // names that may be gone when it was begun
	prepare [][]string
}

// any chooses a command.
func (w *works) any(chance *rand.Rand) deed { return w.of(chance, chance.IntN(variants)) }

// of chooses a command that has to do with one image.
func (w *works) of(chance *rand.Rand, i int) deed {
	switch n := chance.IntN(20); {
	case n < 8:
		d := deed{kind: "build", args: buildOf(w, i, built(i)), gives: built(i)}
		if n < 3 {
			d.args = append(d.args, "--no-cache")
		}
		return d
	case n < 11:
		return deed{
			kind:  "pull",
			args:  []string{"cooper", "pull", "-q", "--tls-verify=false", w.pulled(i)},
			gives: w.pulled(i),
		}
	case n < 13:
		return deed{kind: "push", args: []string{"cooper", "push", "-q", "--tls-verify=false", "busybox", w.pushed(i)}}
	case n < 16:
		return w.commit(i)
	case n < 17:
		return deed{kind: "rmi", args: []string{"cooper", "rmi", built(i)}, takes: []string{built(i)}}
	case n < 18:
		return deed{kind: "rmi", args: []string{"cooper", "rmi", w.pulled(i)}, takes: []string{w.pulled(i)}}
	case n < 19:
		return deed{kind: "prune", args: []string{"cooper", "prune"}}
	}
	return deed{kind: "prune", args: []string{"cooper", "cache", "prune"}}
}

// image is what `cooper images --json` says.
type image struct {
	ID    string   `json:"id"`
	Names []string `json:"names"`
}

// images lists the store.
func (w *works) images() (map[string]string, error) {
	out, err := w.run("cooper", "images", "--json")
	if err != nil {
		return nil, err
	}
	var list []image
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		return nil, fmt.Errorf("reading the list of images: %w", err)
	}
	names := map[string]string{}
	for _, img := range list {
		for _, name := range img.Names {
			names[name] = strings.TrimPrefix(img.ID, "sha256:")
		}
	}
	return names, nil
}

// checkNames says what is wrong with the names of the store: one leads to another
// image than it should, or one that was given is gone.
func (w *works) checkNames() (wrong []string) {
	names, err := w.images()
	if err != nil {
		return []string{err.Error()}
	}
	for name, id := range names {
		if want := w.ids[name]; want != "" && want != id {
			wrong = append(wrong, fmt.Sprintf("%s is %s, not %s", name, id, want))
		}
		if strings.Contains(name, "@") {
			wrong = append(wrong, name+" is the name of an image that is not whole")
		}
	}
	for name := range w.must {
		if names[name] == "" {
			wrong = append(wrong, name+" is gone")
		}
	}
	return wrong
}

// checkWhole reads every file of every image that has a name. Reading a layer
// compares its digest.
func (w *works) checkWhole() (wrong []string) {
	names, err := w.images()
	if err != nil {
		return []string{err.Error()}
	}
	seen := map[string]bool{}
	for name, id := range names {
		if seen[id] {
			continue
		}
		seen[id] = true
		dir, err := os.MkdirTemp(w.dir, "out-")
		if err == nil {
			_, err = w.run("cooper", "push", "-q", name, "dir:"+dir)
		}
		if err != nil {
			wrong = append(wrong, fmt.Sprintf("%s is not whole: %v", name, err))
		}
		_ = os.RemoveAll(dir)
	}
	return wrong
}

// empty removes everything.
func (w *works) empty() error {
	for _, args := range [][]string{
		{"cooper", "rm", "--all"}, {"cooper", "rmi", "--all", "--force"}, {"cooper", "prune"},
		{"cooper", "cache", "prune"},
	} {
		if _, err := w.run(args...); err != nil {
			return err
		}
	}
	return nil
}
