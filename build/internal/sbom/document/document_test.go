package document

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	cyclonedx "github.com/CycloneDX/cyclonedx-go"
	"github.com/spdx/tools-golang/spdx/v2/v2_3"

	"github.com/cooper-build/cooper/build/internal/sbom"
)

func example() *Document {
	return &Document{
		Name: "app", Created: time.Unix(1700000000, 0), Version: "1", System: System{"debian", "12", "Debian"},
		Layers: []string{"sha256:a"}, Unread: []string{"/x: odd"},
		Packages: []Package{{
			PURL: "pkg:deb/debian/a@1?arch=amd64&distro=12", Name: "a", Version: "1",
			Licenses: []string{"MIT", "My own\n<license>"},
			Found:    []Found{{"d\nb", sbom.Origin{DiffID: "sha256:a", File: "C", Line: 3, Instruction: "RUN a\nb"}}},
		}},
	}
}

func written(t *testing.T, d *Document, format string) []byte {
	t.Helper()
	text, err := d.Write(format)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestSameContentSameBytes(t *testing.T) {
	names := map[string]func([]byte) string{
		sbom.FormatSPDX: func(text []byte) string {
			var d v2_3.Document
			if err := json.Unmarshal(text, &d); err != nil {
				t.Fatal(err)
			}
			return d.DocumentNamespace
		},
		sbom.FormatCycloneDX: func(text []byte) string {
			var d cyclonedx.BOM
			decoder := cyclonedx.NewBOMDecoder(bytes.NewReader(text), cyclonedx.BOMFileFormatJSON)
			if err := decoder.Decode(&d); err != nil {
				t.Fatal(err)
			}
			return d.SerialNumber
		},
	}
	for format, name := range names {
		one, other := written(t, example(), format), example()
		if !bytes.Equal(one, written(t, other, format)) {
			t.Errorf("%s: two documents of the same differ", format)
		}
		other.Packages[0].Found[0].Line++
		if name(one) == name(written(t, other, format)) {
			t.Errorf("%s: different documents have the same name", format)
		}
	}
}

func TestSPDX(t *testing.T) {
	var d v2_3.Document
	if err := json.Unmarshal(written(t, example(), sbom.FormatSPDX), &d); err != nil {
		t.Fatal(err)
	}
	if len(d.Packages) != 3 || len(d.Relationships) != 3 || d.DocumentComment != "/x: odd" {
		t.Fatalf("%+v", d)
	}
	p := d.Packages[2]
	if p.PackageLicenseDeclared != "LicenseRef-My-own--license- AND MIT" || len(d.OtherLicenses) != 1 {
		t.Errorf("%q, %+v", p.PackageLicenseDeclared, d.OtherLicenses)
	}
	const want = "cooper:path=/d b\ncooper:layer=sha256:a\ncooper:line=C:3\ncooper:instruction=RUN a b"
	if len(p.Annotations) != 1 || p.Annotations[0].AnnotationComment != want {
		t.Errorf("%+v", p.Annotations)
	}
}

func TestCycloneDX(t *testing.T) {
	text := string(written(t, example(), sbom.FormatCycloneDX))
	for _, want := range []string{
		`"specVersion": "1.6"`, `"serialNumber": "urn:uuid:`, `"name": "cooper:unread"`,
		`"purl": "pkg:deb/debian/a@1?arch=amd64&distro=12"`, `"value": "C:3"`, `"location": "/d\nb"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	if _, err := example().Write("nosuch"); err == nil {
		t.Error("an unknown format is written")
	}
}
