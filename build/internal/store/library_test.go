package store

import (
	"errors"
	"os"
	"strings"
	"testing"

	"go.podman.io/storage"
	"golang.org/x/sys/unix"
)

// brittle is a store whose lock file cannot be opened any more.
type brittle struct {
	storage.Store
	root  string
	calls int
}

func (b *brittle) GraphRoot() string { return b.root }

func (b *brittle) Images() ([]storage.Image, error) {
	b.calls++
	panic(&os.PathError{Op: "open", Path: "images.lock", Err: unix.EROFS})
}

func TestPanicOfTheLibraryIsAnError(t *testing.T) {
	inner := &brittle{root: t.TempDir()}
	l := newLibrary(inner)
	for range 2 {
		_, err := l.Images()
		var lost *LostError
		if !errors.As(err, &lost) || !errors.Is(err, unix.EROFS) || !strings.Contains(err.Error(), inner.root) {
			t.Fatalf("Images: %v", err)
		}
	}
	if inner.calls != 1 {
		t.Errorf("the library was asked %d times: its lock is still held", inner.calls)
	}
	if _, err := l.Layers(); err == nil {
		t.Error("Layers: no error")
	}
	select {
	case <-l.lost:
	default:
		t.Error("nobody is told that the store is lost")
	}
}

func TestUnfinished(t *testing.T) {
	for _, name := range []string{
		"localhost/a:1", "localhost:5000/a:1", "localhost:5000/a@sha256:abc", "docker.io/library/busybox@sha256:abc",
	} {
		if isUnfinished(name) {
			t.Errorf("%s counts as unfinished", name)
		}
		if mark := unfinished(name, "sha256:def"); !isUnfinished(mark) || !strings.HasSuffix(mark, "@sha256:def") {
			t.Errorf("the mark of %s is %s", name, mark)
		}
	}
}
