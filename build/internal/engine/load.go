package engine

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"time"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/failure"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// epochArg is the argument that says how old everything is to look
// (https://reproducible-builds.org/specs/source-date-epoch/).
const epochArg = "SOURCE_DATE_EPOCH"

// loadDated plans a build. SOURCE_DATE_EPOCH, as an argument or as a default before the
// first FROM, sets the time of the image.
func (b *job) loadDated(target ocispec.Platform) (*plan.Plan, error) {
	b.timestamp = b.request.Image.Timestamp
	args := b.request.Args
	if value, given := args[epochArg]; given {
		args, err := b.date(value, args)
		if err != nil {
			return nil, err
		}
		return b.load(target, args)
	}
	p, err := b.load(target, args)
	if err != nil {
		return nil, err
	}
	value, _ := p.Args.Get(epochArg)
	if value == "" {
		return p, nil
	}
	if args, err = b.date(value, args); err != nil {
		return nil, b.file.Place(failure.Describe(err, p.Source))
	}
	if value != "context" {
		return p, nil
	}
	return b.load(target, args)
}

// date sets the time of the image, unless one was given. "context" is that of the build
// context, and becomes a number in the arguments that it returns.
func (b *job) date(value string, args map[string]string) (map[string]string, error) {
	if value == "context" {
		at, err := b.contextTime()
		if err != nil {
			return nil, err
		}
		value = ""
		if at.IsZero() {
			b.warn(epochArg + "=context is ignored for a directory: the times of its files are those of the checkout")
		} else {
			value = strconv.FormatInt(at.Unix(), 10)
		}
		args = merged(args, map[string]string{epochArg: value})
	}
	if value == "" || b.timestamp != nil {
		return args, nil
	}
	seconds, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("invalid %s %q: use a number of seconds, or `context`", epochArg, value)
	}
	at := time.Unix(seconds, 0).UTC()
	b.timestamp = &at
	return args, nil
}

// contextTime is the time of the commit of a repository, that which the server
// gave for a file, or that of the newest file of an archive; zero for a directory.
func (b *job) contextTime() (newest time.Time, err error) {
	if !b.main.at.IsZero() || !b.request.Context.Foreign() || b.main.dir == "" {
		return b.main.at, nil
	}
	err = filepath.WalkDir(b.main.dir, func(_ string, d fs.DirEntry, err error) error {
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

// load reads the Containerfile and plans its build.
func (b *job) load(target ocispec.Platform, args map[string]string) (*plan.Plan, error) {
	r := &b.request
	from := r.Containerfile
	if b.main.text != nil {
		from.Text = b.main.text
	}
	var err error
	if b.file, err = source.ReadContainerfile(from, b.main.dir, r.Context.Foreign()); err != nil {
		return nil, err
	}
	p, err := imagebuilder.Load(b.file.Name, b.file.Text, imagebuilder.Options{
		Target: r.Target, AllStages: r.AllStages, Args: args, From: r.From, Mounts: r.Run.Mounts,
		Contexts: source.NamedImages(r.Context.Named), Platform: image.HostPlatform(), Build: target,
		MaxWord: b.limits.Word, MaxConfig: b.limits.Config,
	})
	if err != nil {
		return nil, b.file.Place(failure.Describe(err, b.file.Text))
	}
	return p, nil
}
