// Package program starts cooper-attest. `make` embeds it in compressed form, with the build tag
// cooper_embedded. Without the tag it is linked into the program that uses this package.
package program

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/sbom"
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

// endTime is how long cooper-attest may take to end when it has to.
const endTime = 2 * time.Second

// Descriptors in the process of the program: that of itself, and those of directories.
const (
	programFD = "3"
	firstDir  = 4
)

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
func Dir(i int) string { return fmt.Sprintf("/proc/self/fd/%d", firstDir+i) }

// call runs a verb of cooper-attest.
func call[A, R any](ctx context.Context, verb string, request A, dirs ...*os.File) (result R, err error) {
	program, err := file()
	if err != nil {
		return result, err
	}
	text, err := json.Marshal(request)
	if err != nil {
		return result, err
	}
	cmd := exec.CommandContext(ctx, "/proc/self/fd/"+programFD, verb)
	cmd.Args[0] = name
	cmd.ExtraFiles = append([]*os.File{program}, dirs...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = endTime
	var stdout, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(text), &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return result, context.Cause(ctx)
		}
		if said := strings.TrimSpace(stderr.String()); said != "" {
			return result, errors.New(said)
		}
		return result, fmt.Errorf("running cooper-attest: %w", err)
	}
	if err := json.Unmarshal(stdout.Bytes(), &result); err != nil {
		return result, fmt.Errorf("reading the result of cooper-attest: %w", err)
	}
	return result, nil
}
