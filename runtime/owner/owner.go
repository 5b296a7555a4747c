// Package owner sets and reads the owners of files. If a process has only one id, it
// stores the owners beside the files.
//
// A process that is root of a user namespace with all subordinate ids gives files
// to whom it wants, and the functions here are the system calls. One that has a
// single id, as in a pod that forbids newuidmap, cannot. There the owner of a
// regular file or directory is kept in the attribute user.rootlesscontainers, the
// one that umoci and PRoot use (https://rootlesscontaine.rs/#owner), and that of
// any other file, which can have no such attribute, in a [Table]. A file of which
// nothing is remembered belongs to root.
package owner

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"os"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
)

// Attribute holds a remembered owner.
const Attribute = "user.rootlesscontainers"

// ID is an owner.
type ID struct{ UID, GID uint32 }

// Emulated reports whether owners are emulated, because this process cannot change owners
// of files.
var Emulated = sync.OnceValue(func() bool { return oneID("/proc/self/uid_map") || !capable(unix.CAP_CHOWN) })

// oneID reports whether a map of ids has a single one.
func oneID(file string) bool {
	data, err := os.ReadFile(file)
	fields := strings.Fields(string(data))
	return err == nil && len(fields) == 3 && fields[2] == "1"
}

func capable(capability int) bool {
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData
	return unix.Capget(&header, &data[0]) == nil && data[0].Effective&(1<<capability) != 0
}

// Set changes the owner of a file in an open directory, or of the open file itself if the
// name is empty. It does not follow a link at the end. An id of -1 is not changed. The
// error is an *UnmappedError if an id is not mapped.
func Set(dir int, name string, uid, gid int) error {
	if !Emulated() {
		return Explain(chown(dir, name, uid, gid), uid, gid)
	}
	// Side effects of a change of owner, and whether it is allowed.
	if err := chown(dir, name, -1, -1); err != nil {
		return err
	}
	if uid == -1 || gid == -1 {
		var st unix.Stat_t
		if err := Stat(dir, name, &st); err != nil {
			return err
		}
		if uid == -1 {
			uid = int(st.Uid)
		}
		if gid == -1 {
			gid = int(st.Gid)
		}
	}
	return remember(dir, name, ID{uint32(uid), uint32(gid)})
}

// Private reports whether an attribute is a remembered owner or mode, and not a file's own.
func Private(attribute string) bool { return Own(attribute) && Emulated() }

// Own reports whether this package writes an attribute. It has no meaning outside of a
// store.
func Own(attribute string) bool {
	return attribute == Attribute || attribute == modeAttribute || attribute == capabilityAttribute
}

// Stat is fstatat(2) of a file, named as for Set, with its remembered owner.
func Stat(dir int, name string, st *unix.Stat_t) error {
	var err error
	if name == "" {
		err = unix.Fstat(dir, st)
	} else {
		err = unix.Fstatat(dir, name, st, unix.AT_SYMLINK_NOFOLLOW)
	}
	if err != nil {
		return err
	}
	return Fix(dir, name, st)
}

func chown(dir int, name string, uid, gid int) error {
	flags := unix.AT_SYMLINK_NOFOLLOW
	if name == "" {
		flags = unix.AT_EMPTY_PATH
	}
	return unix.Fchownat(dir, name, uid, gid, flags)
}

// Fix replaces the owner in the result of stat by the stored owner of the file, which is
// named as for Set.
func Fix(dir int, name string, st *unix.Stat_t) error {
	if !Emulated() {
		return nil
	}
	id, err := recall(dir, name, st)
	if err != nil {
		return err
	}
	if id != (ID{}) || st.Uid == uint32(os.Geteuid()) {
		st.Uid, st.Gid = id.UID, id.GID
	}
	return fixMode(dir, name, st)
}

// path names a file for the calls that take no descriptor. The last element is
// not followed by the l-calls; that of an open file is a magic link, which leads
// to the file itself.
func path(dir int, name string) string {
	if dir == unix.AT_FDCWD {
		return name
	}
	if name == "" {
		return "/proc/self/fd/" + strconv.Itoa(dir)
	}
	return "/proc/self/fd/" + strconv.Itoa(dir) + "/" + name
}

func remember(dir int, name string, id ID) error {
	err := setAttribute(dir, name, id)
	if !unsupported(err) {
		return err
	}
	key, err := keyOf(dir, name)
	if err != nil {
		return err
	}
	return table.put(key, id)
}

func setAttribute(dir int, name string, id ID) error {
	file := path(dir, name)
	set, remove := unix.Lsetxattr, unix.Lremovexattr
	if name == "" {
		set, remove = unix.Setxattr, unix.Removexattr
	}
	if id != (ID{}) {
		return set(file, Attribute, encode(id), 0)
	}
	if err := remove(file, Attribute); err != unix.ENODATA {
		return err
	}
	return nil
}

// unsupported says that a file can have no attribute, or no more of them.
func unsupported(err error) bool {
	return errors.Is(err, unix.EPERM) || errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.ENOSPC)
}

func recall(dir int, name string, st *unix.Stat_t) (ID, error) {
	kind := st.Mode & unix.S_IFMT
	if kind == unix.S_IFREG || kind == unix.S_IFDIR {
		get := unix.Lgetxattr
		if name == "" {
			get = unix.Getxattr
		}
		var value [16]byte
		n, err := get(path(dir, name), Attribute, value[:])
		switch {
		case err == nil:
			return decode(value[:n])
		case err != unix.ENODATA && !unsupported(err):
			return ID{}, err
		}
	}
	if table.empty() {
		return ID{}, nil
	}
	key, err := keyOf(dir, name)
	if err != nil {
		return ID{}, err
	}
	return table.get(key), nil
}

// encode writes the protocol buffer message of the attribute: field 1 is the
// user, field 2 the group.
func encode(id ID) []byte {
	out := binary.AppendUvarint([]byte{1 << 3}, uint64(id.UID))
	return binary.AppendUvarint(append(out, 2<<3), uint64(id.GID))
}

var errAttribute = errors.New("malformed attribute " + Attribute)

func decode(data []byte) (id ID, err error) {
	for len(data) > 0 {
		field := data[0]
		value, n := binary.Uvarint(data[1:])
		if n <= 0 || bits.Len64(value) > 32 {
			return ID{}, errAttribute
		}
		switch field {
		case 1 << 3:
			id.UID = uint32(value)
		case 2 << 3:
			id.GID = uint32(value)
		default:
			return ID{}, errAttribute
		}
		data = data[1+n:]
	}
	return id, nil
}
