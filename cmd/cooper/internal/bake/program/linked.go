//go:build !cooper_embedded

package program

import (
	"os"
	"path/filepath"

	"github.com/cooper-build/cooper/cmd/cooper/internal/bake/definition"
)

// Init makes this program able to act as cooper-bake. It does not return in a process that was
// started as that.
func Init() {
	if len(os.Args) > 0 && filepath.Base(os.Args[0]) == name {
		os.Exit(definition.Main(os.Stdin, os.Stdout, os.Stderr))
	}
}

func file() (*os.File, error) { return os.Open("/proc/self/exe") }
