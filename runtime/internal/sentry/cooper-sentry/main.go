// Command cooper-sentry runs one command in gVisor's application kernel, for cooper in places
// where no namespace can be made. With another verb it is the network of a command that has
// namespaces. Only cooper can start it: see package sentry.
package main

import (
	"os"

	"github.com/cooper-build/cooper/runtime/internal/sentry"
	"github.com/cooper-build/cooper/runtime/internal/sentry/gateway"
	"github.com/cooper-build/cooper/runtime/internal/sentry/gofer"
	"github.com/cooper-build/cooper/runtime/internal/sentry/kernel"
)

func main() {
	switch {
	case len(os.Args) == 2 && os.Args[1] == "run":
		os.Exit(kernel.Main())
	case len(os.Args) == 2 && os.Args[1] == gofer.Verb:
		os.Exit(gofer.Main())
	case len(os.Args) == 2 && os.Args[1] == sentry.GatewayVerb:
		os.Exit(gateway.Main())
	}
	os.Stderr.WriteString("cooper-sentry can only be started by cooper\n")
	os.Exit(2)
}
