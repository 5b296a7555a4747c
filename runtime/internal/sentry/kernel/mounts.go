package kernel

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/abi/linux"
	"gvisor.dev/gvisor/pkg/context"
	"gvisor.dev/gvisor/pkg/errors/linuxerr"
	"gvisor.dev/gvisor/pkg/fspath"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/dev"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/devpts"
	goferfs "gvisor.dev/gvisor/pkg/sentry/fsimpl/gofer"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/mqfs"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/overlay"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/proc"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/sys"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/tmpfs"
	"gvisor.dev/gvisor/pkg/sentry/kernel/auth"
	"gvisor.dev/gvisor/pkg/sentry/pgalloc"
	"gvisor.dev/gvisor/pkg/sentry/vfs"
	"gvisor.dev/gvisor/pkg/usermem"

	"github.com/cooper-build/cooper/runtime/internal/sentry"
)

// attributes are the prefixes of extended attributes that the upper filesystem holds.
var attributes = []string{
	linux.XATTR_USER_PREFIX, linux.XATTR_TRUSTED_PREFIX, linux.XATTR_SECURITY_PREFIX,
}

// userXattr is the option of an overlay that keeps its marks in attributes of users: the gofer
// client of the sentry has no others.
const userXattr = "userxattr"

// disconnected makes a filesystem that is mounted nowhere yet.
func (s *sandbox) disconnected(ctx context.Context, fs string, opts vfs.MountOptions) (*vfs.Mount, error) {
	opts.GetFilesystemOptions.InternalMount = true
	m, err := s.kernel.VFS().MountDisconnected(ctx, s.root, "", fs, &opts)
	if err != nil {
		return nil, fmt.Errorf("mounting %s: %w", fs, err)
	}
	return m, nil
}

// tree makes a filesystem of a tree of the gofer. Others may change a writable one.
func (s *sandbox) tree(ctx context.Context, index int, opts vfs.MountOptions) (*vfs.Mount, error) {
	data := fmt.Sprintf("trans=fd,rfdno=%d,wfdno=%[1]d", s.connections[index])
	if s.orders.Trees[index].Writable {
		data += ",cache=remote_revalidating"
	} else {
		opts.ReadOnly = true
	}
	opts.GetFilesystemOptions = vfs.GetFilesystemOptions{
		Data: data, InternalData: goferfs.InternalFilesystemOptions{OpenSocketsByConnecting: true},
	}
	return s.disconnected(ctx, goferfs.Name, opts)
}

// writable makes an empty filesystem in a memory file, or in the kernel's own for nil.
func (s *sandbox) writable(ctx context.Context, memory *pgalloc.MemoryFile) (*vfs.Mount, error) {
	return s.disconnected(ctx, tmpfs.Name, vfs.MountOptions{GetFilesystemOptions: vfs.GetFilesystemOptions{
		InternalData: tmpfs.FilesystemOpts{
			RootFileType: linux.S_IFDIR, DisableDefaultSizeLimit: true, MemoryFile: memory,
			AllowXattrPrefix: attributes,
		},
	}})
}

// over puts a writable filesystem on trees, top first.
func (s *sandbox) over(ctx context.Context, trees []int, memory *pgalloc.MemoryFile, opts vfs.MountOptions) (
	merged *vfs.Mount, lowers []vfs.VirtualDentry, upper vfs.VirtualDentry, err error,
) {
	for _, index := range trees {
		m, err := s.tree(ctx, index, vfs.MountOptions{})
		if err != nil {
			return nil, nil, upper, err
		}
		lowers = append(lowers, vfs.MakeVirtualDentry(m, m.Root()))
	}
	m, err := s.writable(ctx, memory)
	if err != nil {
		return nil, nil, upper, err
	}
	upper = vfs.MakeVirtualDentry(m, m.Root())
	if err := s.likeRoot(ctx, lowers[0], upper); err != nil {
		return nil, nil, upper, err
	}
	opts.GetFilesystemOptions = vfs.GetFilesystemOptions{
		Data: userXattr, InternalData: overlay.FilesystemOptions{UpperRoot: upper, LowerRoots: lowers},
	}
	merged, err = s.disconnected(ctx, overlay.Name, opts)
	return merged, lowers, upper, err
}

