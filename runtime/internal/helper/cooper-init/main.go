// Command cooper-init is the small program that starts inside new namespaces.
// cooper carries it inside itself; see package child.
package main

import (
	"os"
	"runtime"

	"github.com/cooper-build/cooper/runtime/internal/child"
)

// The first thread stays this goroutine's: the one that starts the command limits
// itself for good, and what the kernel says of a process it asks the first thread.
func init() { runtime.LockOSThread() }

func main() { os.Exit(child.Main(os.Args[1:])) }
