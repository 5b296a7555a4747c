package imagediff

import (
	"archive/tar"
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
)

// Excerpts begin a little before the difference, and have so many bytes at most.
const (
	before  = 48
	excerpt = 192
)

// maxCompared is how much of two contents is read to find a reason, in bytes.
const maxCompared = 8 << 20

// readContents reads both contents where they begin to differ.
func (d *Difference) readContents(old, new string) error {
	a, err := contentOf(old, d.Path)
	if err != nil {
		return err
	}
	b, err := contentOf(new, d.Path)
	if err != nil {
		return err
	}
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	from := max(at-before, 0)
	d.Offset = int64(from)
	cut := func(text []byte) []byte { return slices.Clone(text[min(from, len(text)):min(from+excerpt, len(text))]) }
	d.Reason = reasonOf(d.Path, a, b)
	d.Old, d.New = cut(a), cut(b)
	return nil
}

// contentOf is the beginning of the content of a file of a layer.
func contentOf(layer, name string) ([]byte, error) {
	in, err := os.Open(layer)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	archive := tar.NewReader(bufio.NewReader(in))
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if header.Name == name {
			return io.ReadAll(io.LimitReader(archive, maxCompared))
		}
	}
}

// reason says why files may differ.
func reason(d *Difference) string {
	if d.OnlyTime {
		return "time: files were written at another time. Use --timestamp or --source-date-epoch"
	}
	for _, f := range d.Fields {
		switch {
		case f.Name == "exists":
			return "one build has a file that the other has not: a download changed, or a name is random"
		case f.Name == "owner":
			return "user: the file belongs to another user"
		case strings.HasPrefix(f.Name, "attribute "):
			return "attributes of the file"
		}
	}
	if d.Reason != "" {
		return d.Reason
	}
	return "properties of the file"
}

var (
	digits = regexp.MustCompile(`[0-9]+`)
	clock  = regexp.MustCompile(`\d{1,2}:\d{2}|\b(19|20)\d{2}\b|\b1[5-9]\d{8}\b|\b2\d{9}\b`)
	hex    = regexp.MustCompile(`[0-9a-fA-F]{4,}|[A-Za-z0-9+/_]{16,}`)
)

// reasonOf looks for a reason in two contents.
func reasonOf(name string, a, b []byte) string {
	gzip := []byte{0x1f, 0x8b}
	switch {
	case strings.HasSuffix(name, ".pyc"):
		return "time: compiled Python has the time of its source. Set SOURCE_DATE_EPOCH, or PYTHONDONTWRITEBYTECODE=1"
	case bytes.HasPrefix(a, gzip) && bytes.HasPrefix(b, gzip):
		return "time: a gzip file has the time of its content. Use gzip -n"
	case !text(a) || !text(b):
		return "random, time or network: the contents are not text"
	}
	linesA, linesB := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	x, y := firstDifferent(linesA, linesB)
	slices.Sort(linesA)
	slices.Sort(linesB)
	switch {
	case slices.Equal(linesA, linesB):
		return "order: the same lines are in another order"
	case digits.ReplaceAllString(x, "0") == digits.ReplaceAllString(y, "0") && clock.MatchString(x):
		return "time: the contents name a time. Build with --source-date-epoch, and let the command use it"
	case hex.ReplaceAllString(x, "") == hex.ReplaceAllString(y, ""):
		return "random: the contents have a number or a key that was chosen by chance"
	case strings.Contains(x, "/home/") || strings.Contains(x, "/tmp/") || strings.Contains(y, "/home/"):
		return "path or user: the contents name a directory of the machine"
	}
	return "network or input: the contents are different texts"
}

func text(content []byte) bool { return !bytes.ContainsRune(content, 0) }

// firstDifferent is the first line in which two texts differ.
func firstDifferent(a, b []string) (x, y string) {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[i], b[i]
		}
	}
	return "", ""
}
