// Package scan makes bills of materials of trees that somebody else wrote. Only cooper-attest
// imports it: the libraries are large.
package scan

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/google/osv-scalibr/extractor"
	"github.com/google/osv-scalibr/extractor/filesystem/os/osrelease"
	"github.com/google/osv-scalibr/log"

	"github.com/cooper-build/cooper/build/internal/sbom"
	"github.com/cooper-build/cooper/build/internal/sbom/document"
)

// Confined is Run with limits for the whole process.
func Confined(ctx context.Context, request sbom.Request) (sbom.Result, error) {
	if err := limitMemory(sbom.MaxMemory); err != nil {
		return sbom.Result{}, err
	}
	return Run(ctx, request)
}

// Run makes a bill of materials.
func Run(ctx context.Context, request sbom.Request) (result sbom.Result, err error) {
	log.SetLogger(&silent{})
	s := &scan{found: map[place][]*extractor.Package{}}
	if s.readers, err = readers(request.Sources); err != nil {
		return result, err
	}
	if s.tree, err = openTree(request.Root); err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, s.tree.Close()) }()
	if err := s.walk(ctx); err != nil {
		return result, err
	}
	origins, err := s.origins(ctx, request.Layers)
	if err != nil {
		return result, err
	}
	d := document.Document{
		Name: request.Name, Created: request.Created, Version: request.Version, System: s.system(),
		Packages: s.packages(origins), Unread: s.unread,
	}
	for _, l := range request.Layers {
		d.Layers = append(d.Layers, l.DiffID)
	}
	result.Packages, result.Unread = len(d.Packages), s.unread
	result.Document, err = d.Write(request.Format)
	return result, err
}

// silent drops what the extractors tell.
type silent struct{ log.DefaultLogger }

func (silent) Errorf(string, ...any) {}
func (silent) Warnf(string, ...any)  {}
func (silent) Infof(string, ...any)  {}
func (silent) Error(...any)          {}
func (silent) Warn(...any)           {}
func (silent) Info(...any)           {}

// place is a file with one of its readers.
type place struct {
	path   string
	reader int
}

// scan is a search for packages.
type scan struct {
	readers []reader
	tree    *tree
	found   map[place][]*extractor.Package
	unread  []string
}

// maxUnread is how many files that cannot be read are named.
const maxUnread = 100

// skip notes a file that cannot be read.
func (s *scan) skip(path string, err error) {
	switch {
	case len(s.unread) < maxUnread:
		s.unread = append(s.unread, fmt.Sprintf("/%s: %s", path, brief(err)))
	case len(s.unread) == maxUnread:
		s.unread = append(s.unread, "and more")
	}
}

// maxReason is how much of an error is told, in bytes. It can quote a hostile file.
const maxReason = 300

// brief is the beginning of an error, in one line.
func brief(err error) string {
	text := err.Error()
	if len(text) > maxReason {
		text = text[:maxReason] + "…"
	}
	return document.Plain(text)
}

// outside are directories that have no files of the image.
var outside = []string{"proc", "sys", "dev"}

// walk reads all packages of the tree.
func (s *scan) walk(ctx context.Context) error {
	return fs.WalkDir(s.tree, ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case err != nil && path == ".":
			return err
		case err != nil:
			s.skip(path, err)
			return fs.SkipDir
		case entry.IsDir() && slices.Contains(outside, path):
			return fs.SkipDir
		case !entry.Type().IsRegular():
			return nil
		}
		file := &candidate{path: path, entry: entry}
		for i := range s.readers {
			if !s.readers[i].FileRequired(file) {
				continue
			}
			list, err := s.readers[i].read(ctx, s.tree, path)
			if err != nil && s.readers[i].database && !pending(err) {
				return fmt.Errorf("reading packages of /%s: %s", path, brief(err))
			}
			if err != nil {
				s.skip(path, err)
			}
			if len(list) != 0 {
				s.found[place{path, i}] = list
			}
		}
		return nil
	})
}

// system is the distribution of the tree.
func (s *scan) system() document.System {
	release, err := osrelease.GetOSRelease(s.tree)
	if err != nil {
		return document.System{}
	}
	return document.System{
		ID: release["ID"], Version: release["VERSION_ID"], Name: cmp.Or(release["PRETTY_NAME"], release["NAME"]),
	}
}

// packages are all of them by package URL, each with the places where it was found.
func (s *scan) packages(origins map[place][]sbom.Origin) []document.Package {
	all := map[string]*document.Package{}
	for at, list := range s.found {
		for i, p := range list {
			url := packageURL(p)
			if url == "" {
				continue
			}
			known := all[url]
			if known == nil {
				known = &document.Package{PURL: url, Name: p.Name, Version: p.Version}
				all[url] = known
			}
			known.Licenses = append(known.Licenses, p.Licenses...)
			known.Found = append(known.Found, document.Found{Path: at.path, Origin: origins[at][i]})
		}
	}
	var out []document.Package
	for _, url := range slices.Sorted(maps.Keys(all)) {
		p := *all[url]
		slices.Sort(p.Licenses)
		p.Licenses = slices.DeleteFunc(slices.Compact(p.Licenses), func(l string) bool { return l == "" })
		slices.SortFunc(p.Found, func(a, b document.Found) int {
			return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.DiffID, b.DiffID))
		})
		p.Found = slices.Compact(p.Found)
		out = append(out, p)
	}
	return out
}

// pending reports whether packages are known, although others may be missing.
func pending(err error) bool { return errors.Is(err, errIncomplete) }
