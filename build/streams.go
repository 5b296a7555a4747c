package build

import (
	"errors"
	"io"
	"os"
	"sync"

	"golang.org/x/sys/unix"
)

// streams are open files for a command that runs in another process. A reader or
// writer that is no file is served through a pipe.
type streams struct {
	files  []*os.File // standard input, output and error
	close  []*os.File // ours, when the call is over
	output sync.WaitGroup
	mu     sync.Mutex
	err    error // of writing the output
}

func newStreams(in io.Reader, out, errOut io.Writer) (*streams, error) {
	s := &streams{}
	err := s.input(in)
	if err == nil {
		err = s.writer(out)
	}
	if err == nil && same(out, errOut) {
		s.files = append(s.files, s.files[1])
	} else if err == nil {
		err = s.writer(errOut)
	}
	if err != nil {
		return nil, s.finish(err)
	}
	return s, nil
}

func (s *streams) null() error {
	f, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err == nil {
		s.files, s.close = append(s.files, f), append(s.close, f)
	}
	return err
}

func (s *streams) input(in io.Reader) error {
	switch in := in.(type) {
	case nil:
		return s.null()
	case *os.File:
		s.files = append(s.files, in)
		return nil
	}
	read, write, err := os.Pipe()
	if err != nil {
		return err
	}
	s.files, s.close = append(s.files, read), append(s.close, read)
	go func() {
		_, _ = io.Copy(write, in) // a command need not read all
		_ = write.Close()
	}()
	return nil
}

func (s *streams) writer(out io.Writer) error {
	switch out := out.(type) {
	case nil:
		return s.null()
	case *os.File:
		s.files = append(s.files, out)
		return nil
	}
	read, write, err := os.Pipe()
	if err != nil {
		return err
	}
	s.files, s.close = append(s.files, write), append(s.close, write)
	s.output.Go(func() {
		_, err := io.Copy(out, read)
		if err != nil {
			_, _ = io.Copy(io.Discard, read)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.err = errors.Join(s.err, err, read.Close())
	})
	return nil
}

// finish waits for the output after a call that ended with err.
func (s *streams) finish(err error) error {
	for _, f := range s.close {
		_ = f.Close()
	}
	s.output.Wait()
	if err != nil {
		return err
	}
	if s.err != nil {
		return describe(s.err)
	}
	return nil
}

// socketPair makes a pair of connected sockets.
func socketPair() (ours, theirs *os.File, err error) {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, nil, err
	}
	return os.NewFile(uintptr(pair[0]), "ours"), os.NewFile(uintptr(pair[1]), "theirs"), nil
}

// same reports whether two writers are one, which those of some types cannot be asked.
func same(a, b io.Writer) (yes bool) {
	defer func() { _ = recover() }()
	return a != nil && a == b
}

// outputStreams opens a file for each output that has a writer, by its number.
func outputStreams(outputs []Output) (*streams, map[int]int, error) {
	s, files := &streams{}, map[int]int{}
	for i, o := range outputs {
		if o.Writer == nil {
			continue
		}
		if err := s.writer(o.Writer); err != nil {
			return nil, nil, s.finish(err)
		}
		files[i] = len(s.files) - 1
	}
	return s, files, nil
}
