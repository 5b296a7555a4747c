//go:build !cooper_embedded

package program

import (
	"os"
	"path/filepath"

	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig/resolve"
)

// Init makes this program able to act as cooper-kubeconfig. It does not return in a process that was
// started as that.
func Init() {
	if len(os.Args) > 0 && filepath.Base(os.Args[0]) == name {
		os.Exit(resolve.Main(os.Stdin, os.Stdout, os.Stderr))
	}
}

func file() (*os.File, error) { return os.Open("/proc/self/exe") }
