package inet

import (
	"reflect"

	"gvisor.dev/gvisor/pkg/sync"
	"gvisor.dev/gvisor/pkg/sync/locking"
)

// Mutex is sync.Mutex with the correctness validator.
type nlmcastTableMutex struct {
	mu sync.Mutex
}

var nlmcastTableprefixIndex *locking.MutexClass

// lockNames is a list of user-friendly lock names.
// Populated in init.
var nlmcastTablelockNames []string

// lockNameIndex is used as an index passed to NestedLock and NestedUnlock,
// referring to an index within lockNames.
// Values are specified using the "consts" field of go_template_instance.
type nlmcastTablelockNameIndex int

// DO NOT REMOVE: The following function automatically replaced with lock index constants.
// LOCK_NAME_INDEX_CONSTANTS
const ()

// Lock locks m.
// +checklocksignore
func (m *nlmcastTableMutex) Lock() {
	locking.AddGLock(nlmcastTableprefixIndex, -1)
	m.mu.Lock()
}

// NestedLock locks m knowing that another lock of the same type is held.
// +checklocksignore
func (m *nlmcastTableMutex) NestedLock(i nlmcastTablelockNameIndex) {
	locking.AddGLock(nlmcastTableprefixIndex, int(i))
	m.mu.Lock()
}

// Unlock unlocks m.
// +checklocksignore
func (m *nlmcastTableMutex) Unlock() {
	locking.DelGLock(nlmcastTableprefixIndex, -1)
	m.mu.Unlock()
}

// NestedUnlock unlocks m knowing that another lock of the same type is held.
// +checklocksignore
func (m *nlmcastTableMutex) NestedUnlock(i nlmcastTablelockNameIndex) {
	locking.DelGLock(nlmcastTableprefixIndex, int(i))
	m.mu.Unlock()
}

// DO NOT REMOVE: The following function is automatically replaced.
func nlmcastTableinitLockNames() {}

func init() {
	nlmcastTableinitLockNames()
	nlmcastTableprefixIndex = locking.NewMutexClass(reflect.TypeFor[nlmcastTableMutex](), nlmcastTablelockNames)
}
