// Package program starts cooper-attest. `make` embeds it in compressed form, with the build tag
// cooper_embedded. Without the tag it is linked into the program that uses this package.
package program

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/sbom"
	"github.com/cooper-build/cooper/runtime/memfile"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// name is the first argument of the process.
const name = "cooper-attest"

// Save writes the program to a new file, for a sandbox.
func Save(path string) error {
	program, err := file()
	if err != nil {
		return err
	}
	info, err := program.Stat()
	if err != nil {
		return err
	}
	to, err := safepath.Create(path, 0o755)
	if err != nil {
		return err
	}
	if _, err := io.Copy(to, io.NewSectionReader(program, 0, info.Size())); err != nil {
		return errors.Join(err, to.Discard())
	}
	return to.CommitNew()
}

// Sign makes a sigstore bundle for each statement.
func Sign(ctx context.Context, request attest.SignRequest) (attest.SignResult, error) {
	return call[attest.SignRequest, attest.SignResult](ctx, "sign", request)
}

// Verify checks sigstore bundles.
func Verify(ctx context.Context, request attest.VerifyRequest) (attest.VerifyResult, error) {
	return call[attest.VerifyRequest, attest.VerifyResult](ctx, "verify", request)
}

// SBOM makes a bill of materials without a sandbox, for machines that have none. The directories
// of the request are those of Dir.
func SBOM(ctx context.Context, request sbom.Request, dirs []*os.File) (sbom.Result, error) {
	return call[sbom.Request, sbom.Result](ctx, "sbom", request, dirs...)
}

// Dir is the path of a directory for cooper-attest that it gets from SBOM, counted from 0.
func Dir(i int) string { return fmt.Sprintf("/proc/self/fd/%d", memfile.FirstFile+i) }

// call runs a verb of cooper-attest.
func call[A, R any](ctx context.Context, verb string, request A, dirs ...*os.File) (result R, err error) {
	program, err := file()
	if err != nil {
		return result, err
	}
	p := memfile.Program{Name: name, File: program, Args: []string{verb}, Files: dirs}
	return memfile.Ask[A, R](ctx, p, request)
}
