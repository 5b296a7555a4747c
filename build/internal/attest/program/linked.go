//go:build !cooper_embedded

package program

import (
	"os"
	"path/filepath"

	"github.com/cooper-build/cooper/build/internal/attest/verbs"
)

// Init makes this program able to act as cooper-attest. It does not return in a process that was
// started as that.
func Init() {
	if len(os.Args) > 0 && filepath.Base(os.Args[0]) == name {
		os.Exit(verbs.Main(os.Args[1:]))
	}
}

func file() (*os.File, error) { return os.Open("/proc/self/exe") }
