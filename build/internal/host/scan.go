package host

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/opencontainers/go-digest"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/ignore"
	"github.com/cooper-build/cooper/imagebuilder/plan"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// sources is the result of a scan.
type sources struct {
	parts  []part
	again  func(ctx context.Context) (part, error) // finds the first part once more
	sums   copier.Sums
	once   sync.Once
	digest string
	err    error
}

// part is the result of a scan of one tree.
type part struct {
	tree    *copier.Tree
	matches []*copier.Match
	unpack  bool
	context *source.Context // nil: it is none
}

// explain adds a hint to an error about a file of the context.
func (p *part) explain(err error) error {
	var unreadable *copier.UnreadableError
	if p.context == nil || !errors.As(err, &unreadable) {
		return err
	}
	file := p.context.IgnoreFile
	if file == "" {
		file = filepath.Join(p.context.Path, ".containerignore")
	}
	return imagebuilder.WithHint(fmt.Errorf("%w in the context %s", err, p.context.Path),
		fmt.Sprintf("make the file readable, or exclude it: echo '/%s' >>%s", unreadable.Path, file))
}

// large reports whether copying it writes so much that the disk is the limit.
func (s *sources) large() bool {
	var files, bytes int64
	for _, p := range s.parts {
		for _, m := range p.matches {
			files += int64(len(m.Entries))
			for i := range m.Entries {
				bytes += m.Entries[i].Stat.Size
			}
		}
	}
	return files > 5000 || bytes > 64<<20
}

// Digest reads the files that were found, and hashes them.
func (s *sources) Digest(ctx context.Context) (string, error) {
	s.once.Do(func() {
		var sums []string
		for _, p := range s.parts {
			sum, err := p.tree.Digest(ctx, p.matches, s.sums, runtime.NumCPU())
			if err != nil {
				s.err = p.explain(err)
				return
			}
			sums = append(sums, hex.EncodeToString(sum[:]))
		}
		s.digest = strings.Join(sums, "+")
	})
	return s.digest, s.err
}

// Unchanged looks at the files once more.
func (s *sources) Unchanged(ctx context.Context) error {
	if s.again == nil {
		return nil
	}
	now, err := s.again(ctx)
	if err != nil {
		return err
	}
	same := slices.EqualFunc(now.matches, s.parts[0].matches, func(a, b *copier.Match) bool {
		return a.Path == b.Path && slices.EqualFunc(a.Entries, b.Entries, sameEntry)
	})
	if !same {
		return copier.ErrChanged
	}
	return nil
}

func sameEntry(a, b copier.Entry) bool {
	return a.Path == b.Path && a.Stat.Ino == b.Stat.Ino && a.Stat.Mode == b.Stat.Mode && a.Stat.Size == b.Stat.Size &&
		a.Stat.Mtim == b.Stat.Mtim && a.Stat.Ctim == b.Stat.Ctim
}

// Hashes are those of the regular files of the context by path, as far as they are known.
func (s *sources) Hashes() map[string]string {
	out := map[string]string{}
	for _, p := range s.parts {
		if !p.tree.Foreign {
			continue
		}
		for _, m := range p.matches {
			for i := range m.Entries {
				if e := &m.Entries[i]; e.Sum != nil && e.Stat.Mode&unix.S_IFMT == unix.S_IFREG {
					out[path.Join(m.Path, e.Path)] = hex.EncodeToString(e.Sum[:8])
				}
			}
		}
	}
	return out
}

// Scan finds the sources of a copy, and downloads those with a URL.
func (h *Host) Scan(ctx context.Context, step *dispatch.CopyStep, from exec.Files) (exec.Sources, error) {
	r := &sources{sums: h.Sums}
	if len(step.Sources) != 0 {
		found, err := h.scanTree(ctx, step, from)
		if err != nil {
			return nil, err
		}
		r.parts = append(r.parts, found)
		r.again = func(ctx context.Context) (part, error) { return h.scanTree(ctx, step, from) }
	}
	for i := range step.Remotes {
		remote := step.Remotes[i]
		if h.Source != nil {
			var err error
			if remote, err = h.Source(remote); err != nil {
				return nil, err
			}
		}
		fetched, err := h.fetch(ctx, &remote, step.Exclude)
		if err != nil {
			return nil, err
		}
		r.parts = append(r.parts, fetched)
	}
	return r, nil
}

func (h *Host) scanTree(ctx context.Context, step *dispatch.CopyStep, from exec.Files) (part, error) {
	p := part{unpack: step.Unpack}
	context := h.Context
	if step.From.Kind == plan.SourceNamed {
		context = h.Named[step.From.Image]
	}
	inContext := step.From.Kind == plan.SourceContext || step.From.Kind == plan.SourceNamed
	if !inContext {
		// An empty stage has no files and is not the context.
		root, err := h.viewOf(stackOf(from))
		if err != nil {
			return p, err
		}
		p.tree = &copier.Tree{Root: root}
	} else {
		if context == nil {
			return p, errors.New("this build has no context")
		}
		p.tree, p.context = context.Tree(), context
	}
	exclude, err := ignore.New(step.Exclude)
	if err != nil {
		return p, fmt.Errorf("--exclude: %w", err)
	}
	p.matches, err = p.tree.Scan(ctx, copier.Selection{
		Sources: step.Sources, Literal: step.Literal, Exclude: exclude, Parents: step.Parents,
		NeedMatch: step.NeedMatch, KeepLinks: step.KeepLinks,
	})
	if err != nil {
		return p, p.explain(explainMissing(err, context, inContext))
	}
	return p, nil
}

// fetch downloads the URL of an ADD.
func (h *Host) fetch(ctx context.Context, r *dispatch.Remote, patterns []string) (part, error) {
	p := part{unpack: r.Unpack && !r.Git}
	var dir, name string
	var err error
	if r.Git {
		dir, _, err = h.Fetcher.Git(ctx, r.URL, r.Checksum, r.KeepGitDir)
		name = "."
	} else {
		dir, name, err = h.Fetcher.File(ctx, r.URL, digest.Digest(r.Checksum))
	}
	if err != nil {
		return p, err
	}
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		return p, err
	}
	h.mu.Lock()
	h.close = append(h.close, root.Close)
	h.mu.Unlock()
	exclude, err := ignore.New(patterns)
	if err != nil {
		return p, fmt.Errorf("--exclude: %w", err)
	}
	p.tree = &copier.Tree{Root: root, Foreign: true}
	p.matches, err = p.tree.Scan(ctx, copier.Selection{Sources: []string{name}, Exclude: exclude})
	return p, err
}

// explainIgnored names the line of the ignore file that left a source out.
func explainIgnored(err error, name string, context *source.Context) error {
	file := filepath.Base(context.IgnoreFile)
	line, pattern := context.Tree().Ignore.Blame(path.Clean(strings.TrimPrefix(name, "/")))
	if line == 0 {
		return fmt.Errorf("%w, %s", err, file)
	}
	return imagebuilder.WithHint(
		fmt.Errorf("%w, by %q in line %d of %s", err, pattern, line, file),
		fmt.Sprintf("remove the line, or add a line !%s after it", name),
	)
}

func explainMissing(err error, context *source.Context, inContext bool) error {
	var missing *copier.NotFoundError
	switch {
	case !errors.As(err, &missing):
		return err
	case !inContext:
		missing.Source = "/" + missing.Source // of an image or stage
		return err
	case missing.Ignored:
		return explainIgnored(err, missing.Source, context)
	}
	return fmt.Errorf("%w in the context %s", err, context.Path)
}
