package engine

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
)

// storedAttestations are those of an image of the store.
func (s *server) storedAttestations(id string) (list []api.Attestation, err error) {
	predicates, err := s.store.Attestations(id)
	for _, p := range predicates {
		list = append(list, api.Attestation{Type: p.Type, Predicate: p.Body})
	}
	return list, err
}

// attestations are those of an image of the store, or else of a registry. They are not verified.
func (s *server) attestations(
	ctx context.Context, r api.AttestationsRequest, emit emitter,
) (list []api.Attestation, err error) {
	c, err := s.client(r.Access, emit)
	if err != nil {
		return nil, err
	}
	c.AnyRegistry = true
	if id, err := c.Find(r.Image); err == nil {
		if list, err := s.storedAttestations(id); err != nil || len(list) != 0 {
			return list, err
		}
	}
	subject, err := c.Evidence(ctx, r.Image, "")
	if err != nil {
		return nil, fmt.Errorf("reading the attestations of %s: %w", r.Image, err)
	}
	for i := range subject.Images {
		e := &subject.Images[i]
		for _, bundle := range e.Bundles {
			if text := payload(bundle); text != nil {
				e.Statements = append(e.Statements, text)
			}
		}
		for _, text := range append(e.Statements, e.Indexed...) {
			if p, err := attest.Parse(text); err == nil && p.Names(e.Digest()) {
				list = append(list, api.Attestation{Type: p.Predicate.Type, Predicate: p.Body})
			}
		}
	}
	return list, nil
}

// payload is the statement in a bundle; nil: it has none.
func payload(bundle []byte) []byte {
	var b struct {
		Envelope struct {
			Payload []byte `json:"payload"`
		} `json:"dsseEnvelope"`
	}
	if json.Unmarshal(bundle, &b) != nil {
		return nil
	}
	return b.Envelope.Payload
}
