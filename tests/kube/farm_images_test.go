//go:build kube

package kube

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// platformsContainerfile needs a secret. Programs run on the node's own architecture.
const platformsContainerfile = `FROM --platform=$BUILDPLATFORM registry.example.com/busybox AS build
ARG TARGETARCH
COPY input /input
RUN --mount=type=secret,id=token sha256sum -c /input && echo $TARGETARCH >/made
FROM scratch
COPY --from=build /made /
`

// testPlatforms: two platforms are built on two nodes, pushed as an index, attested and signed. A second
// build takes all from the cache.
func testPlatforms(t *testing.T, f *farm) {
	r := f.newRelease(t)
	f.context(t, "platforms", platformsContainerfile)
	f.run(t, fmt.Sprintf("printf %%s '%s' | sha256sum | sed s,-,/run/secrets/token, >$DIR/platforms/input", r.token))
	build := fmt.Sprintf(`export COOPER_SIGN_PASSPHRASE='%s' TOKEN='%s'
cooper --root ./store build --on $ON --platform linux/amd64,linux/arm64 --push -t registry.example.com/farm/app:1 \
	--secret id=token,env=TOKEN --provenance=mode=max --sign-by-sigstore-private-key %s $DIR/platforms`,
		r.passphrase, r.token, r.key)
	first := f.succeed(t, build)
	t.Logf("built in %.1f s", first.took.Seconds())
	if used := f.nodesOf(t, farmNamespace); len(used) != 2 {
		t.Errorf("the pods were on %v", used)
	}
	f.checkIndex(t, "farm/app:1")
	verify := "cooper --root ./store verify --key " + r.public + " --require-provenance registry.example.com/"
	said := f.succeed(t, verify+`farm/app:1
skopeo copy -q --src-cert-dir $HOME/.config/containers/certs.d/registry.example.com --override-arch arm64 \
	docker://registry.example.com/farm/app:1 oci:./arm64
rm -rf ./arm64`)
	f.pullWithPodman(t, "farm/app:1")
	if strings.Count(said.stdout, "ok     signature") != 2 || strings.Count(said.stdout, "ok     provenance") != 2 {
		t.Errorf("verify says\n%s", said.stdout)
	}
	if f.run(t, verify+"busybox").code == 0 {
		t.Error("an image without a signature is accepted")
	}
	second := f.succeed(t, build)
	t.Logf("built again in %.1f s", second.took.Seconds())
	if !strings.Contains(second.stderr, "6 cached") || strings.Contains(second.stderr, " ran, ") {
		t.Errorf("not everything came from the cache:\n%s", second.stderr)
	}
}

// pullWithPodman pulls an image of the registry as root: without root, podman leaves a process.
func (f *farm) pullWithPodman(t *testing.T, image string) {
	t.Helper()
	dir := podbuild.Shared(t)
	out, err := exec.Command("podman", "--root", filepath.Join(dir, "root"), "--runroot", filepath.Join(dir, "run"),
		"--storage-driver", "vfs", "pull", "-q", "--tls-verify=false", f.registry+"/"+image).CombinedOutput()
	if err != nil {
		t.Errorf("podman pull %s: %v\n%s", image, err, out)
	}
}

// nodesOf are the nodes of the pods of builds.
func (f *farm) nodesOf(t *testing.T, namespace string) []string {
	t.Helper()
	nodes := strings.Fields(f.must(t, "", "-n", namespace, "get", "pods", "-l", "build.cooper/id", "-o",
		"jsonpath={.items[*].spec.nodeName}"))
	slices.Sort(nodes)
	return slices.Compact(nodes)
}

// checkIndex: an index of the registry has both platforms, and an attestation manifest for each.
func (f *farm) checkIndex(t *testing.T, image string) {
	t.Helper()
	raw := f.succeed(t, "skopeo inspect --raw --cert-dir $HOME/.config/containers/certs.d/registry.example.com "+
		"docker://registry.example.com/"+image).stdout
	var index ocispec.Index
	if err := json.Unmarshal([]byte(raw), &index); err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	var found []string
	for _, d := range index.Manifests {
		found = append(found, d.Platform.OS+"/"+d.Platform.Architecture+" "+d.Annotations["vnd.docker.reference.type"])
	}
	slices.Sort(found)
	want := []string{
		"linux/amd64 ", "linux/arm64 ", "unknown/unknown attestation-manifest", "unknown/unknown attestation-manifest",
	}
	if !slices.Equal(found, want) {
		t.Errorf("the index has %q, want %q", found, want)
	}
}

// testOutputs: results come from the registry to where the outputs say.
func testOutputs(t *testing.T, f *farm) {
	f.context(t, "outputs", "FROM --platform=$BUILDPLATFORM registry.example.com/busybox AS base\n"+
		"RUN echo made >/made\nFROM scratch\nCOPY --from=base /made /\nLABEL outputs=yes\n")
	const build = "rm -rf ./result && mkdir ./result && cooper --root ./store build --on $ON "
	for _, row := range []struct{ name, script string }{
		{"local", build + "-o type=local,dest=result/dir $DIR/outputs\ngrep -x made result/dir/made"},
		{"tar", build + "-o type=tar,dest=- $DIR/outputs >result/out.tar\ntar -xOf result/out.tar made | grep -x made"},
		{"oci", build + "-t app:1 -o type=oci,dest=result/oci.tar $DIR/outputs\n" +
			"skopeo inspect oci-archive:result/oci.tar | grep outputs"},
		{"docker", build + "-t app:1 -o type=docker,dest=result/docker.tar $DIR/outputs\n" +
			"skopeo inspect docker-archive:result/docker.tar | grep outputs"},
		{"platforms", build + "--platform linux/amd64,linux/arm64 -o type=local,dest=result/dir $DIR/outputs\n" +
			"grep -x made result/dir/linux_amd64/made && grep -x made result/dir/linux_arm64/made"},
		{"store", build + `-t outputs:1 --iidfile result/id --metadata-file result/metadata $DIR/outputs >result/stdout
id=$(cooper --root ./store inspect --format '{{.ID}}' outputs:1)
[ "sha256:${id#sha256:}" = "$(cat result/id)" ]
grep -F "$(cat result/id)" result/metadata
test -z "$(cooper --root ./store images -q registry.example.com/farm/builds)"`},
	} {
		t.Run(row.name, func(t *testing.T) {
			r := f.succeed(t, row.script)
			t.Logf("done in %.1f s: %s\n%s", r.took.Seconds(), r.stdout, lastOf(r.stderr, 4))
			f.checkIdle(t)
		})
	}
}
