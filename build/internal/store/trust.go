package store

import (
	"errors"
	"fmt"
	"os"

	"go.podman.io/storage"
)

// trustKey is the key of the record about the origin of an image.
const trustKey = "cooper-trust"

// SetTrust stores a record of where an image came from. It goes with the image.
func (s *Store) SetTrust(id string, record []byte) error {
	if err := s.library.SetImageBigData(id, trustKey, record, nil); err != nil {
		return fmt.Errorf("recording the origin of image %s: %w", id, err)
	}
	return nil
}

// Trust is that record; empty: there is none.
func (s *Store) Trust(id string) ([]byte, error) {
	record, err := s.library.ImageBigData(id, trustKey)
	if errors.Is(err, storage.ErrImageUnknown) || errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	return record, err
}
