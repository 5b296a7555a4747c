// Package limits bounds the resources that untrusted archives and files may use.
package limits

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/docker/go-units"
)

// Limits are the bounds; a zero field stands for its default.
type Limits struct {
	// Entries of an archive; 10 million.
	Entries int64 `json:",omitempty"`
	// Bytes is the unpacked size of an archive; 256 GiB.
	Bytes int64 `json:",omitempty"`
	// Ratio is how many times its own size an archive may unpack to, once that is
	// more than 256 MiB; 200.
	Ratio int64 `json:",omitempty"`
	// Header is the size of an entry's names and attributes in bytes; 1 MiB, which
	// is also the most.
	Header int64 `json:",omitempty"`
	// Depth is how many directories deep an entry may lie; 256.
	Depth int64 `json:",omitempty"`
	// Download is the size of a file that is fetched or read from standard input, in bytes; 32 GiB.
	Download int64 `json:",omitempty"`
	// Word is the size of a word of a Containerfile after the expansion of its
	// variables, in bytes; 1 MiB.
	Word int64 `json:",omitempty"`
	// Config is the size of the config of an image, in bytes; 4 MiB.
	Config int64 `json:",omitempty"`
	// Layers of an image; 512.
	Layers int64 `json:",omitempty"`
	// Idle is how long a connection may carry nothing, in seconds; 120.
	Idle int64 `json:",omitempty"`
}

// None bounds nothing but the header of an entry.
var None = Limits{
	Entries: unbounded, Bytes: unbounded, Ratio: unbounded, Depth: unbounded, Download: unbounded,
}

// limit is one of them.
type limit struct {
	name     string
	field    func(*Limits) *int64
	standard int64
	size     bool // written as 64m
	most     int64
}

const unbounded = 1<<63 - 1

var all = []limit{
	{"archive-entries", func(l *Limits) *int64 { return &l.Entries }, 10_000_000, false, unbounded},
	{"archive-bytes", func(l *Limits) *int64 { return &l.Bytes }, 256 << 30, true, unbounded},
	{"archive-ratio", func(l *Limits) *int64 { return &l.Ratio }, 200, false, unbounded},
	{"archive-header", func(l *Limits) *int64 { return &l.Header }, 1 << 20, true, 1 << 20},
	{"archive-depth", func(l *Limits) *int64 { return &l.Depth }, 256, false, unbounded},
	{"word-bytes", func(l *Limits) *int64 { return &l.Word }, 1 << 20, true, 1 << 30},
	{"config-bytes", func(l *Limits) *int64 { return &l.Config }, 4 << 20, true, 1 << 30},
	{"image-layers", func(l *Limits) *int64 { return &l.Layers }, 512, false, 1 << 20},
	{"idle-seconds", func(l *Limits) *int64 { return &l.Idle }, 120, false, 1 << 30},
	{"download-bytes", func(l *Limits) *int64 { return &l.Download }, 32 << 30, true, unbounded},
}

// WithDefaults sets limits that are zero to their defaults.
func (l Limits) WithDefaults() Limits {
	for _, each := range all {
		if field := each.field(&l); *field == 0 {
			*field = each.standard
		}
	}
	return l
}

// Names are those of all limits.
func Names() (out []string) {
	for _, each := range all {
		out = append(out, each.name)
	}
	return out
}

// Parse reads name=value, as archive-entries=100 or archive-bytes=64g.
func Parse(list []string) (l Limits, err error) {
	for _, text := range list {
		name, value, _ := strings.Cut(text, "=")
		at := slices.IndexFunc(all, func(each limit) bool { return each.name == name })
		if at < 0 {
			return l, fmt.Errorf("unknown limit %q: use one of %s", name, strings.Join(Names(), ", "))
		}
		n, err := strconv.ParseInt(value, 10, 64)
		if all[at].size {
			n, err = units.RAMInBytes(value)
		}
		if err != nil || n <= 0 || n > all[at].most {
			return l, fmt.Errorf("invalid limit %s=%s: use a number from 1 to %d", name, value, all[at].most)
		}
		*all[at].field(&l) = n
	}
	return l, nil
}

// Exceeded says that something is beyond a limit.
type Exceeded struct {
	What  string // for example "the archive has more entries than"
	Name  string // of the limit
	Limit int64
}

func (e *Exceeded) Error() string {
	return fmt.Sprintf("%s %s (limit %s)", e.What, e.value(), e.Name)
}

func (e *Exceeded) value() string {
	if at := slices.IndexFunc(all, func(each limit) bool { return each.name == e.Name }); all[at].size {
		return units.BytesSize(float64(e.Limit))
	}
	return strconv.FormatInt(e.Limit, 10)
}

// Hint says how to raise the limit.
func (e *Exceeded) Hint() string {
	at := slices.IndexFunc(all, func(each limit) bool { return each.name == e.Name })
	if e.Limit >= all[at].most {
		return ""
	}
	return "use --limit " + e.Name + "=N to allow more, if you trust the source"
}
