package layer

import (
	"archive/tar"
	"os"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/overlay"
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
	names, err := listXattrs(file)
	if err != nil {
		return &os.PathError{Op: "listxattr", Path: h.Name, Err: err}
	}
	for _, attr := range owner.Visible(names) {
		opaque := attr == "user.overlay.opaque" || attr == "trusted.overlay.opaque"
		if !opaque && !portable(attr) {
			continue
		}
		value, err := readXattr(file, attr)
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

// listXattrs lists names, sorted.
func listXattrs[F int | string](file F) ([]string, error) {
	buf := make([]byte, 256)
	for {
		n, err := list(file, buf)
		if err == unix.ERANGE {
			buf = make([]byte, 64<<10)
			continue
		}
		if err != nil || n == 0 {
			return nil, ignoreMissing(err)
		}
		names := strings.Split(strings.TrimSuffix(string(buf[:n]), "\x00"), "\x00")
		slices.Sort(names)
		return names, nil
	}
}

func readXattr[F int | string](file F, attr string) ([]byte, error) {
	buf := make([]byte, 256)
	for {
		n, err := get(file, attr, buf)
		if err == unix.ERANGE {
			buf = make([]byte, 64<<10)
			continue
		}
		if err != nil {
			return nil, ignoreMissing(err)
		}
		return buf[:n], nil
	}
}

func list[F int | string](file F, buf []byte) (int, error) {
	if fd, ok := any(file).(int); ok {
		return unix.Flistxattr(fd, buf)
	}
	return unix.Listxattr(any(file).(string), buf)
}

func get[F int | string](file F, attr string, buf []byte) (int, error) {
	if fd, ok := any(file).(int); ok {
		return owner.Fgetxattr(fd, attr, buf)
	}
	return owner.Getxattr(any(file).(string), attr, buf)
}
