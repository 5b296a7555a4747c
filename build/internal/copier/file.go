package copier

import (
	"io"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// file is an open file without the overhead of os.File, which needs several system calls to
// find out whether it can be polled, and a finalizer. That is a fifth of the time of a copy
// of many small files.
type file struct {
	fd   int
	name string // for errors
}

func (f *file) Close() { unix.Close(f.fd) }

func (f *file) Read(p []byte) (int, error) {
	return f.again("read", len(p), func() (int, error) { return unix.Read(f.fd, p) })
}

func (f *file) ReadAt(p []byte, at int64) (int, error) {
	n := 0
	for n < len(p) {
		m, err := f.again("read", len(p)-n, func() (int, error) { return unix.Pread(f.fd, p[n:], at+int64(n)) })
		n += m
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

func (f *file) Write(p []byte) (int, error) {
	return f.all(p, func(done int) (int, error) { return unix.Write(f.fd, p[done:]) })
}

func (f *file) WriteAt(p []byte, at int64) (int, error) {
	return f.all(p, func(done int) (int, error) { return unix.Pwrite(f.fd, p[done:], at+int64(done)) })
}

func (f *file) all(p []byte, write func(done int) (int, error)) (int, error) {
	n := 0
	for n < len(p) {
		m, err := f.again("write", len(p)-n, func() (int, error) { return write(n) })
		n += m
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// again repeats a call that a signal interrupted.
func (f *file) again(op string, size int, call func() (int, error)) (int, error) {
	for {
		n, err := call()
		switch {
		case err == unix.EINTR:
		case err != nil:
			return 0, &os.PathError{Op: op, Path: f.name, Err: err}
		case n == 0 && size > 0:
			return 0, io.EOF
		default:
			return n, nil
		}
	}
}

func setTimes(fd int, name string, st *unix.Stat_t) error {
	times := [2]unix.Timespec{st.Mtim, st.Mtim}
	// futimens(3): utimensat on the descriptor itself, which package unix lacks.
	_, _, errno := unix.Syscall6(unix.SYS_UTIMENSAT, uintptr(fd), 0, uintptr(unsafe.Pointer(&times)), 0, 0, 0)
	if errno != 0 {
		return &os.PathError{Op: "utimes", Path: name, Err: errno}
	}
	return nil
}
