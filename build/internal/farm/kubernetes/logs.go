package kubernetes

import (
	"bufio"
	"bytes"
	"context"
	"errors"
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
	path   string // of the pod
	last   time.Time
	patience
}

// read hands the lines of the log to a reader until the report comes, or ended says that nothing more
// will come.
func (f *follower) read(ctx context.Context, r *farm.Reader, ended func() bool) (*farm.Report, error) {
	for quiet := 0; ; {
		over := ended() // before the log is read: everything is in it
		report, lines, err := f.stream(ctx, r)
		switch {
		case report != nil || ctx.Err() != nil:
			return report, ctx.Err()
		case err != nil && !passing(err) && !isStatus(err, http.StatusBadRequest) && !f.mayPass(err):
			return nil, err
		case over:
			return nil, farm.ErrEnded
		}
		if quiet++; lines {
			quiet = 0
		}
		if !sleep(ctx, min(time.Duration(quiet)*500*time.Millisecond, 5*time.Second)) {
			return nil, ctx.Err()
		}
	}
}

// stream reads one stream of the log to its end.
func (f *follower) stream(ctx context.Context, r *farm.Reader) (report *farm.Report, lines bool, err error) {
	query := url.Values{"container": {containerName}, "follow": {"true"}, "timestamps": {"true"}}
	if !f.last.IsZero() {
		query.Set("sinceTime", f.last.UTC().Format(time.RFC3339))
	}
	stream, err := f.client.open(ctx, http.MethodGet, f.path+"/log", query, nil)
	if err != nil {
		return nil, false, err
	}
	defer stream.Close()
	f.accepted()
	in := &undated{lines: bufio.NewReaderSize(stream, 64<<10), follower: f}
	r.Reset(in)
	report, err = r.Report()
	if errors.Is(err, farm.ErrEnded) {
		err = nil
	}
	return report, in.some, err
}

// undated takes the times off the lines of a log.
type undated struct {
	*follower
	lines *bufio.Reader
	rest  []byte
	some  bool
}

func (u *undated) Read(p []byte) (int, error) {
	for len(u.rest) == 0 {
		line, err := u.lines.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return 0, io.EOF // another stream has the line whole
		}
		if len(line) == 0 {
			return 0, io.EOF
		}
		if stamp, text, ok := bytes.Cut(line, []byte(" ")); ok {
			if at, err := time.Parse(time.RFC3339Nano, string(stamp)); err == nil {
				u.last, line = at, text
			}
		}
		u.rest, u.some = line, true
	}
	n := copy(p, u.rest)
	u.rest = u.rest[n:]
	return n, nil
}
