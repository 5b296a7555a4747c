package owner

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/sys/unix"
)

// RecordSize is the length of one record of a table, in bytes.
const RecordSize = 28

// key identifies a file of a store for good: the number of an inode is given
// again, but not at the same time.
type key struct {
	inode uint64
	sec   int64 // of its birth
	nsec  uint32
}

// Table holds the owners of files that cannot have attributes. Its records are appended to
// a file that all processes of a store share, or sent to the process that owns that file.
type Table struct {
	mu     sync.Mutex
	owners map[key]ID
	file   *os.File
	read   int64 // bytes of the file that owners holds
	append func(record []byte) error
}

var table Table

// UseFile keeps the table of this process in a file, which is made when absent.
func UseFile(name string) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR|os.O_APPEND|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return fmt.Errorf("opening the table of owners: %w", err)
	}
	table.mu.Lock()
	defer table.mu.Unlock()
	if table.file != nil {
		return errors.Join(errors.New("a table of owners is already open"), f.Close())
	}
	table.file = f
	table.append = func(record []byte) error { _, err := f.Write(record); return err }
	return table.refresh()
}

// UseRecords starts the table of this process with records, and hands new ones
// to record.
func UseRecords(records []byte, record func([]byte) error) {
	table.mu.Lock()
	defer table.mu.Unlock()
	table.load(records)
	table.append = record
}

// Records is the table as bytes, for another process.
func Records() []byte {
	table.mu.Lock()
	defer table.mu.Unlock()
	_ = table.refresh()
	var out []byte
	for k, id := range table.owners {
		out = k.record(out, id)
	}
	return out
}

// Append adds records of another process.
func Append(records []byte) error {
	table.mu.Lock()
	defer table.mu.Unlock()
	if len(records)%RecordSize != 0 {
		return errors.New("malformed owner records")
	}
	table.load(records)
	return table.save(records)
}

func (k key) record(out []byte, id ID) []byte {
	out = binary.LittleEndian.AppendUint64(out, k.inode)
	out = binary.LittleEndian.AppendUint64(out, uint64(k.sec))
	out = binary.LittleEndian.AppendUint32(out, k.nsec)
	out = binary.LittleEndian.AppendUint32(out, id.UID)
	return binary.LittleEndian.AppendUint32(out, id.GID)
}

// load takes whole records; the rest of a torn one is left out.
func (t *Table) load(records []byte) {
	if t.owners == nil {
		t.owners = map[key]ID{}
	}
	number := binary.LittleEndian
	for ; len(records) >= RecordSize; records = records[RecordSize:] {
		k := key{number.Uint64(records), int64(number.Uint64(records[8:])), number.Uint32(records[16:])}
		id := ID{number.Uint32(records[20:]), number.Uint32(records[24:])}
		if t.owners[k] = id; id == (ID{}) {
			delete(t.owners, k)
		}
	}
}

// refresh reads what other processes appended.
func (t *Table) refresh() error {
	if t.file == nil {
		return nil
	}
	info, err := t.file.Stat()
	if err != nil || info.Size() <= t.read {
		return err
	}
	data, err := io.ReadAll(io.NewSectionReader(t.file, t.read, info.Size()-t.read))
	if err != nil {
		return err
	}
	t.load(data)
	t.read += int64(len(data) / RecordSize * RecordSize)
	return nil
}

func (t *Table) save(records []byte) error {
	if t.append == nil || len(records) == 0 {
		return nil
	}
	return t.append(records)
}

func (t *Table) empty() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_ = t.refresh()
	return len(t.owners) == 0
}

func (t *Table) get(k key) ID {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.owners[k]
}

func (t *Table) put(k key, id ID) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.owners[k] == id {
		return nil
	}
	record := k.record(nil, id)
	t.load(record)
	return t.save(record)
}

// keyOf identifies a file, named as for Set.
func keyOf(dir int, name string) (key, error) {
	var st unix.Statx_t
	flags := unix.AT_SYMLINK_NOFOLLOW
	if name == "" {
		flags |= unix.AT_EMPTY_PATH
	}
	if err := unix.Statx(dir, name, flags, unix.STATX_INO|unix.STATX_BTIME, &st); err != nil {
		return key{}, err
	}
	return key{st.Ino, st.Btime.Sec, st.Btime.Nsec}, nil
}
