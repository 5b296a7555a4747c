package pgalloc

import (
	"reflect"

	"gvisor.dev/gvisor/pkg/sync"
	"gvisor.dev/gvisor/pkg/sync/locking"
)

// Mutex is sync.Mutex with the correctness validator.
type apfsMutex struct {
	mu sync.Mutex
}

var apfsprefixIndex *locking.MutexClass

// lockNames is a list of user-friendly lock names.
// Populated in init.
var apfslockNames []string

// lockNameIndex is used as an index passed to NestedLock and NestedUnlock,
// referring to an index within lockNames.
// Values are specified using the "consts" field of go_template_instance.
type apfslockNameIndex int

// DO NOT REMOVE: The following function automatically replaced with lock index constants.
// LOCK_NAME_INDEX_CONSTANTS
const ()

// Lock locks m.
// +checklocksignore
func (m *apfsMutex) Lock() {
	locking.AddGLock(apfsprefixIndex, -1)
	m.mu.Lock()
}

// NestedLock locks m knowing that another lock of the same type is held.
// +checklocksignore
func (m *apfsMutex) NestedLock(i apfslockNameIndex) {
	locking.AddGLock(apfsprefixIndex, int(i))
	m.mu.Lock()
}

// Unlock unlocks m.
// +checklocksignore
func (m *apfsMutex) Unlock() {
	locking.DelGLock(apfsprefixIndex, -1)
	m.mu.Unlock()
}

// NestedUnlock unlocks m knowing that another lock of the same type is held.
// +checklocksignore
func (m *apfsMutex) NestedUnlock(i apfslockNameIndex) {
	locking.DelGLock(apfsprefixIndex, int(i))
	m.mu.Unlock()
}

// DO NOT REMOVE: The following function is automatically replaced.
func apfsinitLockNames() {}

func init() {
	apfsinitLockNames()
	apfsprefixIndex = locking.NewMutexClass(reflect.TypeFor[apfsMutex](), apfslockNames)
}
