// Package helper finds the program that starts in new namespaces. It is cooper-init, from
// a sealed memory file that nothing inside a sandbox can write to (CVE-2019-5736). A
// program that was built without cooper-init takes its place.
package helper

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"sync"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/child"
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

// Command returns a command that runs a verb of cooper-init. The file stays valid in
// children: it is named by a descriptor of this process, which they open before they
// exec.
func Command(verb string, args ...string) (*exec.Cmd, error) {
	path, leading, err := command()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(path)
	cmd.Args = slices.Concat(leading, []string{verb}, args)
	return cmd, nil
}

// command returns the file to execute and its leading arguments.
func command() (path string, args []string, err error) {
	file, err := embedded()
	switch {
	case errors.Is(err, os.ErrNotExist):
		if !initialized {
			return "", nil, ErrNotInitialized
		}
		return "/proc/self/exe", []string{Verb, Verb}, nil
	case err != nil:
		return "", nil, err
	}
	return fmt.Sprintf("/proc/self/fd/%d", file.Fd()), []string{Verb}, nil
}

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
	file, err := inMemory(Verb, func(to io.Writer) error {
		_, err := to.Write(program)
		return err
	})
	if err != nil {
		return nil, err
	}
	return outOfTheWay(file)
})

// outOfTheWay gives a file a high number. A child opens the program that it executes after it
// got its other files, at numbers up to one more than the highest that they have here.
func outOfTheWay(file *os.File) (*os.File, error) {
	defer file.Close()
	var high int
	var err error
	for _, number := range []int{900, 64} { // the limit of open files may be low
		if high, err = unix.FcntlInt(file.Fd(), unix.F_DUPFD_CLOEXEC, number); err == nil {
			return os.NewFile(uintptr(high), file.Name()), nil
		}
	}
	return nil, fmt.Errorf("preparing %s: %w", file.Name(), err)
}

// inMemory makes a sealed memory file of a program.
func inMemory(name string, write func(to io.Writer) error) (*os.File, error) {
	fail := func(err error) (*os.File, error) { return nil, fmt.Errorf("preparing %s: %w", name, err) }
	flags := unix.MFD_CLOEXEC | unix.MFD_ALLOW_SEALING
	fd, err := unix.MemfdCreate(name, flags|unix.MFD_EXEC)
	if errors.Is(err, unix.EINVAL) { // before Linux 6.3
		fd, err = unix.MemfdCreate(name, flags)
	}
	if err != nil {
		return fail(err)
	}
	file := os.NewFile(uintptr(fd), name)
	if err := write(file); err != nil {
		file.Close()
		return fail(err)
	}
	seals := unix.F_SEAL_SEAL | unix.F_SEAL_SHRINK | unix.F_SEAL_GROW | unix.F_SEAL_WRITE
	if _, err := unix.FcntlInt(file.Fd(), unix.F_ADD_SEALS, seals); err != nil {
		file.Close()
		return fail(err)
	}
	return file, nil
}
