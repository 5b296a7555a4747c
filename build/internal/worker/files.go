package worker

import (
	"context"
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// maxFiles is how many open files may come with a call.
const maxFiles = 8

// sendFiles sends open files as one packet.
func sendFiles(over *os.File, files []*os.File) error {
	if len(files) > maxFiles {
		return errors.New("too many files for one call")
	}
	fds := make([]int, len(files))
	for i, f := range files {
		fds[i] = int(f.Fd())
	}
	return unix.Sendmsg(int(over.Fd()), []byte{0}, unix.UnixRights(fds...), nil, 0)
}

// receiveFiles receives the files of sendFiles.
func receiveFiles(from *os.File, n int) ([]*os.File, error) {
	rights := make([]byte, unix.CmsgSpace(4*maxFiles))
	_, size, _, _, err := unix.Recvmsg(int(from.Fd()), make([]byte, 1), rights, unix.MSG_CMSG_CLOEXEC)
	if err != nil {
		return nil, os.NewSyscallError("recvmsg", err)
	}
	messages, err := unix.ParseSocketControlMessage(rights[:size])
	if err != nil {
		return nil, err
	}
	var files []*os.File
	for i := range messages {
		fds, err := unix.ParseUnixRights(&messages[i])
		if err != nil {
			return files, err
		}
		for _, fd := range fds {
			files = append(files, os.NewFile(uintptr(fd), "passed"))
		}
	}
	if len(files) != n {
		closeFiles(files)
		return nil, errors.New("a call lacks its files")
	}
	return files, nil
}

func closeFiles(files []*os.File) {
	for _, f := range files {
		_ = f.Close()
	}
}

type filesKey struct{}

// Files are the open files that came with a call. They are closed when it ends.
func Files(ctx context.Context) []*os.File {
	files, _ := ctx.Value(filesKey{}).([]*os.File)
	return files
}
