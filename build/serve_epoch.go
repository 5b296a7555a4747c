package build

import (
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"strconv"
	"time"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// epochArg is the argument that says how old everything is to look
// (https://reproducible-builds.org/specs/source-date-epoch/).
const epochArg = "SOURCE_DATE_EPOCH"

// loadDated plans a build whose time, when SOURCE_DATE_EPOCH gives one, is that of
// the image. The argument may be given, or have a default before the first FROM.
func (b *session) loadDated(target ocispec.Platform) (*plan.Plan, error) {
	r := b.request
	if value, given := r.Args[epochArg]; given {
		if err := b.date(value); err != nil {
			return nil, err
		}
		return b.load(target)
	}
	p, err := b.load(target)
	if err != nil {
		return nil, err
	}
	value, _ := p.Args.Get(epochArg)
	if value == "" {
		return p, nil
	}
	if err := b.date(value); err != nil {
		return nil, r.inFile(describe(err, p.Source))
	}
	if value != "context" {
		return p, nil
	}
	return b.load(target)
}

// date sets the time of the image. "context" is that of the build context, and
// becomes a number for the Containerfile.
func (b *session) date(value string) error {
	r := b.request
	if value == "context" {
		at, err := b.contextTime()
		if err != nil {
			return err
		}
		value = ""
		if at.IsZero() {
			b.warn(epochArg + "=context means nothing for a directory, whose files have the time of their checkout")
		} else {
			value = strconv.FormatInt(at.Unix(), 10)
		}
		r.Args = maps.Clone(r.Args)
		if r.Args == nil {
			r.Args = map[string]string{}
		}
		r.Args[epochArg] = value
	}
	if value == "" || r.Image.Timestamp != nil {
		return nil
	}
	seconds, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return fmt.Errorf("%s %q is neither a number of seconds nor `context`", epochArg, value)
	}
	at := time.Unix(seconds, 0).UTC()
	r.Image.Timestamp = &at
	return nil
}

// contextTime is the time of the commit of a repository, that which the server
// gave for a file, or that of the newest file of an archive; zero for a directory.
func (b *session) contextTime() (newest time.Time, err error) {
	if !b.provided.at.IsZero() || !b.request.Context.foreign() || b.request.Context.Path == "" {
		return b.provided.at, nil
	}
	err = filepath.WalkDir(b.request.Context.Path, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err == nil && info.ModTime().After(newest) {
			newest = info.ModTime()
		}
		return err
	})
	return newest, err
}
