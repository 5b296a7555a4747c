package overlay

import "strings"

// Believed reports whether an attribute is one that a file system of stacked layers
// writes for itself, and believes: overlay's own, those of fuse-overlayfs, and all
// that only the host's root may write. A file of a layer from elsewhere must not have
// it: it would hide files below it, or be another than the archive says.
func Believed(attribute string) bool {
	for _, prefix := range []string{"user.overlay.", "trusted.", "user.fuseoverlayfs."} {
		if strings.HasPrefix(attribute, prefix) {
			return true
		}
	}
	return attribute == "user.containers.override_stat"
}
