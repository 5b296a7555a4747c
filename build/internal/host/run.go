package host

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/cachemount"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/passwd"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/caps"
	"github.com/cooper-build/cooper/runtime/idmap"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
	"github.com/cooper-build/cooper/seccomp/profile"
)

// Run runs a command in a snapshot.
func (s *snapshot) Run(ctx context.Context, step *dispatch.RunStep, from []exec.Mounted, out io.Writer) error {
	return s.run(ctx, step, from, sandbox.Options{Stdin: s.host.Stdin, Stdout: out, Stderr: out})
}

// RunOn is Snapshot.Run with streams of their own for the command.
func (h *Host) RunOn(
	ctx context.Context, s exec.Snapshot, step *dispatch.RunStep, from []exec.Mounted, streams sandbox.Options,
) error {
	return s.(*snapshot).run(ctx, step, from, streams)
}

// RunIn runs a command in a container, with all of its streams or a socket for its
// terminal.
func (h *Host) RunIn(
	ctx context.Context, c *Container, step *dispatch.RunStep, from []exec.Mounted, streams sandbox.Options,
) error {
	return c.tree.run(ctx, step, from, streams)
}

func (s *snapshot) run(
	ctx context.Context, step *dispatch.RunStep, from []exec.Mounted, streams sandbox.Options,
) error {
	h := s.host
	if !h.Isolation.Run && h.sentry() == "" {
		return h.Isolation.Refuse()
	}
	if err := h.enable(step.Arch); err != nil {
		return err
	}
	mode, err := h.network(ctx, step.Network)
	if err != nil {
		return err
	}
	hosts, choice, err := h.hosts(mode, step.Network)
	if err != nil {
		return err
	}
	stubs, err := h.stubsFor(step, from)
	if err != nil {
		return err
	}
	r := &runner{
		host: h, step: step, from: from, network: mode, hosts: hosts, choice: choice, shift: h.shiftFor(s),
		keep: h.Shell != nil || s.upper.IsContainer(),
	}
	h.warnOfNetwork(mode)
	if r.onStack(s) {
		return r.runStacked(ctx, s, stubs, streams)
	}
	if r.shift == nil || !h.Store.Stacks() {
		return s.merged(stubs, func(target string, root *safepath.Root) (err error) {
			r.target, r.root = target, root
			defer func() {
				err = errors.Join(err, r.end())
				r.removeStubs()
			}()
			spec, err := r.spec(ctx)
			if err != nil {
				return err
			}
			if s.host.sentry() != "" {
				streams.Changes, streams.KeepFailed = r.applyChanges(ctx, s.upper), r.keep || streams.KeepFailed
			}
			return r.run(ctx, spec, streams)
		})
	}
	return r.runShown(ctx, s, stubs, streams)
}

// runShown prepares the tree as it is on the disk, and runs the command in the one that
// shows it: two mounts of one snapshot, which must not be there at the same time.
func (r *runner) runShown(ctx context.Context, s *snapshot, stubs *safepath.Root, streams sandbox.Options) (err error) {
	defer func() {
		err = errors.Join(err, r.end())
		if len(r.made)+len(r.times) != 0 {
			err = errors.Join(err, s.merged(stubs, func(_ string, root *safepath.Root) error {
				r.root = root
				r.removeStubs()
				return nil
			}))
		}
	}()
	var spec *specs.Spec
	err = s.merged(stubs, func(target string, root *safepath.Root) (err error) {
		r.target, r.root = target, root
		spec, err = r.spec(ctx)
		return err
	})
	if err != nil {
		return err
	}
	return s.shown(stubs, r.shift, func(target string) error {
		spec.Root.Path = target
		return r.run(ctx, spec, streams)
	})
}

// run runs the command, and a shell in its place when it failed and one is wanted.
func (r *runner) run(ctx context.Context, spec *specs.Spec, streams sandbox.Options) error {
	h := r.host
	if r.secret && h.Run.Isolation.Path != "" {
		return errors.New("secrets are not supported with isolation oci: they would be written to the disk")
	}
	spec.Process.Terminal, streams.Files = streams.Console != nil, r.files
	streams.Opened, streams.Stack = r.opened, r.stackFiles
	streams.HoldMounts = h.bare || h.space != nil && r.shift == nil
	if r.shift != nil {
		streams.Shift = &sandbox.Shift{Space: r.shift, RootShown: h.Store.Stacks()}
	}
	err := r.start(ctx, spec, streams)
	if h.Shell != nil && shellHelps(err) {
		return r.debugShell(ctx, spec, sandbox.Options{
			Console: h.Shell, Files: r.files, Shift: streams.Shift, HoldMounts: streams.HoldMounts,
			Changes: streams.Changes, KeepFailed: true, Opened: streams.Opened, Stack: r.stackFiles,
		}, err)
	}
	return err
}

// end cleans up after the command.
func (r *runner) end() error {
	var err error
	for _, f := range slices.Backward(r.cleanup) {
		err = errors.Join(err, f())
	}
	return err
}

// runner prepares one RUN.
type runner struct {
	host    *Host
	step    *dispatch.RunStep
	from    []exec.Mounted
	target  string
	root    *safepath.Root // nil: the tree is a stack
	stack   store.Stack
	network network.Mode
	hosts   []string       // entries of /etc/hosts
	choice  network.Choice // with the options of the network
	shift   *idmap.Space   // nil: the command has the ids of the worker
	keep    bool           // changes of a command that failed count
	made    []string       // mount points that were not there, outermost first
	times   []dirTime

	inner      []mounted // the step's own mounts so far
	files      []sandbox.File
	opened     map[string]*os.File          // sources of mounts that are open, by their name
	stackFiles *sandbox.Stack               // nil: the root is a tree
	secret     bool                         // the command gets one
	agent      string                       // target of the first ssh mount
	leases     map[string]*cachemount.Lease // by the id of the cache
	cleanup    []func() error
}

