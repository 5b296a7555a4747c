package rpm

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// A table of an SQLite file is a tree of pages (https://www.sqlite.org/fileformat2.html). A driver
// for all of SQL would be as large as the rest of cooper-attest, and only one table is wanted.

const (
	sqliteMagic  = "SQLite format 3\x00"
	headerSize   = 100
	maxTreeDepth = 20
	leafPage     = 0x0d
	interiorPage = 0x05
)

// errCorrupt means that a file is not what SQLite writes.
var errCorrupt = errors.New("the SQLite file is corrupt")

// sqlite is an open file.
type sqlite struct {
	file     io.ReaderAt
	size     int64
	pageSize int64
	usable   int64 // of a page
	seen     map[uint32]bool
	left     int64 // of the bytes that all records can have together
}

func newSQLite(file io.ReaderAt, size int64) (*sqlite, error) {
	header := make([]byte, headerSize)
	if _, err := file.ReadAt(header, 0); err != nil || string(header[:16]) != sqliteMagic {
		return nil, errors.New("it is no SQLite file")
	}
	s := &sqlite{
		file: file, size: size, left: size, pageSize: int64(binary.BigEndian.Uint16(header[16:])),
		seen: map[uint32]bool{},
	}
	if s.pageSize == 1 {
		s.pageSize = 64 << 10
	}
	s.usable = s.pageSize - int64(header[20])
	if s.pageSize < 512 || s.pageSize&(s.pageSize-1) != 0 || s.usable < 480 {
		return nil, fmt.Errorf("%w: it has pages of %d bytes", errCorrupt, s.pageSize)
	}
	return s, nil
}

// table calls do with each record of a table.
func (s *sqlite) table(name string, do func(columns [][]byte) error) error {
	var root uint32
	err := s.walk(1, 0, func(columns [][]byte) error {
		if len(columns) > 3 && string(columns[0]) == "table" && string(columns[1]) == name {
			root = uint32(integer(columns[3]))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if root == 0 {
		return fmt.Errorf("the SQLite file has no table %s", name)
	}
	return s.walk(root, 0, do)
}

// walk visits the records below a page.
func (s *sqlite) walk(number uint32, depth int, do func([][]byte) error) error {
	if depth > maxTreeDepth || s.seen[number] {
		return errCorrupt
	}
	s.seen[number] = true
	page, err := s.page(number)
	if err != nil {
		return err
	}
	start := 0
	if number == 1 {
		start = headerSize
	}
	kind, count, cells := page[start], int(binary.BigEndian.Uint16(page[start+3:])), start+8
	if kind == interiorPage {
		cells += 4
	} else if kind != leafPage {
		return fmt.Errorf("%w: page %d is of type %d", errCorrupt, number, kind)
	}
	if cells+2*count > len(page) {
		return errCorrupt
	}
	for i := range count {
		at := int(binary.BigEndian.Uint16(page[cells+2*i:]))
		if at+4 > len(page) {
			return errCorrupt
		}
		if kind == interiorPage {
			err = s.walk(binary.BigEndian.Uint32(page[at:]), depth+1, do)
		} else {
			err = s.record(page[at:], do)
		}
		if err != nil {
			return err
		}
	}
	if kind == interiorPage {
		return s.walk(binary.BigEndian.Uint32(page[start+8:]), depth+1, do)
	}
	return nil
}

func (s *sqlite) page(number uint32) ([]byte, error) {
	page := make([]byte, s.usable)
	at := (int64(number) - 1) * s.pageSize
	if number == 0 || at+s.pageSize > s.size {
		return nil, fmt.Errorf("%w: page %d does not exist", errCorrupt, number)
	}
	_, err := s.file.ReadAt(page, at)
	return page, err
}

// record reads a cell of a leaf.
func (s *sqlite) record(cell []byte, do func([][]byte) error) error {
	length, n := varint(cell)
	_, m := varint(cell[n:])
	if n == 0 || m == 0 || length > uint64(max(s.left, 0)) {
		return errCorrupt // more than one record has a page
	}
	s.left -= int64(length)
	payload, err := s.payload(cell[n+m:], int64(length))
	if err != nil {
		return err
	}
	columns, err := columnsOf(payload)
	if err != nil {
		return err
	}
	return do(columns)
}

// payload joins the part of a payload in its cell with those on other pages.
func (s *sqlite) payload(cell []byte, length int64) ([]byte, error) {
	local := length
	if most := s.usable - 35; length > most {
		least := (s.usable-12)*32/255 - 23
		if local = least + (length-least)%(s.usable-4); local > most {
			local = least
		}
	}
	if local > int64(len(cell)) {
		return nil, errCorrupt
	}
	out := bytes.Clone(cell[:local])
	if local == length {
		return out, nil
	}
	if local+4 > int64(len(cell)) {
		return nil, errCorrupt
	}
	next := binary.BigEndian.Uint32(cell[local:])
	for int64(len(out)) < length {
		page, err := s.page(next)
		if err != nil {
			return nil, err
		}
		next = binary.BigEndian.Uint32(page)
		out = append(out, page[4:min(s.usable, 4+length-int64(len(out)))]...)
	}
	return out, nil
}

// columnsOf splits a record. A number is in the form that the file has it.
func columnsOf(record []byte) (columns [][]byte, err error) {
	size, n := varint(record)
	if n == 0 || size > uint64(len(record)) || size < uint64(n) {
		return nil, errCorrupt
	}
	header, body := record[n:size], record[size:]
	for len(header) != 0 {
		kind, n := varint(header)
		if n == 0 {
			return nil, errCorrupt
		}
		header = header[n:]
		length := lengthOf(kind)
		if length > uint64(len(body)) {
			return nil, errCorrupt
		}
		columns, body = append(columns, body[:length]), body[length:]
	}
	return columns, nil
}

// lengthOf is the size of a value of a serial type.
func lengthOf(kind uint64) uint64 {
	if kind >= 12 {
		return (kind - 12) / 2
	}
	return [...]uint64{0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0}[kind]
}

// integer is the value of a column that is no negative number.
func integer(column []byte) (out uint64) {
	for _, b := range column {
		out = out<<8 | uint64(b)
	}
	return out
}

// varint is a number of one to nine bytes. The second result is how many; 0: it is cut off.
func varint(text []byte) (out uint64, n int) {
	for i, b := range text {
		if i == 8 {
			return out<<8 | uint64(b), 9
		}
		out = out<<7 | uint64(b&0x7f)
		if b < 0x80 {
			return out, i + 1
		}
	}
	return 0, 0
}
