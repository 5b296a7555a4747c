package memfile

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
)

// Program is a program that answers one request.
type Program struct {
	Name  string   // the first argument of its process
	File  *os.File // the program
	Args  []string
	Files []*os.File // files that it inherits, from descriptor FirstFile on
}

// FirstFile is the descriptor of the first file that a program inherits. That before it is the
// program itself.
const FirstFile = 4

// endTime is how long a program may take to end when it has to.
const endTime = 2 * time.Second

// Ask runs a program. The request is JSON on its standard input, and the result is JSON on its
// standard output. What it writes to standard error when it fails is the error.
func Ask[A, R any](ctx context.Context, p Program, request A) (result R, err error) {
	text, err := json.Marshal(request)
	if err != nil {
		return result, err
	}
	cmd := exec.CommandContext(ctx, fmt.Sprintf("/proc/self/fd/%d", FirstFile-1), p.Args...)
	cmd.Args[0] = p.Name
	cmd.ExtraFiles = append([]*os.File{p.File}, p.Files...)
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
		return result, fmt.Errorf("running %s: %w", p.Name, err)
	}
	if err := json.Unmarshal(stdout.Bytes(), &result); err != nil {
		return result, fmt.Errorf("reading the result of %s: %w", p.Name, err)
	}
	return result, nil
}
