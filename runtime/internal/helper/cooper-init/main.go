// Command cooper-init is the small program that starts inside new namespaces.
// cooper carries it inside itself; see package child.
package main

import (
	"os"

	"github.com/cooper-build/cooper/runtime/internal/child"
)

func main() { os.Exit(child.Main(os.Args[1:])) }
