package verify

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
)

var (
	image = digest.FromString("image")
	now   = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
)

// statement is a signed statement about the image.
func statement(t *testing.T, kind, predicate string) []byte {
	t.Helper()
	text, err := attest.Predicate{Type: kind, Body: json.RawMessage(predicate)}.About("app", image)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

const slsa1 = `{"buildDefinition": {"buildType": "x",
	"externalParameters": {"configSource": {"uri": "https://github.com/acme/app.git#main:sub"}},
	"resolvedDependencies": [
		{"uri": "pkg:docker/debian@12?platform=linux%2Famd64", "digest": {"sha256": "aa"}},
		{"uri": "https://example.com/file", "digest": {"sha256": "bb"}}]},
	"runDetails": {"builder": {"id": "https://github.com/cooper-build/cooper"},
		"metadata": {"finishedOn": "2026-11-29T11:00:00Z"}}}`

const slsa02Text = `{"builder": {"id": "https://mobyproject.org/buildkit@v1"},
	"invocation": {"configSource": {"uri": "https://github.com/acme/old.git"}},
	"materials": [{"uri": "pkg:docker/registry.example.com/base@1?platform=linux%2Famd64", "digest": {"sha256": "cc"}}],
	"metadata": {"buildFinishedOn": "2026-11-29T11:30:00Z"}}`

func TestCheck(t *testing.T) {
	signer := []attest.Signer{{Key: "sha256:00"}}
	one := Image{Digest: image.String(), Signers: signer, Statements: [][]byte{
		statement(t, attest.SignType, `{}`), statement(t, attest.ProvenanceType, slsa1),
		statement(t, attest.SPDXType, `{}`),
	}}
	old := Image{Signers: signer, Statements: [][]byte{statement(t, slsa02, slsa02Text)}}
	local := Image{Signers: signer, Statements: [][]byte{statement(t, attest.ProvenanceType, `{}`)}}
	broken := Image{Signers: signer, Statements: [][]byte{[]byte(`{"a":1,"A":2}`)}}
	builder := func(pattern string) (p api.VerifyPolicy) {
		p.Provenance.Builders = []string{pattern}
		return p
	}
	source := func(pattern string) (p api.VerifyPolicy) {
		p.Provenance.Sources = []string{pattern}
		return p
	}
	base := func(pattern string) (p api.VerifyPolicy) {
		p.Provenance.Bases = []string{pattern}
		return p
	}
	for name, test := range map[string]struct {
		image  Image
		policy api.VerifyPolicy
		failed string // names of the checks that fail
	}{
		"signature":       {one, api.VerifyPolicy{}, ""},
		"no signature":    {Image{}, api.VerifyPolicy{}, "signature"},
		"builder":         {one, builder("https://github.com/*"), ""},
		"another builder": {one, builder("https://gitlab.com/*"), "builder"},
		"source":          {one, source("https://github.com/acme/app.git"), ""},
		"another source":  {one, source("https://github.com/acme/b*"), "source"},
		"no source":       {local, source("*"), "source"},
		"base":            {one, base("docker.io/library/debian:12@sha256:aa"), ""},
		"another base":    {one, base("docker.io/library/alpine*"), "bases"},
		"base of 0.2":     {old, base("registry.example.com/*"), ""},
		"source of 0.2":   {old, source("https://github.com/acme/*"), ""},
		"no provenance": {
			Image{Signers: signer}, api.VerifyPolicy{Provenance: api.ProvenancePolicy{Required: true}}, "provenance",
		},
		"bill":             {one, api.VerifyPolicy{SBOM: api.SBOMPolicy{Required: true}}, ""},
		"another bill":     {one, api.VerifyPolicy{SBOM: api.SBOMPolicy{Format: "cyclonedx"}}, "sbom"},
		"young":            {one, api.VerifyPolicy{MaxAge: 2 * time.Hour}, ""},
		"too old":          {one, api.VerifyPolicy{MaxAge: time.Minute}, "age"},
		"no time":          {Image{Signers: signer}, api.VerifyPolicy{MaxAge: time.Hour}, "age"},
		"broken statement": {broken, api.VerifyPolicy{}, "statement"},
		"broken provenance": {
			Image{Signers: signer, Statements: [][]byte{statement(t, attest.ProvenanceType, `{"runDetails": 1}`)}},
			api.VerifyPolicy{}, "provenance",
		},
	} {
		checked := Check(test.image, &test.policy, now)
		var failed []string
		for _, c := range checked.Checks {
			if !c.OK {
				failed = append(failed, c.Name)
			}
		}
		if got := strings.Join(failed, " "); got != test.failed || OK(&checked) != (test.failed == "") {
			t.Errorf("%s: %+v", name, checked.Checks)
		}
	}
}

// The same statement in an index and beside the image is checked once.
func TestSameStatement(t *testing.T) {
	one := statement(t, attest.ProvenanceType, slsa1)
	i := Image{Signers: []attest.Signer{{Key: "k"}}, Statements: [][]byte{one, one}}
	checked := Check(i, &api.VerifyPolicy{Provenance: api.ProvenancePolicy{Required: true}}, now)
	if len(checked.Checks) != 2 {
		t.Fatalf("%+v", checked.Checks)
	}
}

// A time that only the provenance says counts less than one that a log vouches for.
func TestAge(t *testing.T) {
	i := Image{
		Signers:    []attest.Signer{{Key: "k", Time: now.Add(-10 * time.Hour)}},
		Statements: [][]byte{statement(t, attest.ProvenanceType, slsa1)},
	}
	checked := Check(i, &api.VerifyPolicy{MaxAge: 2 * time.Hour}, now)
	if OK(&checked) {
		t.Fatalf("an old signature with a young provenance passes: %+v", checked.Checks)
	}
	future := Image{Signers: []attest.Signer{{Key: "k", Time: now.Add(time.Hour)}}}
	checked = Check(future, &api.VerifyPolicy{MaxAge: 2 * time.Hour}, now)
	if OK(&checked) {
		t.Fatalf("a build of the future passes: %+v", checked.Checks)
	}
}
