// Command cooper builds container images without root and without a daemon.
package main

import (
	"os"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/cli"
)

func main() {
	build.Init()
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
