package engine

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/opencontainers/go-digest"

	"github.com/cooper-build/cooper/build/internal/lock"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/redact"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// readLock reads the lock file, if the build is to use only what it has.
func (b *job) readLock() (err error) {
	o, r := b.request.Lock, &b.request
	if !o.Locked {
		return nil
	}
	if b.main.text == nil {
		if b.file, err = source.ReadContainerfile(r.Containerfile, b.main.dir, r.Context.Foreign()); err != nil {
			return err
		}
	}
	if b.sources.lock, err = b.openLock(o.File); errors.Is(err, os.ErrNotExist) {
		return imagebuilder.WithHint(err, "use `cooper lock` to make it")
	}
	if err == nil && b.sources.client == nil {
		b.sources.client, err = b.client(b.request.Access, b.emit)
	}
	return err
}

// openLock reads the lock file. That of a context which somebody else wrote may be a link.
func (b *job) openLock(given string) (*lock.File, error) {
	if given == "" && b.request.Context.Foreign() {
		root, err := safepath.OpenRoot(b.main.dir)
		if err != nil {
			return nil, err
		}
		defer root.Close()
		name := b.fileInContext() + lockSuffix
		text, err := root.ReadFile(name, lock.MaxFile)
		if err != nil {
			return nil, fmt.Errorf("reading the lock file of the context: %w", err)
		}
		f, err := lock.Parse(text)
		if err != nil {
			return nil, fmt.Errorf("reading the lock file %s of the context: %w", name, err)
		}
		return f, nil
	}
	file, err := b.lockFileOf(given)
	if err != nil {
		return nil, err
	}
	return lock.Read(file)
}

// errNotLocked means that a source is not in the lock file.
var errNotLocked = errors.New("it is not in the lock file")

func notLocked(name string) error {
	return imagebuilder.WithHint(fmt.Errorf("%s: %w", redact.URLs(name), errNotLocked),
		"use `cooper lock`, or build without --locked")
}

// unchanged refuses an image of localhost that is not the one in the lock file. No registry has it by
// its digest.
func (s *sources) unchanged(name string, want digest.Digest) error {
	id, err := s.client.Find(name)
	if err != nil {
		return err
	}
	img, err := s.client.Store.Image(id)
	if err == nil && img.Digest != want.String() {
		err = imagebuilder.WithHint(
			fmt.Errorf("%s is %s, and %s in the lock file", name, img.Digest, want),
			"use `cooper lock --update "+name+"`, if the new image is meant",
		)
	}
	return err
}

// pinned is a reference to an image with a digest.
func pinned(reference string, d digest.Digest) string {
	name, _, _ := strings.Cut(reference, "@")
	return name + "@" + d.String()
}
