package sandbox_test

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// TestSentry: a command runs in gVisor's kernel, its changes come as a layer that is complete,
// and one that cannot start says why.
func TestSentry(t *testing.T) {
	platform, err := sandbox.TrySentry()
	if err != nil {
		testenv.Skip(t, err)
	}
	t.Cleanup(reapOrphans)
	dir := t.TempDir()
	spec := sandbox.Template()
	if err := sandbox.SelfTest(spec, dir); err != nil {
		t.Fatal(err)
	}
	sandbox.IsolateNetwork(spec)
	var out bytes.Buffer
	var names []string
	opts := sandbox.Options{
		Stdout: &out, Stderr: &out, StateDir: t.TempDir(),
		Changes: func(stream io.Reader) error {
			for archive := tar.NewReader(stream); ; {
				h, err := archive.Next()
				if err != nil {
					return onlyEOF(err)
				}
				names = append(names, h.Name)
			}
		},
	}
	if err := sandbox.RunSentry(t.Context(), spec, platform, opts); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	if !strings.Contains(out.String(), "CapBnd 0000000000000000") || len(names) != 0 {
		t.Errorf("it said %q, and changed %q", out.String(), names)
	}
	spec.Process.Args = []string{"/missing"}
	var start *sandbox.StartError
	err = sandbox.RunSentry(t.Context(), spec, platform, opts)
	if !errors.As(err, &start) || start.Errno != unix.ENOENT {
		t.Errorf("a missing command: %v", err)
	}
	spec.Root.Readonly = true
	err = sandbox.RunSentry(t.Context(), spec, platform, opts)
	if err == nil || !strings.Contains(err.Error(), "root.readonly is not supported") {
		t.Errorf("a read-only root: %v", err)
	}
	spec.Root.Readonly = false
	spec.Mounts = append(spec.Mounts, specs.Mount{
		Destination: "/mnt", Type: "bind", Source: dir, Options: []string{"rbind", "unheard"},
	})
	err = sandbox.RunSentry(t.Context(), spec, platform, opts)
	if err == nil || !strings.Contains(err.Error(), `option "unheard" is not supported`) {
		t.Errorf("an unknown option of a mount: %v", err)
	}
}

func onlyEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// reapOrphans reaps processes of a sentry that has ended, if another test made this process
// their subreaper.
func reapOrphans() {
	for {
		if pid, err := unix.Wait4(-1, nil, 0, nil); err != nil && err != unix.EINTR || pid == 0 {
			return
		}
	}
}
