package api

import "time"

// LockOptions say whether a build uses a lock file. The zero value uses none.
type LockOptions struct {
	Locked bool   // use what the lock file has, and nothing else
	File   string // the lock file; empty: that of the Containerfile
}

// LockRequest says which Containerfile to lock. Request has its context, file, arguments, platforms,
// source policy and access. Request.Lock.File is the lock file.
type LockRequest struct {
	Request
	Update bool     // resolve everything again
	Names  []string // resolve these again
	Check  bool     // write nothing
}

// LockResult is what a lock changed, or would change.
type LockResult struct {
	File    string
	Sources int // how many are locked
	Changes []LockChange
}

// LockChange is a source that was added, removed or changed.
type LockChange struct {
	Name     string
	Old, New *LockedSource // nil: it is not there
}

// LockedSource is what a name means.
type LockedSource struct {
	Kind     string // image, http, git or syntax
	Identity string // digest or commit
	Size     int64  // bytes; 0: it is not known
	At       time.Time
}
