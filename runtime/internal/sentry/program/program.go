// Package program is the main function of cooper-sentry.
package program

import (
	"os"

	"github.com/cooper-build/cooper/runtime/internal/sentry"
	"github.com/cooper-build/cooper/runtime/internal/sentry/gateway"
	"github.com/cooper-build/cooper/runtime/internal/sentry/gofer"
	"github.com/cooper-build/cooper/runtime/internal/sentry/kernel"
)

// Main runs a verb and returns the exit code.
func Main(args []string) int {
	if len(args) == 1 {
		switch args[0] {
		case sentry.KernelVerb:
			return kernel.Main()
		case gofer.Verb:
			return gofer.Main()
		case sentry.GatewayVerb:
			return gateway.Main()
		}
	}
	os.Stderr.WriteString("cooper-sentry can only be started by cooper\n")
	return 2
}
