//go:build cooper_embedded

package program

import (
	_ "embed" // of the program
	"os"
	"sync"

	"github.com/cooper-build/cooper/runtime/memfile"
)

//go:embed bin/cooper-kubeconfig.zst
var packed []byte

// Init does nothing: cooper-kubeconfig is another program than this one.
func Init() {}

var file = sync.OnceValues(func() (*os.File, error) { return memfile.Unpack(name, packed) })
