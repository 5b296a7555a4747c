// Package helper finds the program that starts in new namespaces. It is cooper-init, from
// a sealed memory file that nothing inside a sandbox can write to (CVE-2019-5736). A
// program that was built without cooper-init takes its place.
package helper

import (
	"embed"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"sync"

	"github.com/cooper-build/cooper/runtime/internal/child"
	"github.com/cooper-build/cooper/runtime/memfile"
)

// files holds cooper-init when `make` built it before this package.
//
//go:embed all:bin
var files embed.FS

// Verb as the first argument makes a program without cooper-init act as it.
const Verb = "cooper-init"

// ErrNotInitialized means that a program neither embeds cooper-init nor called Init. If it
// started itself, its main would run again, forever.
var ErrNotInitialized = errors.New("call build.Init() first in main")

var initialized bool

// Init makes this program able to act as its own helper. It does not return in
// a process that was started as one.
func Init() {
	if len(os.Args) > 2 && os.Args[1] == Verb {
		if _, err := files.Open("bin/cooper-init"); err == nil {
			os.Stderr.WriteString("cooper-init can only be started by cooper\n")
			os.Exit(2)
		}
		os.Exit(child.Main(os.Args[2:]))
	}
	initialized = true
}

// firstFile is the descriptor of the first extra file of a command.
const firstFile = 3

// Command returns a command that runs a verb of cooper-init, with extra files. The program is
// the file after them: the child finds it there whatever numbers are taken in this process.
func Command(files []*os.File, verb string, args ...string) (*exec.Cmd, error) {
	program, err := embedded()
	if errors.Is(err, os.ErrNotExist) {
		if !initialized {
			return nil, ErrNotInitialized
		}
		cmd := exec.Command("/proc/self/exe")
		cmd.Args = slices.Concat([]string{Verb, Verb, verb}, args)
		cmd.ExtraFiles = files
		return cmd, nil
	}
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("/proc/self/fd/" + After(files))
	cmd.Args = slices.Concat([]string{Verb, verb}, args)
	cmd.ExtraFiles = append(slices.Clone(files), program)
	return cmd, nil
}

// After is the descriptor that follows extra files in a child.
func After(files []*os.File) string { return strconv.Itoa(firstFile + len(files)) }

// Program returns the bytes of the program, and its leading arguments.
func Program() (program []byte, args []string, err error) {
	program, err = files.ReadFile("bin/cooper-init")
	if errors.Is(err, os.ErrNotExist) {
		program, err = os.ReadFile("/proc/self/exe")
		return program, []string{Verb}, err
	}
	return program, nil, err
}

// embedded copies cooper-init into a sealed memory file, once.
var embedded = sync.OnceValues(func() (*os.File, error) {
	program, err := files.ReadFile("bin/cooper-init")
	if err != nil {
		return nil, err
	}
	return memfile.New(Verb, func(to io.Writer) error {
		_, err := to.Write(program)
		return err
	})
})
