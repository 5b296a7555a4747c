// Command cooper-sentry runs one command in gVisor's application kernel, for cooper in places
// where no namespace can be made. With another verb it is the network of a command that has
// namespaces. Only cooper can start it: see package sentry.
package main

import (
	"os"

	"github.com/cooper-build/cooper/runtime/internal/sentry/program"
)

func main() { os.Exit(program.Main(os.Args[1:])) }
