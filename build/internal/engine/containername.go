package engine

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/cooper-build/cooper/build/internal/registry"
)

var containerName = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9_.:/@+-]*$`)

func checkName(name string) error {
	if containerName.MatchString(name) {
		return nil
	}
	return fmt.Errorf("invalid container name %q: use letters, digits and _.:/@+-", name)
}

// defaultName is the name of a container of an image when none is given.
func defaultName(ref, id, suffix string) string {
	suffix = cmp.Or(suffix, "working-container")
	if ref == "" {
		return suffix
	}
	if hex := strings.TrimPrefix(ref, "sha256:"); strings.HasPrefix(id, hex) {
		return hex[:min(len(hex), 12)] + "-" + suffix
	}
	if registry.HasTransport(ref) && !strings.HasPrefix(ref, "docker:") {
		_, ref, _ = strings.Cut(ref, ":")
	}
	ref, _, _ = strings.Cut(ref, "@")
	base := path.Base(ref)
	base, _, _ = strings.Cut(base, ":")
	return base + "-" + suffix
}
