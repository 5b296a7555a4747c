package network

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fakePasta puts a shell script in the place of pasta. Its variable "pid" is the value of
// --pid.
func fakePasta(t *testing.T, script string) {
	t.Helper()
	dir := t.TempDir()
	text := "#!/bin/sh\nwhile [ $# -gt 1 ]; do [ \"$1\" = --pid ] && pid=$2; shift; done\n" + script + "\n"
	if err := os.WriteFile(filepath.Join(dir, "pasta"), []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
}

func TestConnect(t *testing.T) {
	if tun, err := os.OpenFile("/dev/net/tun", os.O_RDWR, 0); err != nil {
		_, err := Connect(t.Context(), 1, t.TempDir())
		if !errors.Is(err, fs.ErrPermission) && !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("got %v", err)
		}
		return
	} else {
		tun.Close()
	}
	t.Run("ready", func(t *testing.T) {
		fakePasta(t, `echo $$ >"$pid"; exec sleep 1000`)
		disconnect, err := Connect(t.Context(), 1, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		disconnect() // hangs when it does not end the program
	})
	t.Run("refused", func(t *testing.T) {
		fakePasta(t, `echo "Failed to open tun" >&2; echo "Failed to send 12 bytes to syslog" >&2; exit 1`)
		_, err := Connect(t.Context(), 1, t.TempDir())
		if err == nil || err.Error() != "pasta: Failed to open tun" {
			t.Fatalf("got %v", err)
		}
	})
	t.Run("cancelled", func(t *testing.T) {
		fakePasta(t, `exec sleep 1000`)
		ctx, cancel := context.WithCancelCause(t.Context())
		cause := errors.New("enough")
		time.AfterFunc(50*time.Millisecond, func() { cancel(cause) })
		if _, err := Connect(ctx, 1, t.TempDir()); !errors.Is(err, cause) {
			t.Fatalf("got %v", err)
		}
	})
	t.Run("missing", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		_, err := Connect(t.Context(), 1, t.TempDir())
		if err == nil || !strings.Contains(err.Error(), "package passt") {
			t.Fatalf("got %v", err)
		}
	})
}
