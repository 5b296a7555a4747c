package interop

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build"
)

// known are differences between buildah 1.28 and cooper, by what a line of the
// comparison contains, with the reason why BuildKit's reference has cooper's side.
var known = map[string]string{
	"run/":               "buildah leaves the mount point of its own files behind",
	"etc/hostname":       "buildah leaves an empty file where it mounted its own",
	"etc/hosts":          "buildah leaves an empty file where it mounted its own",
	"etc/resolv.conf":    "buildah leaves an empty file where it mounted its own",
	"bin2/":              "BuildKit gives the directories that COPY makes its octal --chmod",
	"io.buildah.version": "a label of buildah's",
}

// TestSameAsBuildah builds the same Containerfiles with both and compares the
// configs and the flattened root file systems.
func TestSameAsBuildah(t *testing.T) {
	h := newHome(t)
	for _, d := range []string{"ctx/src/sub", "ctx/more"} {
		if err := os.MkdirAll(filepath.Join(h.dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	h.write("ctx/src/one.txt", "one\n")
	h.write("ctx/src/sub/two.txt", "two\n")
	h.write("ctx/more/x.sh", "#!/bin/sh\n")
	for name, text := range map[string]string{
		"copies": `FROM localhost/busybox
COPY src /a/
COPY --chown=1000:1000 src/one.txt /b/c/one
COPY --chmod=0750 more/*.sh /bin2/
ADD src/sub/two.txt /d/
WORKDIR /w/x
COPY src/one.txt .
`,
		"runs": `FROM localhost/busybox
RUN mkdir /r && echo hi >/r/f && chmod 0640 /r/f && chown 5:6 /r/f && ln -s f /r/link && ln /r/f /r/hard
RUN rm /etc/group && mkdir -p /r/deep/er
USER 1000
RUN id -u >/tmp/id
`,
		"config": `FROM localhost/busybox
ARG V=1
ENV A=b C="d e" V2=$V
LABEL x=y "long key"="long value"
EXPOSE 80 53/udp
VOLUME /data /more
USER user:extra
WORKDIR /srv
STOPSIGNAL SIGINT
ENTRYPOINT ["/bin/sh", "-c"]
CMD ["echo", "hi"]
`,
		"stages": `FROM localhost/busybox AS build
RUN mkdir /out && echo built >/out/prog && chown 7:8 /out/prog && chmod 4755 /out/prog
FROM localhost/busybox
COPY --from=build /out/prog /usr/bin/prog
COPY --from=0 /out /copy
`,
	} {
		t.Run(name, func(t *testing.T) {
			h := &home{t: t, dir: h.dir}
			h.write("ctx/"+name, text)
			h.tool("buildah",
				"bud", "--isolation", "chroot", "--format", "oci", "-f", "ctx/"+name, "-t", "theirs-"+name, "ctx")
			engine := h.engine()
			defer engine.Close()
			if _, err := engine.Build(t.Context(), build.Request{
				Context:       build.Dir(filepath.Join(h.dir, "ctx")),
				Containerfile: build.Containerfile{File: filepath.Join(h.dir, "ctx", name)},
				Tags:          []string{"ours-" + name},
			}); err != nil {
				t.Fatal(err)
			}
			compare(t, "config", h.config(engine, "ours-"+name), h.config(engine, "theirs-"+name))
			compare(t, "files", h.files(engine, "ours-"+name), h.files(engine, "theirs-"+name))
		})
	}
}

// config is what an image says of itself, as lines.
func (h *home) config(engine *build.Engine, name string) map[string]string {
	h.t.Helper()
	i, err := engine.Inspect(h.t.Context(), name)
	if err != nil {
		h.t.Fatal(err)
	}
	var img dockerspec.DockerOCIImage
	if err := json.Unmarshal(i.Config, &img); err != nil {
		h.t.Fatal(err)
	}
	c := img.Config
	slices.Sort(c.Env)
	out := map[string]string{
		"env": fmt.Sprintf("%q", c.Env), "user": c.User, "entrypoint": fmt.Sprintf("%q", c.Entrypoint),
		"cmd": fmt.Sprintf("%q", c.Cmd),
		"dir": c.WorkingDir, "stop": c.StopSignal, "ports": fmt.Sprint(slices.Sorted(maps.Keys(c.ExposedPorts))),
		"volumes": fmt.Sprint(slices.Sorted(maps.Keys(c.Volumes))), "platform": img.OS + "/" + img.Architecture,
	}
	for key, value := range c.Labels {
		out["label "+key] = value
	}
	return out
}

// files are the entries of an image's flattened root.
func (h *home) files(engine *build.Engine, name string) map[string]string {
	h.t.Helper()
	archive := filepath.Join(h.dir, name+".tar")
	if _, err := engine.Build(h.t.Context(), build.Request{
		Containerfile: build.Text("FROM localhost/" + name + "\n"),
		Outputs:       []build.Output{{Type: "tar", Dest: archive}},
	}); err != nil {
		h.t.Fatal(err)
	}
	f, err := os.Open(archive)
	if err != nil {
		h.t.Fatal(err)
	}
	defer f.Close()
	out := map[string]string{}
	for r := tar.NewReader(f); ; {
		e, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			h.t.Fatal(err)
		}
		sum := sha256.New()
		if _, err := io.Copy(sum, r); err != nil {
			h.t.Fatal(err)
		}
		out[e.Name] = fmt.Sprintf("type %c mode %o owner %d:%d size %d link %q content %x",
			e.Typeflag, e.Mode, e.Uid, e.Gid, e.Size, e.Linkname, sum.Sum(nil)[:6])
		for key, value := range e.PAXRecords {
			if strings.HasPrefix(key, "SCHILY.xattr.") {
				out[e.Name] += fmt.Sprintf(" %s=%q", key, value)
			}
		}
	}
}

func compare(t *testing.T, what string, ours, theirs map[string]string) {
	t.Helper()
	all := maps.Clone(theirs)
	maps.Copy(all, ours)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if ours[key] == theirs[key] {
			continue
		}
		explained := false
		for part := range known {
			explained = explained || strings.Contains(key, part)
		}
		if !explained {
			t.Errorf("%s %q: cooper has %q, buildah %q", what, key, ours[key], theirs[key])
		}
	}
}
