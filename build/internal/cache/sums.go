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

// stamp is what identifies the content of a file without reading it.
type stamp struct {
	dev, ino     uint64
	size         int64
	mtime, ctime int64
}

const recordSize = 5*8 + sha256.Size

// Sums remembers the contents of the files of one context.
type Sums struct {
	file  string
	start time.Time

	mu    sync.Mutex
	old   map[stamp][sha256.Size]byte
	used  map[stamp][sha256.Size]byte
	dirty bool
}

// Sums opens what is remembered of a context, named by its absolute path.
func (c *Cache) Sums(context string) *Sums {
	name := sha256.Sum256([]byte(context))
	s := &Sums{
		file:  filepath.Join(c.dir, "sums", hex.EncodeToString(name[:])),
		start: time.Now(),
		old:   map[stamp][sha256.Size]byte{},
		used:  map[stamp][sha256.Size]byte{},
	}
	s.load()
	return s
}

func (s *Sums) load() {
	data, err := os.ReadFile(s.file)
	if err != nil || len(data) < sha256.Size {
		return
	}
	body := data[sha256.Size:]
	if sha256.Sum256(body) != [sha256.Size]byte(data) || len(body)%recordSize != 0 {
		return // torn or damaged
	}
	s.old = make(map[stamp][sha256.Size]byte, len(body)/recordSize)
	for ; len(body) > 0; body = body[recordSize:] {
		n := func(i int) uint64 { return binary.LittleEndian.Uint64(body[8*i:]) }
		key := stamp{n(0), n(1), int64(n(2)), int64(n(3)), int64(n(4))}
		s.old[key] = [sha256.Size]byte(body[40:recordSize])
	}
}

func stampOf(st *unix.Stat_t) stamp {
	return stamp{st.Dev, st.Ino, st.Size, st.Mtim.Nano(), st.Ctim.Nano()}
}

// Lookup finds the content of a file.
func (s *Sums) Lookup(st *unix.Stat_t) ([sha256.Size]byte, bool) {
	key := stampOf(st)
	s.mu.Lock()
	defer s.mu.Unlock()
	sum, ok := s.used[key]
	if !ok {
		if sum, ok = s.old[key]; ok {
			s.used[key] = sum
		}
	}
	return sum, ok
}

// Remember saves the content of a file, unless it changed too recently to trust.
func (s *Sums) Remember(st *unix.Stat_t, sum [sha256.Size]byte) {
	if st.Ctim.Nano() > s.start.Add(-settled).UnixNano() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used[stampOf(st)] = sum
	s.dirty = true
}

// Save writes what this build used; what it did not use is forgotten.
func (s *Sums) Save(c *Cache) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.dirty {
		return nil
	}
	body := make([]byte, 0, len(s.used)*recordSize)
	for key, sum := range s.used {
		for _, n := range []uint64{key.dev, key.ino, uint64(key.size), uint64(key.mtime), uint64(key.ctime)} {
			body = binary.LittleEndian.AppendUint64(body, n)
		}
		body = append(body, sum[:]...)
	}
	sum := sha256.Sum256(body)
	s.dirty = false
	return c.write(s.file, append(sum[:], body...))
}
