// Package program starts cooper-bake. `make` embeds it in compressed form, with the build tag
// cooper_embedded. Without the tag it is linked into the program that uses this package.
package program

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/cooper-build/cooper/cmd/cooper/internal/bake"
)

// name is the first argument of the process.
const name = "cooper-bake"

// endTime is how long cooper-bake may take to end when it has to.
const endTime = time.Second

// programFD is the descriptor of the program in its own process.
const programFD = "3"

// Read reads the files of a request.
func Read(ctx context.Context, request bake.Request) (result bake.Result, err error) {
	program, err := file()
	if err != nil {
		return result, err
	}
	text, err := json.Marshal(request)
	if err != nil {
		return result, err
	}
	cmd := exec.CommandContext(ctx, "/proc/self/fd/"+programFD)
	cmd.Args[0] = name
	cmd.ExtraFiles = []*os.File{program}
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
		return result, fmt.Errorf("running cooper-bake: %w", err)
	}
	if err := json.Unmarshal(stdout.Bytes(), &result); err != nil {
		return result, fmt.Errorf("reading the result of cooper-bake: %w", err)
	}
	return result, nil
}
