package cachemount_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build/internal/cachemount"
	"github.com/cooper-build/cooper/imagebuilder/mount"
)

// acquire gets a cache, and gives it back at the end of the test at the latest.
func acquire(t *testing.T, home string, r cachemount.Request) *cachemount.Lease {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	l, err := cachemount.Acquire(ctx, home, r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func has(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name))
	return err == nil
}

// TestContentOutlivesItsUse: what one build leaves the next one finds, and it is filled once.
func TestContentOutlivesItsUse(t *testing.T) {
	home := t.TempDir()
	filled := 0
	r := cachemount.Request{ID: "go", Fill: func(dir string) error {
		filled++
		return os.WriteFile(filepath.Join(dir, "first"), nil, 0o600)
	}}
	l := acquire(t, home, r)
	write(t, l.Dir, "more", "")
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if l = acquire(t, home, r); !has(l.Dir, "first") || !has(l.Dir, "more") || filled != 1 {
		t.Errorf(
			"the cache was filled %d times, and has first %t, more %t", filled, has(l.Dir, "first"), has(l.Dir, "more"),
		)
	}
	if other := acquire(t, home, cachemount.Request{ID: "npm"}); other.Dir == l.Dir || has(other.Dir, "more") {
		t.Error("another cache has the same files")
	}
}

// TestIDsNameNoPath: whatever an id is, its directory lies right below home.
func TestIDsNameNoPath(t *testing.T) {
	home := filepath.Join(t.TempDir(), "home")
	for _, id := range []string{"../../outside", "/etc", "", ".", "a/b", "a\x00b"} {
		l := acquire(t, home, cachemount.Request{ID: id})
		if filepath.Dir(filepath.Dir(l.Dir)) != home {
			t.Errorf("the cache %q lies at %s", id, l.Dir)
		}
	}
	if beside, err := os.ReadDir(filepath.Dir(home)); err != nil || len(beside) != 1 {
		t.Errorf("there is %v beside the directory of caches: %v", beside, err)
	}
}

func TestFailedFillLeavesNothing(t *testing.T) {
	home := t.TempDir()
	broken := errors.New("no space")
	_, err := cachemount.Acquire(t.Context(), home, cachemount.Request{ID: "c", Fill: func(dir string) error {
		write(t, dir, "half", "")
		return broken
	}})
	if !errors.Is(err, broken) {
		t.Fatalf("a fill that failed: %v", err)
	}
	if l := acquire(t, home, cachemount.Request{ID: "c"}); has(l.Dir, "half") {
		t.Error("half a cache is there")
	}
}

func TestSharing(t *testing.T) {
	t.Run("shared", func(t *testing.T) {
		home := t.TempDir()
		r := cachemount.Request{ID: "c", Sharing: mount.Shared}
		if one, two := acquire(t, home, r), acquire(t, home, r); one.Dir != two.Dir {
			t.Errorf("a shared cache lies at %s and %s", one.Dir, two.Dir)
		}
	})
	t.Run("private", func(t *testing.T) {
		home := t.TempDir()
		r := cachemount.Request{ID: "c", Sharing: mount.Private}
		one, two := acquire(t, home, r), acquire(t, home, r)
		if one.Dir == two.Dir {
			t.Error("two have a private cache at once")
		}
		if err := one.Close(); err != nil {
			t.Fatal(err)
		}
		if three := acquire(t, home, r); three.Dir != one.Dir {
			t.Errorf("the next one has %s, and %s is free", three.Dir, one.Dir)
		}
	})
	t.Run("locked", func(t *testing.T) {
		home := t.TempDir()
		one := acquire(t, home, cachemount.Request{ID: "c", Sharing: mount.Locked, Holder: "the first"})
		told := make(chan string, 2)
		got := make(chan error, 1)
		go func() {
			two, err := cachemount.Acquire(t.Context(), home, cachemount.Request{
				ID: "c", Sharing: mount.Locked, Wait: func(holder string) { told <- holder },
			})
			if err == nil {
				err = two.Close()
			}
			got <- err
		}()
		if holder := <-told; holder != "the first" {
			t.Errorf("the holder is %q", holder)
		}
		select {
		case err := <-got:
			t.Fatalf("two have a locked cache at once: %v", err)
		default:
		}
		if err := one.Close(); err != nil {
			t.Fatal(err)
		}
		if err := <-got; err != nil {
			t.Error(err)
		}
		if len(told) != 0 {
			t.Error("it was told twice who has the cache")
		}
	})
}

func TestWaitingEndsWithItsContext(t *testing.T) {
	home := t.TempDir()
	acquire(t, home, cachemount.Request{ID: "c", Sharing: mount.Locked})
	ctx, cancel := context.WithCancel(t.Context())
	r := cachemount.Request{ID: "c", Sharing: mount.Locked, Wait: func(string) { cancel() }}
	if _, err := cachemount.Acquire(ctx, home, r); !errors.Is(err, context.Canceled) {
		t.Errorf("a wait that was cancelled: %v", err)
	}
}

func TestListAndRemove(t *testing.T) {
	home := t.TempDir()
	l := acquire(t, home, cachemount.Request{ID: "used"})
	write(t, l.Dir, "file", "12345")
	idle := acquire(t, home, cachemount.Request{ID: "idle"})
	if err := idle.Close(); err != nil {
		t.Fatal(err)
	}
	kept, err := cachemount.List(home)
	if err != nil || len(kept) != 2 {
		t.Fatalf("the caches are %+v: %v", kept, err)
	}
	for _, k := range kept {
		if k.InUse != (k.ID == "used") || k.ID == "used" && k.Size < 5 || time.Since(k.LastUsed) > time.Hour {
			t.Errorf("a cache is listed as %+v", k)
		}
	}
	if err := cachemount.Remove(home, "used"); err == nil || !has(l.Dir, "file") {
		t.Errorf("a cache in use was removed: %v", err)
	}
	if err := cachemount.Remove(home, "idle"); err != nil || cachemount.Exists(home, "idle") {
		t.Errorf("a cache stays: %v", err)
	}
	if !cachemount.Exists(home, "used") {
		t.Error("another cache is gone")
	}
}

// TestRemovedWhileSomebodyWaits: who waited gets a whole new cache, not the one that is gone.
func TestRemovedWhileSomebodyWaits(t *testing.T) {
	home := t.TempDir()
	r := cachemount.Request{ID: "c", Sharing: mount.Locked}
	l := acquire(t, home, r)
	write(t, l.Dir, "old", "")
	got := make(chan *cachemount.Lease, 1)
	waits := make(chan struct{}, 1)
	go func() {
		r := r
		r.Wait = func(string) { waits <- struct{}{} }
		next, err := cachemount.Acquire(t.Context(), home, r)
		if err != nil {
			t.Error(err)
		}
		got <- next
	}()
	<-waits
	gone := filepath.Dir(l.Dir) + ".gone"
	if err := os.Rename(filepath.Dir(l.Dir), gone); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if next := <-got; next != nil {
		defer next.Close()
		if has(next.Dir, "old") || !has(filepath.Dir(next.Dir), "0") {
			t.Error("who waited has the cache that was removed")
		}
	}
}
