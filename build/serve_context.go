package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/moby/buildkit/frontend/dockerfile/dfgitutil"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// contexts makes directories of the contexts of a build.
type contexts struct {
	work    *store.Work
	fetcher *remote.Fetcher
	limits  Limits
}

// provided is what a fetched context has besides its directory.
type provided struct {
	text []byte    // it is a Containerfile, and no directory
	at   time.Time // of the commit, or of the file on its server; zero when that is not known
}

// provide fetches and unpacks the context of a request, whose Path is set then.
func (c *contexts) provide(ctx context.Context, from *Context) (p provided, err error) {
	switch {
	case from.Archive != "":
		from.Path, err = c.unpack(ctx, from.Archive)
	case from.URL != "" && IsGit(from.URL):
		from.Path, p.at, err = c.fetcher.Git(ctx, from.URL, "", from.KeepGitDir)
	case from.URL != "":
		p, err = c.download(ctx, from)
	}
	if err != nil {
		return p, fmt.Errorf("opening the build context: %w", err)
	}
	return p, nil
}

// download fetches an archive or a Containerfile.
func (c *contexts) download(ctx context.Context, from *Context) (p provided, err error) {
	dir, name, err := c.fetcher.File(ctx, from.URL, "")
	if err != nil {
		return p, err
	}
	file := filepath.Join(dir, name)
	if info, err := os.Stat(file); err == nil && info.ModTime().Unix() != 0 {
		p.at = info.ModTime()
	}
	if from.Path, err = c.unpack(ctx, file); errors.Is(err, errNoArchive) {
		p.text, err = os.ReadFile(file)
	}
	return p, err
}

// IsGit says whether an address is that of a git repository.
func IsGit(address string) bool {
	_, isGit, err := dfgitutil.ParseGitRef(address)
	return isGit && err == nil
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

// imageContexts are the named contexts as the language sees them: the reference
// of an image, or nothing for files.
func (r *Request) imageContexts() map[string]string {
	out := map[string]string{}
	for name, value := range r.Contexts {
		out[name] = imageContext(value)
	}
	return out
}

func imageContext(value string) string {
	for _, prefix := range []string{"docker-image://", "container-image://"} {
		if image, ok := strings.CutPrefix(value, prefix); ok {
			return image
		}
	}
	if layout, ok := strings.CutPrefix(value, "oci-layout://"); ok {
		return "oci:" + layout
	}
	for _, transport := range []string{"docker://", "oci:", "oci-archive:", "docker-archive:", "dir:", "containers-storage:"} {
		if strings.HasPrefix(value, transport) {
			return strings.Replace(value, "containers-storage://", "containers-storage:", 1)
		}
	}
	return ""
}

// openNamed opens the named contexts that are files.
func (c *contexts) openNamed(ctx context.Context, r *Request) (map[string]*source.Context, error) {
	out := map[string]*source.Context{}
	for name, value := range r.Contexts {
		if imageContext(value) != "" {
			continue
		}
		from := Context{Path: value}
		if strings.Contains(value, "://") || IsGit(value) {
			from = Context{URL: value}
		} else if info, err := os.Stat(value); err == nil && info.Mode().IsRegular() {
			from = Context{Archive: value}
		}
		if p, err := c.provide(ctx, &from); err != nil {
			return out, fmt.Errorf("named context %q: %w", name, err)
		} else if p.text != nil {
			return out, fmt.Errorf("named context %q: %s: %w", name, value, errNoArchive)
		}
		opened, err := source.Open(from.Path, "", "")
		if err != nil {
			return out, fmt.Errorf("named context %q: %w", name, err)
		}
		out[strings.ToLower(name)] = opened
	}
	return out, nil
}