// likeRoot gives the root of a filesystem the owner, mode and time of another one.
func (s *sandbox) likeRoot(ctx context.Context, from, to vfs.VirtualDentry) error {
	const mask = linux.STATX_UID | linux.STATX_GID | linux.STATX_MODE
	v := s.kernel.VFS()
	st, err := v.StatAt(ctx, s.root, at(from, ""), &vfs.StatOptions{Mask: mask | linux.STATX_MTIME})
	if err != nil {
		return fmt.Errorf("reading the root directory: %w", err)
	}
	return v.SetStatAt(ctx, s.root, at(to, ""), &vfs.SetStatOptions{Stat: linux.Statx{
		Mask: mask | linux.STATX_MTIME, UID: st.UID, GID: st.GID, Mode: st.Mode &^ linux.S_IFMT, Mtime: st.Mtime,
	}})
}

// at is a path below a directory.
func at(dir vfs.VirtualDentry, name string) *vfs.PathOperation {
	return &vfs.PathOperation{Root: dir, Start: dir, Path: fspath.Parse(name)}
}

// mountRoot mounts the root filesystem.
func (s *sandbox) mountRoot(ctx context.Context) error {
	trees := s.orders.Root
	if s.orders.Stubs >= 0 {
		trees = append(slices.Clone(trees), s.orders.Stubs)
	}
	merged, lowers, upper, err := s.over(ctx, trees, s.scratch, vfs.MountOptions{})
	if err != nil {
		return err
	}
	if s.base, err = s.readOnly(ctx, lowers[:len(s.orders.Root)]); err != nil {
		return err
	}
	s.upper = upper
	s.merged = vfs.MakeVirtualDentry(merged, merged.Root())
	s.mounts, err = s.kernel.VFS().NewMountNamespace(
		ctx, s.root, "rootfs", tmpfs.Name, &vfs.MountOptions{ReadOnly: true, Locked: true}, s.kernel,
	)
	if err != nil {
		return fmt.Errorf("making a mount namespace: %w", err)
	}
	return s.connect(ctx, merged, "/")
}

// readOnly is a view of filesystems, top first.
func (s *sandbox) readOnly(ctx context.Context, lowers []vfs.VirtualDentry) (vfs.VirtualDentry, error) {
	if len(lowers) == 1 {
		return lowers[0], nil
	}
	m, err := s.disconnected(ctx, overlay.Name, vfs.MountOptions{
		ReadOnly: true, GetFilesystemOptions: vfs.GetFilesystemOptions{
			Data: userXattr, InternalData: overlay.FilesystemOptions{LowerRoots: lowers},
		},
	})
	if err != nil {
		return vfs.VirtualDentry{}, err
	}
	return vfs.MakeVirtualDentry(m, m.Root()), nil
}

// makeCwd makes the working directory, which belongs to the user of the command.
func (s *sandbox) makeCwd(ctx context.Context) error {
	if !s.orders.MakeCwd {
		return nil
	}
	creds := s.root.Fork()
	creds.EffectiveKUID, creds.EffectiveKGID = auth.KUID(s.orders.UID), auth.KGID(s.orders.GID)
	err := s.kernel.VFS().MkdirAllAt(
		ctx, s.orders.Cwd, s.mounts.Root(ctx), creds, &vfs.MkdirOptions{Mode: 0o755}, true,
	)
	if err != nil {
		return &startError{"entering the working directory " + s.orders.Cwd, errno(err)}
	}
	return nil
}

// connect mounts a filesystem on a path.
func (s *sandbox) connect(ctx context.Context, m *vfs.Mount, target string) error {
	point := at(s.mounts.Root(ctx), target)
	point.FollowFinalSymlink = true
	if err := s.kernel.VFS().ConnectMountAt(ctx, s.root, m, point); err != nil {
		return fmt.Errorf("mounting on %s: %w", target, err)
	}
	return nil
}

