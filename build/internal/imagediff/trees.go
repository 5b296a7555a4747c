package imagediff

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"maps"
	"path"
	"slices"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/xattr"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Trees lists the files in which two root filesystems differ. Times do not count. A directory counts
// as changed if something in it is new, changed or gone.
func Trees(ctx context.Context, old, new *safepath.Root) ([]api.FileChange, error) {
	a, err := scan(ctx, old)
	if err != nil {
		return nil, err
	}
	b, err := scan(ctx, new)
	if err != nil {
		return nil, err
	}
	kinds := map[string]api.FileChangeKind{}
	for name, entry := range b {
		was, existed := a[name]
		if !existed {
			kinds[name] = api.FileAdded
			continue
		}
		same, err := sameFile(ctx, old, new, name, was, entry)
		if err != nil {
			return nil, err
		}
		if !same {
			kinds[name] = api.FileChanged
		}
	}
	for name := range a {
		if _, stays := b[name]; !stays {
			kinds[name] = api.FileDeleted
		}
	}
	markParents(kinds)
	var out []api.FileChange
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		// The files of a directory that is gone say no more than the directory.
		if kinds[name] != api.FileDeleted || kinds[path.Dir(name)] != api.FileDeleted {
			out = append(out, api.FileChange{Kind: kinds[name], Path: "/" + name})
		}
	}
	return out, nil
}

// markParents adds the directories of all changes.
func markParents(kinds map[string]api.FileChangeKind) {
	for name := range maps.Clone(kinds) {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if kinds[dir] == "" {
				kinds[dir] = api.FileChanged
			}
		}
	}
}

// scan lists the files of a tree by their paths.
func scan(ctx context.Context, root *safepath.Root) (map[string]copier.Entry, error) {
	tree := &copier.Tree{Root: root}
	matches, err := tree.Scan(ctx, copier.Selection{Sources: []string{"."}, Literal: true})
	if err != nil {
		return nil, err
	}
	out := map[string]copier.Entry{}
	for _, m := range matches {
		for _, e := range m.Entries {
			if e.Path != "." {
				out[e.Path] = e
			}
		}
	}
	return out, nil
}

func sameFile(ctx context.Context, old, new *safepath.Root, name string, a, b copier.Entry) (bool, error) {
	p, q := &a.Stat, &b.Stat
	if p.Mode != q.Mode || p.Uid != q.Uid || p.Gid != q.Gid || a.Link != b.Link || p.Rdev != q.Rdev {
		return false, nil
	}
	regular := p.Mode&unix.S_IFMT == unix.S_IFREG
	if !regular && p.Mode&unix.S_IFMT != unix.S_IFDIR {
		return true, nil
	}
	if regular && p.Size != q.Size {
		return false, nil
	}
	if regular && p.Ino == q.Ino && p.Ctim == q.Ctim && p.Mtim == q.Mtim {
		return true, nil // the same file of a layer that both have
	}
	x, err := fingerprint(ctx, old, name, regular)
	if err != nil {
		return false, err
	}
	y, err := fingerprint(ctx, new, name, regular)
	return bytes.Equal(x, y), err
}

// fingerprint is a hash of the attributes of a file, and of its content.
func fingerprint(ctx context.Context, root *safepath.Root, name string, content bool) ([]byte, error) {
	f, err := root.Open(name, unix.O_RDONLY|unix.O_NOFOLLOW, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h := sha256.New()
	attributes, err := xattr.List(int(f.Fd()))
	if err != nil {
		return nil, err
	}
	for _, attr := range attributes {
		value, err := xattr.Get(int(f.Fd()), attr)
		if err != nil {
			return nil, err
		}
		_, _ = io.WriteString(h, attr+"\x00")
		_, _ = h.Write(append(value, 0))
	}
	if content {
		if _, err := io.Copy(h, layer.UntilDone(ctx, f)); err != nil {
			return nil, err
		}
	}
	return h.Sum(nil), nil
}
