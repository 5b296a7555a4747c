// Package memfile keeps programs in sealed memory files, and asks them for something. A process that
// runs one cannot change it for others (CVE-2019-5736).
package memfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/sys/unix"
)

// New makes a sealed memory file of a program.
func New(name string, write func(to io.Writer) error) (*os.File, error) {
	fail := func(err error) (*os.File, error) { return nil, fmt.Errorf("preparing %s: %w", name, err) }
	flags := unix.MFD_CLOEXEC | unix.MFD_ALLOW_SEALING
	fd, err := unix.MemfdCreate(name, flags|unix.MFD_EXEC)
	if errors.Is(err, unix.EINVAL) { // before Linux 6.3
		fd, err = unix.MemfdCreate(name, flags)
	}
	if err != nil {
		return fail(err)
	}
	file := os.NewFile(uintptr(fd), name)
	if err := write(file); err != nil {
		file.Close()
		return fail(err)
	}
	seals := unix.F_SEAL_SEAL | unix.F_SEAL_SHRINK | unix.F_SEAL_GROW | unix.F_SEAL_WRITE
	if _, err := unix.FcntlInt(file.Fd(), unix.F_ADD_SEALS, seals); err != nil {
		file.Close()
		return fail(err)
	}
	return file, nil
}

// Unpack makes a sealed memory file of a program that is compressed with zstd.
func Unpack(name string, packed []byte) (*os.File, error) {
	program, err := zstd.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpacking %s: %w", name, err)
	}
	defer program.Close()
	return New(name, func(to io.Writer) error {
		_, err := program.WriteTo(to)
		return err
	})
}