// mountSystem mounts the filesystems that every command has.
func (s *sandbox) mountSystem(ctx context.Context) error {
	for _, m := range []struct {
		fs, target string
		internal   any
		readOnly   bool
	}{
		{fs: proc.Name, target: "/proc", internal: &proc.InternalData{}},
		{fs: sys.Name, target: "/sys", internal: &sys.InternalData{}, readOnly: true},
		{fs: dev.Name, target: "/dev"},
		{fs: devpts.Name, target: "/dev/pts"},
		{fs: mqfs.Name, target: "/dev/mqueue"},
	} {
		if strings.HasPrefix(m.target, "/dev/") {
			if err := s.mountPoint(ctx, m.target, true); err != nil {
				return err
			}
		} else if err := s.noLink(ctx, m.target); err != nil {
			return err
		}
		mount, err := s.disconnected(ctx, m.fs, vfs.MountOptions{
			ReadOnly: m.readOnly, GetFilesystemOptions: vfs.GetFilesystemOptions{InternalData: m.internal},
		})
		if err != nil {
			return err
		}
		if err := s.connect(ctx, mount, m.target); err != nil {
			return err
		}
	}
	return nil
}

// noLink fails if a path is a symbolic link: a filesystem of the kernel belongs in its place.
func (s *sandbox) noLink(ctx context.Context, name string) error {
	point := at(s.mounts.Root(ctx), name)
	st, err := s.kernel.VFS().StatAt(ctx, s.root, point, &vfs.StatOptions{Mask: linux.STATX_TYPE})
	if err == nil && st.Mode&linux.S_IFMT == linux.S_IFLNK {
		err = unix.ELOOP
	}
	if err != nil {
		return fmt.Errorf("mounting on %s: %w", name, err)
	}
	return nil
}

// cover masks paths, and makes others read-only. What does not exist is fine.
func (s *sandbox) cover(ctx context.Context) error {
	for _, name := range s.orders.ReadOnly {
		if err := s.coverReadOnly(ctx, name); err != nil {
			return fmt.Errorf("making %s read-only: %w", name, err)
		}
	}
	for _, name := range s.orders.Masked {
		point := at(s.mounts.Root(ctx), name)
		st, err := s.kernel.VFS().StatAt(ctx, s.root, point, &vfs.StatOptions{Mask: linux.STATX_TYPE})
		if linuxerr.Equals(linuxerr.ENOENT, err) {
			continue
		}
		if err != nil {
			return fmt.Errorf("masking %s: %w", name, err)
		}
		m, err := s.disconnected(ctx, tmpfs.Name, vfs.MountOptions{
			ReadOnly: true, GetFilesystemOptions: vfs.GetFilesystemOptions{
				InternalData: tmpfs.FilesystemOpts{RootFileType: st.Mode & linux.S_IFMT},
			},
		})
		if err != nil {
			return fmt.Errorf("masking %s: %w", name, err)
		}
		if err := s.connect(ctx, m, name); err != nil {
			return err
		}
	}
	return nil
}

