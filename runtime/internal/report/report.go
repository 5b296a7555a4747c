// Package report is what the first process of a sandbox tells the worker, through a pipe.
package report

import (
	"encoding/binary"
	"errors"
	"io"

	"golang.org/x/sys/unix"
)

// Kinds of report, each the first byte of one.
const (
	KindStarted = 'S' // the command runs
	KindError   = 'E' // it could not be started: errno, 4 bytes, and a text up to the end
	KindExit    = 'X' // it ended: the status of wait(2), 4 bytes
	KindOwner   = 'O' // the owner of a file: a record of package owner
)

// Started reports that the command runs.
func Started(to io.Writer) error {
	_, err := to.Write([]byte{KindStarted})
	return err
}

// Failure reports why the command could not be started.
func Failure(to io.Writer, failed error) error {
	var errno unix.Errno
	errors.As(failed, &errno)
	message := binary.LittleEndian.AppendUint32([]byte{KindError}, uint32(errno))
	_, err := to.Write(append(message, failed.Error()...))
	return err
}

// Exit reports the end of the command.
func Exit(to io.Writer, status unix.WaitStatus) error {
	_, err := to.Write(binary.LittleEndian.AppendUint32([]byte{KindExit}, uint32(status)))
	return err
}

// Owner reports the owner of a file.
func Owner(to io.Writer, record []byte) error {
	_, err := to.Write(append([]byte{KindOwner}, record...))
	return err
}
