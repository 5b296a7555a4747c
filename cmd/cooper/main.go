// Command cooper builds container images without root and without a daemon.
package main

import (
	"fmt"
	"os"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/bake/program"
	"github.com/cooper-build/cooper/cmd/cooper/internal/cli"
	"github.com/cooper-build/cooper/runtime/subreaper"
)

func main() {
	build.Init()
	program.Init()
	if os.Getpid() == 1 { // of a container
		code, err := subreaper.RunAsInit()
		if err != nil {
			fmt.Fprintln(os.Stderr, "error: running as the first process:", err)
			code = 125
		}
		os.Exit(code)
	}
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
