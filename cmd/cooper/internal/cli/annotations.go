package cli

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/cooper-build/cooper/build"
)

// annotated is the prefix of an annotation that says what gets it, as in docker buildx build:
// manifest, index, manifest-descriptor or index-descriptor, with commas between, and each perhaps with
// a platform in brackets.
var annotated = regexp.MustCompile(
	`^((?:manifest|index)(?:-descriptor)?(?:\[[^\]]*\])?(?:,(?:manifest|index)(?:-descriptor)?(?:\[[^\]]*\])?)*):`)

// imageAnnotations reads --annotation of cooper build. They are those of manifests.
func imageAnnotations(list []string) (map[string]string, error) {
	var plain []string
	for _, text := range list {
		prefix := annotated.FindStringSubmatch(text)
		if prefix == nil {
			plain = append(plain, text)
			continue
		}
		if prefix[1] != "manifest" {
			return nil, &build.Error{
				Kind:    build.KindOther,
				Message: fmt.Sprintf("--annotation %s: a build annotates the manifests of all its images", text),
				Hint:    "cooper manifest annotate --index annotates an image index, and one entry without --index",
			}
		}
		plain = append(plain, strings.TrimPrefix(text, prefix[0]))
	}
	return pairs("--annotation", plain)
}

// pairs reads values name=value of a flag.
func pairs(flag string, list []string) (map[string]string, error) {
	out := map[string]string{}
	for _, item := range list {
		name, value, _ := strings.Cut(item, "=")
		if name == "" {
			return nil, fmt.Errorf("invalid %s %q: the name is missing", flag, item)
		}
		out[name] = value
	}
	return out, nil
}
