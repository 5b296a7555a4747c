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

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/account"
	"github.com/cooper-build/cooper/build/internal/agent"
	"github.com/cooper-build/cooper/build/internal/cachemount"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/caps"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
	"github.com/cooper-build/cooper/runtime/userns"
	"github.com/cooper-build/cooper/seccomp/profile"
)

// RunOptions say how commands are confined. The zero value is the default: the
// default capabilities and seccomp profile.
type RunOptions struct {
	Network    network.Mode
	CapAdd     []string
	CapDrop    []string
	Seccomp    string // path of a profile; "unconfined"; empty: the default
	NoNewPrivs bool
	// AllowHost lets a RUN leave a private network for the host's.
	AllowHost bool
	// AllowInsecure lets a RUN give up the sandbox's confinement.
	AllowInsecure  bool
	Volumes        []Volume
	AddHosts       []string // name:address
	Ulimits        []specs.POSIXRlimit
	ShmSize        int64  // bytes; 0: 64 MiB
	Runtime        string // path of an OCI runtime; empty: the built-in sandbox
	Secrets        map[string][]byte
	Hostname       string // empty: that of the template
	CacheNamespace string // before the ids of cache mounts
	Agents         map[string]*agent.Source
}

// Volume is a directory or file of the host that every RUN sees.
type Volume struct {
	Source, Target string
	ReadOnly       bool
}

// Run runs a command on a change.
func (h *Host) Run(ctx context.Context, c exec.Change, step *dispatch.RunStep, from []exec.Mounted, out io.Writer) error {
	if err := h.Emulator.Enable(step.Arch); err != nil {
		return err
	}
	mode, err := h.network(ctx, step.Network)
	if err != nil {
		return err
	}
	stubs, err := h.stubsFor(step, from)
	if err != nil {
		return err
	}
	return h.merged(c.(*change), stubs, func(target string, root *safepath.Root) (err error) {
		r := &runner{host: h, step: step, from: from, target: target, root: root, network: mode}
		defer func() { err = errors.Join(err, r.end()) }()
		spec, err := r.spec(ctx)
		if err != nil {
			return err
		}
		if r.secret && h.Config.Run.Runtime != "" {
			return errors.New("secrets are not supported with isolation oci: they would have to be written to the disk")
		}
		return h.start(ctx, spec, r.network, sandbox.Options{Stdout: out, Stderr: out, Files: r.files})
	})
}

// end undoes what was prepared for the command.
func (r *runner) end() error {
	var err error
	for _, f := range slices.Backward(r.cleanup) {
		err = errors.Join(err, f())
	}
	r.removeStubs()
	return err
}

func (h *Host) start(ctx context.Context, spec *specs.Spec, mode network.Mode, opts sandbox.Options) error {
	dir, err := h.Work.TempDir()
	if err != nil {
		return err
	}
	if mode == network.Private {
		opts.Connect = func(ctx context.Context, pid int) (func(), error) { return network.Connect(ctx, pid, dir) }
	}
	if h.Config.Run.Runtime == "" {
		return explainStart(sandbox.Run(ctx, spec, opts), spec)
	}
	opts.StateDir = dir
	return sandbox.RunOCI(ctx, spec, h.Config.Run.Runtime, opts)
}

// explainStart says what a failed start means to the writer of a Containerfile.
func explainStart(err error, spec *specs.Spec) error {
	var start *sandbox.StartError
	if !errors.As(err, &start) || !strings.HasPrefix(start.Doing, "exec ") {
		return err
	}
	name := spec.Process.Args[0]
	switch start.Errno {
	case unix.ENOENT:
		if name == "/bin/sh" {
			return &CommandError{Code: 127, Err: errors.New("the image has no /bin/sh"),
				Hint: `use the exec form, RUN ["/path/to/program", "argument"], or a base that has a shell`}
		}
		return &CommandError{Code: 127, Err: fmt.Errorf("%s: command not found in the image", name),
			Hint: "the name is looked up in the PATH of the image; its interpreter or dynamic loader may be missing too"}
	case unix.EACCES:
		return &CommandError{Code: 126, Err: fmt.Errorf("%s: permission denied", name), Hint: "COPY --chmod=755 makes it executable"}
	case unix.ENOEXEC:
		return &CommandError{Code: 126, Err: fmt.Errorf("%s: not a program of this machine's architecture", name)}
	}
	return err
}

// CommandError is a command that could not be started.
type CommandError struct {
	Code int // as a shell would have it: 126 or 127
	Err  error
	Hint string
}

func (e *CommandError) Error() string { return e.Err.Error() }

func (e *CommandError) Unwrap() error { return e.Err }

