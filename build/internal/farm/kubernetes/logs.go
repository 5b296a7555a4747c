package kubernetes

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/cooper-build/cooper/build/internal/farm"
)

// follower reads the log of a pod. The stream may end at any time: then it goes on with another one from
// the time of the last line.
type follower struct {
	client *client
	path   string    // of the pod
	last   time.Time // of the last line that is complete
	buffer []byte    // for a line
}

// lineBuffer is the size of the buffer of a log in bytes. Longer lines are joined. There may be hundreds
// of logs.
const lineBuffer = 4 << 10

// maxLine bounds a line of a log, in bytes.
const maxLine = 17 << 20

// read hands the lines of the log to a reader until the report comes. When over is closed, nothing more
// is written to the log.
func (f *follower) read(ctx context.Context, r *farm.Reader, over <-chan struct{}) (*farm.Report, error) {
	for failures := 0; ; failures++ {
		if isClosed(over) { // before the log is read: everything is in it
			over = nil
		}
		report, some, err := f.stream(ctx, r, over == nil)
		if report != nil || ctx.Err() != nil {
			return report, ctx.Err()
		}
		starts := isStatus(err, http.StatusBadRequest)      // there is no log yet
		if over == nil && !some && (err == nil || starts) { // a stream may end early, as if all was there
			return nil, farm.ErrEnded
		}
		if err != nil && !starts && !passing(err) {
			return nil, err
		}
		if some {
			failures = 0
		}
		select {
		case <-time.After(pause(err, failures)):
		case <-over:
		case <-ctx.Done():
		}
	}
}

// isClosed reports whether a channel that takes no values is closed.
func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// stream reads one stream of the log to its end. An error means that the log may go on. some says that
// there were new lines.
func (f *follower) stream(ctx context.Context, r *farm.Reader, final bool) (_ *farm.Report, some bool, err error) {
	query := url.Values{"container": {containerName}, "follow": {"true"}, "timestamps": {"true"}}
	if !f.last.IsZero() {
		query.Set("sinceTime", f.last.UTC().Format(time.RFC3339))
	}
	stream, err := f.client.follow(ctx, f.path+"/log", query)
	if err != nil {
		return nil, false, err
	}
	defer stream.Close()
	in := &undated{lines: bufio.NewReaderSize(stream, lineBuffer), follower: f, seen: f.last, final: final}
	r.Reset(in)
	report, err := r.Report()
	if errors.Is(err, farm.ErrEnded) {
		err = in.cut
	}
	return report, f.last.After(in.seen), err
}

// undated takes the times off the lines of a log. It leaves out lines that are not complete, as another
// stream has them whole, and what is no line of a task and was there before.
type undated struct {
	*follower
	lines *bufio.Reader
	seen  time.Time // of the last line of the streams before
	final bool      // no other stream comes
	rest  []byte
	cut   error // why the stream ended in the middle
}

func (u *undated) Read(p []byte) (int, error) {
	for len(u.rest) == 0 {
		line, err := u.line()
		switch {
		case err == nil:
		case err == io.EOF && len(line) == 0:
			return 0, io.EOF
		case err == io.EOF && u.final && unnumbered(line): // another program wrote it
		default:
			u.cut = err
			if err == io.EOF {
				u.cut = io.ErrUnexpectedEOF
			}
			return 0, io.EOF
		}
		u.rest = u.undate(line)
	}
	n := copy(p, u.rest)
	u.rest = u.rest[n:]
	return n, nil
}

// undate is a line without its time. It is empty if it was there before.
func (u *undated) undate(line []byte) []byte {
	stamp, text, ok := bytes.Cut(line, []byte(" "))
	if !ok {
		return line
	}
	at, err := time.Parse(time.RFC3339Nano, string(stamp))
	if err != nil {
		return line
	}
	if !at.After(u.seen) && unnumbered(line) { // the reader knows those that have numbers
		return nil
	}
	if at.After(u.last) {
		u.last = at
	}
	return text
}

// unnumbered reports whether a line, with its time, can be no line of a task, nor the beginning of one.
func unnumbered(line []byte) bool {
	_, text, _ := bytes.Cut(line, []byte(" "))
	const start = `{"n":`
	return !bytes.HasPrefix(text, []byte(start)[:min(len(text), len(start))])
}

// line is the next line with its end. What there is of it comes with an error.
func (u *undated) line() ([]byte, error) {
	if cap(u.buffer) > 64<<10 { // of a line that was uncommonly long
		u.buffer = nil
	}
	u.buffer = u.buffer[:0]
	for {
		part, err := u.lines.ReadSlice('\n')
		if u.buffer = append(u.buffer, part...); len(u.buffer) > maxLine {
			return nil, &statusError{Message: fmt.Sprintf("a line of it has more than %d bytes", maxLine)}
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return u.buffer, err
		}
	}
}
