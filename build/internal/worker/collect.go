package worker

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// smallHeap is how large the heap of a worker grows without any garbage collection, in bytes.
// Most builds end before that.
const smallHeap = 16 << 20

// collectGarbage has the heap collected when it is half as large again as what is alive on it, but
// not below smallHeap.
func collectGarbage() {
	debug.SetGCPercent(100 * smallHeap / (4 << 20)) // of the 4 MiB that the runtime begins with
	afterCollection(func() {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetGCPercent(max(50, int(100*smallHeap/max(live[0].Value.Uint64(), 1))-100))
	})
}

// afterCollection calls a function after each garbage collection.
func afterCollection(do func()) {
	runtime.SetFinalizer(new([16]byte), func(*[16]byte) {
		do()
		afterCollection(do)
	})
}
