package scan

import (
	"fmt"
	"runtime/debug"

	"golang.org/x/sys/unix"
)

// limitMemory ends the process if it uses more bytes. The garbage collector tries hard before. A
// file can be small and become large.
func limitMemory(most int64) error {
	debug.SetMemoryLimit(most / 4 * 3)
	if err := unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: uint64(most), Max: uint64(most)}); err != nil {
		return fmt.Errorf("limiting the memory of a scan: %w", err)
	}
	return nil
}
