package script

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
)

// writeBomb writes an archive of ten megabytes with a file of ten gigabytes of
// zeros: bomb FILE.
func writeBomb(ts *testscript.TestScript, _ bool, args []string) {
	const size, part = 10 << 30, 64 << 20
	header := header(ts, &tar.Header{Typeflag: tar.TypeReg, Name: "zeros", Mode: 0o644, Size: size})
	out := bytes.NewBuffer(packed(ts, header))
	zeros := packed(ts, make([]byte, part)) // members of gzip follow one another
	for range size / part {
		out.Write(zeros)
	}
	out.Write(packed(ts, make([]byte, 1024)))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o644))
}

// writeRecord writes an archive with a file that has an extended header of a size:
// record SIZE FILE.
func writeRecord(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.Atoi(args[0])
	ts.Check(err)
	text := fmt.Sprintf("%d comment=", size)
	text += string(bytes.Repeat([]byte("x"), size-len(text)-1)) + "\n"
	about := header(ts, &tar.Header{Typeflag: tar.TypeReg, Name: "about", Size: int64(size)})
	about[156] = tar.TypeXHeader // which the library writes by itself only
	copy(about[148:], "        ")
	sum := 0
	for _, b := range about {
		sum += int(b)
	}
	copy(about[148:], fmt.Sprintf("%06o\x00 ", sum))
	out := bytes.NewBuffer(about)
	out.WriteString(text)
	out.Write(make([]byte, (512-size%512)%512))
	out.Write(header(ts, &tar.Header{Typeflag: tar.TypeReg, Name: "f"}))
	out.Write(make([]byte, 1024))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), out.Bytes(), 0o644))
}

func header(ts *testscript.TestScript, h *tar.Header) []byte {
	var out bytes.Buffer
	h.Format = tar.FormatGNU
	ts.Check(tar.NewWriter(&out).WriteHeader(h))
	return out.Bytes()
}

func packed(ts *testscript.TestScript, data []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	ts.Check(err)
	_, err = w.Write(data)
	ts.Check(err)
	ts.Check(w.Close())
	return out.Bytes()
}
