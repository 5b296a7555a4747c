package child

import (
	"errors"
	"os"
	"path"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
)

// assemble makes the file tree of the sandbox and enters it.
func (c *Config) assemble() error {
	if err := makePrivate(c.CallerMounts); err != nil {
		return fail("making mounts private", err)
	}
	if c.Hostname != "" {
		// Some pods forbid it; a wrong name is no reason to fail a build.
		_ = unix.Sethostname([]byte(c.Hostname))
	}
	if c.Loopback {
		if err := raiseLoopback(); err != nil {
			return fail("bringing up the loopback interface", err)
		}
		allowPing()
	}
	root, err := c.attachRoot()
	if err != nil {
		return err
	}
	for i := range c.Mounts {
		m := &c.Mounts[i]
		if err := m.apply(root); err != nil && !m.Optional {
			return fail("mounting "+m.Target, err)
		}
	}
	if c.ReadonlyRoot {
		attr := unix.MountAttr{Attr_set: unix.MOUNT_ATTR_RDONLY}
		if err := unix.MountSetattr(root, "", unix.AT_EMPTY_PATH, &attr); err != nil {
			return fail("making the root read-only", err)
		}
	}
	return enter(root)
}

// attachRoot clones the root directory as a mount of its own and returns a descriptor of
// it. The mount is nodev: if the host's root builds, an image can contain a node of a disk,
// and the sandbox's root owns it.
func (c *Config) attachRoot() (int, error) {
	tree := int(c.RootTree)
	if tree == 0 {
		var err error
		if tree, err = unix.OpenTree(unix.AT_FDCWD, c.Root, unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC); err != nil {
			return -1, fail("cloning the root "+c.Root, err)
		}
	}
	attr := unix.MountAttr{Attr_set: unix.MOUNT_ATTR_NODEV}
	if err := unix.MountSetattr(tree, "", unix.AT_EMPTY_PATH, &attr); err != nil {
		return -1, fail("closing the devices of the root", err)
	}
	if err := unix.MoveMount(tree, "", unix.AT_FDCWD, c.Mountpoint, unix.MOVE_MOUNT_F_EMPTY_PATH); err != nil {
		return -1, fail("attaching the root", err)
	}
	return tree, nil
}

// enter makes root the root of the process and drops the old tree. Where
// pivot_root is forbidden, moving the mount over "/" does the same for us.
func enter(root int) error {
	if err := unix.Fchdir(root); err != nil {
		return fail("entering the root", err)
	}
	err := unix.PivotRoot(".", ".")
	switch {
	case err == nil:
		if err := unix.Unmount(".", unix.MNT_DETACH); err != nil {
			return fail("detaching the old root", err)
		}
	case errors.Is(err, unix.EPERM):
		if err := unix.Mount(".", "/", "", unix.MS_MOVE, ""); err != nil {
			return fail("moving the root", err)
		}
		if err := unix.Chroot("."); err != nil {
			return fail("chroot", err)
		}
	default:
		return fail("pivot_root", err)
	}
	return fail("entering the root", unix.Chdir("/"))
}

func (m *Mount) apply(root int) error {
	switch m.Op {
	case OpFilesystem:
		return m.filesystem(root)
	case OpBind:
		return m.bind(root, m.Source)
	case OpMask:
		return m.mask(root)
	case OpReadonly:
		return m.readonly(root)
	case OpSymlink:
		return m.symlink(root)
	case OpFile:
		return m.file(root)
	}
	return unix.EINVAL
}

// resolve opens a path below root; links, also absolute ones, stay below it.
func resolve(root int, name string) (int, error) {
	how := unix.OpenHow{Flags: unix.O_PATH | unix.O_CLOEXEC, Resolve: unix.RESOLVE_IN_ROOT | unix.RESOLVE_NO_MAGICLINKS}
	for {
		fd, err := unix.Openat2(root, relative(name), &how)
		if err != unix.EAGAIN && err != unix.EINTR {
			return fd, err
		}
	}
}

func relative(name string) string {
	if name = strings.Trim(path.Clean(name), "/"); name == "" {
		return "."
	}
	return name
}

// place attaches a detached mount to its target.
func (m *Mount) place(root, tree int) error {
	if err := m.makeStub(root); err != nil {
		return err
	}
	target, err := m.target(root)
	if err != nil {
		return err
	}
	defer unix.Close(target)
	return unix.MoveMount(tree, "", target, "", unix.MOVE_MOUNT_F_EMPTY_PATH|unix.MOVE_MOUNT_T_EMPTY_PATH)
}

func (m *Mount) makeStub(root int) error {
	if m.Stub == StubNone {
		return nil
	}
	dir, err := makeDirs(root, path.Dir(m.Target))
	if err != nil {
		return err
	}
	defer unix.Close(dir)
	if m.Stub == StubDir {
		err = unix.Mkdirat(dir, path.Base(m.Target), 0o755)
	} else {
		err = unix.Mknodat(dir, path.Base(m.Target), unix.S_IFREG|0o644, 0)
	}
	if err == unix.EEXIST {
		return nil
	}
	return err
}

