package exec

import (
	"bytes"
	"strings"
	"sync"

	"github.com/cooper-build/cooper/build/event"
)

// logWriter turns a RUN's output into events.
type logWriter struct{ *task }

func (l *logWriter) Write(p []byte) (int, error) {
	e := l.where
	e.Kind, e.Data = event.Log, bytes.Clone(p)
	l.run.output.add(p)
	l.emit(l.run, e)
	return len(p), nil
}

// tailBytes and tailLines limit how much output of a command an error repeats.
const (
	tailBytes = 4096
	tailLines = 10
)

// tail keeps the end of an output.
type tail struct {
	mu   sync.Mutex
	data []byte
}

func (t *tail) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.data = nil
}

func (t *tail) add(p []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.data = append(t.data, p...)
	if over := len(t.data) - tailBytes; over > 0 {
		t.data = bytes.Clone(t.data[over:])
	}
}

// text is the last lines, as valid UTF-8.
func (t *tail) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := strings.Split(strings.TrimRight(strings.ToValidUTF8(string(t.data), "\uFFFD"), "\n"), "\n")
	return strings.Join(lines[max(len(lines)-tailLines, 0):], "\n")
}
