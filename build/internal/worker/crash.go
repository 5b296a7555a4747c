package worker

import (
	"bytes"
	"io"
	"sync"
)

// crash is a worker's standard error. Output of libraries passes through. The output of a
// crash of the Go runtime is kept.
type crash struct {
	out io.Writer

	mu   sync.Mutex
	part []byte // of a line
	kept []byte // from the first line of a crash on
}

// maxCrash is how much is kept of a crash, in bytes.
const maxCrash = 64 << 10

// crashStarts are the first words of a crash.
var crashStarts = [][]byte{[]byte("panic: "), []byte("fatal error: "), []byte("runtime: "), []byte("SIG")}

// Write receives output of the worker.
func (c *crash) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.kept) != 0 {
		c.keep(p)
		return len(p), nil
	}
	c.part = append(c.part, p...)
	for {
		end := bytes.IndexByte(c.part, '\n')
		if end < 0 {
			return len(p), nil
		}
		line := c.part[:end+1]
		for _, start := range crashStarts {
			if bytes.HasPrefix(line, start) {
				c.keep(c.part)
				c.part = nil
				return len(p), nil
			}
		}
		if _, err := c.out.Write(line); err != nil {
			return 0, err
		}
		c.part = c.part[end+1:]
	}
}

func (c *crash) keep(p []byte) {
	c.kept = append(c.kept, p[:min(len(p), maxCrash-len(c.kept))]...)
}

// reason is the first line of a crash; empty: there was none.
func (c *crash) reason() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	line, _, _ := bytes.Cut(c.kept, []byte("\n"))
	return string(line)
}

// stack is all that is kept.
func (c *crash) stack() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return string(c.kept)
}
