package source

import (
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/dfgitutil"
)

// ArtifactScheme begins the address of a build context that is an artifact: oci://HOST/NAME@DIGEST, or
// oci:///DIR:NAME in a layout.
const ArtifactScheme = "oci://"

// NamedImages are the named contexts as the language sees them: the reference of an
// image, or nothing for files.
func NamedImages(named map[string]string) map[string]string {
	out := map[string]string{}
	for name, value := range named {
		out[name] = NamedImage(value)
	}
	return out
}

// NamedImage is the reference of the image that a named context is; empty: it is files.
func NamedImage(value string) string {
	if strings.HasPrefix(value, ArtifactScheme) {
		return ""
	}
	for _, prefix := range []string{"docker-image://", "container-image://"} {
		if image, ok := strings.CutPrefix(value, prefix); ok {
			return image
		}
	}
	if layout, ok := strings.CutPrefix(value, "oci-layout://"); ok {
		return "oci:" + layout
	}
	for _, transport := range []string{
		"docker://", "oci:", "oci-archive:", "docker-archive:", "dir:", "containers-storage:",
	} {
		if strings.HasPrefix(value, transport) {
			return strings.Replace(value, "containers-storage://", "containers-storage:", 1)
		}
	}
	return ""
}

// IsGit reports whether an address is that of a git repository.
func IsGit(address string) bool {
	_, isGit, err := dfgitutil.ParseGitRef(address)
	return isGit && err == nil
}
