package kubernetes

import (
	"bufio"
	"bytes"
	"cmp"
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
	patience
}

// lineBuffer is the size of the buffer of a log in bytes. Longer lines are joined. There may be hundreds
// of logs.
const lineBuffer = 4 << 10

// maxLine bounds a line of a log, in bytes.
const maxLine = 17 << 20

// closing is how long a stream may take to end after its pod.
const closing = 5 * time.Second

// nodeError is what the kubelet writes in the place of a log, or after a part of it.
type nodeError string

func (e nodeError) Error() string { return "its node says: " + string(e) }

// read hands the lines of the log to a reader until the report comes. When over ends, nothing more is
// written to the log.
func (f *follower) read(ctx, over context.Context, r *farm.Reader) (*farm.Report, error) {
	for failures := 0; ; failures++ {
		final := over.Err() != nil // before the log is read: everything is in it
		report, some, err := f.stream(ctx, over, r, final)
		if report != nil || ctx.Err() != nil {
			return report, ctx.Err()
		}
		if some {
			failures = 0
		} else if final && complete(err) { // after new lines, a stream may have ended early as if all was there
			return nil, cmp.Or(err, farm.ErrEnded)
		}
		noLog := isStatus(err, http.StatusBadRequest) // yet
		if err != nil && !passing(err) && !noLog && !f.mayPass(err) {
			return nil, err
		}
		until := over
		if final { // somebody waits for the rest
			until, failures = ctx, min(failures, 2)
		}
		wait(ctx, until, pause(err, failures))
	}
}

// wait waits for a time, or until one of two contexts ends.
func wait(ctx, until context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-until.Done():
	case <-ctx.Done():
	}
}

// complete reports whether nothing more can come after a stream of the log of a pod that has ended.
func complete(err error) bool {
	var says nodeError
	return err == nil || isStatus(err, http.StatusBadRequest) || errors.As(err, &says)
}

// stream reads one stream of the log to its end. An error means that the log may go on. some says that
// there were new lines. What is final is not followed, which takes less of a node.
func (f *follower) stream(
	ctx, over context.Context, r *farm.Reader, final bool,
) (_ *farm.Report, some bool, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	query := url.Values{"container": {containerName}, "timestamps": {"true"}}
	if !final {
		query.Set("follow", "true")
		defer context.AfterFunc(over, func() { time.AfterFunc(closing, cancel) })()
	}
	if !f.last.IsZero() {
		query.Set("sinceTime", f.last.UTC().Format(time.RFC3339))
	}
	stream, err := f.client.follow(ctx, f.path+"/log", query)
	if err != nil {
		return nil, false, err
	}
	defer stream.Close()
	f.accepted()
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
		if err == io.EOF && len(line) == 0 {
			return 0, io.EOF
		}
		if err != nil && (err != io.EOF || !u.final || !unnumbered(line)) { // another program may not end its line
			u.cut = cutBy(err, line)
			return 0, io.EOF
		}
		if err != nil {
			line = append(line, '\n') // the reader takes whole lines only
		}
		u.rest = u.undate(line)
	}
	n := copy(p, u.rest)
	u.rest = u.rest[n:]
	return n, nil
}

// undate is a line without its time. It is empty if it was there before.
func (u *undated) undate(line []byte) []byte {
	at, text, ok := cutTime(line)
	switch {
	case !ok:
		return line
	case !at.After(u.seen) && unnumbered(line): // the reader knows those that have numbers
		return nil
	case at.After(u.last):
		u.last = at
	}
	return text
}

// cutTime takes the time off a line.
func cutTime(line []byte) (at time.Time, text []byte, ok bool) {
	stamp, text, ok := bytes.Cut(line, []byte(" "))
	at, err := time.Parse(time.RFC3339Nano, string(stamp))
	return at, text, ok && err == nil
}

// unnumbered reports whether a line can be no line of a task, nor the beginning of one.
func unnumbered(line []byte) bool {
	_, text, ok := cutTime(line)
	const start = `{"n":`
	return ok && !bytes.HasPrefix(text, []byte(start)[:min(len(text), len(start))])
}

// cutBy is why a stream ended within a line. The kubelet writes errors after a log, without a time.
func cutBy(err error, line []byte) error {
	if first, _, _ := bytes.Cut(line, []byte(" ")); err == io.EOF && len(first) != len(line) {
		if _, parse := time.Parse(time.RFC3339Nano, string(first)); parse != nil {
			return nodeError(clean(string(line)))
		}
	}
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
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
