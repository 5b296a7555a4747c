package host

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// mounted is a mount of this RUN that others may lie in.
type mounted struct {
	target  string
	backing *safepath.Root // where mount points are made; nil: nowhere, or in memory
	memory  bool
	shown   bool // backing shows files as the command has them
}

// ensureMountPoint makes the mount point of a target, in the root or in an earlier mount
// that contains it.
func (r *runner) ensureMountPoint(target string, dir bool) error {
	for i := len(r.inner) - 1; i >= 0; i-- {
		outer := r.inner[i]
		rel, inside := strings.CutPrefix(target, outer.target+"/")
		switch {
		case !inside:
		case outer.memory:
			return nil // the sandbox makes it
		case outer.backing == nil:
			return nil // the mount is read-only: without the mount point, mounting fails
		default:
			return r.ensureMountPointIn(outer, rel, dir)
		}
	}
	if strings.HasPrefix(target, "/dev/") {
		return nil
	}
	return r.ensureInRoot(target, dir)
}

// ensureMountPointIn makes a mount point in an earlier mount. It is removed after the
// command if it is empty.
func (r *runner) ensureMountPointIn(outer mounted, name string, dir bool) error {
	root := outer.backing
	if _, err := root.Lstat(name); err == nil {
		return nil
	}
	make := func() error { return makeMountPoint(root, name, dir, r.rootIn(outer.shown)) }
	var err error
	if outer.shown {
		err = r.shift.As(make)
	} else {
		err = make()
	}
	if err != nil {
		return err
	}
	r.onEnd(func() error { removeMountPoint(root, name); return nil })
	return nil
}

func makeMountPoint(root *safepath.Root, name string, dir bool, as safepath.Owner) error {
	if _, err := root.Stat(name); err == nil {
		return nil
	}
	parent := name
	if !dir {
		parent = filepath.Dir(name)
	}
	d, _, err := root.MkdirAll(parent, as)
	if err != nil {
		return err
	}
	defer d.Close()
	if dir {
		return nil
	}
	f, err := root.Open(name, unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	return f.Close()
}

// ensureInRoot makes a mount point in the root. The default mount points are in the layer
// of stubs below the image. Other missing ones are made, and removed after the RUN.
func (r *runner) ensureInRoot(target string, dir bool) error {
	if r.root == nil {
		return nil // the stack shows it: see onStack
	}
	if _, err := r.root.Stat(target); err == nil {
		return nil
	}
	r.rememberTime(target)
	parent := filepath.Dir(safepath.Clean(target))
	if dir {
		parent = safepath.Clean(target)
	}
	d, made, err := r.root.MkdirAll(parent, safepath.Owner{Mode: 0o755})
	r.made = append(r.made, made...)
	if err != nil || dir {
		if err == nil {
			err = d.Close()
		}
		return err
	}
	defer d.Close()
	return r.makeFile(target, 0)
}

// ensureVolumes makes the directories of volumes that neither the image nor the layer of
// stubs has. They are removed after the RUN, unless it changed them. A file in the place of
// one stays.
func (r *runner) ensureVolumes() {
	for _, v := range r.step.Volumes {
		_ = r.ensureInRoot(v, true)
	}
}

// rememberTime notes the time of the nearest existing directory.
func (r *runner) rememberTime(target string) {
	for dir := filepath.Dir(safepath.Clean(target)); ; dir = filepath.Dir(dir) {
		f, err := r.root.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY, 0)
		if err != nil && dir != "." {
			continue
		}
		var st unix.Stat_t
		if err != nil {
			return
		}
		if unix.Fstat(int(f.Fd()), &st) == nil {
			r.times = append(r.times, dirTime{dir, st.Mtim})
		}
		f.Close()
		return
	}
}

// makeFile makes an empty file, at the end of links when the path is one.
func (r *runner) makeFile(target string, links int) error {
	dir, base, err := r.root.Parent(target)
	if err != nil {
		return err
	}
	defer dir.Close()
	buf := make([]byte, unix.PathMax)
	if n, err := unix.Readlinkat(int(dir.Fd()), base, buf); err == nil {
		next := string(buf[:n])
		if !filepath.IsAbs(next) {
			next = filepath.Join(filepath.Dir(safepath.Clean(target)), next)
		}
		if links > 40 {
			return &os.PathError{Op: "open", Path: target, Err: unix.ELOOP}
		}
		d, made, err := r.root.MkdirAll(filepath.Dir(safepath.Clean(next)), safepath.Owner{Mode: 0o755})
		r.made = append(r.made, made...)
		if err != nil {
			return err
		}
		d.Close()
		return r.makeFile(next, links+1)
	}
	fd, err := unix.Openat(
		int(dir.Fd()), base, unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0o644,
	)
	if err == unix.EEXIST {
		return nil
	}
	if err != nil {
		return &os.PathError{Op: "create mount point", Path: target, Err: err}
	}
	unix.Close(fd)
	r.made = append(r.made, safepath.Clean(target))
	return nil
}

