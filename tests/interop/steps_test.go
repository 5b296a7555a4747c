package interop

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// steps are scripts as tutorials have them, for a builder named by $B that makes
// an image named by $NAME.
var steps = map[string]string{
	"scratch": `
$B unshare sh -ec '
  c=$($B from scratch)
  m=$($B mount $c)
  mkdir -p $m/bin $m/etc $m/tmp
  chmod 1777 $m/tmp
  cp base/rootfs/bin/busybox $m/bin/busybox
  ln -s busybox $m/bin/sh
  echo root:x:0:0:root:/:/bin/sh >$m/etc/passwd
  chown 5:6 $m/etc/passwd
  $B umount $c >/dev/null
  $B config --cmd /bin/sh --workingdir /tmp $c
  $B commit -q $c $NAME
  $B rm $c'`,
	"two": `
build=$($B from localhost/busybox)
$B copy -q $build src/program.sh /src/program.sh
$B run $build -- sh -c 'mkdir -p /out && tr a-z A-Z </src/program.sh >/out/program &&
  chmod 4755 /out/program && chown 7:8 /out/program'
final=$($B from scratch)
# Owners: buildah 1.28 drops those of the source, later ones keep them.
$B copy -q --chown 0:0 --from $build $final /out/program /usr/bin/program
$B config --entrypoint '["/usr/bin/program"]' $final
$B commit -q --rm $final $NAME
$B rm $build`,
	"web": `
c=$($B from --name web localhost/busybox)
$B run $c -- sh -c 'mkdir -p /var/www /var/log/web && chown 1000:1000 /var/www'
$B copy -q --chown 1000:1000 $c src /var/www
$B add -q $c src.tar /var/www/unpacked
$B run --user 1000:1000 --workingdir /var/www $c -- sh -c 'id -u >page; ln page hard; rm one.txt'
$B run --env MODE=test $c -- sh -c 'test "$MODE" = test && rm -r /home && mkdir /home'
$B config --author me --env MODE=prod --env EMPTY= --label a=b --label 'long key=long value' \
  --annotation x=y --port 80 --port 443/tcp --user 1000 --volume /data --workingdir /var/www \
  --stop-signal SIGINT --entrypoint '["httpd", "-f"]' --cmd '-p 80' --created-by script \
  --history-comment done --arch amd64 --os linux $c
$B config --env EMPTY- --label c=d --label c- --port 443/tcp- $c
$B commit -q $c $NAME
$B rename web done
$B containers --format '{{.ContainerName}}' | grep -qx done
$B rm done`,
	"onbuild": `
c=$($B from localhost/busybox)
$B config --onbuild 'RUN echo triggered >/trigger' --onbuild 'LABEL by=trigger' \
  --healthcheck 'CMD true' --healthcheck-interval 9s $c
$B commit -q --format docker $c base-$NAME
$B rm $c
printf 'FROM localhost/base-%s\nRUN test -e /trigger\n' $NAME >onbuild
$B bud -q --format docker -f onbuild -t $NAME .`,
}

// TestSameSteps runs the scripts with both builders, and as Go programs, and
// compares the images.
func TestSameSteps(t *testing.T) {
	h := newHome(t)
	if err := os.MkdirAll(filepath.Join(h.dir, "src/sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	h.write("src/program.sh", "#!/bin/sh\necho hi\n")
	h.write("src/one.txt", "one\n")
	h.write("src/sub/two.txt", "two\n")
	h.tool("tar", "-cf", "src.tar", "src")
	h.asCooper()
	t.Setenv("BUILDAH_ISOLATION", "chroot")
	for name, script := range steps {
		t.Run(name, func(t *testing.T) {
			h := &home{t: t, dir: h.dir}
			for _, builder := range []string{"buildah", "cooper"} {
				t.Setenv("B", builder)
				t.Setenv("NAME", builder+"-"+name)
				h.tool("sh", "-ec", script)
			}
			engine := h.engine()
			defer engine.Close()
			compare(t, "config", h.config(engine, "cooper-"+name), h.config(engine, "buildah-"+name))
			compare(t, "files", h.files(engine, "cooper-"+name), h.files(engine, "buildah-"+name))
			if err := programs[name](t.Context(), engine, h.dir, "go-"+name); err != nil {
				t.Fatal(err)
			}
			compare(t, "the program's config", h.config(engine, "go-"+name), h.config(engine, "buildah-"+name))
			compare(t, "the program's files", h.files(engine, "go-"+name), h.files(engine, "buildah-"+name))
		})
	}
}

// asCooper puts this program on the PATH under that name.
func (h *home) asCooper() {
	h.t.Helper()
	self, err := os.Executable()
	if err != nil {
		h.t.Fatal(err)
	}
	bin := filepath.Join(h.dir, "bin")
	if err := os.MkdirAll(bin, 0o755); err != nil {
		h.t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(bin, "cooper")); err != nil {
		h.t.Fatal(err)
	}
	h.t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
}

// TestListsAreSeen: skopeo reads a list that was made by hand, podman and buildah
// see containers.
func TestListsAreSeen(t *testing.T) {
	h := newHome(t)
	h.asCooper()
	h.write("plain", "FROM scratch\nLABEL a=b\n")
	for _, arch := range []string{"amd64", "arm64"} {
		h.tool("cooper", "build", "-q", "--platform", "linux/"+arch, "-t", "one-"+arch, "-f", "plain", ".")
	}
	h.tool("cooper", "manifest", "create", "--annotation", "team=a", "list", "one-amd64", "one-arm64")
	h.tool("cooper", "manifest", "push", "-q", "list", "oci:layout:list")
	var index struct {
		Manifests []struct {
			Platform struct{ Architecture string }
		}
	}
	if err := json.Unmarshal([]byte(h.tool("skopeo", "inspect", "--raw", "oci:layout:list")), &index); err != nil {
		t.Fatal(err)
	}
	if len(index.Manifests) != 2 || index.Manifests[1].Platform.Architecture != "arm64" {
		t.Errorf("the list has %+v", index)
	}
	h.want(h.tool("buildah", "manifest", "inspect", "localhost/list"), "arm64", "amd64")
	h.tool("cooper", "from", "--name", "seen", "localhost/busybox")
	h.want(h.tool("buildah", "containers", "--all"), "seen")
	h.want(h.tool("podman", "ps", "--all", "--external"), "seen")
	theirs := strings.TrimSpace(h.tool("buildah", "from", "localhost/busybox"))
	h.want(h.tool("cooper", "containers", "--all"), theirs, "seen")
	h.tool("sh", "-c", "! cooper run "+theirs+" true 2>refused")
	text, err := os.ReadFile(filepath.Join(h.dir, "refused"))
	if err != nil {
		t.Fatal(err)
	}
	h.want(string(text), "belongs to another program")
}