// makeDirs opens a directory, and makes it and those above it when absent.
func makeDirs(root int, name string) (int, error) {
	dir, err := resolve(root, name)
	if err != unix.ENOENT || name == "/" {
		return dir, err
	}
	parent, err := makeDirs(root, path.Dir(name))
	if err != nil {
		return -1, err
	}
	defer unix.Close(parent)
	if err := unix.Mkdirat(parent, path.Base(name), 0o755); err != nil && err != unix.EEXIST {
		return -1, err
	}
	return resolve(root, name)
}

// file makes a file in a tmpfs of its own, so that its content is nowhere else, and binds
// it read-only. Its mode decides whether it can be executed.
func (m *Mount) file(root int) error {
	flags := unix.MOUNT_ATTR_NOSUID | unix.MOUNT_ATTR_NODEV
	if m.Mode&0o111 == 0 {
		flags |= unix.MOUNT_ATTR_NOEXEC
	}
	fs, err := newFilesystem("tmpfs", []string{"mode=0700"}, flags)
	if err != nil {
		return err
	}
	defer unix.Close(fs)
	fd, err := unix.Openat(fs, "file", unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return err
	}
	f := os.NewFile(uintptr(fd), "file")
	_, err = f.Write(m.Data)
	err = errors.Join(err, owner.Set(fd, "", int(m.UID), int(m.GID)), unix.Fchmod(fd, m.Mode), f.Close())
	if err != nil {
		return err
	}
	tree, err := unix.OpenTree(fs, "file", unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC)
	if err != nil {
		return err
	}
	defer unix.Close(tree)
	attr := unix.MountAttr{Attr_set: unix.MOUNT_ATTR_RDONLY}
	if err := unix.MountSetattr(tree, "", unix.AT_EMPTY_PATH, &attr); err != nil {
		return err
	}
	return m.place(root, tree)
}

func (m *Mount) filesystem(root int) error {
	tree, err := newFilesystem(m.Fstype, m.Options, int(m.Attr))
	if err != nil {
		if m.Fallback == "" {
			return err
		}
		return m.bind(root, m.Fallback)
	}
	defer unix.Close(tree)
	return m.place(root, tree)
}

func newFilesystem(fstype string, options []string, attr int) (int, error) {
	fs, err := unix.Fsopen(fstype, unix.FSOPEN_CLOEXEC)
	if err != nil {
		return -1, err
	}
	defer unix.Close(fs)
	for _, option := range options {
		key, value, isPair := strings.Cut(option, "=")
		if isPair {
			err = unix.FsconfigSetString(fs, key, value)
		} else {
			err = unix.FsconfigSetFlag(fs, key)
		}
		if err != nil {
			return -1, err
		}
	}
	if err := unix.FsconfigCreate(fs); err != nil {
		return -1, err
	}
	return unix.Fsmount(fs, unix.FSMOUNT_CLOEXEC, attr)
}

func (m *Mount) bind(root int, source string) error {
	if m.Tree != 0 {
		defer unix.Close(int(m.Tree))
		return m.place(root, int(m.Tree))
	}
	flags := uint(unix.OPEN_TREE_CLONE | unix.OPEN_TREE_CLOEXEC)
	setattr := uint(unix.AT_EMPTY_PATH)
	if m.Recursive {
		flags |= unix.AT_RECURSIVE
		setattr |= unix.AT_RECURSIVE
	}
	tree, err := unix.OpenTree(unix.AT_FDCWD, source, flags)
	if err != nil {
		return err
	}
	defer unix.Close(tree)
	if err := checkDevice(tree, source); err != nil {
		return err
	}
	if m.Attr != 0 {
		attr := unix.MountAttr{Attr_set: m.Attr}
		if err := unix.MountSetattr(tree, "", setattr, &attr); err != nil {
			return err
		}
	}
	return m.place(root, tree)
}

func (m *Mount) mask(root int) error {
	target, err := m.covered(root)
	if err != nil {
		return absentIsFine(err)
	}
	defer unix.Close(target)
	var stat unix.Stat_t
	if err := unix.Fstat(target, &stat); err != nil {
		return err
	}
	cover := *m
	if stat.Mode&unix.S_IFMT == unix.S_IFDIR {
		cover.Fstype, cover.Attr = "tmpfs", unix.MOUNT_ATTR_RDONLY
		return cover.filesystem(root)
	}
	return cover.bind(root, "/dev/null")
}

func (m *Mount) readonly(root int) error {
	target, err := m.covered(root)
	if err != nil {
		return absentIsFine(err)
	}
	defer unix.Close(target)
	tree, err := unix.OpenTree(
		target, "", unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC|unix.AT_RECURSIVE|unix.AT_EMPTY_PATH,
	)
	if err != nil {
		return err
	}
	defer unix.Close(tree)
	attr := unix.MountAttr{Attr_set: unix.MOUNT_ATTR_RDONLY}
	if err := unix.MountSetattr(tree, "", unix.AT_EMPTY_PATH|unix.AT_RECURSIVE, &attr); err != nil {
		return err
	}
	return unix.MoveMount(tree, "", target, "", unix.MOVE_MOUNT_F_EMPTY_PATH|unix.MOVE_MOUNT_T_EMPTY_PATH)
}

func absentIsFine(err error) error {
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, unix.ENOTDIR) {
		return nil
	}
	return err
}

func (m *Mount) symlink(root int) error {
	dir, err := resolve(root, path.Dir(m.Target))
	if err != nil {
		return err
	}
	defer unix.Close(dir)
	return unix.Symlinkat(m.Source, dir, path.Base(m.Target))
}
