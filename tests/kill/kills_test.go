//go:build kill

package kill

import (
	"fmt"
	"maps"
	"path/filepath"
	"testing"
	"time"

	"github.com/cooper-build/cooper/internal/testregistry"
)

// TestKills kills processes of commands until that many were hit alive.
func TestKills(t *testing.T) {
	want := number(t, "COOPER_KILLS", 500)
	chance := newChance(t)
	registry := testregistry.Start(t)
	dir := newDir(t)
	emptied := newWorks(t, newPlace(t, filepath.Join(dir, "undisturbed")), registry)
	emptied.start(t)
	check(t, emptied.empty())
	empty := usageOf(t, emptied.place)

	w := newWorks(t, newPlace(t, filepath.Join(dir, "disturbed")), registry)
	w.start(t)
	maps.Copy(w.ids, emptied.ids)
	hits, misses := map[string]int{}, 0
	took := map[string]time.Duration{}
	for total := 0; total < want && !t.Failed(); {
		d := w.any(chance)
		victim := victims[chance.IntN(len(victims))]
		if victim == "init" && d.kind != "build" {
			victim = "worker" // only a RUN has one
		}
		for _, args := range d.prepare {
			_, _ = w.run(args...) // it is there already, or its image is gone
		}
		for _, name := range d.takes {
			delete(w.must, name)
		}
		after := time.Duration(chance.Int64N(int64(took[d.kind]) + int64(50*time.Millisecond)))
		hit, err := w.disturb(t, d, victim, after, took)
		if err == nil && d.gives != "" {
			w.must[d.gives] = true
		}
		if !hit {
			misses++
			continue
		}
		total++
		hits[d.kind+" "+victim]++
		report(t, fmt.Sprintf("kill %d, %s of %v after %s", total, victim, d.args[1:], after), w.checkNames())
		if total%50 == 0 {
			report(t, fmt.Sprintf("after %d kills", total), w.checkWhole())
			t.Logf("%d kills, %d of them too late", total+misses, misses)
		}
	}
	t.Logf("hit: %v, too late: %d", hits, misses)
	report(t, "at the end", w.checkWhole())
	for i := range variants {
		if id := w.place.must(t, buildOf(w, i, built(i))...); id != w.ids[built(i)] {
			t.Errorf("variant %d is %s now, it was %s", i, id, w.ids[built(i)])
		}
	}
	check(t, w.empty())
	report(t, "left behind", usageOf(t, w.place).compare(empty))
	report(t, "left behind", leftIn(w.place))
}

// disturb runs a command and kills one of its processes.
func (w *works) disturb(
	t *testing.T, d deed, victim string, after time.Duration, took map[string]time.Duration,
) (hit bool, err error) {
	t.Helper()
	cmd := w.command(d.args...)
	begun := time.Now()
	check(t, cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err = <-ended:
		took[d.kind] = (3*took[d.kind] + time.Since(begun)) / 4
		return false, err
	case <-time.After(after):
	}
	list := below(cmd.Process.Pid)
	hit = kill(cmd.Process.Pid, victim)
	err = <-ended
	if !hit {
		took[d.kind] = max(took[d.kind], time.Since(begun))
	}
	if stayed := awaitEnd(list, 40*time.Second); len(stayed) != 0 {
		t.Errorf("after the %s of %v was killed there stayed: %q", victim, d.args[1:], stayed)
	}
	return hit, err
}
