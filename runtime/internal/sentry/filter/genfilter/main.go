// Command genfilter compiles the seccomp filters of cooper-sentry into a directory, and is
// part of `make`.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"gvisor.dev/gvisor/pkg/sentry/platform"
	_ "gvisor.dev/gvisor/pkg/sentry/platform/ptrace"
	_ "gvisor.dev/gvisor/pkg/sentry/platform/systrap"

	"github.com/cooper-build/cooper/runtime/internal/sentry/filter"
	"github.com/cooper-build/cooper/runtime/safepath"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: genfilter DIRECTORY")
		os.Exit(2)
	}
	if err := generate(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "genfilter:", err)
		os.Exit(1)
	}
}

func generate(dir string) error {
	for _, name := range []string{"systrap", "ptrace"} {
		constructor, err := platform.Lookup(name)
		if err != nil {
			return err
		}
		for _, info := range constructor.PrecompiledSeccompInfo() {
			for _, host := range []bool{false, true} {
				program, err := filter.Compile(info, host)
				if err != nil {
					return fmt.Errorf("platform %s: %w", name, err)
				}
				if err := safepath.WriteFile(filepath.Join(dir, filter.Name(info, host)), program, 0o644); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
