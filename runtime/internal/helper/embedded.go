//go:build cooper_embedded

package helper

import (
	_ "embed" // of the programs
	"io"
	"os"
	"sync"

	"github.com/cooper-build/cooper/runtime/internal/sentry"
	"github.com/cooper-build/cooper/runtime/memfile"
)

//go:embed bin/cooper-init
var initProgram []byte

//go:embed bin/cooper-sentry.zst
var packedSentry []byte

// Init does nothing: the programs are others than this one.
func Init() {}

// Program returns the bytes of cooper-init.
func Program() ([]byte, error) { return initProgram, nil }

var initFile = sync.OnceValues(func() (*os.File, error) {
	return memfile.New(Name, func(to io.Writer) error {
		_, err := to.Write(initProgram)
		return err
	})
})

var sentryFile = sync.OnceValues(func() (*os.File, error) { return memfile.Unpack(sentry.Name, packedSentry) })
