package registry

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/registry"
	"github.com/opencontainers/go-digest"
	"github.com/opencontainers/image-spec/specs-go"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
)

// openRepository opens a repository of a registry in memory, which lists referrers or does not.
func openRepository(t *testing.T, lists bool) *repository {
	t.Helper()
	quiet := registry.Logger(log.New(io.Discard, "", 0))
	server := httptest.NewServer(registry.New(registry.WithReferrersSupport(lists), quiet))
	t.Cleanup(server.Close)
	ref, err := destination("", strings.TrimPrefix(server.URL, "http://")+"/some/app:1")
	if err != nil {
		t.Fatal(err)
	}
	insecure := false
	repo, err := Access{Access: api.Access{TLSVerify: &insecure}}.repositoryOf(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	return repo
}

// putImage stores an image without layers.
func (r *repository) putImage(t *testing.T, name string) ocispec.Descriptor {
	t.Helper()
	if err := r.putBlob([]byte(name), ocispec.MediaTypeImageConfig); err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(ocispec.Manifest{
		Versioned: specs.Versioned{SchemaVersion: 2}, MediaType: ocispec.MediaTypeImageManifest,
		Config: ocispec.Descriptor{
			MediaType: ocispec.MediaTypeImageConfig, Digest: digest.FromString(name), Size: int64(len(name)),
		},
		Layers: []ocispec.Descriptor{},
	})
	if err != nil {
		t.Fatal(err)
	}
	d := descriptorOf(body)
	if err := r.put(body, d.Digest.String()); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAttachments(t *testing.T) {
	for _, lists := range []bool{true, false} {
		repo := openRepository(t, lists)
		image := repo.putImage(t, "image")
		if got, err := repo.listsReferrers(image.Digest); got != lists || err != nil {
			t.Fatalf("the registry lists referrers: %t %v, want %t", got, err, lists)
		}
		for _, body := range []string{"one", "two", "one"} { // the same document is stored once
			if err := repo.attach(image, Attachment{Type: attest.BundleType, Body: []byte(body)}); err != nil {
				t.Fatal(err)
			}
		}
		if err := repo.attach(image, Attachment{Type: "text/other", Body: []byte("three")}); err != nil {
			t.Fatal(err)
		}
		got, err := repo.attachments(image.Digest, isAttestation)
		if err != nil || len(got) != 2 {
			t.Fatalf("%d documents, %v", len(got), err)
		}
		other := repo.putImage(t, "other")
		if got, err := repo.attachments(other.Digest, isAttestation); err != nil || len(got) != 0 {
			t.Fatalf("documents of another image: %d %v", len(got), err)
		}
	}
}

// putList stores a list of referrers under the tag of an image, as anybody can who may push.
func (r *repository) putList(t *testing.T, image ocispec.Descriptor, list []ocispec.Descriptor) {
	t.Helper()
	body, err := json.Marshal(ocispec.Index{
		Versioned: specs.Versioned{SchemaVersion: 2}, MediaType: ocispec.MediaTypeImageIndex, Manifests: list,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.put(body, strings.Replace(image.Digest.String(), ":", "-", 1)); err != nil {
		t.Fatal(err)
	}
}

// A list that names documents of another image, or more than anybody reads.
func TestHostileList(t *testing.T) {
	repo := openRepository(t, false)
	image, other := repo.putImage(t, "image"), repo.putImage(t, "other")
	if err := repo.attach(other, Attachment{Type: attest.BundleType, Body: []byte("of the other")}); err != nil {
		t.Fatal(err)
	}
	stolen, err := repo.attachments(other.Digest, isAttestation)
	if err != nil || len(stolen) != 1 {
		t.Fatal("the other image has no document", err)
	}
	manifest := repo.artifactOf(t, other)
	repo.putList(t, image, []ocispec.Descriptor{manifest})
	if got, err := repo.attachments(image.Digest, isAttestation); err != nil || len(got) != 0 {
		t.Fatalf("a document of another image counts: %d %v", len(got), err)
	}
	many := make([]ocispec.Descriptor, maxReferrers+1)
	for i := range many {
		many[i] = manifest
		many[i].Annotations = map[string]string{"n": fmt.Sprint(i)}
	}
	repo.putList(t, image, many)
	if _, err := repo.attachments(image.Digest, isAttestation); !errors.Is(err, errTooMany) {
		t.Fatalf("a list of %d: %v", len(many), err)
	}
}

// artifactOf is the descriptor of the only artifact of an image.
func (r *repository) artifactOf(t *testing.T, image ocispec.Descriptor) ocispec.Descriptor {
	t.Helper()
	body := []byte("of the other")
	config := ocispec.DescriptorEmptyJSON
	config.Data = nil
	manifest, err := json.Marshal(ocispec.Manifest{
		Versioned: specs.Versioned{SchemaVersion: 2}, MediaType: ocispec.MediaTypeImageManifest,
		ArtifactType: attest.BundleType, Config: config,
		Layers: []ocispec.Descriptor{
			{MediaType: attest.BundleType, Digest: digest.FromBytes(body), Size: int64(len(body))},
		},
		Subject: &image,
	})
	if err != nil {
		t.Fatal(err)
	}
	d := descriptorOf(manifest)
	d.ArtifactType = attest.BundleType
	return d
}
