package document

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/google/osv-scalibr/converter/spdx"
	"github.com/spdx/tools-golang/spdx/v2/common"
	"github.com/spdx/tools-golang/spdx/v2/v2_3"
)

// namespace is the beginning of the names of documents.
const namespace = "https://github.com/cooper-build/cooper/sbom/"

const (
	documentID = "DOCUMENT"
	imageID    = "Image"
)

// spdx is the document in SPDX 2.3.
func (d *Document) spdx() ([]byte, error) {
	tool := "cooper-" + d.Version
	out := v2_3.Document{
		SPDXVersion: v2_3.Version, DataLicense: v2_3.DataLicense, SPDXIdentifier: documentID,
		DocumentName: d.Name, DocumentNamespace: namespace + hex.EncodeToString(d.sum()),
		CreationInfo: &v2_3.CreationInfo{
			Created: stamp(d.Created), Creators: []common.Creator{{CreatorType: "Tool", Creator: tool}},
		},
		DocumentComment: strings.Join(d.Unread, "\n"),
		Packages:        []*v2_3.Package{plainPackage(imageID, d.Name, "", "CONTAINER")},
	}
	out.Packages[0].PackageComment = strings.Join(d.Layers, "\n")
	relate := func(a, kind, b string) {
		out.Relationships = append(out.Relationships, &v2_3.Relationship{
			RefA: common.MakeDocElementID("", a), RefB: common.MakeDocElementID("", b), Relationship: kind,
		})
	}
	relate(documentID, common.TypeRelationshipDescribe, imageID)
	if d.System.ID != "" {
		const id = "OperatingSystem"
		out.Packages = append(out.Packages, plainPackage(id, d.System.ID, d.System.Version, "OPERATING-SYSTEM"))
		relate(imageID, common.TypeRelationshipContains, id)
	}
	licenses := map[string]bool{}
	for i := range d.Packages {
		p := &d.Packages[i]
		id := "Package-" + short(p.PURL)
		one := plainPackage(id, p.Name, p.Version, "")
		expression, custom := spdx.LicenseExpression(p.Licenses)
		one.PackageLicenseDeclared = expression
		for _, license := range spdx.ToOtherLicenses(custom) {
			if name := license.LicenseIdentifier; !licenses[name] {
				licenses[name] = true
				out.OtherLicenses = append(out.OtherLicenses, license)
			}
		}
		one.PackageExternalReferences = []*v2_3.PackageExternalReference{{
			Category: common.CategoryPackageManager, RefType: common.TypePackageManagerPURL, Locator: p.PURL,
		}}
		for j := range p.Found {
			one.Annotations = append(one.Annotations, d.annotation(&p.Found[j], tool))
		}
		out.Packages = append(out.Packages, one)
		relate(imageID, common.TypeRelationshipContains, id)
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // package URLs have ampersands
	encoder.SetIndent("", "  ")
	err := encoder.Encode(out)
	return text.Bytes(), err
}

// plainPackage is a package of which no files are listed.
func plainPackage(id, name, version, purpose string) *v2_3.Package {
	return &v2_3.Package{
		PackageSPDXIdentifier: common.ElementID(id), PackageName: name, PackageVersion: version,
		PackageDownloadLocation: spdx.NoAssertion, PackageLicenseConcluded: spdx.NoAssertion,
		PackageLicenseDeclared: spdx.NoAssertion, PackageCopyrightText: spdx.NoAssertion,
		PrimaryPackagePurpose: purpose,
	}
}

// annotation tells where a package comes from, with one NAME=VALUE a line.
func (d *Document) annotation(f *Found, tool string) v2_3.Annotation {
	var lines []string
	for _, field := range f.fields() {
		lines = append(lines, field.name+"="+field.value)
	}
	return v2_3.Annotation{
		Annotator:      common.Annotator{AnnotatorType: "Tool", Annotator: tool},
		AnnotationDate: stamp(d.Created), AnnotationType: "OTHER", AnnotationComment: strings.Join(lines, "\n"),
	}
}
