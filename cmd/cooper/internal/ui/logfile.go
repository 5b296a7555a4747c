package ui

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// logFiles writes progress to a file, or to one for each platform.
type logFiles struct {
	path  string
	split bool

	mu     sync.Mutex
	logs   map[string]Progress // by platform
	files  []*logFile
	failed string // file of the step that failed
	err    error
}

// NewLogFiles writes plain lines to a file. With split those of a platform go to
// a file that has its name at the end.
func NewLogFiles(path string, split bool) (Progress, error) {
	l := &logFiles{path: path, split: split, logs: map[string]Progress{}}
	_, err := l.of("")
	return l, err
}

func (l *logFiles) of(platform string) (Progress, error) {
	if !l.split {
		platform = ""
	}
	if p := l.logs[platform]; p != nil {
		return p, nil
	}
	name := l.name(platform)
	f, err := safepath.CreateLog(name, 0o644)
	if err != nil {
		return nil, err
	}
	file := &logFile{File: f}
	l.files = append(l.files, file)
	l.logs[platform] = newPlain(file)
	return l.logs[platform], nil
}

func (l *logFiles) name(platform string) string {
	if !l.split || platform == "" {
		return l.path
	}
	return l.path + "_" + strings.ReplaceAll(platform, "/", "_")
}

func (l *logFiles) Begin() { l.logs[""].Begin() }

func (l *logFiles) Event(e build.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e.Kind == event.StepFailed {
		l.failed = l.name(e.Platform)
	}
	p, err := l.of(e.Platform)
	if err != nil {
		l.err = errors.Join(l.err, err)
		return
	}
	if l.split {
		e.Platform = ""
	}
	p.Event(e)
}

func (l *logFiles) Line(text string) { l.logs[""].Line(text) }

func (l *logFiles) Built(tag, id string, names []string) { l.logs[""].Built(tag, id, names) }

func (l *logFiles) Close(ok bool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, p := range l.logs {
		l.err = errors.Join(l.err, p.Close(ok))
	}
	for _, f := range l.files {
		l.err = errors.Join(l.err, f.err, f.Close())
	}
	if l.err != nil {
		return fmt.Errorf("writing the log: %w", l.err)
	}
	return nil
}

func (l *logFiles) Failed(err error) (error, bool) {
	if l.failed == "" {
		return err, false
	}
	return withLog(err, l.failed), false
}

// logFile is a file that remembers why it could not be written.
type logFile struct {
	*os.File
	err error
}

func (f *logFile) Write(data []byte) (int, error) {
	n, err := f.File.Write(data)
	if f.err == nil {
		f.err = err
	}
	return n, err
}
