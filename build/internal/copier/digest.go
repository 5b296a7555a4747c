package copier

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"path"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sys/unix"
)

// ErrChanged means that a file was changed while the build read it.
var ErrChanged = errors.New("changed while it was read")

// Sums remembers the content of files by their stat, so that an unchanged tree
// is not read again. Implementations are safe for concurrent use.
type Sums interface {
	Lookup(st *unix.Stat_t) (sum [sha256.Size]byte, ok bool)
	Remember(st *unix.Stat_t, sum [sha256.Size]byte)
}

// Flags of an entry, in the bits above its mode.
const (
	secondName = 1 << (32 + iota) // another name of the entry whose number follows
	attributed                    // the hash of a directory's attributes follows
)

// Digest is a hash of everything that copying the matches depends on: names,
// types, permission bits, links, contents and attributes, and owners unless the tree
// is foreign. Times and absolute paths are not part of it.
func (t *Tree) Digest(ctx context.Context, matches []*Match, sums Sums, workers int) ([sha256.Size]byte, error) {
	if err := t.readContents(ctx, matches, sums, workers); err != nil {
		return [sha256.Size]byte{}, err
	}
	h := framed{sha256.New()}
	for _, m := range matches {
		h.text(m.Name)
		h.number(uint64(len(m.Entries)))
		firsts := map[linkKey]int{}
		for j := range m.Entries {
			e := &m.Entries[j]
			h.text(e.Path)
			if e.Path == "." && m.IsDir() {
				continue // only its content is copied
			}
			h.entry(e, firsts, j)
			if !t.Foreign {
				h.number(uint64(e.Stat.Uid)<<32 | uint64(e.Stat.Gid))
			}
		}
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}

// entry writes the kind, metadata and content of an entry. Files with several names are in
// firsts, by the number of their first entry.
func (f framed) entry(e *Entry, firsts map[linkKey]int, number int) {
	kind := uint64(e.Stat.Mode)
	first := number
	if e.Stat.Nlink > 1 && kind&unix.S_IFMT != unix.S_IFDIR {
		key := linkKey{e.Stat.Dev, e.Stat.Ino}
		var ok bool
		if first, ok = firsts[key]; ok {
			kind |= secondName
		} else {
			firsts[key] = number
		}
	}
	if e.Sum != nil && kind&unix.S_IFMT == unix.S_IFDIR {
		kind |= attributed
	}
	f.number(kind)
	f.text(e.Link)
	if kind&secondName != 0 {
		f.number(uint64(first))
	}
	switch kind & unix.S_IFMT {
	case unix.S_IFCHR, unix.S_IFBLK:
		f.number(e.Stat.Rdev)
	case unix.S_IFREG:
		f.Write(e.Sum[:])
	case unix.S_IFDIR:
		if e.Sum != nil {
			f.Write(e.Sum[:])
		}
	}
}

// framed writes parts with their lengths, so that two lists of parts never give the same
// bytes.
type framed struct{ hash.Hash }

func (f framed) number(n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	f.Write(b[:])
}

func (f framed) text(s string) {
	f.number(uint64(len(s)))
	f.Write([]byte(s))
}

// readContents hashes the regular files whose content is not known, several at
// a time.
func (t *Tree) readContents(ctx context.Context, matches []*Match, sums Sums, workers int) error {
	group, ctx := errgroup.WithContext(ctx)
	type job struct {
		match *Match
		entry *Entry
	}
	jobs := make(chan []job, workers)
	for range workers {
		group.Go(func() error {
			for batch := range jobs {
				for _, j := range batch {
					sum, err := t.sum(path.Join(j.match.Path, j.entry.Path), &j.entry.Stat)
					if err != nil {
						return err
					}
					j.entry.Sum = &sum
					sums.Remember(&j.entry.Stat, sum)
				}
			}
			return nil
		})
	}
	group.Go(func() error {
		defer close(jobs)
		var batch []job
		send := func() error {
			select {
			case jobs <- batch:
				batch = nil
				return nil
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
		for _, m := range matches {
			for j := range m.Entries {
				e := &m.Entries[j]
				if e.Stat.Mode&unix.S_IFMT != unix.S_IFREG {
					continue
				}
				if e.Sum != nil {
					sums.Remember(&e.Stat, *e.Sum) // read while it was copied
					continue
				}
				if sum, ok := sums.Lookup(&e.Stat); ok {
					e.Sum = &sum
					continue
				}
				if batch = append(batch, job{m, e}); len(batch) == 64 {
					if err := send(); err != nil {
						return err
					}
				}
			}
		}
		return send()
	})
	return group.Wait()
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 256<<10); return &b }}

func (t *Tree) sum(name string, want *unix.Stat_t) (out [sha256.Size]byte, err error) {
	f, err := t.Root.Open(name, unix.O_RDONLY|unix.O_NOFOLLOW, 0)
	if err != nil && errors.Is(err, unix.ELOOP) {
		f, err = t.Root.Open(name, unix.O_RDONLY, 0) // a source that is a link itself
	}
	if err != nil {
		return out, readError(name, err)
	}
	defer f.Close()
	if err := t.unchanged(int(f.Fd()), name, want); err != nil {
		return out, err
	}
	h := sha256.New()
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	if _, err := io.CopyBuffer(h, onlyReader{io.LimitReader(f, want.Size+1)}, *buf); err != nil {
		return out, fmt.Errorf("reading %s: %w", name, err)
	}
	attributes, err := t.attributes(int(f.Fd()))
	if err != nil {
		return out, fmt.Errorf("reading the attributes of %s: %w", name, err)
	}
	if err := t.unchanged(int(f.Fd()), name, want); err != nil {
		return out, err
	}
	return withAttributes([sha256.Size]byte(h.Sum(nil)), attributes), nil
}

// unchanged compares an open file with the result of a scan. A file of a layer may get more
// links in between. That changes its ctime, but nothing that is copied.
func (t *Tree) unchanged(fd int, name string, want *unix.Stat_t) error {
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		return err
	}
	if st.Dev != want.Dev || st.Ino != want.Ino || st.Size != want.Size || st.Mtim != want.Mtim ||
		t.Foreign && st.Ctim != want.Ctim {
		return fmt.Errorf("%s: %w", name, ErrChanged)
	}
	return nil
}

// onlyReader hides a file's WriteTo.
type onlyReader struct{ io.Reader }
