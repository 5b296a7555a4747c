package copier

import (
	"io"

	"github.com/cooper-build/cooper/build/internal/limits"
)

// counted is a reader that knows how much was read.
type counted struct {
	io.Reader
	bytes int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.bytes += int64(n)
	return n, err
}

// unpacked is the content of a compressed archive. A read past the limits fails, so no
// caller sees the rest.
type unpacked struct {
	io.Reader
	packed *counted
	limits limits.Limits
	bytes  int64
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p)
	u.bytes += int64(n)
	switch {
	case u.bytes > u.limits.Bytes:
		return 0, exceeded("the archive unpacks to more than", "archive-bytes", u.limits.Bytes)
	case u.bytes > limits.RatioFrom && u.bytes/u.limits.Ratio > u.packed.bytes:
		return 0, exceeded("the archive unpacks to more than its own size times", "archive-ratio", u.limits.Ratio)
	}
	return n, err
}

func exceeded(what, name string, limit int64) error {
	return &limits.Exceeded{What: what, Name: name, Limit: limit}
}
