package store

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"

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
	times := []unix.Timespec{st.Mtim, st.Mtim}
	return unix.UtimesNanoAt(to, ".", times, 0)
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
