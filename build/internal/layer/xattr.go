package layer

import (
	"archive/tar"
	"os"
	"strings"

	"github.com/cooper-build/cooper/build/internal/overlay"
	"github.com/cooper-build/cooper/build/internal/xattr"
	"github.com/cooper-build/cooper/runtime/owner"
)

const (
	paxXattr = "SCHILY.xattr."
	// opaqueRecord stands in a header's records until the walker took it out.
	opaqueRecord = paxXattr + "opaque"
)

// addXattrs puts the extended attributes of a file, open or named, into a header,
// except those that belong to the overlay file system or to the host. A symbolic
// link can have none of those that count.
func addXattrs[F int | string](h *tar.Header, file F) error {
	names, err := xattr.List(file)
	if err != nil {
		return &os.PathError{Op: "listxattr", Path: h.Name, Err: err}
	}
	for _, attr := range owner.Visible(names) {
		opaque := attr == "user.overlay.opaque" || attr == "trusted.overlay.opaque"
		if !opaque && !portable(attr) {
			continue
		}
		value, err := xattr.Get(file, attr)
		if err != nil {
			return &os.PathError{Op: "getxattr " + attr, Path: h.Name, Err: err}
		}
		if value == nil {
			continue
		}
		if h.PAXRecords == nil {
			h.PAXRecords = map[string]string{}
		}
		key := paxXattr + attr
		if opaque {
			key = opaqueRecord
		}
		h.PAXRecords[key] = string(value)
	}
	return nil
}

// portable reports whether an attribute belongs into an image.
func portable(attr string) bool {
	if overlay.Believed(attr) || owner.Private(attr) {
		return false
	}
	return strings.HasPrefix(attr, "user.") || attr == "security.capability" || attr == "security.ima"
}