// removeStubs removes the mount points that were made, unless the command put something
// there. It restores the times of their parent directories. So a change by the command to
// such a directory cannot be seen by its time.
func (r *runner) removeStubs() {
	for _, name := range slices.Backward(r.made) {
		if !changed(r.root, name) {
			removeMountPoint(r.root, name)
		}
	}
	for _, t := range slices.Backward(r.times) {
		dir, err := r.root.Open(t.dir, unix.O_RDONLY|unix.O_DIRECTORY, 0)
		if err != nil {
			continue // the command removed it
		}
		_ = unix.UtimesNanoAt(unix.AT_FDCWD, fmt.Sprintf("/proc/self/fd/%d", dir.Fd()), []unix.Timespec{t.at, t.at}, 0)
		dir.Close()
	}
}

// changed reports whether a directory is not as it was made for a mount or a volume.
func changed(root *safepath.Root, name string) bool {
	f, err := root.Open(name, unix.O_PATH|unix.O_NOFOLLOW, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	var st unix.Stat_t
	err = owner.Stat(int(f.Fd()), "", &st)
	return err == nil && st.Mode&unix.S_IFMT == unix.S_IFDIR && (st.Uid != 0 || st.Gid != 0 || st.Mode&0o7777 != 0o755)
}

// removeMountPoint removes a mount point that was made, unless there is something in it.
func removeMountPoint(root *safepath.Root, name string) {
	dir, base, err := root.Parent(name)
	if err != nil {
		return // it is gone
	}
	defer dir.Close()
	var st unix.Stat_t
	switch {
	case unix.Fstatat(int(dir.Fd()), base, &st, unix.AT_SYMLINK_NOFOLLOW) != nil:
	case st.Mode&unix.S_IFMT == unix.S_IFDIR:
		_ = unix.Unlinkat(int(dir.Fd()), base, unix.AT_REMOVEDIR)
	case st.Mode&unix.S_IFMT == unix.S_IFREG && st.Size == 0:
		_ = unix.Unlinkat(int(dir.Fd()), base, 0)
	}
}

// stubsFor is the layer of stubs for a step: the usual ones, or also those of its
// mounts and the build's volumes. A mount that is absent has none: the command would
// find an empty file.
func (h *Host) stubsFor(step *dispatch.RunStep, from []exec.Mounted) (*safepath.Root, error) {
	var dirs, files []string
	for i := range step.Mounts {
		m := &step.Mounts[i]
		if h.absent(m) {
			continue
		}
		dir, err := h.isDir(m, from[i])
		if err != nil {
			return nil, fmt.Errorf("mount at %s: %w", m.Target, err)
		}
		if dir {
			dirs = append(dirs, m.Target)
		} else if m.Target != "" {
			files = append(files, m.Target)
		}
	}
	for _, v := range h.Run.Volumes {
		if info, err := os.Stat(v.Source); err == nil && info.IsDir() {
			dirs = append(dirs, v.Target)
		} else {
			files = append(files, v.Target)
		}
	}
	if len(dirs)+len(files)+len(step.Volumes) == 0 {
		return h.stubs, nil
	}
	stubs, err := h.makeStubs()
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	h.close = append(h.close, stubs.Close)
	h.mu.Unlock()
	for _, d := range dirs {
		err = errors.Join(err, makeMountPoint(stubs, d, true, safepath.Owner{Mode: 0o755}))
	}
	for _, f := range files {
		err = errors.Join(err, makeMountPoint(stubs, f, false, safepath.Owner{Mode: 0o755}))
	}
	for _, v := range step.Volumes { // a file of another mount may be in the way
		_ = makeMountPoint(stubs, v, true, safepath.Owner{Mode: 0o755})
	}
	return stubs, err
}

// absent reports whether a mount is of a secret or an agent that was not given.
func (h *Host) absent(m *dispatch.Mount) bool {
	given := true
	switch m.Kind {
	case mount.Secret:
		_, given = h.Run.Secrets[m.ID]
	case mount.SSH:
		_, given = h.Run.Agents[m.ID]
	}
	return !given
}

// makeStubs makes the layer that lies below an image during a RUN, so that the
// usual mount points are there without touching the image.
func (h *Host) makeStubs() (*safepath.Root, error) {
	dir, err := h.Work.TempDir()
	if err != nil {
		return nil, err
	}
	for _, d := range []string{"proc", "sys", "dev", "etc"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o755); err != nil {
			return nil, err
		}
	}
	for _, f := range h.Run.files() {
		if err := os.WriteFile(filepath.Join(dir, f), nil, 0o644); err != nil {
			return nil, err
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return nil, err
	}
	return safepath.OpenRoot(dir)
}
