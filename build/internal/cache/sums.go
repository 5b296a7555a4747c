package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// settled is how long before the start of a build a file must have changed last
// for its stat to say that its content is the same: a later change could leave
// the same times, as their clock ticks coarsely. git's index has the same rule.
const settled = 100 * time.Millisecond

// stamp identifies the content of a file without reading it.
type stamp struct {
	dev, ino     uint64
	size         int64
	mtime, ctime int64
}

const recordSize = 5*8 + sha256.Size

// format is the version of a record. In version 2 the hash includes attributes.
const format = "2"

// Sums remembers the contents of the files of one context.
type Sums struct {
	file  string
	start time.Time

	loaded chan struct{} // closed when the file was read, which takes as long as finding the files

	mu    sync.Mutex
	known map[stamp]content
	dirty bool
}

// content is a known content of a file.
type content struct {
	sum  [sha256.Size]byte
	used bool // by this build
}

// Sums opens the remembered contents of a context, named by its absolute path.
func (c *Cache) Sums(context string) *Sums {
	name := sha256.Sum256([]byte(context))
	s := &Sums{
		file:   filepath.Join(c.dir, "sums", hex.EncodeToString(name[:])),
		start:  time.Now(),
		known:  map[stamp]content{},
		loaded: make(chan struct{}),
	}
	go func() {
		defer close(s.loaded)
		s.load()
	}()
	return s
}

func (s *Sums) load() {
	data, err := os.ReadFile(s.file)
	if err != nil || len(data) < sha256.Size {
		return
	}
	body := data[sha256.Size:]
	if checksum(body) != [sha256.Size]byte(data) || len(body)%recordSize != 0 {
		return // torn, damaged or of another format
	}
	s.known = make(map[stamp]content, len(body)/recordSize)
	for ; len(body) > 0; body = body[recordSize:] {
		n := func(i int) uint64 { return binary.LittleEndian.Uint64(body[8*i:]) }
		key := stamp{n(0), n(1), int64(n(2)), int64(n(3)), int64(n(4))}
		s.known[key] = content{sum: [sha256.Size]byte(body[40:recordSize])}
	}
}

func checksum(records []byte) [sha256.Size]byte {
	h := sha256.New()
	h.Write([]byte(format))
	h.Write(records)
	return [sha256.Size]byte(h.Sum(nil))
}

func stampOf(st *unix.Stat_t) stamp {
	return stamp{st.Dev, st.Ino, st.Size, st.Mtim.Nano(), st.Ctim.Nano()}
}

// Lookup finds the content of a file.
func (s *Sums) Lookup(st *unix.Stat_t) ([sha256.Size]byte, bool) {
	<-s.loaded
	key := stampOf(st)
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.known[key]
	if ok && !c.used {
		c.used = true
		s.known[key] = c
	}
	return c.sum, ok
}

// Remember saves the content of a file, unless it changed too recently to trust.
func (s *Sums) Remember(st *unix.Stat_t, sum [sha256.Size]byte) {
	if st.Ctim.Nano() > s.start.Add(-settled).UnixNano() {
		return
	}
	<-s.loaded
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[stampOf(st)] = content{sum, true}
	s.dirty = true
}

// Save writes the contents that this build used, and forgets the others.
func (s *Sums) Save(c *Cache) error {
	<-s.loaded
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.dirty {
		return nil
	}
	body := make([]byte, 0, len(s.known)*recordSize)
	for key, c := range s.known {
		if !c.used {
			continue
		}
		for _, n := range []uint64{key.dev, key.ino, uint64(key.size), uint64(key.mtime), uint64(key.ctime)} {
			body = binary.LittleEndian.AppendUint64(body, n)
		}
		body = append(body, c.sum[:]...)
	}
	sum := checksum(body)
	s.dirty = false
	return c.write(s.file, append(sum[:], body...))
}
