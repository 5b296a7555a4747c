package store

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/overlay"
	"github.com/cooper-build/cooper/build/internal/xattr"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// This file fills a tree with hard links to the files of another one.

// linkTree makes the directories of a tree, with hard links to its files, in an empty
// directory. Both trees share their files. So the result is only for users who replace
// files and never write to existing ones.
func linkTree(from, to *safepath.Root) error {
	src, err := from.Open(".", unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := to.Open(".", unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	defer dst.Close()
	return linkDirectory(src, dst)
}

func linkDirectory(src, dst *os.File) error {
	names, err := src.Readdirnames(-1)
	if err != nil {
		return err
	}
	from, to := int(src.Fd()), int(dst.Fd())
	for _, name := range names {
		err := unix.Linkat(from, name, to, name, 0)
		if errors.Is(err, unix.EPERM) {
			err = linkBelow(from, to, name) // the kernel links no directory
		}
		if err != nil {
			return &os.PathError{Op: "link", Path: name, Err: err}
		}
	}
	return sameMetadata(from, to)
}

// linkBelow makes a directory and its content.
func linkBelow(from, to int, name string) error {
	const flags = unix.O_RDONLY | unix.O_DIRECTORY | unix.O_NOFOLLOW | unix.O_CLOEXEC
	below, err := unix.Openat(from, name, flags, 0)
	if err != nil {
		return err
	}
	src := os.NewFile(uintptr(below), name)
	defer src.Close()
	if err := unix.Mkdirat(to, name, 0o700); err != nil {
		return err
	}
	made, err := unix.Openat(to, name, flags, 0)
	if err != nil {
		return err
	}
	dst := os.NewFile(uintptr(made), name)
	defer dst.Close()
	return linkDirectory(src, dst)
}

// Merge fills an empty directory with a tree and upper directories on it, top first, all of
// which share their files with it.
func (w *Work) Merge(tree *safepath.Root, uppers []*safepath.Root) (*safepath.Root, error) {
	dir, err := w.TempDir()
	if err != nil {
		return nil, err
	}
	out, err := safepath.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	if tree != nil {
		err = linkTree(tree, out)
	}
	for _, upper := range slices.Backward(uppers) {
		if err == nil {
			err = applyUpper(upper, out)
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("merging layers: %w", err), out.Close())
	}
	return out, nil
}

// applyUpper changes a tree by an upper directory, whose files it links.
func applyUpper(upper, tree *safepath.Root) error {
	dir, err := upper.Open(".", unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	names, err := dir.Readdirnames(-1)
	if err := errors.Join(err, dir.Close()); err != nil {
		return err
	}
	for _, name := range names {
		if err := applyFile(upper, tree, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return sameMetadata(upper.FD(), tree.FD())
}

func applyFile(upper, tree *safepath.Root, name string) error {
	var st unix.Stat_t
	if err := unix.Fstatat(upper.FD(), name, &st, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return err
	}
	whiteout := st.Mode&unix.S_IFMT == unix.S_IFCHR && st.Rdev == 0
	if st.Mode&unix.S_IFMT == unix.S_IFDIR {
		return applyDirectory(upper, tree, name)
	}
	if err := tree.RemoveAll(name); err != nil || whiteout {
		return err
	}
	return unix.Linkat(upper.FD(), name, tree.FD(), name, 0)
}

func applyDirectory(upper, tree *safepath.Root, name string) error {
	var st unix.Stat_t
	err := unix.Fstatat(tree.FD(), name, &st, unix.AT_SYMLINK_NOFOLLOW)
	if isDir := err == nil && st.Mode&unix.S_IFMT == unix.S_IFDIR; !isDir || isOpaque(upper, name) {
		if err := tree.RemoveAll(name); err != nil {
			return err
		}
		if err := unix.Mkdirat(tree.FD(), name, 0o700); err != nil {
			return err
		}
	}
	from, err := upper.Sub(name)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := tree.Sub(name)
	if err != nil {
		return err
	}
	defer to.Close()
	return applyUpper(from, to)
}

// sameMetadata gives a directory the owner, mode, time and attributes of another one.
func sameMetadata(from, to int) error {
	var st unix.Stat_t
	if err := owner.Stat(from, "", &st); err != nil {
		return err
	}
	if err := owner.Set(to, "", int(st.Uid), int(st.Gid)); err != nil {
		return err
	}
	if err := owner.SetMode(to, "", st.Mode&0o7777); err != nil {
		return err
	}
	if err := sameAttributes(descriptor(from), descriptor(to)); err != nil {
		return err
	}
	return unix.UtimesNanoAt(to, ".", []unix.Timespec{st.Mtim, st.Mtim}, 0)
}

// sameAttributes gives a directory the user attributes of another one, and no others.
func sameAttributes(from, to string) error {
	want, err := userAttributes(from)
	if err != nil {
		return err
	}
	have, err := userAttributes(to)
	if err != nil {
		return err
	}
	for name, value := range want {
		if err := unix.Setxattr(to, name, value, 0); err != nil {
			return &os.PathError{Op: "setxattr", Path: name, Err: err}
		}
	}
	for name := range have {
		if _, ok := want[name]; ok {
			continue
		}
		if err := unix.Removexattr(to, name); err != nil {
			return &os.PathError{Op: "removexattr", Path: name, Err: err}
		}
	}
	return nil
}

// descriptor names an open file for calls that take no O_PATH descriptor.
func descriptor(fd int) string { return "/proc/self/fd/" + strconv.Itoa(fd) }

// userAttributes are those of a directory that belong to an image.
func userAttributes(dir string) (map[string][]byte, error) {
	names, err := xattr.List(dir)
	if err != nil {
		return nil, os.NewSyscallError("listxattr", err)
	}
	var out map[string][]byte
	for _, name := range names {
		if !strings.HasPrefix(name, "user.") || owner.Private(name) || overlay.Believed(name) {
			continue
		}
		value, err := xattr.Get(dir, name)
		if err != nil {
			return nil, &os.PathError{Op: "getxattr", Path: name, Err: err}
		}
		if out == nil {
			out = map[string][]byte{}
		}
		out[name] = value
	}
	return out, nil
}
