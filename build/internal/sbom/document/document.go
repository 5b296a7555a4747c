// Package document writes bills of materials as SPDX and CycloneDX. The same packages give the
// same bytes.
package document

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/cooper-build/cooper/build/internal/sbom"
)

// Document is what a bill of materials says.
type Document struct {
	Name     string // of the image
	Created  time.Time
	Version  string // of cooper
	System   System
	Layers   []string // diff ids, bottom first
	Packages []Package
	Unread   []string // files that could not be read, with the reasons
}

// System is the distribution of an image. It is empty if there is none.
type System struct{ ID, Version, Name string }

// Package is a package that was found.
type Package struct {
	PURL          string
	Name, Version string
	Licenses      []string
	Found         []Found
}

// Found is a place where a package was found.
type Found struct {
	Path string // of the file that names it
	sbom.Origin
}

// Write writes a document in a format.
func (d *Document) Write(format string) ([]byte, error) {
	switch format {
	case sbom.FormatSPDX:
		return d.spdx()
	case sbom.FormatCycloneDX:
		return d.cycloneDX()
	}
	return nil, fmt.Errorf("unknown format %q of a bill of materials: use one of %q", format, sbom.Formats)
}

// field is a property of a place, under a name that both formats use.
type field struct{ name, value string }

// fields are what is known about a place.
func (f *Found) fields() []field {
	out := []field{{"cooper:path", "/" + f.Path}}
	if f.DiffID != "" {
		out = append(out, field{"cooper:layer", f.DiffID})
	}
	if f.Base != "" {
		out = append(out, field{"cooper:base", f.Base})
	}
	if f.Line != 0 {
		out = append(out, field{"cooper:line", f.File + ":" + strconv.Itoa(f.Line)})
	}
	if f.Instruction != "" {
		out = append(out, field{"cooper:instruction", f.Instruction})
	}
	for i := range out {
		out[i].value = Plain(out[i].value)
	}
	return out
}

// Plain is a text in one line. A name of a file could otherwise look like more lines of an
// annotation.
func Plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "�"))
}

// sum identifies the content of a document.
func (d *Document) sum() []byte {
	h := sha256.New()
	add := func(list ...string) {
		_ = binary.Write(h, binary.BigEndian, uint64(len(list)))
		for _, s := range list {
			_ = binary.Write(h, binary.BigEndian, uint64(len(s)))
			h.Write([]byte(s))
		}
	}
	add(d.Name, d.Version, stamp(d.Created), d.System.ID, d.System.Version, d.System.Name)
	add(d.Layers...)
	add(d.Unread...)
	for i := range d.Packages {
		p := &d.Packages[i]
		add(p.PURL)
		add(p.Licenses...)
		for j := range p.Found {
			for _, f := range p.Found[j].fields() {
				add(f.name, f.value)
			}
		}
	}
	return h.Sum(nil)
}

// short is a name for a text, for identifiers in a document.
func short(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// stamp is a time as both formats have it.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
