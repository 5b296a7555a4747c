package child

import (
	"encoding/binary"
	"errors"
)

// maxList and maxOrders limit the orders, in elements and bytes.
const (
	maxList   = 1 << 16
	maxOrders = 32 << 20
)

var errOrders = errors.New("malformed orders")

// Encode returns the Config as bytes that decode reads.
func (c *Config) Encode() []byte {
	var w writer
	c.walk(&w)
	return w.out
}

// decode reads a Config. It returns for any bytes.
func decode(data []byte) (*Config, error) {
	r := reader{rest: data}
	c := &Config{}
	c.walk(&r)
	if r.bad || len(r.rest) != 0 {
		return nil, errOrders
	}
	return c, nil
}

type writer struct{ out []byte }

func (w *writer) number(n *uint64) { w.out = binary.LittleEndian.AppendUint64(w.out, *n) }
func (w *writer) text(s *string)   { w.count(len(*s)); w.out = append(w.out, *s...) }
func (w *writer) blob(b *[]byte)   { w.count(len(*b)); w.out = append(w.out, *b...) }
func (w *writer) count(n int) int {
	v := uint64(n)
	w.number(&v)
	return n
}

type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) take(n uint64) []byte {
	if r.bad || n > uint64(len(r.rest)) {
		r.bad = true
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) number(n *uint64) {
	if b := r.take(8); b != nil {
		*n = binary.LittleEndian.Uint64(b)
	}
}

func (r *reader) count(int) int {
	var n uint64
	r.number(&n)
	if n > maxList {
		r.bad = true
		return 0
	}
	return int(n)
}

func (r *reader) size() uint64 {
	var n uint64
	r.number(&n)
	return n
}

func (r *reader) text(s *string) { *s = string(r.take(r.size())) }
func (r *reader) blob(b *[]byte) { *b = append([]byte(nil), r.take(r.size())...) }
