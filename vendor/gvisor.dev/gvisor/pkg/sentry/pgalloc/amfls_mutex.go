package pgalloc

import (
	"reflect"

	"gvisor.dev/gvisor/pkg/sync"
	"gvisor.dev/gvisor/pkg/sync/locking"
)

// Mutex is sync.Mutex with the correctness validator.
type amflsMutex struct {
	mu sync.Mutex
}

var amflsprefixIndex *locking.MutexClass

// lockNames is a list of user-friendly lock names.
// Populated in init.
var amflslockNames []string

// lockNameIndex is used as an index passed to NestedLock and NestedUnlock,
// referring to an index within lockNames.
// Values are specified using the "consts" field of go_template_instance.
type amflslockNameIndex int

// DO NOT REMOVE: The following function automatically replaced with lock index constants.
// LOCK_NAME_INDEX_CONSTANTS
const ()

// Lock locks m.
// +checklocksignore
func (m *amflsMutex) Lock() {
	locking.AddGLock(amflsprefixIndex, -1)
	m.mu.Lock()
}

// NestedLock locks m knowing that another lock of the same type is held.
// +checklocksignore
func (m *amflsMutex) NestedLock(i amflslockNameIndex) {
	locking.AddGLock(amflsprefixIndex, int(i))
	m.mu.Lock()
}

// Unlock unlocks m.
// +checklocksignore
func (m *amflsMutex) Unlock() {
	locking.DelGLock(amflsprefixIndex, -1)
	m.mu.Unlock()
}

// NestedUnlock unlocks m knowing that another lock of the same type is held.
// +checklocksignore
func (m *amflsMutex) NestedUnlock(i amflslockNameIndex) {
	locking.DelGLock(amflsprefixIndex, int(i))
	m.mu.Unlock()
}

// DO NOT REMOVE: The following function is automatically replaced.
func amflsinitLockNames() {}

func init() {
	amflsinitLockNames()
	amflsprefixIndex = locking.NewMutexClass(reflect.TypeFor[amflsMutex](), amflslockNames)
}
