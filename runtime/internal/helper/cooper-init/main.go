// Command cooper-init is the small program that starts inside new namespaces.
// cooper carries it inside itself; see package child.
package main

import (
	"os"
	"runtime"

	"github.com/cooper-build/cooper/runtime/internal/child"
)

// The first thread is reserved for this goroutine. The thread that starts the command
// restricts itself permanently, and the kernel reads properties of a process from its first
// thread.
func init() { runtime.LockOSThread() }

func main() { os.Exit(child.Main(os.Args[1:])) }