// runner prepares one RUN.
type runner struct {
	host    *Host
	step    *dispatch.RunStep
	from    []exec.Mounted
	target  string
	root    *safepath.Root
	network network.Mode
	made    []string // mount points that were not there, outermost first
	times   []dirTime

	inner   []mounted // the step's own mounts so far
	files   []sandbox.File
	secret  bool                         // the command gets one
	agent   string                       // target of the first ssh mount
	leases  map[string]*cachemount.Lease // by the id of the mount
	cleanup []func() error
}

// dirTime is the time of a directory before a mount point was made in it.
type dirTime struct {
	dir *os.File
	at  unix.Timespec
}

func (r *runner) spec(ctx context.Context) (*specs.Spec, error) {
	opts := &r.host.Config.Run
	user, err := account.Lookup(r.root, r.step.User)
	if err != nil {
		return nil, err
	}
	if r.step.Insecure {
		if !opts.AllowInsecure {
			return nil, errors.New("RUN --security=insecure needs --allow security.insecure: the command would run without seccomp filter and with all capabilities of the sandbox")
		}
		insecure := *opts
		insecure.Seccomp, insecure.CapAdd, insecure.CapDrop, insecure.NoNewPrivs = "unconfined", []string{"all"}, nil, false
		opts = &insecure
	}
	bounding, err := caps.Adjust(caps.Default(), opts.CapAdd, opts.CapDrop)
	if err != nil {
		return nil, err
	}
	// A working directory that no layer has, as a base may name one, is made.
	dir, _, err := r.root.MkdirAll(r.step.Cwd, safepath.Owner{Mode: 0o755})
	if err != nil {
		return nil, fmt.Errorf("entering the working directory: %w", err)
	}
	dir.Close()
	spec := sandbox.Template()
	spec.Root.Path = r.target
	if opts.Hostname != "" {
		spec.Hostname = opts.Hostname
	}
	spec.Process.Args = r.step.Args
	spec.Process.Env = r.environment(user)
	spec.Process.Cwd = r.step.Cwd
	spec.Process.User = specs.User{UID: user.UID, GID: user.GID, AdditionalGids: user.Groups}
	spec.Process.NoNewPrivileges = opts.NoNewPrivs
	spec.Process.Rlimits = opts.Ulimits
	spec.Process.Capabilities = &specs.LinuxCapabilities{Bounding: bounding}
	if user.UID == 0 {
		spec.Process.Capabilities.Effective, spec.Process.Capabilities.Permitted = bounding, bounding
	}
	if spec.Linux.Seccomp, err = profileFor(opts.Seccomp, bounding); err != nil {
		return nil, err
	}
	maps, err := userns.Current()
	if err != nil {
		return nil, err
	}
	spec.Linux.UIDMappings, spec.Linux.GIDMappings = maps.UIDs, maps.GIDs
	if r.network.Isolated() {
		sandbox.IsolateNetwork(spec)
	}
	if opts.ShmSize != 0 {
		sandbox.SetShmSize(spec, opts.ShmSize)
	}
	if err := r.mounts(spec); err != nil {
		return nil, err
	}
	return spec, r.stepMounts(ctx, spec, user)
}

func profileFor(name string, bounding []string) (*specs.LinuxSeccomp, error) {
	switch name {
	case "unconfined":
		return nil, nil
	case "":
		return profile.Default(bounding)
	default:
		return profile.Load(name, bounding)
	}
}

// environment is the step's, with the defaults that every command expects.
func (r *runner) environment(user account.User) []string {
	env := slices.Concat(r.step.ProxyEnv, r.step.Env)
	has := func(name string) bool {
		return slices.ContainsFunc(env, func(kv string) bool { return strings.HasPrefix(kv, name+"=") })
	}
	if !has("PATH") {
		env = append(env, "PATH="+dispatch.DefaultPath)
	}
	if !has("HOME") {
		env = append(env, "HOME="+user.Home)
	}
	return env
}

// mounts adds the files that are provided to a RUN and never committed.
func (r *runner) mounts(spec *specs.Spec) error {
	dir, err := r.host.Work.TempDir()
	if err != nil {
		return err
	}
	for _, target := range []string{"/proc", "/sys", "/dev"} {
		if err := r.mountPoint(target, true); err != nil {
			return err
		}
	}
	opts := &r.host.Config.Run
	provided := map[string]string{
		"/etc/hosts":       network.Hosts(spec.Hostname, opts.AddHosts),
		"/etc/hostname":    spec.Hostname + "\n",
		"/etc/resolv.conf": r.network.ResolvConf(),
	}
	for _, target := range []string{"/etc/hosts", "/etc/hostname", "/etc/resolv.conf"} {
		file := filepath.Join(dir, filepath.Base(target))
		if err := os.WriteFile(file, []byte(provided[target]), 0o644); err != nil {
			return err
		}
		if err := r.bind(spec, file, target, true); err != nil {
			return err
		}
	}
	for _, v := range opts.Volumes {
		if err := r.bind(spec, v.Source, v.Target, v.ReadOnly); err != nil {
			return fmt.Errorf("volume %s: %w", v.Target, err)
		}
	}
	if r.step.Script != nil {
		return r.script(spec, dir)
	}
	return nil
}

