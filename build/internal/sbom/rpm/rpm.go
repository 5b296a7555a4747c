// Package rpm reads the packages in a database of RPM. Its SQLite reader is small, unlike the
// driver of the library's own extractor. Only cooper-attest imports it.
package rpm

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"

	rpmdb "github.com/erikvarga/go-rpmdb/pkg"
	"github.com/google/osv-scalibr/binary/proto/config_go_proto"
	"github.com/google/osv-scalibr/extractor"
	"github.com/google/osv-scalibr/extractor/filesystem"
	"github.com/google/osv-scalibr/extractor/filesystem/os/osrelease"
	"github.com/google/osv-scalibr/extractor/filesystem/os/rpm/metadata"
	"github.com/google/osv-scalibr/inventory"
	"github.com/google/osv-scalibr/plugin"
	"github.com/google/osv-scalibr/purl"
)

// ErrPending means that changes of a database are still in its write-ahead log. Packages that are
// returned with it are those before the changes.
var ErrPending = errors.New("the write-ahead log beside the database is not empty, and is not read")

var (
	directories = []string{"usr/lib/sysimage/rpm", "var/lib/rpm", "usr/share/rpm"}
	files       = []string{"rpmdb.sqlite", "Packages.db", "Packages"}
)

// Extractor reads databases in the formats SQLite, ndb and Berkeley DB.
type Extractor struct{}

// New makes an Extractor.
func New(*config_go_proto.PluginConfig) (filesystem.Extractor, error) { return Extractor{}, nil }

// Name is that of the extractor.
func (Extractor) Name() string { return "os/rpm" }

// Version is that of the extractor.
func (Extractor) Version() int { return 0 }

// Requirements are none.
func (Extractor) Requirements() *plugin.Capabilities { return &plugin.Capabilities{} }

// FileRequired reports whether a file is a database.
func (Extractor) FileRequired(file filesystem.FileAPI) bool {
	dir, base := path.Split(file.Path())
	return slices.Contains(files, base) && slices.Contains(directories, path.Clean(dir))
}

// Extract reads a database, which must be an open file.
func (Extractor) Extract(ctx context.Context, in *filesystem.ScanInput) (out inventory.Inventory, err error) {
	file, ok := in.Reader.(interface{ Fd() uintptr })
	if !ok {
		return out, errors.New("a database of RPM must be a file")
	}
	// The library wants a path. This one cannot lead elsewhere.
	db, err := rpmdb.Open(fmt.Sprintf("/proc/self/fd/%d", file.Fd()))
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	packages, err := db.ListPackagesWithContext(ctx)
	if err != nil {
		return out, err
	}
	system, err := osrelease.GetOSRelease(in.FS)
	if err != nil {
		system = nil // the package URLs lack the distribution then
	}
	for _, p := range packages {
		if p.Name == "gpg-pubkey" {
			continue // keys are in the database too
		}
		out.Packages = append(out.Packages, &extractor.Package{
			Name: p.Name, Version: p.Version + "-" + p.Release, PURLType: purl.TypeRPM,
			Location: extractor.LocationFromPath(in.Path), Licenses: []string{p.License},
			Metadata: &metadata.Metadata{
				PackageName: p.Name, SourceRPM: p.SourceRpm, Epoch: p.EpochNum(), Vendor: p.Vendor,
				Architecture: p.Arch,
				OSName:       system["NAME"], OSPrettyName: system["PRETTY_NAME"], OSID: system["ID"],
				OSVersionID: system["VERSION_ID"], OSBuildID: system["BUILD_ID"],
			},
		})
	}
	if info, err := in.FS.Stat(in.Path + "-wal"); err == nil && info.Size() > 0 {
		return out, ErrPending
	}
	return out, nil
}
