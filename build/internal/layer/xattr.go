package layer

import (
	"archive/tar"
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

const (
	paxXattr = "SCHILY.xattr."
	// opaqueRecord stands in a header's records until the walker took it out.
	opaqueRecord = paxXattr + "opaque"
)

// addXattrs puts extended attributes into a header, except those that belong to
// the overlay file system or to the host.
func addXattrs(h *tar.Header, dir *os.File, name string, kind uint32) error {
	if kind == unix.S_IFLNK {
		return nil // links can have neither user attributes nor capabilities
	}
	file := fmt.Sprintf("/proc/self/fd/%d/%s", dir.Fd(), name)
	names, err := listXattrs(file)
	if err != nil {
		return &os.PathError{Op: "listxattr", Path: h.Name, Err: err}
	}
	for _, attr := range names {
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
		if opaque {
			if kind == unix.S_IFDIR {
				h.PAXRecords[opaqueRecord] = string(value)
			}
			continue
		}
		h.PAXRecords[paxXattr+attr] = string(value)
	}
	return nil
}

// portable says whether an attribute belongs into an image.
func portable(attr string) bool {
	if strings.HasPrefix(attr, "user.overlay.") {
		return false
	}
	return strings.HasPrefix(attr, "user.") || attr == "security.capability" || attr == "security.ima"
}

func listXattrs(file string) ([]string, error) {
	buf := make([]byte, 1024)
	for {
		n, err := unix.Llistxattr(file, buf)
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

func readXattr(file, attr string) ([]byte, error) {
	buf := make([]byte, 256)
	for {
		n, err := unix.Lgetxattr(file, attr, buf)
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
