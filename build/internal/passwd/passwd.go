// Package passwd reads users and groups from the /etc/passwd and /etc/group of a root
// filesystem. The files are untrusted: they are opened below the root, must be regular
// and small, and may be missing.
//
// There is one lookup and one rule. A name is the user or group of the files, and root
// is 0 also where they are missing. A number is itself. A user without a group has that
// of the passwd entry; without an entry, files get the group with the user's number
// ([Owner]: --chown and WORKDIR), and commands that of root ([Lookup]: RUN). A number
// that owns files is not looked up at all: its group is the same number.
package passwd

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/moby/sys/user"
	"golang.org/x/sys/unix"
)

// Files reads files of a root filesystem. It is a safepath.Root, for example.
type Files interface {
	// ReadFile reads a regular file of at most limit bytes.
	ReadFile(name string, limit int64) ([]byte, error)
}

// maxFile is the maximum size of each file, in bytes.
const maxFile = 1 << 20

// User is who a command runs as.
type User struct {
	UID, GID uint32
	Groups   []uint32 // supplementary
	Home     string   // "/" when unknown
}

// UnknownError means that a user or group is not in the files.
type UnknownError struct{ Kind, Name, File string }

func (e *UnknownError) Error() string {
	return fmt.Sprintf("%s %q is not in %s of the image", e.Kind, e.Name, e.File)
}

// Lookup resolves the value of USER for a command: a name or number, with an optional
// group. An empty value is root. Supplementary groups are those that list the user,
// unless a group is given.
func Lookup(root Files, spec string) (User, error) {
	name, group, hasGroup := strings.Cut(spec, ":")
	if name == "" {
		name = "0"
	}
	out := User{Home: "/"}
	entry, err := findUser(root, name)
	if err != nil {
		return User{}, err
	}
	if entry == nil {
		if out.UID, err = withoutEntry("user", name, "/etc/passwd"); err != nil {
			return User{}, err
		}
	} else {
		out.UID, out.GID = uint32(entry.Uid), uint32(entry.Gid)
		if entry.Home != "" {
			out.Home = entry.Home
		}
	}
	if hasGroup && group != "" {
		out.GID, err = Group(root, group)
		return out, err
	}
	if entry != nil {
		out.Groups, err = memberships(root, entry.Name, out.GID)
	}
	return out, err
}

// Owner resolves a user whom files are given to: the value of --chown, or of USER for
// a WORKDIR. An empty value is root.
func Owner(root Files, spec string) (uid, gid int, err error) {
	name, group, _ := strings.Cut(spec, ":")
	if n, err := strconv.ParseUint(name, 10, 32); err == nil {
		uid, gid = int(n), int(n)
	} else if name != "" {
		entry, err := findUser(root, name)
		if err != nil {
			return 0, 0, err
		}
		if entry != nil {
			uid, gid = entry.Uid, entry.Gid
		} else if _, err := withoutEntry("user", name, "/etc/passwd"); err != nil {
			return 0, 0, err
		}
	}
	if group != "" {
		g, err := Group(root, group)
		return uid, int(g), err
	}
	return uid, gid, nil
}

// withoutEntry is the number of a user or group that the files do not have.
func withoutEntry(kind, name, file string) (uint32, error) {
	if name == "root" {
		return 0, nil
	}
	n, err := strconv.ParseUint(name, 10, 32)
	if err != nil {
		return 0, &UnknownError{Kind: kind, Name: name, File: file}
	}
	return uint32(n), nil
}

// Group resolves a group's name or number.
func Group(root Files, name string) (uint32, error) {
	if n, err := strconv.ParseUint(name, 10, 32); err == nil {
		return uint32(n), nil
	}
	groups, err := readGroups(root, func(g user.Group) bool { return g.Name == name })
	if err != nil {
		return 0, err
	}
	if len(groups) == 0 {
		return withoutEntry("group", name, "/etc/group")
	}
	return uint32(groups[0].Gid), nil
}

func findUser(root Files, name string) (*user.User, error) {
	text, err := read(root, "etc/passwd")
	if err != nil {
		return nil, err
	}
	number, numErr := strconv.Atoi(name)
	users, err := user.ParsePasswdFilter(bytes.NewReader(text), func(u user.User) bool {
		return u.Name == name || numErr == nil && u.Uid == number
	})
	if err != nil || len(users) == 0 {
		return nil, err
	}
	for i := range users {
		if users[i].Name == name {
			return &users[i], nil
		}
	}
	return &users[0], nil
}

func memberships(root Files, name string, primary uint32) ([]uint32, error) {
	groups, err := readGroups(root, func(g user.Group) bool {
		for _, member := range g.List {
			if member == name && uint32(g.Gid) != primary {
				return true
			}
		}
		return false
	})
	var out []uint32
	for _, g := range groups {
		out = append(out, uint32(g.Gid))
	}
	return out, err
}

func readGroups(root Files, keep func(user.Group) bool) ([]user.Group, error) {
	text, err := read(root, "etc/group")
	if err != nil {
		return nil, err
	}
	return user.ParseGroupFilter(bytes.NewReader(text), keep)
}

// read returns nothing for a file that is missing.
func read(root Files, name string) ([]byte, error) {
	text, err := root.ReadFile(name, maxFile)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.ENOTDIR) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the passwd and group files of the image: %w", err)
	}
	return text, nil
}
