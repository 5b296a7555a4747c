package registry_test

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/internal/testregistry"
)

// The store starts this program once more to unpack layers.
func TestMain(m *testing.M) {
	store.Init()
	testenv.Main(m)
}

// rejecting is a signature policy that accepts nothing.
const rejecting = `{"default":[{"type":"reject"}]}`

// newClient makes a client with a store of its own. What the machine's files say does not
// count.
func newClient(t *testing.T) *registry.Client {
	t.Helper()
	root := t.TempDir()
	s, err := store.Open(store.Options{Root: root, RunRoot: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		_ = unix.Unmount(filepath.Join(root, s.Driver()), unix.MNT_DETACH) // the library leaves it
	})
	verify := false
	lookaside := filepath.Join(t.TempDir(), "lookaside.yaml")
	text := "default-docker:\n  lookaside: file://" + t.TempDir() + "\n"
	if err := os.WriteFile(lookaside, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return &registry.Client{Store: s, Access: registry.Access{TempDir: t.TempDir(), Access: api.Access{
		TLSVerify: &verify, RegistriesConf: file(t, ""), RegistriesDir: filepath.Dir(lookaside),
		SignaturePolicy: file(t, `{"default":[{"type":"insecureAcceptAnything"}]}`), AuthFile: file(t, "{}"),
	}}}
}

// file is a new file.
func file(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// put makes an image of one layer with a file.
func put(t *testing.T, s *store.Store, content, architecture string, names ...string) string {
	t.Helper()
	var stream bytes.Buffer
	w := tar.NewWriter(&stream)
	header := &tar.Header{Name: "file", Typeflag: tar.TypeReg, Mode: 0o644, Size: int64(len(content))}
	err := w.WriteHeader(header)
	if err == nil {
		_, err = w.Write([]byte(content))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	diffID, size := digest.FromBytes(stream.Bytes()).String(), int64(stream.Len())
	layer, err := s.PutStream("", diffID, &stream)
	if err != nil {
		t.Fatal(err)
	}
	img := image.New(ocispec.Platform{OS: "linux", Architecture: architecture})
	createdBy := "RUN " + content[:min(len(content), 100)]
	img = image.Dated(image.AppendLayer(img, image.Layer{DiffID: diffID, Size: size}, createdBy), time.Unix(1000, 0))
	config, manifest, err := img.Encode(image.OCI)
	if err != nil {
		t.Fatal(err)
	}
	id, err := s.PutImage(store.NewImage{Config: config, Manifest: manifest, Layer: layer, Names: names})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// push sends an image of a client's store to a name in a registry.
func push(t *testing.T, c *registry.Client, id, dest string) string {
	t.Helper()
	pushed, err := c.Push(t.Context(), id, dest, registry.PushOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return pushed.Digest
}

// TestImagesTravel: what one store pushes another one pulls, with the same id, and finds
// under its name, its digest, its id and a part of that.
func TestImagesTravel(t *testing.T) {
	name := testregistry.Start(t) + "/some/image:1"
	from, to := newClient(t), newClient(t)
	id := put(t, from.Store, "content", "amd64")
	sum := push(t, from, id, name)
	pulled, err := to.Pull(t.Context(), name, api.PullMissing)
	if err != nil || pulled != id {
		t.Fatalf("image %s came as %q: %v", id, pulled, err)
	}
	repository, _, _ := strings.Cut(name, "image:")
	for _, known := range []string{name, "containers-storage:" + name, id, id[:12], "sha256:" + id} {
		if found, err := to.Find(known); err != nil || found != id {
			t.Errorf("%s is %q: %v", known, found, err)
		}
	}
	again, err := to.Pull(t.Context(), repository+"image@"+sum, api.PullMissing)
	if err != nil || again != id {
		t.Errorf("the digest %s is image %q: %v", sum, again, err)
	}
	if _, err := to.Find(repository + "image:2"); !errors.Is(err, store.ErrNoImage) {
		t.Errorf("a name that no image has: %v", err)
	}
}

// TestPolicies: when a registry is asked, and what happens where it does not answer.
func TestPolicies(t *testing.T) {
	name := testregistry.Start(t) + "/image:latest"
	from, to := newClient(t), newClient(t)
	first, second := put(t, from.Store, "first", "amd64"), put(t, from.Store, "second", "amd64")
	pull := func(name string, policy api.PullPolicy, want string) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		id, err := to.Pull(ctx, name, policy)
		if want == "" && err == nil || want != "" && id != want {
			t.Errorf("the policy %s gives %q, not %q: %v", policy, id, want, err)
		}
	}
	push(t, from, first, name)
	pull(name, api.PullNever, "")
	pull(name, api.PullNewer, first)
	push(t, from, second, name)
	pull(name, api.PullMissing, first)
	pull(name, api.PullNever, first)
	pull(name, api.PullNewer, second)
	push(t, from, first, name)
	pull(name, api.PullAlways, first)
	silent := "127.0.0.1:1/image:latest"
	local := put(t, to.Store, "local", "amd64", silent)
	pull(silent, api.PullMissing, local)
	pull(silent, api.PullNewer, local)
	pull(silent, api.PullAlways, "")
	own := put(t, to.Store, "own", "amd64", "localhost/mine:latest")
	pull("mine", api.PullAlways, own)
}

// TestRefusedImageLeavesNothing: an image that the signature policy refuses is not stored.
func TestRefusedImageLeavesNothing(t *testing.T) {
	name := testregistry.Start(t) + "/image:latest"
	from, to := newClient(t), newClient(t)
	push(t, from, put(t, from.Store, "content", "amd64"), name)
	to.Access.SignaturePolicy = file(t, rejecting)
	var refused *registry.PolicyError
	if _, err := to.Pull(t.Context(), name, api.PullMissing); !errors.As(err, &refused) || refused.Local ||
		refused.Signed {
		t.Errorf("an image that is refused: %v", err)
	}
	if images, err := to.Store.Images(); err != nil || len(images) != 0 {
		t.Errorf("the store has %+v: %v", images, err)
	}
}

// TestImagesOfTheStoreAreVerifiedOnce: where a policy asks for something, an image of the
// store counts only under a name that it was verified under, or when it was built here.
func TestImagesOfTheStoreAreVerifiedOnce(t *testing.T) {
	c := newClient(t)
	id := put(t, c.Store, "content", "amd64", "localhost/mine:latest", "example.com/image:latest")
	if _, err := c.Pull(t.Context(), "example.com/image", api.PullNever); err != nil {
		t.Errorf("without a policy: %v", err)
	}
	c.Access.SignaturePolicy = file(t, rejecting)
	var refused *registry.PolicyError
	for _, name := range []string{"example.com/image", "mine", id} {
		if _, err := c.Pull(t.Context(), name, api.PullNever); !errors.As(err, &refused) || !refused.Local {
			t.Errorf("%s, of which nothing is known: %v", name, err)
		}
	}
	if err := c.Built(id); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"mine", id} {
		if got, err := c.Pull(t.Context(), name, api.PullNever); err != nil || got != id {
			t.Errorf("%s, which was built here: %v", name, err)
		}
	}
	if _, err := c.Pull(t.Context(), "example.com/image", api.PullNever); !errors.As(err, &refused) {
		t.Errorf("a name that another one could have given: %v", err)
	}
}

// TestPlatforms: of an image index the image for a platform is taken, and an error names
// those that there are.
func TestPlatforms(t *testing.T) {
	name := testregistry.Start(t) + "/index:latest"
	from, to := newClient(t), newClient(t)
	ids := map[string]string{}
	var list store.Index
	for _, arch := range []string{"amd64", "arm64"} {
		ids[arch] = put(t, from.Store, arch, arch)
		_, manifest, err := from.Store.Data(ids[arch])
		if err != nil {
			t.Fatal(err)
		}
		list.Entries = append(list.Entries, store.IndexEntry{ID: ids[arch], Descriptor: ocispec.Descriptor{
			MediaType: ocispec.MediaTypeImageManifest, Digest: digest.FromBytes(manifest), Size: int64(len(manifest)),
			Platform: &ocispec.Platform{OS: "linux", Architecture: arch},
		}})
	}
	id, err := from.Store.PutIndex(list, []string{"localhost/index:latest"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := from.PushIndex(t.Context(), id, name, registry.PushOptions{}); err != nil {
		t.Fatal(err)
	}
	if have, err := to.Platforms(t.Context(), name, api.PullMissing); err != nil ||
		!slices.Equal(have, []string{"linux/amd64", "linux/arm64"}) {
		t.Errorf("the index is for %q: %v", have, err)
	}
	for arch, want := range ids {
		got, err := to.PullPlatform(
			t.Context(), name, api.PullAlways, ocispec.Platform{OS: "linux", Architecture: arch},
		)
		if err != nil || got != want {
			t.Errorf("the image for %s is %q, not %q: %v", arch, got, want, err)
		}
	}
	var missing *registry.PlatformError
	_, err = to.PullPlatform(t.Context(), name, api.PullAlways, ocispec.Platform{OS: "linux", Architecture: "riscv64"})
	if !errors.As(err, &missing) || !slices.Equal(missing.Have, []string{"linux/amd64", "linux/arm64"}) {
		t.Errorf("a platform that is not there: %v", err)
	}
}

// TestArchives: an archive is whole or not there, and gives an image its names; with
// NoNames it takes none away from another image.
func TestArchives(t *testing.T) {
	from := newClient(t)
	id := put(t, from.Store, "content", "amd64", "localhost/image:latest")
	archive := filepath.Join(t.TempDir(), "image.tar")
	if _, err := from.Push(t.Context(), "image", "docker-archive:"+archive, registry.PushOptions{}); err != nil {
		t.Fatal(err)
	}
	if files, err := os.ReadDir(filepath.Dir(archive)); err != nil || len(files) != 1 {
		t.Errorf("beside the archive there is %v: %v", files, err)
	}
	for noNames, want := range map[bool][]string{true: nil, false: {"localhost/image:latest"}} {
		to := newClient(t)
		to.NoNames = noNames
		pulled, err := to.Pull(t.Context(), "docker-archive:"+archive, api.PullAlways)
		if err != nil || pulled != id {
			t.Errorf("image %s came as %q: %v", id, pulled, err)
			continue
		}
		if img, err := to.Store.Image(pulled); err != nil || !slices.Equal(img.Names, want) {
			t.Errorf("with NoNames %t it has the names %q: %v", noNames, img.Names, err)
		}
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"image": "localhost/image:latest", "image:1": "localhost/image:1", "UPPER": "", "a:b:c": "",
		"group/image":        "localhost/group/image:latest",
		"host.example/image": "host.example/image:latest", "localhost:5000/a/b:2": "localhost:5000/a/b:2",
	} {
		got, err := registry.NormalizeAll([]string{name})
		if want == "" && err == nil || want != "" && (err != nil || got[0] != want) {
			t.Errorf("%s is %q, not %q: %v", name, got, want, err)
		}
	}
	if got, err := registry.NormalizeAll([]string{"image@sha256:" + strings.Repeat("a", 64)}); err == nil {
		t.Errorf("an image can be given the digest %q", got)
	}
	for text, want := range map[string]bool{
		"oci:dir": true, "docker://host/image": true, "containers-storage:image": true,
		"docker-archive:f.tar": true, "image:tag": false, "host:5000/image": false, "docker:latest": false,
		"oci-archiv:f.tar": true,
	} {
		if got := registry.HasTransport(text); got != want {
			t.Errorf("%s has a transport: %t", text, got)
		}
	}
}
