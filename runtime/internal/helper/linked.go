//go:build !cooper_embedded

package helper

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/cooper-build/cooper/runtime/internal/child"
	"github.com/cooper-build/cooper/runtime/internal/sentry"
	"github.com/cooper-build/cooper/runtime/internal/sentry/program"
	"github.com/cooper-build/cooper/runtime/memfile"
)

const executable = "/proc/self/exe"

var initialized bool

// The first thread of cooper-init is reserved, as in its own main.
func init() {
	if called(Name) {
		runtime.LockOSThread()
	}
}

// called reports whether this process was started as a program.
func called(name string) bool { return len(os.Args) > 0 && filepath.Base(os.Args[0]) == name }

// Init makes this program able to act as the others. It does not return in a process that
// was started as one of them.
func Init() {
	switch {
	case called(Name):
		os.Exit(child.Main(os.Args[1:]))
	case called(sentry.Name):
		os.Exit(program.Main(os.Args[1:]))
	}
	initialized = true
}

// Program returns the bytes of cooper-init.
func Program() ([]byte, error) { return os.ReadFile(executable) }

func initFile() (*os.File, error) { return self() }

func sentryFile() (*os.File, error) { return self() }

// self copies this program into a sealed memory file.
func self() (*os.File, error) {
	if !initialized {
		return nil, ErrNotInitialized
	}
	return copied()
}

var copied = sync.OnceValues(func() (*os.File, error) {
	program, err := os.Open(executable)
	if err != nil {
		return nil, err
	}
	defer program.Close()
	return memfile.New(Name, func(to io.Writer) error {
		_, err := io.Copy(to, program)
		return err
	})
})