// script provides a heredoc with its own interpreter line, below /dev, which is
// a file system of the sandbox.
func (r *runner) script(spec *specs.Spec, dir string) error {
	scripts := filepath.Join(dir, "pipes")
	if err := os.Mkdir(scripts, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(scripts, r.step.Script.Name), []byte(r.step.Script.Data), 0o755); err != nil {
		return err
	}
	spec.Mounts = append(spec.Mounts, specs.Mount{
		Destination: filepath.Dir(r.step.Args[0]), Type: "bind", Source: scripts, Options: []string{"bind", "ro"},
	})
	return nil
}

func (r *runner) bind(spec *specs.Spec, source, target string, readOnly bool) error {
	info, err := os.Stat(source)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(target, "/dev/") { // that is a file system of the sandbox
		if err := r.mountPoint(target, info.IsDir()); err != nil {
			return err
		}
	}
	options := []string{"rbind", "rprivate", "nosuid", "nodev"}
	if readOnly {
		options = append(options, "ro")
	}
	spec.Mounts = append(spec.Mounts, specs.Mount{Destination: target, Type: "bind", Source: source, Options: options})
	return nil
}

// mountPoint makes sure that there is something to mount over. The usual places
// are in the layer of stubs below the image; what is missing all the same is
// made, and removed after the RUN.
func (r *runner) mountPoint(target string, dir bool) error {
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

// rememberTime keeps the time of the nearest directory that is there.
func (r *runner) rememberTime(target string) {
	for dir := filepath.Dir(safepath.Clean(target)); ; dir = filepath.Dir(dir) {
		f, err := r.root.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY, 0)
		if err != nil && dir != "." {
			continue
		}
		var st unix.Stat_t
		if err == nil && unix.Fstat(int(f.Fd()), &st) == nil {
			r.times = append(r.times, dirTime{f, st.Mtim})
		}
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
	fd, err := unix.Openat(int(dir.Fd()), base, unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0o644)
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

// removeStubs removes mount points that were made, unless the command put
// something there, and gives the directories around them their times back: the
// command's own changes to a directory are not told from ours by its time.
func (r *runner) removeStubs() {
	for _, name := range slices.Backward(r.made) {
		dir, base, err := r.root.Parent(name)
		if err != nil {
			continue
		}
		var st unix.Stat_t
		if unix.Fstatat(int(dir.Fd()), base, &st, unix.AT_SYMLINK_NOFOLLOW) == nil {
			switch {
			case st.Mode&unix.S_IFMT == unix.S_IFDIR:
				_ = unix.Unlinkat(int(dir.Fd()), base, unix.AT_REMOVEDIR)
			case st.Mode&unix.S_IFMT == unix.S_IFREG && st.Size == 0:
				_ = unix.Unlinkat(int(dir.Fd()), base, 0)
			}
		}
		dir.Close()
	}
	for _, t := range slices.Backward(r.times) {
		_ = unix.UtimesNanoAt(unix.AT_FDCWD, fmt.Sprintf("/proc/self/fd/%d", t.dir.Fd()), []unix.Timespec{t.at, t.at}, 0)
		t.dir.Close()
	}
}

// stubsFor is the layer of stubs for a step: the usual ones, or also those of its
// mounts and the build's volumes.
func (h *Host) stubsFor(step *dispatch.RunStep, from []exec.Mounted) (*safepath.Root, error) {
	var dirs, files []string
	for i := range step.Mounts {
		m := &step.Mounts[i]
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
	for _, v := range h.Config.Run.Volumes {
		if info, err := os.Stat(v.Source); err == nil && info.IsDir() {
			dirs = append(dirs, v.Target)
		} else {
			files = append(files, v.Target)
		}
	}
	if len(dirs)+len(files) == 0 {
		return h.stubs, nil
	}
	stubs, err := makeStubs(h.Work)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	h.close = append(h.close, stubs.Close)
	h.mu.Unlock()
	for _, d := range dirs {
		err = errors.Join(err, makePoint(stubs, d, true))
	}
	for _, f := range files {
		err = errors.Join(err, makePoint(stubs, f, false))
	}
	return stubs, err
}

// makeStubs makes the layer that lies below an image during a RUN, so that the
// usual mount points are there without touching the image.
func makeStubs(w *store.Work) (*safepath.Root, error) {
	dir, err := w.TempDir()
	if err != nil {
		return nil, err
	}
	for _, d := range []string{"proc", "sys", "dev", "etc"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o755); err != nil {
			return nil, err
		}
	}
	for _, f := range []string{"hosts", "hostname", "resolv.conf"} {
		if err := os.WriteFile(filepath.Join(dir, "etc", f), nil, 0o644); err != nil {
			return nil, err
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return nil, err
	}
	return safepath.OpenRoot(dir)
}
