package ui

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// What is kept of logs: so many files, and so many bytes of each.
const (
	keptLogs = 20
	mostLog  = 256 << 20
)

// shownLines is how many lines of output an error repeats. A shorter log says nothing more.
const shownLines = 10

// stepLogs keeps the whole output of steps in files while they run, and the file of a step that fails.
// It is for a progress that shows only parts of it.
type stepLogs struct {
	Progress
	dir    string
	open   map[string]*stepLog // by stage
	failed string              // file of the step that failed
	count  int
}

type stepLog struct {
	file  *os.File
	size  int64
	lines int
}

func newStepLogs(p Progress) *stepLogs {
	return &stepLogs{Progress: p, dir: logDir(), open: map[string]*stepLog{}}
}

// logDir is where logs go: the state directory of the user (XDG base directory specification).
func logDir() string {
	state := os.Getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(state) {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		state = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(state, "cooper", "logs")
}

func (l *stepLogs) Event(e build.Event) {
	l.Progress.Event(e)
	stage := key(e)
	switch e.Kind {
	case event.Log:
		if l.open[stage] == nil {
			l.open[stage] = l.create(e)
		}
		l.open[stage].add(e.Data)
	case event.StepStarted, event.StepDone:
		l.drop(stage)
	case event.StepFailed:
		if log := l.open[stage]; log != nil && log.file != nil && log.lines > shownLines {
			l.failed = log.file.Name()
			_ = log.file.Close()
			delete(l.open, stage)
		}
		l.drop(stage)
	}
}

// create opens the log of a step. Without a directory there is none, which is no reason to fail.
func (l *stepLogs) create(e build.Event) *stepLog {
	if l.dir == "" || os.MkdirAll(l.dir, 0o700) != nil {
		return &stepLog{}
	}
	if l.count++; l.count == 1 {
		l.removeOld()
	}
	name := fmt.Sprintf("%s-%d-%d-step%d.log", time.Now().Format("20060102-150405"), os.Getpid(), l.count, e.Step)
	file, err := safepath.CreateLog(filepath.Join(l.dir, name), 0o600)
	if err != nil {
		return &stepLog{}
	}
	return &stepLog{file: file}
}

// removeOld keeps the last logs only.
func (l *stepLogs) removeOld() {
	names, _ := filepath.Glob(filepath.Join(l.dir, "*.log"))
	slices.Sort(names) // they begin with the time
	for _, name := range names[:max(len(names)-keptLogs, 0)] {
		_ = os.Remove(name)
	}
}

func (s *stepLog) add(data []byte) {
	if s.file == nil || s.size > mostLog {
		return
	}
	s.lines += bytes.Count(data, []byte("\n"))
	s.size += int64(len(data))
	if _, err := s.file.Write(data); err != nil {
		s.size = mostLog + 1 // for example a full disk: what is there is better than nothing
		return
	}
	if s.size > mostLog {
		_, _ = io.WriteString(s.file, "\ncooper: the rest of the output is not kept\n")
	}
}

func (l *stepLogs) drop(stage string) {
	if log := l.open[stage]; log != nil && log.file != nil {
		_ = os.Remove(log.file.Name())
		_ = log.file.Close()
	}
	delete(l.open, stage)
}

func (l *stepLogs) Close(ok bool) error {
	for stage := range l.open {
		l.drop(stage)
	}
	return l.Progress.Close(ok)
}

func (l *stepLogs) Failed(err error) (error, bool) {
	if l.failed != "" {
		return withLog(err, l.failed), false
	}
	return l.Progress.Failed(err)
}

// loggedError is an error with the file that has the whole output of the step.
type loggedError struct {
	error
	file string
}

func (e *loggedError) Unwrap() error { return e.error }

func withLog(err error, file string) error {
	var e *build.Error
	if !errors.As(err, &e) || e.Output == "" {
		return err
	}
	if home, homeErr := os.UserHomeDir(); homeErr == nil && strings.HasPrefix(file, home+"/") {
		file = "~" + strings.TrimPrefix(file, home)
	}
	return &loggedError{err, file}
}
