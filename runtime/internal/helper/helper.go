// Package helper finds the programs that start in new namespaces. They run from sealed memory
// files that nothing inside a sandbox can write to (CVE-2019-5736).
//
// `make` builds them first, and embeds them with the build tag cooper_embedded. Without the tag
// they are linked into the program that uses this package, which starts a copy of itself.
package helper

import (
	"errors"
	"os"
	"os/exec"
	"slices"
	"strconv"
)

// Name is the first argument of each process of cooper-init.
const Name = "cooper-init"

// ErrNotInitialized means that a program neither embeds cooper-init nor called Init. If it
// started itself, its main would run again, forever.
var ErrNotInitialized = errors.New("call build.Init() first in main")

// firstFile is the descriptor of the first extra file of a command.
const firstFile = 3

// Command returns a command that runs a verb of cooper-init, with extra files. The program is
// the file after them: the child finds it there whatever numbers are taken in this process.
func Command(files []*os.File, verb string, args ...string) (*exec.Cmd, error) {
	program, err := initFile()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("/proc/self/fd/" + After(files))
	cmd.Args = slices.Concat([]string{Name, verb}, args)
	cmd.ExtraFiles = append(slices.Clone(files), program)
	return cmd, nil
}

// Sentry returns a command that runs a verb of cooper-sentry, with extra files. cooper-init
// starts it.
func Sentry(verb string, files []*os.File) (*exec.Cmd, error) {
	program, err := sentryFile()
	if err != nil {
		return nil, err
	}
	return Command(append(slices.Clone(files), program), "sentry", After(files), verb)
}

// After is the descriptor that follows extra files in a child.
func After(files []*os.File) string { return strconv.Itoa(firstFile + len(files)) }
