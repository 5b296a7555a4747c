package scan

import (
	"strings"

	"github.com/google/osv-scalibr/extractor"
	"github.com/google/osv-scalibr/purl"
)

// packageURL names a package; empty: it has no name.
func packageURL(p *extractor.Package) string {
	url := p.PURL()
	if url == nil || url.Name == "" {
		return ""
	}
	out := *url
	switch {
	case out.Type == purl.TypeNPM:
		out.Qualifiers = nil // they say where the library believes a package comes from
	case out.Type == purl.TypeGolang && out.Namespace == "" && (out.Name == "go" || out.Name == "stdlib"):
		out.Name = "stdlib" // the name that vulnerability scanners know
	case out.Type == purl.TypeGolang && out.Version != "" && out.Version[0] >= '0' && out.Version[0] <= '9':
		out.Version = "v" + out.Version // as Go has it
	}
	return out.String()
}

// identity is what a package is called in all layers. Its URL can depend on files that not all
// layers have.
func identity(p *extractor.Package) string {
	url := p.PURL()
	if url == nil {
		return ""
	}
	parts := []string{url.Type, p.Name, p.Version}
	for _, q := range url.Qualifiers {
		if q.Key == "arch" {
			parts = append(parts, q.Value)
		}
	}
	return strings.Join(parts, "\x00")
}
