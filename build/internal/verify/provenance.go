package verify

import (
	"net/url"
	"strings"
	"time"

	"github.com/distribution/reference"

	"github.com/cooper-build/cooper/build/internal/attest"
)

// built is what a provenance says, of SLSA version 1 or 0.2.
type built struct {
	builder  string
	sources  []string // addresses of repositories
	images   []string // full names with the digest
	finished time.Time
}

// slsa02 is the type of SLSA provenance 0.2, which BuildKit makes too.
const slsa02 = "https://slsa.dev/provenance/v0.2"

// provenance02 is what is read of it.
type provenance02 struct {
	Builder struct {
		ID string `json:"id"`
	} `json:"builder"`
	Invocation struct {
		ConfigSource struct {
			URI string `json:"uri"`
		} `json:"configSource"`
	} `json:"invocation"`
	Materials []attest.ResourceDescriptor `json:"materials"`
	Metadata  struct {
		FinishedOn time.Time `json:"buildFinishedOn"`
	} `json:"metadata"`
}

// provenance1 is what is read of SLSA provenance 1, also of other builders.
type provenance1 struct {
	BuildDefinition struct {
		ExternalParameters struct {
			ConfigSource struct {
				URI string `json:"uri"`
			} `json:"configSource"`
			Workflow struct {
				Repository string `json:"repository"`
			} `json:"workflow"` // of GitHub
		} `json:"externalParameters"`
		ResolvedDependencies []attest.ResourceDescriptor `json:"resolvedDependencies"`
	} `json:"buildDefinition"`
	RunDetails struct {
		Builder struct {
			ID string `json:"id"`
		} `json:"builder"`
		Metadata struct {
			FinishedOn time.Time      `json:"finishedOn"`
			Cooper     attest.Details `json:"cooper_metadata"`
		} `json:"metadata"`
	} `json:"runDetails"`
}

// readProvenance reads a predicate if it is a provenance.
func readProvenance(p attest.Predicate) (out built, is bool, err error) {
	var dependencies []attest.ResourceDescriptor
	switch p.Type {
	case attest.ProvenanceType:
		var v1 provenance1
		if err := unmarshal(p, &v1); err != nil {
			return out, true, err
		}
		d := &v1.BuildDefinition
		out.builder, out.finished = v1.RunDetails.Builder.ID, v1.RunDetails.Metadata.FinishedOn
		out.addSource(d.ExternalParameters.ConfigSource.URI)
		out.addSource(d.ExternalParameters.Workflow.Repository)
		if vcs := v1.RunDetails.Metadata.Cooper.VCS; vcs != nil {
			out.addSource(vcs.Source)
		}
		dependencies = d.ResolvedDependencies
	case slsa02:
		var v02 provenance02
		if err := unmarshal(p, &v02); err != nil {
			return out, true, err
		}
		out.builder, out.finished = v02.Builder.ID, v02.Metadata.FinishedOn
		out.addSource(v02.Invocation.ConfigSource.URI)
		dependencies = v02.Materials
	default:
		return out, false, nil
	}
	for _, d := range dependencies {
		out.add(d)
	}
	return out, true, nil
}

// addSource notes a repository, without the part of it that was built.
func (b *built) addSource(uri string) {
	uri, _, _ = strings.Cut(strings.TrimPrefix(uri, "git+"), "#")
	if uri != "" {
		b.sources = append(b.sources, uri)
	}
}

// add notes an input.
func (b *built) add(d attest.ResourceDescriptor) {
	if name, is := imageOf(d); is {
		b.images = append(b.images, name)
		return
	}
	if d.Digest["sha1"] != "" || d.Digest["gitCommit"] != "" || strings.HasPrefix(d.URI, "git+") {
		b.addSource(d.URI)
	}
}

// imageOf is the full name of an image that a package URL names: pkg:docker/NAME@TAG?platform=….
func imageOf(d attest.ResourceDescriptor) (name string, is bool) {
	purl, is := strings.CutPrefix(d.URI, "pkg:docker/")
	if !is {
		return "", false
	}
	purl, _, _ = strings.Cut(purl, "?")
	if text, err := url.PathUnescape(purl); err == nil {
		purl = text
	}
	short, tag, _ := strings.Cut(purl, "@")
	if strings.HasPrefix(tag, "sha256:") {
		tag = "" // the digest is written below
	}
	named, err := reference.ParseNormalizedNamed(short)
	if err != nil {
		return purl, true
	}
	name = named.Name()
	if tag != "" {
		name += ":" + tag
	}
	if sum := d.Digest["sha256"]; sum != "" {
		name += "@sha256:" + sum
	}
	return name, true
}
