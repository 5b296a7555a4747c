package host

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/passwd"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Volume is a directory or file of the host that every RUN sees.
type Volume struct {
	Source, Target   string
	ReadOnly, NoExec bool
	Overlay          bool // a copy: changes by commands are discarded
	// Upper and WorkDir keep the changes of commands to an overlay; both or none.
	Upper, WorkDir string
	SetUID, Nodes  bool // set-user-ID programs and device nodes of the directory work
	Owned          bool // it is given to the user of the command, on the host
	Device         bool // it is a node that commands can open
}

// volume shows a directory or file of the host.
func (r *runner) volume(ctx context.Context, spec *specs.Spec, v Volume, user passwd.User) error {
	var err error
	if v.Device {
		return r.device(spec, v)
	}
	source, options := v.Source, []string(nil)
	switch {
	case v.Upper != "":
		source, err = r.keeping(v)
	case v.Overlay:
		source, err = r.discarding(ctx, v.Source)
	case v.Owned:
		err = r.giveAway(ctx, v.Source, user)
	}
	if err != nil {
		return err
	}
	if v.ReadOnly {
		options = append(options, "ro")
	}
	if v.NoExec {
		options = append(options, "noexec")
	}
	if err := r.bind(spec, source, v.Target, options...); err != nil {
		return err
	}
	last := &spec.Mounts[len(spec.Mounts)-1]
	last.Options = slices.DeleteFunc(last.Options, func(option string) bool {
		return v.SetUID && option == "nosuid" || v.Nodes && option == "nodev"
	})
	return nil
}

// keeping provides a directory of the host whose changes go to another one.
func (r *runner) keeping(v Volume) (string, error) {
	if !r.host.Store.Stacks() || r.shift != nil {
		return "", errors.New("upperdir and workdir need a store with overlays, and commands with the ids of cooper: " +
			"use O alone, which discards changes")
	}
	var roots []*safepath.Root
	for _, dir := range []string{v.Source, v.Upper, v.WorkDir} {
		root, err := safepath.OpenRoot(dir)
		if err != nil {
			return "", err
		}
		defer root.Close()
		roots = append(roots, root)
	}
	path, unmount, err := r.host.Work.Keep(roots[0], roots[1], roots[2])
	if err != nil {
		return "", err
	}
	r.onEnd(unmount)
	return path, nil
}

// device shows a node of the host. Its owner and mode say who can open it.
func (r *runner) device(spec *specs.Spec, v Volume) error {
	if !strings.HasPrefix(v.Target, "/dev/") { // that is a file system of the sandbox
		if err := r.ensureInRoot(v.Target, false); err != nil {
			return err
		}
	}
	options := []string{"rbind", "rprivate", "nosuid", "noexec"}
	if v.ReadOnly {
		options = append(options, "ro")
	}
	spec.Mounts = append(spec.Mounts, specs.Mount{
		Destination: v.Target, Type: "bind", Source: v.Source, Options: options,
	})
	return nil
}

// discarding provides a directory of the host that can be written to, without that
// anything reaches it.
func (r *runner) discarding(ctx context.Context, source string) (string, error) {
	info, err := os.Stat(source)
	if err != nil {
		return "", err
	}
	if info.Mode().IsRegular() {
		return r.copyFile(source, info)
	}
	if r.host.Store.Stacks() {
		root, err := safepath.OpenRoot(source)
		if err != nil {
			return "", err
		}
		path, err := r.overlaid(root, ".")
		root.Close()
		if err == nil {
			return path, nil
		}
	}
	tmp, err := r.host.Work.TempDir()
	if err != nil {
		return "", err
	}
	return tmp, copyTree(ctx, source, tmp)
}

// copyFile copies a file of the host, with its owner and mode.
func (r *runner) copyFile(source string, info os.FileInfo) (name string, err error) {
	dir, err := r.host.Work.TempDir()
	if err != nil {
		return "", err
	}
	from, err := os.Open(source)
	if err != nil {
		return "", err
	}
	defer from.Close()
	name = filepath.Join(dir, "file")
	to, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Close()); err != nil {
		return "", err
	}
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		err = owner.Set(unix.AT_FDCWD, name, int(st.Uid), int(st.Gid))
	}
	return name, errors.Join(err, os.Chmod(name, info.Mode().Perm()))
}

// ofSystem are directories that no command may be given, nor anything below them.
var ofSystem = []string{"/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/sbin", "/sys", "/usr"}

// giveAway changes the owner of files of the host to the user of the command. It refuses
// directories of the system and those around the store.
func (r *runner) giveAway(ctx context.Context, source string, user passwd.User) error {
	real, err := filepath.EvalSymlinks(source)
	if err != nil {
		return err
	}
	within := func(dir string) bool { return real == dir || strings.HasPrefix(real, dir+"/") }
	store, err := filepath.EvalSymlinks(r.host.Store.GraphRoot())
	if err != nil {
		return err
	}
	if strings.Count(real, "/") < 2 || slices.ContainsFunc(ofSystem, within) || strings.HasPrefix(store+"/", real+"/") {
		return fmt.Errorf(
			"option U would change the owner of all files of %s to user %d: use a directory that belongs to the build",
			real, user.UID,
		)
	}
	info, err := os.Stat(real)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return setOwner(unix.AT_FDCWD, real, user)
	}
	return chownAll(ctx, real, user)
}
