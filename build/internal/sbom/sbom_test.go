package sbom

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestMerge(t *testing.T) {
	for _, c := range []struct {
		strategy, one, two, want string
	}{
		{Concatenate, "a", "b", "ab"},
		{
			CycloneDX,
			`{"bomFormat":"CycloneDX","components":[{"name":"a","version":"1","purl":"x"}]}`,
			`{"components":[{"name":"a","version":"1","purl":"y"},{"name":"a","version":"2"}]}`,
			`{"bomFormat":"CycloneDX","components":[{"name":"a","version":"1","purl":"x"},{"name":"a","version":"2"}]}`,
		},
		{
			SPDX,
			`{"packages":[{"name":"a","versionInfo":"1"}],"hasExtractedLicensingInfos":[{"licenseId":"r"}]}`,
			`{"packages":[{"name":"b"}],"hasExtractedLicensingInfos":[{"licenseId":"r"},{"licenseId":"s"}]}`,
			`{"packages":[{"name":"a","versionInfo":"1"},{"name":"b"}],` +
				`"hasExtractedLicensingInfos":[{"licenseId":"r"},{"licenseId":"s"}]}`,
		},
	} {
		got, err := Merge(c.strategy, [][]byte{[]byte(c.one), []byte(c.two)})
		if err != nil {
			t.Errorf("%s: %v", c.strategy, err)
			continue
		}
		if plain(t, got) != plain(t, []byte(c.want)) {
			t.Errorf("%s: %s", c.strategy, got)
		}
	}
	for _, bad := range []string{`x`, `{"components":1}`} {
		if out, err := Merge(CycloneDX, [][]byte{[]byte(`{}`), []byte(bad)}); err == nil {
			t.Errorf("%s is taken: %s", bad, out)
		}
	}
}

// plain is JSON without spaces, or the text.
func plain(t *testing.T, text []byte) string {
	t.Helper()
	var v any
	if json.Unmarshal(text, &v) != nil {
		return string(text)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestPackageURLs(t *testing.T) {
	for _, text := range []string{
		`{"components":[{"purl":"pkg:b"},{"components":[{"purl":"pkg:a"},{"purl":"pkg:b"}]}]}`,
		`{"packages":[{"externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:b"},
			{"referenceType":"cpe","referenceLocator":"x"}]},
			{"externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:a"}]}]}`,
	} {
		got, err := PackageURLs([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		const want = `{"image_contents":{"dependencies":["pkg:a","pkg:b"]}}`
		if plain(t, got) != plain(t, []byte(want)) {
			t.Errorf("%s: %s", strings.TrimSpace(text), got)
		}
	}
	if _, err := PackageURLs([]byte("no")); err == nil {
		t.Error("no JSON is taken")
	}
}
