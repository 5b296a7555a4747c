// Package buildpolicy has the rules of a build policy: which bases, downloads and repositories a build
// may use, and whether they are pinned and signed.
package buildpolicy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/wildcard"
)

// Policy is a build policy. The zero value allows everything. In patterns, * stands for any text.
type Policy struct {
	Bases     Bases     `yaml:"bases"`
	Downloads Downloads `yaml:"downloads"`
	Git       Git       `yaml:"git"`
	Network   Network   `yaml:"network"`
}

// Bases are rules for images: of FROM, of --from and of mounts.
type Bases struct {
	Allow  []string `yaml:"allow"`  // patterns of full names; none: all
	Digest bool     `yaml:"digest"` // a name needs a digest, or a lock file
	Signed []Signed `yaml:"signed"` // the first rule that matches counts
}

// Signed says whose signature images need.
type Signed struct {
	Images     string         `yaml:"images"` // pattern of full names
	Signatures api.Signatures `yaml:"by"`
}

// Downloads are rules for the URLs of ADD.
type Downloads struct {
	Allow    []string `yaml:"allow"` // patterns of URLs; none: all
	Checksum bool     `yaml:"checksum"`
}

// Git are rules for the repositories of ADD.
type Git struct {
	Allow  []string `yaml:"allow"`  // patterns of addresses; none: all
	Commit bool     `yaml:"commit"` // an address needs the id of a commit
}

// Network is a rule for what commands reach. The zero value has none.
type Network struct {
	Allow []string `yaml:"allow"` // entries of --network=allow:
	None  bool     `yaml:"none"`
}

// Mode is the network that the rule gives to commands; empty: there is no rule.
func (n *Network) Mode() string {
	switch {
	case n.None:
		return "none"
	case len(n.Allow) != 0:
		return "allow:" + strings.Join(n.Allow, ",")
	}
	return ""
}

// Refuse is the refusal of another network.
func (n *Network) Refuse(network string) error {
	return &RefusedError{"network", network, "commands may only have the network " + n.Mode(),
		"build without --network and --allow network.host, or with fewer hosts"}
}

// Strict has every source pinned.
func Strict() *Policy {
	return &Policy{Bases: Bases{Digest: true}, Downloads: Downloads{Checksum: true}, Git: Git{Commit: true}}
}

// Read reads a policy file. Files that it names are relative to its directory.
func Read(file string) (*Policy, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the build policy: %w", err)
	}
	p := &Policy{}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(p); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading the build policy %s: %w", file, err)
	}
	relative := func(name *string) {
		if *name != "" && !filepath.IsAbs(*name) {
			*name = filepath.Join(filepath.Dir(file), *name)
		}
	}
	for i := range p.Bases.Signed {
		s := &p.Bases.Signed[i]
		if s.Images == "" {
			return nil, fmt.Errorf("reading the build policy %s: bases.signed needs images, a pattern of names", file)
		}
		for j := range s.Signatures.Keys {
			relative(&s.Signatures.Keys[j])
		}
		relative(&s.Signatures.TrustedRoot)
	}
	return p, nil
}

// RefusedError means that a rule refuses a source.
type RefusedError struct {
	Rule, Source, Reason, hint string
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("rule %s of the build policy refuses %s: %s", e.Rule, e.Source, e.Reason)
}

// Hint says what can be done.
func (e *RefusedError) Hint() string { return e.hint }

// Image checks an image that a name may mean by several full names. pinned says that a digest is
// known.
func (p *Policy) Image(name string, meanings []string, pinned bool) error {
	for _, full := range meanings {
		if len(p.Bases.Allow) != 0 && !wildcard.MatchOne(p.Bases.Allow, full) {
			return &RefusedError{"bases.allow", full, "no pattern matches",
				"use an image that the policy allows, or add a pattern"}
		}
	}
	if p.Bases.Digest && !pinned {
		return &RefusedError{"bases.digest", name, "it has no digest",
			"use `cooper lock` and build with --locked, or write " + name + "@sha256:…"}
	}
	return nil
}

// SignedBy is whose signature an image needs; nil: nobody's.
func (p *Policy) SignedBy(meanings []string) *api.Signatures {
	for i := range p.Bases.Signed {
		s := &p.Bases.Signed[i]
		if slices.ContainsFunc(meanings, func(full string) bool { return wildcard.Match(s.Images, full) }) {
			return &s.Signatures
		}
	}
	return nil
}

// NotSigned is the refusal of an image without the signature that it needs.
func NotSigned(name, reason string) error {
	return &RefusedError{"bases.signed", name, reason, "use an image that is signed, or change the policy"}
}

// Download checks the URL of an ADD.
func (p *Policy) Download(url, checksum string) error {
	switch {
	case len(p.Downloads.Allow) != 0 && !wildcard.MatchOne(p.Downloads.Allow, url):
		return &RefusedError{"downloads.allow", url, "no pattern matches",
			"use a URL that the policy allows, or add a pattern"}
	case p.Downloads.Checksum && checksum == "":
		return &RefusedError{"downloads.checksum", url, "it has no checksum",
			"use ADD --checksum=sha256:…, or `cooper lock` and build with --locked"}
	}
	return nil
}

// Repository checks the address of a git repository. commit says that it is pinned.
func (p *Policy) Repository(address string, commit bool) error {
	switch {
	case len(p.Git.Allow) != 0 && !wildcard.MatchOne(p.Git.Allow, address):
		return &RefusedError{"git.allow", address, "no pattern matches",
			"use a repository that the policy allows, or add a pattern"}
	case p.Git.Commit && !commit:
		return &RefusedError{"git.commit", address, "it names no commit",
			"use ADD --checksum=COMMIT, or `cooper lock` and build with --locked"}
	}
	return nil
}
