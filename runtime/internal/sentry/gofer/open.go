package gofer

import (
	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/fsutil"
	"gvisor.dev/gvisor/pkg/lisafs"
	"gvisor.dev/gvisor/pkg/marshal/primitive"
)

// openFile is an open file. It is a lisafs.OpenFDImpl.
type openFile struct {
	lisafs.OpenFD
	fd   int
	file *file
}

// Open opens the file. The sentry gets a descriptor of a regular file, and reads and writes
// without asking again.
func (f *file) Open(flags uint32) (*lisafs.OpenFD, int, error) {
	if !f.IsRegular() && !f.IsDir() {
		return nil, -1, unix.ENXIO
	}
	const ours = unix.O_CREAT | unix.O_EXCL | unix.O_NOFOLLOW
	fd, err := unix.Open(f.path(), int(flags)&^ours|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, -1, err
	}
	donated := -1
	if f.IsRegular() {
		donated, _ = unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
	}
	open := &openFile{fd: fd, file: f}
	open.Init(f.FD(), flags, open)
	return open.FD(), donated, nil
}

// FD is the part of the file that lisafs knows.
func (o *openFile) FD() *lisafs.OpenFD {
	if o == nil {
		return nil
	}
	return &o.OpenFD
}

// Close closes the descriptor.
func (o *openFile) Close() {
	if o.fd >= 0 {
		unix.Close(o.fd)
		o.fd = -1
	}
}

// Stat describes the file.
func (o *openFile) Stat() (lisafs.Statx, error) { return o.file.tree().statOf(o.fd) }

// Sync is fsync(2).
func (o *openFile) Sync() error { return unix.Fsync(o.fd) }

// Write writes at an offset.
func (o *openFile) Write(data []byte, at uint64) (uint64, error) {
	return whole(data, at, func(p []byte, at int64) (int, error) { return unix.Pwrite(o.fd, p, at) })
}

// Read reads at an offset.
func (o *openFile) Read(data []byte, at uint64) (uint64, error) {
	return whole(data, at, func(p []byte, at int64) (int, error) { return unix.Pread(o.fd, p, at) })
}

// whole repeats a transfer until everything is transferred or nothing more is.
func whole(data []byte, at uint64, transfer func([]byte, int64) (int, error)) (uint64, error) {
	var done int
	for done < len(data) {
		n, err := transfer(data[done:], int64(at)+int64(done))
		if err == unix.EINTR {
			continue
		}
		if n <= 0 {
			if done > 0 {
				err = nil
			}
			return uint64(done), err
		}
		done += n
	}
	return uint64(done), nil
}

// Allocate is fallocate(2).
func (o *openFile) Allocate(mode, offset, length uint64) error {
	return unix.Fallocate(o.fd, uint32(mode), int64(offset), int64(length))
}

// Flush does nothing: what was written is in the file.
func (o *openFile) Flush() error { return nil }

// Renamed does nothing: a descriptor has no name.
func (o *openFile) Renamed() {}

// Getdent64 lists about count bytes of a directory, from its beginning with seek0.
func (o *openFile) Getdent64(count uint32, seek0 bool, record func(lisafs.Dirent64)) error {
	if seek0 {
		if _, err := unix.Seek(o.fd, 0, 0); err != nil {
			return err
		}
	}
	var device unix.Stat_t
	if err := unix.Fstat(o.fd, &device); err != nil {
		return err
	}
	var buffer [8 << 10]byte
	for used := 0; used < int(count); {
		part := buffer[:min(len(buffer), int(count)-used)]
		n, err := unix.Getdents(o.fd, part)
		if err == unix.EINVAL && len(part) < fsutil.UnixDirentMaxSize {
			return nil // no room for one more
		}
		if err != nil || n <= 0 {
			return err
		}
		used += n
		fsutil.ParseDirents(part[:n], func(ino uint64, offset int64, kind uint8, name string, _ uint16) {
			record(lisafs.Dirent64{
				Ino: primitive.Uint64(ino), Off: primitive.Uint64(offset), Type: primitive.Uint8(kind),
				DevMajor: primitive.Uint32(unix.Major(device.Dev)), DevMinor: primitive.Uint32(unix.Minor(device.Dev)),
				Name: lisafs.SizedString(name),
			})
		})
	}
	return nil
}
