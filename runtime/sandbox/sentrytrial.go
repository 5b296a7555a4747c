package sandbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// platforms are gVisor's ways to intercept system calls that need no device, the fastest first.
var platforms = []string{"systrap", "ptrace"}

// trialTime is how long a trial may take.
const trialTime = 10 * time.Second

// TrySentry runs a command in gVisor's kernel, and returns the fastest platform that works.
func TrySentry() (platform string, err error) {
	var first error // the others fail for the same reason, and say it less well
	for _, platform := range platforms {
		err := tryPlatform(platform)
		if err == nil {
			return platform, nil
		}
		if first == nil {
			first = err
		}
	}
	return "", first
}

func tryPlatform(platform string) (err error) {
	dir, err := os.MkdirTemp("", "cooper-trial-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	spec := Template()
	if err := SelfTest(spec, dir); err != nil {
		return err
	}
	IsolateNetwork(spec)
	ctx, cancel := context.WithTimeout(context.Background(), trialTime)
	defer cancel()
	var out bytes.Buffer
	err = RunSentry(ctx, spec, platform, Options{Stdout: &out, Stderr: &out, StateDir: dir, Grace: time.Second})
	if err != nil && out.Len() != 0 {
		return fmt.Errorf("%w: %s", err, bytes.TrimSpace(out.Bytes()))
	}
	return err
}
