package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build"
)

// resultFlags name files that are written when the work is done. They are checked before it begins.
var resultFlags = map[string]bool{
	"iidfile": true, "iidfile-raw": true, "metadata-file": true, "sbom-output": true, "sbom-purl-output": true,
	"digestfile": true, "cidfile": true, "logfile": true, "rusage-logfile": true,
}

// checkResults refuses flags for files that cannot be written.
func checkResults(cmd *cobra.Command) error {
	var errs []error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if resultFlags[f.Name] && f.Value.String() != "" {
			errs = append(errs, checkFile("--"+f.Name, f.Value.String()))
		}
	})
	return errors.Join(errs...)
}

// checkFile refuses a file that cannot be written, where flag says so. Its directory must exist.
func checkFile(flag, file string) error {
	info, err := os.Stat(file)
	switch {
	case err == nil && info.IsDir():
		return badResult(flag, file+" is a directory", "name a file, for example "+filepath.Join(file, "result"))
	case err == nil && !info.Mode().IsRegular():
		return nil // a device or a pipe
	case err == nil && unix.Access(file, unix.W_OK) == nil:
		return nil
	}
	dir := filepath.Dir(file)
	info, err = os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return badResult(flag, "there is no directory "+dir, "mkdir -p "+dir)
	case err != nil:
		return fmt.Errorf("%s: %w", flag, err)
	case !info.IsDir():
		return badResult(flag, dir+" is no directory", "name a file in a directory")
	}
	return checkWritable(flag, dir)
}

// checkDirectory refuses a directory that cannot be made or written.
func checkDirectory(flag, dir string) error {
	info, err := os.Stat(dir)
	for errors.Is(err, fs.ErrNotExist) && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
		info, err = os.Stat(dir)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", flag, err)
	}
	if !info.IsDir() {
		return badResult(flag, dir+" is no directory", "name another directory")
	}
	return checkWritable(flag, dir)
}

func checkWritable(flag, dir string) error {
	if err := unix.Access(dir, unix.W_OK|unix.X_OK); err != nil {
		return badResult(flag, fmt.Sprintf("the directory %s cannot be written: %v", dir, err),
			"name a directory that `test -w` accepts, for example "+os.TempDir())
	}
	return nil
}

func badResult(flag, reason, hint string) error {
	return &build.Error{Kind: build.KindOther, Message: flag + ": " + reason, Hint: hint}
}

// checkOutput refuses an output that cannot be written.
func checkOutput(flag string, o build.Output) error {
	switch {
	case o.Dest == "" || o.Dest == "-":
		return nil
	case o.Type == "local" || o.Directory:
		return checkDirectory(flag, o.Dest)
	}
	return checkFile(flag, o.Dest)
}

// checkTag refuses a name with the transport of a file or directory that cannot be written.
func checkTag(tag string) error {
	transport, details, _ := strings.Cut(tag, ":")
	path, _, _ := strings.Cut(details, ":")
	switch transport {
	case "oci-archive", "docker-archive":
		return checkFile("--tag "+tag, path)
	case "oci", "dir":
		return checkDirectory("--tag "+tag, path)
	}
	return nil
}
