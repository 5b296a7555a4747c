package scan

import (
	"fmt"
	"runtime/debug"

	"golang.org/x/sys/unix"
)

// maxMemory is what a parser may use, in bytes. A file can be small and become large.
const maxMemory = 2 << 30

// limitMemory ends the process if it uses more than that. The garbage collector tries hard before.
func limitMemory() error {
	debug.SetMemoryLimit(maxMemory / 4 * 3)
	limit := unix.Rlimit{Cur: maxMemory, Max: maxMemory}
	if err := unix.Setrlimit(unix.RLIMIT_DATA, &limit); err != nil {
		return fmt.Errorf("limiting the memory of a scan: %w", err)
	}
	return nil
}
