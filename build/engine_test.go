package build_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/internal/testenv"
)

func open(t *testing.T) *build.Engine {
	t.Helper()
	root := filepath.Join(t.TempDir(), "store")
	engine, err := build.Open(t.Context(), build.Config{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
		if c, err := build.Unshare([]string{"rm", "-rf", root}); err == nil {
			_ = build.RunUnshared(context.Background(), c)
		}
	})
	return engine
}

func busybox(t *testing.T, engine *build.Engine) {
	t.Helper()
	dir := t.TempDir()
	testenv.BusyboxContext(t, dir)
	_, err := engine.Build(t.Context(), build.Request{Context: build.Dir(dir), Tags: []string{"busybox"}})
	if err != nil {
		t.Fatal(err)
	}
}

func TestZeroRequestIsComplete(t *testing.T) {
	engine := open(t)
	dir := t.TempDir()
	text := []byte("FROM scratch\nCOPY Containerfile /\n")
	if err := os.WriteFile(filepath.Join(dir, "Containerfile"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	result, err := engine.Build(t.Context(), build.Request{Context: build.Dir(dir)})
	if err != nil || len(result.ID) != 64 || !strings.HasPrefix(result.Digest, "sha256:") {
		t.Errorf("got %+v, %v", result, err)
	}
}

func TestManyBuildsAtOnce(t *testing.T) {
	engine := open(t)
	busybox(t, engine)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			_, err := engine.Build(t.Context(), build.Request{
				Containerfile: build.Text("FROM busybox\nRUN echo x >/x\nRUN cat /x\n"), Tags: []string{"many"},
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

func TestCancelEndsARun(t *testing.T) {
	engine := open(t)
	busybox(t, engine)
	ctx, cancel := context.WithCancel(t.Context())
	start := time.Now()
	_, err := engine.Build(ctx, build.Request{
		Containerfile: build.Text("FROM busybox\nRUN echo up; sleep 1000\n"),
		OnEvent: func(e build.Event) {
			if e.Kind == event.Log {
				cancel()
			}
		},
	})
	if !errors.Is(err, build.ErrCanceled) || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if time.Since(start) > time.Minute {
		t.Error("it ran on")
	}
	// The engine goes on.
	_, err = engine.Build(t.Context(), build.Request{Containerfile: build.Text("FROM busybox\nRUN true\n")})
	if err != nil {
		t.Error(err)
	}
}

func TestLargeAndOddOutput(t *testing.T) {
	engine := open(t)
	busybox(t, engine)
	var got int
	_, err := engine.Build(t.Context(), build.Request{
		Containerfile: build.Text("FROM busybox\nRUN head -c 10000000 /dev/zero; printf 'no newline \\377\\000'\n"),
		OnEvent: func(e build.Event) {
			if e.Kind == event.Log {
				got += len(e.Data)
			}
		},
	})
	if err != nil || got != 10000013 {
		t.Errorf("%d bytes, %v", got, err)
	}
}

func TestErrorKinds(t *testing.T) {
	engine := open(t)
	busybox(t, engine)
	for text, kind := range map[string]error{
		"FROM busybox\nRUN exit 3":       build.ErrRun,
		"FROM busybox\nNONSENSE":         build.ErrSyntax,
		"FROM busybox\nCOPY x /":         build.ErrSyntax,
		"FROM busybox\nUSER x\nRUN true": build.ErrSyntax,
	} {
		req := build.Request{Containerfile: build.Text(text), Context: build.Dir(t.TempDir())}
		_, err := engine.Build(t.Context(), req)
		var e *build.Error
		if !errors.As(err, &e) || !errors.Is(err, kind) || e.Line == 0 || len(e.Excerpt) == 0 {
			t.Errorf("%q: %+v", text, err)
		}
	}
	if _, err := engine.Inspect(t.Context(), "nope"); !errors.Is(err, build.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}
