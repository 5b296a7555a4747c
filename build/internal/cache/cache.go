// Package cache has the cache records: files that map the key of a step to its layer, so
// that the same step does not run twice.
//
// A key is a hash of what the step starts from, the step itself and what it
// reads. An entry is one small file named by its key, so that finding it costs
// the same however many there are. Entries are hints: the caller checks that the
// layer still exists. A damaged entry is none.
package cache

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Key identifies a step and all it depends on.
type Key [sha256.Size]byte

// Part is one thing that a key depends on.
type Part struct {
	Name  string // a description for people
	Value string
}

// NewKey hashes parts. Each is written with its length, so that two different
// lists never give the same bytes.
func NewKey(parts ...Part) Key {
	h := sha256.New()
	var n [8]byte
	text := func(s string) {
		binary.LittleEndian.PutUint64(n[:], uint64(len(s)))
		h.Write(n[:])
		h.Write([]byte(s))
	}
	for _, p := range parts {
		text(p.Name)
		text(p.Value)
	}
	return Key(h.Sum(nil))
}

// Entry is what a step made.
type Entry struct {
	Layer   string        // id in the store
	DiffID  string        // sha256:…
	Size    int64         // of the layer's tar stream, in bytes
	Created time.Time     // when the step ran
	Took    time.Duration // how long it took
	From    string        `json:",omitempty"` // the cache that it was fetched from; empty: it was made here
	Parts   []Part        // of the key: which differs is why a step misses
	// Files are the hashes of the files that the step read, by path; nil when
	// they are many.
	Files map[string]string `json:",omitempty"`
}

// Cache is a directory of entries, shared by any number of processes.
type Cache struct{ dir string }

// New uses a directory that exists.
func New(dir string) *Cache { return &Cache{dir} }

func (c *Cache) path(kind string, k Key) string {
	name := hex.EncodeToString(k[:])
	return filepath.Join(c.dir, kind, name[:2], name[2:])
}

// Lookup finds the entry of a key.
func (c *Cache) Lookup(k Key) (Entry, bool) { return c.read("steps", k) }

// Last finds the entry that a place had last.
func (c *Cache) Last(place Key) (Entry, bool) { return c.read("last", place) }

func (c *Cache) read(kind string, k Key) (Entry, bool) {
	var e Entry
	name := c.path(kind, k)
	data, err := os.ReadFile(name)
	if err != nil || json.Unmarshal(data, &e) != nil {
		return Entry{}, false
	}
	if info, err := os.Lstat(name); err == nil {
		touch(name, info)
	}
	return e, true
}

// Store saves an entry.
func (c *Cache) Store(k Key, e Entry) error { return c.save("steps", k, e) }

// SetLast saves the entry of a place.
func (c *Cache) SetLast(place Key, e Entry) error { return c.save("last", place, e) }

func (c *Cache) save(kind string, k Key, e Entry) error {
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return c.write(c.path(kind, k), data)
}

// Seen reports whether a step was ever stored, on any base and with any files.
// When it was not, the step misses for sure and need not wait for its key.
func (c *Cache) Seen(step Key) bool {
	name := c.path("seen", step)
	info, err := os.Lstat(name)
	if err == nil {
		touch(name, info)
	}
	return err == nil
}

// MarkSeen remembers that a step was stored.
func (c *Cache) MarkSeen(step Key) error { return c.write(c.path("seen", step), nil) }

// write makes a file appear with its whole content or not at all.
func (c *Cache) write(name string, data []byte) error {
	temp := name + "." + rand.Text()[:8]
	err := os.WriteFile(temp, data, 0o600)
	if os.IsNotExist(err) {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return fmt.Errorf("writing the cache: %w", err)
		}
		err = os.WriteFile(temp, data, 0o600)
	}
	if err == nil {
		err = os.Rename(temp, name)
	}
	if err != nil {
		_ = os.Remove(temp)
		return fmt.Errorf("writing the cache: %w", err)
	}
	return nil
}
