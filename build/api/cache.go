package api

import "time"

// CacheItem is something that is kept to make later builds faster.
type CacheItem struct {
	// Kind is layers (of stages that are in no image), image (one without a name),
	// records (of steps), mount or fetched.
	Kind     string    `json:"kind"`
	ID       string    `json:"id"`   // of the image, the mount or the download; for records, their number
	Size     int64     `json:"size"` // bytes that are freed when it and everything used before it go
	LastUsed time.Time `json:"lastUsed"`
	InUse    bool      `json:"inUse"`
}

// CachePrune says what to remove. The zero value removes everything that is not in use.
type CachePrune struct {
	Kind    string        // only this kind
	OlderBy time.Duration // only what was not used for so long
	Keep    int64         // bytes that may stay: the least recently used goes first
}

// CacheTransfer says which cache mount to move, and where to.
type CacheTransfer struct {
	Mount  string // id of its CacheItem, with everything that tells it from others: for example ID,uid=1000
	Cache  RemoteCache
	Access Access
}

// CacheMoved says how much was moved.
type CacheMoved struct {
	Files int   `json:"files"`
	Bytes int64 `json:"bytes"` // compressed, moved by this transfer
	Total int64 `json:"total"` // compressed, of the whole mount
}

// CacheOptions say how to use layers of earlier builds. The zero value uses them.
type CacheOptions struct {
	Disabled bool
	Except   []string      // stages that do not use it
	Explain  bool          // say why steps are not in the cache
	MaxAge   time.Duration // make layers again that are older; 0: none is too old
	DryRun   bool          // build nothing, and say what would be done
	From     []RemoteCache // read besides the local one
	To       []RemoteCache // written after the build
}

// RemoteCache is a cache in a registry or a directory.
type RemoteCache struct {
	Type CacheType
	Ref  string    // name in a registry, or directory
	Mode CacheMode // empty: min
	// Compression of the layers of a cache that is written: gzip or zstd; empty: gzip.
	Compression Compression
	Optional    bool // one that is not there yet is read without a warning
}
