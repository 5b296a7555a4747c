// Package sbom joins software bills of materials of scanners, in the JSON forms of CycloneDX and
// SPDX, and reads the package URLs in them.
package sbom

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// Ways to join several documents, by buildah's names.
const (
	Concatenate = "cat"
	CycloneDX   = "merge-cyclonedx-by-component-name-and-version"
	SPDX        = "merge-spdx-by-package-name-and-versioninfo"
)

// Strategies are all ways.
var Strategies = []string{Concatenate, CycloneDX, SPDX}

// document is a bill of materials with all its fields.
type document map[string]json.RawMessage

// list is a field that holds several objects, and the fields by which two of them are the same.
type list struct {
	field string
	same  []string
}

var lists = map[string][]list{
	CycloneDX: {{"components", []string{"name", "version"}}},
	SPDX: {
		{"packages", []string{"name", "versionInfo"}},
		{"hasExtractedLicensingInfos", []string{"licenseId"}},
	},
}

// Merge joins documents. The first one keeps its other fields.
func Merge(strategy string, documents [][]byte) ([]byte, error) {
	if strategy == Concatenate {
		return bytes.Join(documents, nil), nil
	}
	fields, known := lists[strategy]
	if !known {
		return nil, fmt.Errorf("merge strategy %q is not supported: use one of %q", strategy, Strategies)
	}
	var out document
	for _, text := range documents {
		var d document
		if err := json.Unmarshal(text, &d); err != nil {
			return nil, fmt.Errorf("a scanner wrote no JSON: %w", err)
		}
		if out == nil {
			out = d
			continue
		}
		for _, l := range fields {
			if err := l.join(out, d); err != nil {
				return nil, err
			}
		}
	}
	return json.MarshalIndent(out, "", "  ")
}

// join adds the objects of a document to those of another one, which has each once.
func (l list) join(into, from document) error {
	if len(from[l.field]) == 0 {
		return nil
	}
	var have, more []json.RawMessage
	if len(into[l.field]) != 0 {
		if err := json.Unmarshal(into[l.field], &have); err != nil {
			return fmt.Errorf("%s of a bill of materials: %w", l.field, err)
		}
	}
	if err := json.Unmarshal(from[l.field], &more); err != nil {
		return fmt.Errorf("%s of a bill of materials: %w", l.field, err)
	}
	seen := map[string]bool{}
	for _, object := range have {
		seen[l.key(object)] = true
	}
	for _, object := range more {
		if key := l.key(object); !seen[key] {
			seen[key] = true
			have = append(have, object)
		}
	}
	joined, err := json.Marshal(have)
	into[l.field] = joined
	return err
}

// key is the same for objects that mean the same.
func (l list) key(object json.RawMessage) string {
	var fields map[string]json.RawMessage
	if json.Unmarshal(object, &fields) != nil {
		return string(object)
	}
	var key []byte
	for _, name := range l.same {
		key = append(append(key, fields[name]...), 0)
	}
	return string(key)
}

// component is a component of CycloneDX.
type component struct {
	PURL       string      `json:"purl"`
	Components []component `json:"components"`
}

// PackageURLs is a document with the package URLs of all packages, each once, in the form that
// buildah gives them.
func PackageURLs(text []byte) ([]byte, error) {
	var d struct {
		Components []component `json:"components"`
		Packages   []struct {
			ExternalRefs []struct {
				Type    string `json:"referenceType"`
				Locator string `json:"referenceLocator"`
			} `json:"externalRefs"`
		} `json:"packages"`
	}
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("reading package URLs of a bill of materials: %w", err)
	}
	var urls []string
	var walk func([]component)
	walk = func(list []component) {
		for _, c := range list {
			if c.PURL != "" {
				urls = append(urls, c.PURL)
			}
			walk(c.Components)
		}
	}
	walk(d.Components)
	for _, p := range d.Packages {
		for _, ref := range p.ExternalRefs {
			if ref.Type == "purl" {
				urls = append(urls, ref.Locator)
			}
		}
	}
	slices.Sort(urls)
	var out struct {
		Contents struct {
			Dependencies []string `json:"dependencies"`
		} `json:"image_contents"`
	}
	out.Contents.Dependencies = append([]string{}, slices.Compact(urls)...)
	return json.MarshalIndent(out, "", "  ")
}
