package document

import (
	"bytes"
	"strings"

	cyclonedx "github.com/CycloneDX/cyclonedx-go"
	"github.com/google/uuid"
)

// cycloneDX is the document in CycloneDX 1.6.
func (d *Document) cycloneDX() ([]byte, error) {
	bom := cyclonedx.NewBOM()
	bom.SerialNumber = d.uuid().URN()
	bom.Metadata = &cyclonedx.Metadata{
		Timestamp: stamp(d.Created),
		Tools: &cyclonedx.ToolsChoice{Components: &[]cyclonedx.Component{
			{Type: cyclonedx.ComponentTypeApplication, Name: "cooper", Version: d.Version},
		}},
		Component: &cyclonedx.Component{BOMRef: "image", Type: cyclonedx.ComponentTypeContainer, Name: d.Name},
	}
	var about []cyclonedx.Property
	for _, layer := range d.Layers {
		about = append(about, cyclonedx.Property{Name: "cooper:layer", Value: layer})
	}
	for _, file := range d.Unread {
		about = append(about, cyclonedx.Property{Name: "cooper:unread", Value: file})
	}
	if len(about) != 0 {
		bom.Metadata.Component.Properties = &about
	}
	components := []cyclonedx.Component{}
	if d.System.ID != "" {
		components = append(components, cyclonedx.Component{
			BOMRef: "system", Type: cyclonedx.ComponentTypeOS, Name: d.System.ID, Version: d.System.Version,
			Description: d.System.Name,
		})
	}
	for i := range d.Packages {
		components = append(components, component(&d.Packages[i]))
	}
	bom.Components = &components
	var out bytes.Buffer
	encoder := cyclonedx.NewBOMEncoder(&out, cyclonedx.BOMFileFormatJSON).SetPretty(true).SetEscapeHTML(false)
	err := encoder.EncodeVersion(bom, cyclonedx.SpecVersion1_6)
	return out.Bytes(), err
}

// uuid names the document by its content (RFC 9562, version 8).
func (d *Document) uuid() (id uuid.UUID) {
	copy(id[:], d.sum())
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	return id
}

func component(p *Package) cyclonedx.Component {
	out := cyclonedx.Component{
		BOMRef: p.PURL, Type: cyclonedx.ComponentTypeLibrary, Name: p.Name, Version: p.Version, PackageURL: p.PURL,
	}
	if text := strings.Join(p.Licenses, " AND "); text != "" {
		out.Licenses = &cyclonedx.Licenses{{License: &cyclonedx.License{Name: text}}}
	}
	var properties []cyclonedx.Property
	var occurrences []cyclonedx.EvidenceOccurrence
	for i := range p.Found {
		for _, f := range p.Found[i].fields() {
			properties = append(properties, cyclonedx.Property{Name: f.name, Value: f.value})
		}
		occurrences = append(occurrences, cyclonedx.EvidenceOccurrence{Location: "/" + p.Found[i].Path})
	}
	if len(properties) != 0 {
		out.Properties, out.Evidence = &properties, &cyclonedx.Evidence{Occurrences: &occurrences}
	}
	return out
}
