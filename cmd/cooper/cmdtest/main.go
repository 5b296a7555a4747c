// Package cmdtest gives tests the main function of the command line.
package cmdtest

import (
	"os"

	"github.com/cooper-build/cooper/cmd/cooper/internal/bake/program"
	"github.com/cooper-build/cooper/cmd/cooper/internal/cli"
)

// Main runs the command line of this process and exits. build.Init was called.
func Main() {
	program.Init()
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
