package engine

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// contexts makes directories of the contexts of a build.
type contexts struct {
	work     *store.Work
	fetcher  *remote.Fetcher
	registry *registry.Client
	limits   api.Limits
}

// provided is a context that is on the disk.
type provided struct {
	dir  string    // empty: there is none
	kept string    // the directory, when its files are the same in the next build
	text []byte    // it is a Containerfile, and no directory
	at   time.Time // of the commit, or of the file on its server; zero when that is not known
}

// provide fetches and unpacks a context.
func (c *contexts) provide(ctx context.Context, from api.Context) (p provided, err error) {
	switch {
	case from.Archive != "":
		p.dir, err = c.unpack(ctx, from.Archive)
	case strings.HasPrefix(from.URL, source.ArtifactScheme):
		p, err = c.artifact(ctx, from.URL)
	case from.URL != "" && source.IsGit(from.URL):
		p.dir, p.at, err = c.fetcher.Git(ctx, from.URL, "", from.KeepGitDir)
		p.kept = p.dir
	case from.URL != "":
		p, err = c.download(ctx, from.URL)
	default:
		p.dir, p.kept = from.Path, from.Path
	}
	if err != nil {
		return p, fmt.Errorf("opening the build context: %w", err)
	}
	return p, nil
}

// download fetches an archive or a Containerfile.
func (c *contexts) download(ctx context.Context, address string) (p provided, err error) {
	dir, name, err := c.fetcher.File(ctx, address, "")
	if err != nil {
		return p, err
	}
	file := filepath.Join(dir, name)
	if info, err := os.Stat(file); err == nil && info.ModTime().Unix() != 0 {
		p.at = info.ModTime()
	}
	if p.dir, err = c.unpack(ctx, file); errors.Is(err, errNoArchive) {
		p.text, err = os.ReadFile(file)
	}
	return p, err
}

// containerfile fetches the files of a build that are at addresses.
func (c *contexts) containerfile(ctx context.Context, from *api.Containerfile) (err error) {
	if source.IsAddress(from.File) {
		file, err := c.file(ctx, from.File)
		if err != nil {
			return err
		}
		from.File = ""
		if from.Text, err = source.ReadLimited(file); err != nil {
			return fmt.Errorf("reading the Containerfile: %w", err)
		}
	}
	from.Files = slices.Clone(from.Files)
	for i, name := range from.Files {
		if !source.IsAddress(name) {
			continue
		}
		if from.Files[i], err = c.file(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// file fetches a part of a Containerfile.
func (c *contexts) file(ctx context.Context, address string) (string, error) {
	dir, name, err := c.fetcher.File(ctx, address, "")
	if err != nil {
		return "", fmt.Errorf("reading the Containerfile: %w", err)
	}
	return filepath.Join(dir, name), nil
}

var errNoArchive = errors.New("it is not a tar archive")

// unpack extracts an archive into a directory of the build.
func (c *contexts) unpack(ctx context.Context, file string) (string, error) {
	dir, err := c.work.TempDir()
	if err != nil {
		return "", err
	}
	into, err := safepath.OpenRoot(dir)
	if err != nil {
		return "", err
	}
	defer into.Close()
	from, err := safepath.OpenRoot(filepath.Dir(file))
	if err != nil {
		return "", err
	}
	defer from.Close()
	tree := &copier.Tree{Root: from, Foreign: true}
	ok, err := tree.Unpack(ctx, into, filepath.Base(file), c.limits)
	if err != nil {
		return "", fmt.Errorf("unpacking %s: %w", filepath.Base(file), err)
	}
	if !ok {
		return "", fmt.Errorf("%s: %w", filepath.Base(file), errNoArchive)
	}
	return dir, nil
}

// openNamed opens the named contexts that are files.
func (c *contexts) openNamed(ctx context.Context, contexts map[string]string) (map[string]*source.Context, error) {
	out := map[string]*source.Context{}
	for name, value := range contexts {
		if source.NamedImage(value) != "" {
			continue
		}
		from := api.Context{Path: value}
		if strings.Contains(value, "://") || source.IsGit(value) {
			from = api.Context{URL: value}
		} else if info, err := os.Stat(value); err == nil && info.Mode().IsRegular() {
			from = api.Context{Archive: value}
		}
		p, err := c.provide(ctx, from)
		if err != nil {
			return out, fmt.Errorf("named context %q: %w", name, err)
		}
		if p.text != nil {
			return out, fmt.Errorf("named context %q: %s: %w", name, value, errNoArchive)
		}
		opened, err := source.Open(p.dir, "", "")
		if err != nil {
			return out, fmt.Errorf("named context %q: %w", name, err)
		}
		out[strings.ToLower(name)] = opened
	}
	return out, nil
}