// dirTime is the time of a directory before a mount point was made in it.
type dirTime struct {
	dir string
	at  unix.Timespec
}

func (r *runner) spec(ctx context.Context) (*specs.Spec, error) {
	opts := &r.host.Run
	user, err := passwd.Lookup(r.rootFiles(), r.step.User)
	if err != nil {
		return nil, err
	}
	if r.step.Insecure {
		if !opts.Security.AllowInsecure {
			return nil, errors.New(
				"RUN --security=insecure needs --allow security.insecure: the command would run without a seccomp " +
					"filter and with all capabilities of the sandbox",
			)
		}
		insecure := *opts
		insecure.Security.Seccomp, insecure.Security.NoNewPrivs = "unconfined", false
		insecure.Security.CapAdd, insecure.Security.CapDrop = []string{"all"}, nil
		opts = &insecure
	}
	bounding, err := caps.Adjust(caps.Default(), opts.Security.CapAdd, opts.Security.CapDrop)
	if err != nil {
		return nil, err
	}
	// A working directory that no layer has, as a base may name one, is made.
	if err := r.makeCwd(user); err != nil {
		return nil, fmt.Errorf("entering the working directory: %w", err)
	}
	spec := sandbox.Template()
	spec.Root.Path = r.target
	if opts.Network.Hostname != "" {
		spec.Hostname = opts.Network.Hostname
	}
	spec.Process.Args = r.step.Args
	spec.Process.Env = r.environment(user)
	spec.Process.Cwd = r.step.Cwd
	spec.Process.User = specs.User{UID: user.UID, GID: user.GID, AdditionalGids: groupsOf(user, opts.Security.GroupIDs)}
	spec.Process.NoNewPrivileges = opts.Security.NoNewPrivs
	spec.Process.ApparmorProfile, spec.Process.SelinuxLabel = opts.Security.AppArmor, opts.Security.Label
	spec.Process.Rlimits, spec.Linux.Resources = opts.Limits.Ulimits, opts.Limits.Resources
	spec.Linux.CgroupsPath = opts.Limits.CgroupsPath()
	spec.Process.Capabilities = &specs.LinuxCapabilities{Bounding: bounding}
	if user.UID == 0 {
		spec.Process.Capabilities.Effective, spec.Process.Capabilities.Permitted = bounding, bounding
	}
	if spec.Linux.Seccomp, err = profileFor(opts.Security.Seccomp, bounding); err != nil {
		return nil, err
	}
	maps, err := r.maps(opts, user)
	if err != nil {
		return nil, err
	}
	spec.Linux.UIDMappings, spec.Linux.GIDMappings = maps.UIDs, maps.GIDs
	r.setNamespaces(spec, opts)
	setMasks(spec.Linux, &opts.Security.SecurityOptions)
	if opts.Limits.ShmSize != 0 {
		sandbox.SetShmSize(spec, opts.Limits.ShmSize)
	}
	if err := r.allMounts(ctx, spec, user); err != nil {
		return nil, err
	}
	r.host.warnOfHooks()
	return spec, opts.Isolation.addHooks(spec, len(opts.Volumes) != 0)
}

// setNamespaces says which namespaces a command has of its own, and which it shares.
func (r *runner) setNamespaces(spec *specs.Spec, opts *RunOptions) {
	switch {
	case r.network.Isolated():
		sandbox.IsolateNetwork(spec)
	case r.network == network.Joined:
		sandbox.JoinNetwork(spec, opts.Network.Choice.Path)
	}
	if r.host.Isolation.Shared {
		sandbox.ShareProcesses(spec)
	}
	if opts.Security.HostIPC {
		sandbox.ShareIPC(spec)
	}
}

// allMounts adds the mounts of the build and of the step.
func (r *runner) allMounts(ctx context.Context, spec *specs.Spec, user passwd.User) error {
	if err := r.discardVolumes(ctx, spec); err != nil {
		return err
	}
	if err := r.mounts(ctx, spec, user); err != nil {
		return err
	}
	r.ensureVolumes()
	return r.stepMounts(ctx, spec, user)
}

// makeCwd makes the working directory. On a stack the sandbox does that.
func (r *runner) makeCwd(user passwd.User) error {
	if r.root == nil {
		return nil
	}
	dir, _, err := r.root.MkdirAll(r.step.Cwd, safepath.Owner{UID: int(user.UID), GID: int(user.GID), Mode: 0o755})
	if err != nil {
		return err
	}
	return dir.Close()
}

// groupsOf are the supplementary groups of a command. Its own is among them, as login
// has it: else who is denied something as a member of that group could be anybody
// (CVE-2022-36109, CVE-2023-25173).
func groupsOf(user passwd.User, more []uint32) []uint32 {
	out := []uint32{user.GID}
	for _, g := range slices.Concat(user.Groups, more) {
		if !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
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

// replaced are variables with others in place of those of the same names.
func replaced(env, by []string) []string {
	for _, kv := range by {
		name, _, _ := strings.Cut(kv, "=")
		env = slices.DeleteFunc(env, func(have string) bool { return strings.HasPrefix(have, name+"=") })
	}
	return append(env, by...)
}

// environment is the step's, with the defaults that every command expects.
func (r *runner) environment(user passwd.User) []string {
	env := slices.Concat(r.step.ProxyEnv, r.step.Env)
	env = replaced(env, r.host.Run.Env)
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
