package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/storage"

	"github.com/cooper-build/cooper/build/internal/attest"
)

// attestationsKey is the name of the record of an image with what its build attested.
const attestationsKey = "cooper-attestations"

func attestationRecord(list []attest.Predicate) (record storage.ImageBigDataOption, err error) {
	text, err := json.Marshal(list)
	if err != nil {
		return record, fmt.Errorf("storing attestations: %w", err)
	}
	return storage.ImageBigDataOption{Key: attestationsKey, Data: text, Digest: digest.FromBytes(text)}, nil
}

// Attestations are what the build of an image attested; none for an image that came from
// elsewhere.
func (s *Store) Attestations(id string) ([]attest.Predicate, error) {
	text, err := s.library.ImageBigData(id, attestationsKey)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the attestations of image %s: %w", id, err)
	}
	var list []attest.Predicate
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, fmt.Errorf("reading the attestations of image %s: %w", id, err)
	}
	return list, nil
}

// SetAttestations replaces the attestations of an image.
func (s *Store) SetAttestations(id string, list []attest.Predicate) error {
	record, err := attestationRecord(list)
	if err != nil {
		return err
	}
	return s.library.SetImageBigData(id, record.Key, record.Data, manifest.Digest)
}
