package remote

import (
	"io"
	"time"

	"github.com/cooper-build/cooper/imagebuilder/redact"
)

// Moving is how far a download is.
type Moving struct {
	URL     string // without credentials
	Started time.Time
	Current int64 // bytes
	Total   int64 // 0: the server does not say
	Asking  bool  // the server has not answered yet
	Done    bool  // it ended, maybe with an error
}

// movingInterval is the time between two reports of a download.
const movingInterval = 200 * time.Millisecond

// moving reports a download that begins, or a question to a server. The caller reports its end.
func (f *Fetcher) moving(address string, asking bool) *moving {
	m := &moving{Moving: Moving{URL: redact.URLs(address), Started: time.Now(), Asking: asking}, tell: f.Progress}
	m.report()
	return m
}

type moving struct {
	Moving
	tell func(Moving) // nil: nobody asks
	last time.Time
}

func (m *moving) report() {
	m.last = time.Now()
	if m.tell != nil {
		m.tell(m.Moving)
	}
}

func (m *moving) end() {
	m.Done = true
	m.report()
}

// body is a body of so many bytes, which are counted; -1: nobody knows how many.
func (m *moving) body(from io.Reader, size int64) io.Reader {
	m.Total, m.Asking = max(size, 0), false
	return &counted{from, m}
}

type counted struct {
	io.Reader
	to *moving
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.to.Current += int64(n)
	if time.Since(c.to.last) >= movingInterval {
		c.to.report()
	}
	return n, err
}
