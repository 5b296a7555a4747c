package overlay

import (
	"reflect"

	"gvisor.dev/gvisor/pkg/sync"
	"gvisor.dev/gvisor/pkg/sync/locking"
)

// Mutex is sync.Mutex with the correctness validator.
type createCredsMutex struct {
	mu sync.Mutex
}

var createCredsprefixIndex *locking.MutexClass

// lockNames is a list of user-friendly lock names.
// Populated in init.
var createCredslockNames []string

// lockNameIndex is used as an index passed to NestedLock and NestedUnlock,
// referring to an index within lockNames.
// Values are specified using the "consts" field of go_template_instance.
type createCredslockNameIndex int

// DO NOT REMOVE: The following function automatically replaced with lock index constants.
// LOCK_NAME_INDEX_CONSTANTS
const ()

// Lock locks m.
// +checklocksignore
func (m *createCredsMutex) Lock() {
	locking.AddGLock(createCredsprefixIndex, -1)
	m.mu.Lock()
}

// NestedLock locks m knowing that another lock of the same type is held.
// +checklocksignore
func (m *createCredsMutex) NestedLock(i createCredslockNameIndex) {
	locking.AddGLock(createCredsprefixIndex, int(i))
	m.mu.Lock()
}

// Unlock unlocks m.
// +checklocksignore
func (m *createCredsMutex) Unlock() {
	locking.DelGLock(createCredsprefixIndex, -1)
	m.mu.Unlock()
}

// NestedUnlock unlocks m knowing that another lock of the same type is held.
// +checklocksignore
func (m *createCredsMutex) NestedUnlock(i createCredslockNameIndex) {
	locking.DelGLock(createCredsprefixIndex, int(i))
	m.mu.Unlock()
}

// DO NOT REMOVE: The following function is automatically replaced.
func createCredsinitLockNames() {}

func init() {
	createCredsinitLockNames()
	createCredsprefixIndex = locking.NewMutexClass(reflect.TypeFor[createCredsMutex](), createCredslockNames)
}
