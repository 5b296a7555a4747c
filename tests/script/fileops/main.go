// Fileops does random operations on the files of a directory and prints what each of them
// did: fileops DIRECTORY SEED COUNT [nolinks]. Two kernels print the same for the same seed.
// How many names a file has is left out on request: overlays count links of layers in other
// ways.
package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// names are few, so that operations meet.
var names = []string{"a", "b", "c", "d", "d/a", "d/b", "d/e", "d/e/a", "d/e/b", "f", "f/a", "f/g", "l", "f/l"}

type ops struct {
	*rand.Rand
	links bool  // count them
	open  []int // descriptors
}

func main() {
	dir, seed, count := os.Args[1], number(os.Args[2]), number(os.Args[3])
	if err := os.MkdirAll(dir, 0o755); err != nil {
		log.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		log.Fatal(err)
	}
	o := &ops{Rand: rand.New(rand.NewPCG(uint64(seed), 0)), links: len(os.Args) == 4}
	for i := range count {
		all := o.all()
		// The choice does not depend on what happened before.
		next := rand.New(rand.NewPCG(uint64(seed), uint64(i)+1))
		o.Rand = next
		which, p, q := next.IntN(len(all)), names[next.IntN(len(names))], names[next.IntN(len(names))]
		said, err := all[which].do(p, q)
		var errno unix.Errno
		if errors.As(err, &errno) {
			said = unix.ErrnoName(errno)
		} else if err != nil {
			said = err.Error()
		}
		fmt.Println(i, all[which].name, p, q, said)
		if i%10 == 9 {
			o.list()
		}
	}
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		log.Fatal(err)
	}
	return n
}

// list prints all files. Links of directories are not counted everywhere.
func (o *ops) list() {
	_ = filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		var st unix.Stat_t
		if err != nil || unix.Lstat(name, &st) != nil {
			return err
		}
		links, size, content := st.Nlink, st.Size, ""
		if !o.links {
			links = 0
		}
		switch st.Mode & unix.S_IFMT {
		case unix.S_IFREG:
			data, _ := os.ReadFile(name)
			content = fmt.Sprintf("%x", sha256.Sum256(data))[:8]
		case unix.S_IFDIR:
			links, size = 0, 0
		case unix.S_IFLNK:
			content, _ = os.Readlink(name)
			links = 0 // of links and FIFOs below, a stack of layers makes copies
		case unix.S_IFIFO:
			links = 0
		}
		fmt.Printf("  %s %o %d %d %d:%d %s %s\n",
			name, st.Mode, links, size, st.Uid, st.Gid, content, attributes(name))
		return nil
	})
}

func attributes(name string) string {
	buf := make([]byte, 4096)
	n, err := unix.Llistxattr(name, buf)
	if err != nil {
		return ""
	}
	var out []string
	for _, a := range strings.Split(strings.TrimRight(string(buf[:n]), "\x00"), "\x00") {
		value := make([]byte, 64)
		if m, err := unix.Lgetxattr(name, a, value); err == nil && strings.HasPrefix(a, "user.t") {
			out = append(out, a+"="+string(value[:m]))
		}
	}
	slices.Sort(out)
	return strings.Join(out, ",")
}

type op struct {
	name string
	do   func(p, q string) (string, error)
}

// on does something to an open file.
func (o *ops) on(do func(fd int) (string, error)) func(string, string) (string, error) {
	return func(string, string) (string, error) {
		if len(o.open) == 0 {
			return "", nil
		}
		return do(o.open[o.IntN(len(o.open))])
	}
}

// plain is an operation that says nothing.
func plain(do func(p, q string) error) func(string, string) (string, error) {
	return func(p, q string) (string, error) { return "", do(p, q) }
}

