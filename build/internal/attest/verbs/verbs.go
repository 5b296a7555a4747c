// Package verbs is the main function of cooper-attest, which does work that needs large libraries:
// it signs and verifies statements about images, and makes bills of materials. Its argument is a
// verb. The request is JSON on standard input, and the result is JSON on standard output.
package verbs

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/cooper-build/cooper/build/internal/attest/sigstore"
	"github.com/cooper-build/cooper/build/internal/sbom/scan"
)

// Main runs a verb and returns the exit code.
func Main(args []string) int {
	if err := run(args); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func run(args []string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(args) != 1 {
		return fmt.Errorf("cooper-attest is started by cooper")
	}
	switch verb := args[0]; verb {
	case "sign":
		return answer(ctx, sigstore.Sign)
	case "verify":
		return answer(ctx, sigstore.Verify)
	case "sbom":
		return answer(ctx, scan.Confined)
	default:
		return fmt.Errorf("unknown verb %q", verb)
	}
}

// answer reads a request and writes the result. A panic of a library is an error: what it reads comes
// from servers and registries.
func answer[A, R any](ctx context.Context, do func(context.Context, A) (R, error)) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("bug in cooper-attest: %v", p)
		}
	}()
	var request A
	if err := json.NewDecoder(os.Stdin).Decode(&request); err != nil {
		return fmt.Errorf("reading the request: %w", err)
	}
	result, err := do(ctx, request)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}
