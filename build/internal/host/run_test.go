package host_test

import (
	"archive/tar"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/isolation"
)

// try builds a Containerfile, and returns what its commands wrote.
func (m *machine) try(t *testing.T, text string) (out exec.Outcome, output string, err error) {
	t.Helper()
	p, err := imagebuilder.Load("Containerfile", []byte(text), imagebuilder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	out, err = exec.Build(t.Context(), p, m, cache.New(t.TempDir()), exec.Options{Jobs: 1, Emit: func(e event.Event) {
		if e.Kind == event.Log {
			all.Write(e.Data)
		}
	}})
	return out, all.String(), err
}

// must is try that ends the test when the build fails.
func (m *machine) must(t *testing.T, text string) (out exec.Outcome, output string) {
	t.Helper()
	out, output, err := m.try(t, text)
	if err != nil {
		t.Fatal(err)
	}
	return out, output
}

// names are the files of a layer.
func (m *machine) names(t *testing.T, layer string) (names []string) {
	t.Helper()
	stream, err := m.Store.LayerStream(layer)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	for r := tar.NewReader(stream); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return names
		}
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, h.Name)
	}
}

// TestMountsLeaveNothingInTheLayer: what a RUN mounts is there for its command, and neither
// the content nor a mount point is in the layer or in the context.
func TestMountsLeaveNothingInTheLayer(t *testing.T) {
	m := newMachine(t, "overlay", func(c *host.Config) {
		c.Run.Secrets = map[string][]byte{"s": []byte("hush")}
	})
	m.busybox(t)
	if err := os.WriteFile(filepath.Join(m.context, "file"), []byte("of the context"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, output := m.must(t, `FROM base
RUN --mount=type=secret,id=s,target=/new/secret \
    --mount=type=bind,target=/new/context,rw \
    --mount=type=bind,from=base,source=/bin,target=/new/bin,rw \
    --mount=type=tmpfs,target=/new/tmp \
    --mount=type=cache,target=/new/cache \
    cat /new/secret /new/context/file && touch /new/context/a /new/bin/a /new/tmp/a /new/cache/a && touch /kept
`)
	if output != "hushof the context" {
		t.Errorf("the command wrote %q", output)
	}
	if names := m.names(t, out.Target.Layer); !slices.Equal(names, []string{"kept"}) {
		t.Errorf("the layer has %q", names)
	}
	if files, err := os.ReadDir(m.context); err != nil || len(files) != 1 {
		t.Errorf("the context has %v: %v", files, err)
	}
	if _, output := m.must(t, "FROM base\nRUN ls /bin"); slices.Contains(strings.Fields(output), "a") {
		t.Errorf("the image has %q", output)
	}
}

// TestCachesOutliveTheirStep: the next step finds the content, unless it asks for a cache
// of another owner or namespace.
func TestCachesOutliveTheirStep(t *testing.T) {
	m := newMachine(t, "overlay", nil)
	m.busybox(t)
	const text = "FROM base\nRUN --mount=type=cache,id=c,target=/c touch /c/left\n" +
		"RUN --mount=type=cache,id=c,target=/c ls /c\n" +
		"RUN --mount=type=cache,id=c,target=/c,uid=7 ls /c && stat -c %u /c\n"
	if _, output := m.must(t, text); output != "left\n7\n" {
		t.Errorf("the steps saw %q", output)
	}
	other := newHost(t, m, func(c *host.Config) { c.Run.CacheNamespace = "other" })
	const again = "FROM base\nRUN --mount=type=cache,id=c,target=/c ls /c"
	if _, output := other.must(t, again); output != "" {
		t.Errorf("a build of another namespace saw %q", output)
	}
	if _, output := newHost(t, m, nil).must(t, again); output != "left\n" {
		t.Errorf("the next build saw %q", output)
	}
}

// TestCommandsThatCannotStart: the code is that of a shell.
func TestCommandsThatCannotStart(t *testing.T) {
	m := newMachine(t, "overlay", nil)
	m.busybox(t)
	for text, code := range map[string]int{
		"FROM base\nRUN [\"absent\"]": 127, "FROM scratch\nRUN true": 127,
		"FROM base\nCOPY <<EOF /plain\ntext\nEOF\nRUN [\"/plain\"]": 126,
	} {
		var start *host.CommandError
		if _, _, err := m.try(t, text); !errors.As(err, &start) || start.Code != code {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestWithoutCommands: where nothing can be run a RUN is refused, and all else works.
func TestWithoutCommands(t *testing.T) {
	m := newMachine(t, "overlay", func(c *host.Config) { c.Isolation = isolation.Mode{} })
	m.busybox(t)
	if _, _, err := m.try(t, "FROM base\nRUN true"); err == nil {
		t.Error("a command ran")
	}
	m.must(t, "FROM base\nCOPY --from=base /bin/sh /x\nWORKDIR /w")
}

// TestFilesOfTheMachine: /etc/resolv.conf and /etc/hosts are the sandbox's, unless the
// build keeps those of the image, and never part of a layer.
func TestFilesOfTheMachine(t *testing.T) {
	m := newMachine(t, "overlay", func(c *host.Config) {
		c.Run.Network.DNS.Servers, c.Run.Network.AddHosts = []string{"192.0.2.7"}, []string{"added:192.0.2.8"}
	})
	m.busybox(t)
	const text = "FROM base\nCOPY <<EOF /etc/resolv.conf\nof the image\nEOF\n" +
		"RUN cat /etc/resolv.conf /etc/hosts && touch /kept"
	out, output := m.must(t, text)
	if !strings.Contains(output, "nameserver 192.0.2.7\n") || !strings.Contains(output, "192.0.2.8\tadded") {
		t.Errorf("the files are %q", output)
	}
	if names := m.names(t, out.Target.Layer); !slices.Equal(names, []string{"kept"}) {
		t.Errorf("the layer has %q", names)
	}
	none := newHost(t, m, func(c *host.Config) { c.Run.Network.ImageDNS = true })
	if _, output := none.must(t, text); !strings.HasPrefix(output, "of the image\n") {
		t.Errorf("the files are %q", output)
	}
}

// TestVolumes: one is written to, of another what is written is discarded, and a directory
// of the system is given to nobody.
func TestVolumes(t *testing.T) {
	dirs := [2]string{t.TempDir(), t.TempDir()}
	m := newMachine(t, "overlay", func(c *host.Config) {
		c.Run.Volumes = []host.Volume{
			{Source: dirs[0], Target: "/written"}, {Source: dirs[1], Target: "/discarded", Overlay: true},
		}
	})
	m.busybox(t)
	out, _ := m.must(t, "FROM base\nRUN touch /written/a /discarded/a /kept")
	for i, want := range []int{1, 0} {
		if files, err := os.ReadDir(dirs[i]); err != nil || len(files) != want {
			t.Errorf("volume %d has %v: %v", i, files, err)
		}
	}
	if names := m.names(t, out.Target.Layer); !slices.Equal(names, []string{"kept"}) {
		t.Errorf("the layer has %q", names)
	}
	for _, source := range []string{"/etc", "/usr/lib", "/", filepath.Dir(m.Store.GraphRoot())} {
		giving := newHost(t, m, func(c *host.Config) {
			c.Run.Volumes = []host.Volume{{Source: source, Target: "/v", Owned: true}}
		})
		if _, _, err := giving.try(t, "FROM base\nUSER 7\nRUN true"); err == nil {
			t.Errorf("%s was given to a user", source)
		}
	}
}