// coverReadOnly mounts a path on itself.
func (s *sandbox) coverReadOnly(ctx context.Context, name string) error {
	v := s.kernel.VFS()
	found, err := v.GetDentryAt(ctx, s.root, at(s.mounts.Root(ctx), name), &vfs.GetDentryOptions{})
	if linuxerr.Equals(linuxerr.ENOENT, err) {
		return nil
	}
	if err != nil {
		return err
	}
	defer found.DecRef(ctx)
	same, err := v.CloneMountAt(found.Mount(), found.Dentry(), &vfs.MountOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	return s.connect(ctx, same, name)
}

// mountPoint makes the mount point of a target where there is none.
func (s *sandbox) mountPoint(ctx context.Context, target string, dir bool) error {
	v, root := s.kernel.VFS(), s.mounts.Root(ctx)
	parent := target
	if !dir {
		parent = path.Dir(target)
	}
	if err := v.MkdirAllAt(ctx, parent, root, s.root, &vfs.MkdirOptions{Mode: 0o755}, true); err != nil {
		return fmt.Errorf("making the mount point %s: %w", target, err)
	}
	if dir {
		return nil
	}
	point := at(root, target)
	point.FollowFinalSymlink = true
	if _, err := v.StatAt(ctx, s.root, point, &vfs.StatOptions{}); err == nil {
		return nil
	}
	file, err := v.OpenAt(ctx, s.root, point, &vfs.OpenOptions{Flags: linux.O_CREAT | linux.O_WRONLY, Mode: 0o644})
	if err != nil {
		return fmt.Errorf("making the mount point %s: %w", target, err)
	}
	file.DecRef(ctx)
	return nil
}

// mountAll mounts what the command has besides.
func (s *sandbox) mountAll(ctx context.Context) error {
	for i := range s.orders.Mounts {
		m := &s.orders.Mounts[i]
		if err := s.mount(ctx, m); err != nil {
			return fmt.Errorf("mount at %s: %w", m.Target, err)
		}
	}
	return nil
}

func (s *sandbox) mount(ctx context.Context, m *sentry.Mount) (err error) {
	var made *vfs.Mount
	directory := true
	switch m.Kind {
	case sentry.KindTmpfs:
		data := fmt.Sprintf("mode=%o", m.Mode)
		if m.Size != "" {
			data += ",size=" + m.Size
		}
		made, err = s.disconnected(ctx, tmpfs.Name, s.flags(m, vfs.GetFilesystemOptions{Data: data}))
	case sentry.KindFile:
		made, err = s.fileMount(ctx, m)
		directory = false
	case sentry.KindTree:
		made, err = s.treeMount(ctx, m)
		directory = s.orders.Trees[m.Tree].Dir
	default:
		err = fmt.Errorf("kind %q: %w", m.Kind, errors.ErrUnsupported)
	}
	if err != nil {
		return err
	}
	if err := s.mountPoint(ctx, m.Target, directory); err != nil && !linuxerr.Equals(linuxerr.EROFS, err) {
		return err
	}
	return s.connect(ctx, made, m.Target)
}

// flags are the options of a mount of the command's own.
func (s *sandbox) flags(m *sentry.Mount, fs vfs.GetFilesystemOptions) vfs.MountOptions {
	return vfs.MountOptions{
		Flags:    vfs.MountFlags{NoExec: m.NoExec, NoSUID: true, NoDev: true},
		ReadOnly: m.ReadOnly, GetFilesystemOptions: fs,
	}
}

func (s *sandbox) treeMount(ctx context.Context, m *sentry.Mount) (*vfs.Mount, error) {
	opts := s.flags(m, vfs.GetFilesystemOptions{})
	if !m.Discard {
		return s.tree(ctx, m.Tree, opts)
	}
	merged, _, _, err := s.over(ctx, []int{m.Tree}, nil, opts)
	return merged, err
}

// fileMount makes a file in memory.
func (s *sandbox) fileMount(ctx context.Context, m *sentry.Mount) (*vfs.Mount, error) {
	opts := s.flags(m, vfs.GetFilesystemOptions{InternalData: tmpfs.FilesystemOpts{RootFileType: linux.S_IFREG}})
	opts.ReadOnly = false // until it is written
	made, err := s.disconnected(ctx, tmpfs.Name, opts)
	if err != nil {
		return nil, err
	}
	v, file := s.kernel.VFS(), vfs.MakeVirtualDentry(made, made.Root())
	open, err := v.OpenAt(ctx, s.root, at(file, ""), &vfs.OpenOptions{Flags: linux.O_WRONLY})
	if err != nil {
		return nil, err
	}
	if _, err := open.Write(ctx, usermem.BytesIOSequence(m.Data), vfs.WriteOptions{}); err != nil {
		return nil, err
	}
	err = v.SetStatAt(ctx, s.root, at(file, ""), &vfs.SetStatOptions{Stat: linux.Statx{
		Mask: linux.STATX_UID | linux.STATX_GID | linux.STATX_MODE, UID: m.UID, GID: m.GID,
		Mode: uint16(m.Mode & 0o7777),
	}})
	if err != nil {
		return nil, err
	}
	open.DecRef(ctx) // nothing may be open for writing
	return made, v.SetMountReadOnly(made, m.ReadOnly)
}
