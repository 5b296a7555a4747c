// Package program starts cooper-attest, which is embedded in compressed form.
package program

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/sbom"
	"github.com/cooper-build/cooper/runtime/memfile"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// files holds cooper-attest when `make` built it before this package.
//
//go:embed all:bin
var files embed.FS

const packed = "bin/cooper-attest.zst"

// ErrMissing means that this program was built without cooper-attest.
var ErrMissing = errors.New("this cooper was built without cooper-attest, which signs, verifies and makes bills of " +
	"materials: build it with make")

// unpacked unpacks cooper-attest into a sealed memory file, once.
var unpacked = sync.OnceValues(func() (*os.File, error) {
	text, err := files.ReadFile(packed)
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrMissing
	}
	if err != nil {
		return nil, err
	}
	return memfile.Unpack("cooper-attest", text)
})

// Save writes the program to a new file, for a sandbox.
func Save(path string) error {
	packed, err := unpacked()
	if err != nil {
		return err
	}
	info, err := packed.Stat()
	if err != nil {
		return err
	}
	to, err := safepath.Create(path, 0o755)
	if err != nil {
		return err
	}
	if _, err := io.Copy(to, io.NewSectionReader(packed, 0, info.Size())); err != nil {
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
	program, err := unpacked()
	if err != nil {
		return result, err
	}
	text, err := json.Marshal(request)
	if err != nil {
		return result, err
	}
	cmd := exec.CommandContext(ctx, "/proc/self/fd/"+programFD, verb)
	cmd.Args[0] = "cooper-attest"
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