func (o *ops) all() []op {
	return []op{
		{"mkdir", plain(func(p, _ string) error { return unix.Mkdir(p, 0o755) })},
		{"create", plain(func(p, _ string) error { return o.write(p, unix.O_CREAT|unix.O_EXCL, "") })},
		{"write", plain(func(p, _ string) error { return o.write(p, unix.O_CREAT|unix.O_TRUNC, o.text(5000)) })},
		{"append", plain(func(p, _ string) error { return o.write(p, unix.O_APPEND, o.text(50)) })},
		{"link", plain(func(p, q string) error { return unix.Linkat(unix.AT_FDCWD, p, unix.AT_FDCWD, q, 0) })},
		{"link", plain(func(p, q string) error { return unix.Linkat(unix.AT_FDCWD, p, unix.AT_FDCWD, q, 0) })},
		{"rename", plain(o.rename)}, {"rename", plain(o.rename)},
		{"unlink", plain(func(p, _ string) error { return unix.Unlink(p) })},
		{"rmdir", plain(func(p, _ string) error { return unix.Rmdir(p) })},
		{"symlink", plain(func(p, q string) error { return unix.Symlink(q, p) })},
		{"mkfifo", plain(func(p, _ string) error { return unix.Mkfifo(p, uint32(o.IntN(8)<<6|0o44)) })},
		{"truncate", plain(func(p, _ string) error { return unix.Truncate(p, int64(o.IntN(9000))) })},
		{"chmod", plain(func(p, _ string) error {
			// Who loses set-user-ID bits to a write depends on the user namespace.
			return unix.Chmod(p, []uint32{0o644, 0o600, 0o755, 0o1777, 0o444}[o.IntN(5)])
		})},
		{"chown", plain(func(p, _ string) error { return unix.Lchown(p, o.IntN(3), o.IntN(3)) })},
		{"setxattr", plain(func(p, _ string) error {
			return unix.Lsetxattr(p, "user.t"+strconv.Itoa(o.IntN(3)), []byte{'0' + byte(o.IntN(9))}, 0)
		})},
		{"removexattr", plain(func(p, _ string) error {
			return unix.Lremovexattr(p, "user.t"+strconv.Itoa(o.IntN(3)))
		})},
		{"list", func(p, _ string) (string, error) {
			entries, err := os.ReadDir(p)
			return fmt.Sprint(entries), err
		}},
		{"open", plain(o.openFile)}, {"open", plain(o.openFile)},
		{"close", func(string, string) (string, error) {
			if len(o.open) == 0 {
				return "", nil
			}
			fd := o.open[0]
			o.open = o.open[1:]
			return "", unix.Close(fd)
		}},
		{"pwrite", o.on(func(fd int) (string, error) {
			n, err := unix.Pwrite(fd, []byte(o.text(100)), int64(o.IntN(6000)))
			return strconv.Itoa(n), err
		})},
		{"pread", o.on(func(fd int) (string, error) {
			buf := make([]byte, 10000)
			n, err := unix.Pread(fd, buf, 0)
			return fmt.Sprintf("%x", sha256.Sum256(buf[:max(n, 0)]))[:8], err
		})},
		{"fstat", o.on(func(fd int) (string, error) {
			var st unix.Stat_t
			err := unix.Fstat(fd, &st)
			return fmt.Sprintf("%o %d", st.Mode, st.Size), err
		})},
		{"fchmod", o.on(func(fd int) (string, error) { return "", unix.Fchmod(fd, 0o640) })},
		{"ftruncate", o.on(func(fd int) (string, error) { return "", unix.Ftruncate(fd, int64(o.IntN(7000))) })},
	}
}

func (o *ops) text(most int) string { return strings.Repeat("x", o.IntN(most)) }

// rename leaves out directories, which overlays refuse in other ways than others do, and two
// names of one file, one of which gVisor removes.
func (o *ops) rename(p, q string) error {
	var from, to unix.Stat_t
	if err := unix.Lstat(p, &from); err != nil {
		return err
	}
	_ = unix.Lstat(q, &to)
	isDir := func(st *unix.Stat_t) bool { return st.Mode&unix.S_IFMT == unix.S_IFDIR }
	if isDir(&from) || isDir(&to) || from.Ino == to.Ino {
		return errors.New("left out")
	}
	return unix.Rename(p, q)
}

func (o *ops) write(p string, flags int, text string) error {
	fd, err := unix.Open(p, unix.O_WRONLY|unix.O_NONBLOCK|flags, 0o644)
	if err != nil {
		return err
	}
	_, err = unix.Write(fd, []byte(text))
	return errors.Join(err, unix.Close(fd))
}

// openFile keeps a regular file open.
func (o *ops) openFile(p, _ string) error {
	var st unix.Stat_t
	if err := unix.Lstat(p, &st); err != nil || st.Mode&unix.S_IFMT != unix.S_IFREG || len(o.open) > 7 {
		return err
	}
	fd, err := unix.Open(p, unix.O_RDWR|unix.O_NOFOLLOW, 0)
	if err == nil {
		o.open = append(o.open, fd)
	}
	return err
}
