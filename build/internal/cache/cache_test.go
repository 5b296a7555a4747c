package cache_test

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"
	"testing/quick"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/cache"
)

func TestKeysOfDifferentPartsDiffer(t *testing.T) {
	part := func(s ...string) (out []cache.Part) {
		for _, v := range s {
			out = append(out, cache.Part{Name: "n", Value: v})
		}
		return out
	}
	if cache.NewKey(part("ab", "c")...) == cache.NewKey(part("a", "bc")...) {
		t.Error("parts run into each other")
	}
	property := func(a, b []string) bool {
		same := len(a) == len(b)
		for i := 0; same && i < len(a); i++ {
			same = a[i] == b[i]
		}
		return same == (cache.NewKey(part(a...)...) == cache.NewKey(part(b...)...))
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}

func TestEntries(t *testing.T) {
	dir := t.TempDir()
	c := cache.New(dir)
	k := cache.NewKey(cache.Part{Name: "a", Value: "b"})
	if _, ok := c.Lookup(k); ok || c.Seen(k) {
		t.Error("found in an empty cache")
	}
	if err := c.Store(k, cache.Entry{Layer: "l", Took: time.Second}); err != nil {
		t.Fatal(err)
	}
	if err := c.MarkSeen(k); err != nil {
		t.Fatal(err)
	}
	if e, ok := cache.New(dir).Lookup(k); !ok || e.Layer != "l" || e.Took != time.Second || !c.Seen(k) {
		t.Errorf("got %+v", e)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "steps/*/*"))
	if len(files) != 1 {
		t.Fatalf("files %q", files)
	}
	if err := os.WriteFile(files[0], []byte(`{"Layer":"l"`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.Lookup(k); ok {
		t.Error("a torn entry was found")
	}
}

func TestSums(t *testing.T) {
	c := cache.New(t.TempDir())
	sum := sha256.Sum256([]byte("x"))
	old := &unix.Stat_t{Ino: 1, Size: 2, Ctim: unix.NsecToTimespec(time.Now().Add(-time.Hour).UnixNano())}
	fresh := &unix.Stat_t{Ino: 2, Size: 2, Ctim: unix.NsecToTimespec(time.Now().UnixNano())}
	s := c.Sums("/context")
	s.Remember(old, sum)
	s.Remember(fresh, sum)
	if err := s.Save(c); err != nil {
		t.Fatal(err)
	}
	s = c.Sums("/context")
	if got, ok := s.Lookup(old); !ok || got != sum {
		t.Error("a settled file is not remembered")
	}
	if _, ok := s.Lookup(fresh); ok {
		t.Error("a file that changed just now is trusted")
	}
	changed := *old
	changed.Size = 3
	if _, ok := s.Lookup(&changed); ok {
		t.Error("another size is taken for the same content")
	}
	if _, ok := c.Sums("/other").Lookup(old); ok {
		t.Error("contexts share what they remember")
	}
}
