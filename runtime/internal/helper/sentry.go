package helper

import (
	"errors"
	"os"
	"os/exec"
	"slices"
	"sync"

	"github.com/cooper-build/cooper/runtime/memfile"
)

// ErrNoSentry means that this program was built without cooper-sentry.
var ErrNoSentry = errors.New("this cooper was built without cooper-sentry: build it with make")

const packedSentry = "bin/cooper-sentry.zst"

// HasSentry reports whether this program has cooper-sentry.
func HasSentry() bool {
	f, err := files.Open(packedSentry)
	return err == nil && f.Close() == nil
}

// Sentry returns a command that runs a verb of cooper-sentry, with extra files. cooper-init
// starts it.
func Sentry(verb string, files []*os.File) (*exec.Cmd, error) {
	program, err := unpacked()
	if err != nil {
		return nil, err
	}
	return Command(append(slices.Clone(files), program), "sentry", After(files), verb)
}

// unpacked unpacks cooper-sentry into a sealed memory file, once.
var unpacked = sync.OnceValues(func() (*os.File, error) {
	packed, err := files.ReadFile(packedSentry)
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrNoSentry
	}
	if err != nil {
		return nil, err
	}
	return memfile.Unpack("cooper-sentry", packed)
})
