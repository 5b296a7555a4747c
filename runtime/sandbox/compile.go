package sandbox

import (
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/caps"
	"github.com/cooper-build/cooper/runtime/internal/child"
	"github.com/cooper-build/cooper/runtime/mountns"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/seccomp"
)

// compile turns a spec into the orders of the first process.
func compile(spec *specs.Spec) (*child.Config, error) {
	c, err := compileProcess(spec)
	if err != nil {
		return nil, err
	}
	if c.CallerMounts, err = mountns.Name(); err != nil {
		return nil, err
	}
	c.Mounts, err = mounts(spec)
	return c, err
}

// compileProcess compiles all of a spec but its mounts.
func compileProcess(spec *specs.Spec) (*child.Config, error) {
	if err := refuse(spec); err != nil {
		return nil, err
	}
	p := spec.Process
	c := &child.Config{
		Root:         spec.Root.Path,
		ReadonlyRoot: spec.Root.Readonly,
		Hostname:     spec.Hostname,
		Loopback:     hasNamespace(spec, specs.NetworkNamespace) && joinedNetwork(spec) == "",
		Args:         p.Args,
		Env:          p.Env,
		Cwd:          path.Join("/", p.Cwd),
		UID:          p.User.UID,
		GID:          p.User.GID,
		Groups:       p.User.AdditionalGids,
		NoNewPrivs:   p.NoNewPrivileges,
		Terminal:     p.Terminal,
		Umask:        0o022,
		HoldFiles:    !canMount(spec),
		SharedPIDs:   !hasNamespace(spec, specs.PIDNamespace),
		OneID:        oneID(spec),
	}
	if c.OneID {
		c.Owners = owner.Records()
	}
	if p.User.Umask != nil {
		c.Umask = *p.User.Umask
	}
	if !filepath.IsAbs(c.Root) {
		return nil, fmt.Errorf("root.path %q is not absolute", c.Root)
	}
	var err error
	if p.Capabilities != nil {
		if c.Bounding, err = caps.Mask(p.Capabilities.Bounding); err != nil {
			return nil, err
		}
	}
	if c.ExecLabel, err = execLabel(p); err != nil {
		return nil, err
	}
	if c.Rlimits, err = rlimits(p.Rlimits); err != nil {
		return nil, err
	}
	c.Seccomp, err = filter(spec.Linux.Seccomp)
	return c, err
}

func filter(profile *specs.LinuxSeccomp) ([]byte, error) {
	if profile == nil {
		return nil, nil
	}
	arch, err := seccomp.Native()
	if err != nil {
		return nil, err
	}
	program, err := seccomp.Compile(profile, arch)
	if err != nil {
		return nil, err
	}
	return program.Encode()
}

// refuse names a field of a spec that the sandbox does not support.
func refuse(spec *specs.Spec) error {
	if spec.Process == nil || len(spec.Process.Args) == 0 || spec.Root == nil || spec.Linux == nil {
		return fmt.Errorf("the spec needs process.args, root and linux")
	}
	p, l := spec.Process, spec.Linux
	for _, field := range []struct {
		name string
		set  bool
	}{
		{"process.oomScoreAdj", p.OOMScoreAdj != nil},
		{"domainname", spec.Domainname != ""},
		{"hooks", spec.Hooks != nil},
		{"linux.sysctl", len(l.Sysctl) != 0},
		{"linux.devices", len(l.Devices) != 0},
		{"linux.mountLabel", l.MountLabel != ""},
		{"linux.intelRdt", l.IntelRdt != nil},
		{"linux.personality", l.Personality != nil},
		{"linux.rootfsPropagation", l.RootfsPropagation != ""},
	} {
		if field.set {
			return fmt.Errorf("the built-in sandbox does not support %s: try --isolation oci",
				field.name)
		}
	}
	if c := p.Capabilities; c != nil && len(c.Inheritable)+len(c.Ambient) != 0 {
		return fmt.Errorf(
			"inheritable and ambient capabilities are not supported: programs would inherit them unexpectedly",
		)
	}
	for _, ns := range l.Namespaces {
		if ns.Path != "" && ns.Type != specs.NetworkNamespace {
			return fmt.Errorf("the built-in sandbox cannot join the %s namespace %s", ns.Type, ns.Path)
		}
		if _, ok := cloneFlags[ns.Type]; !ok {
			return fmt.Errorf("namespace type %q is not supported", ns.Type)
		}
	}
	for _, needed := range []specs.LinuxNamespaceType{specs.UserNamespace, specs.MountNamespace} {
		if !hasNamespace(spec, needed) {
			return fmt.Errorf("the built-in sandbox needs a new %s namespace", needed)
		}
	}
	return nil
}

var cloneFlags = map[specs.LinuxNamespaceType]uintptr{
	specs.UserNamespace:    unix.CLONE_NEWUSER,
	specs.MountNamespace:   unix.CLONE_NEWNS,
	specs.PIDNamespace:     unix.CLONE_NEWPID,
	specs.IPCNamespace:     unix.CLONE_NEWIPC,
	specs.UTSNamespace:     unix.CLONE_NEWUTS,
	specs.CgroupNamespace:  unix.CLONE_NEWCGROUP,
	specs.NetworkNamespace: unix.CLONE_NEWNET,
}

func hasNamespace(spec *specs.Spec, kind specs.LinuxNamespaceType) bool {
	return slices.ContainsFunc(spec.Linux.Namespaces, func(ns specs.LinuxNamespace) bool { return ns.Type == kind })
}

// namespaces are the clone flags and id maps of the first process.
func namespaces(spec *specs.Spec) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{
		Setpgid:                    true,
		GidMappingsEnableSetgroups: true,
		Credential:                 &syscall.Credential{},
	}
	for _, ns := range spec.Linux.Namespaces {
		if ns.Path == "" {
			attr.Cloneflags |= cloneFlags[ns.Type]
		}
	}
	if oneID(spec) {
		attr.GidMappingsEnableSetgroups, attr.Credential.NoSetGroups = false, true
	}
	attr.UidMappings = idMap(spec.Linux.UIDMappings)
	attr.GidMappings = idMap(spec.Linux.GIDMappings)
	return attr
}

// oneID reports whether the user namespace will have a single id. The kernel does not
// let it call setgroups then.
func oneID(spec *specs.Spec) bool {
	maps := spec.Linux.UIDMappings
	return len(maps) == 1 && maps[0].Size == 1
}

func idMap(mappings []specs.LinuxIDMapping) []syscall.SysProcIDMap {
	var out []syscall.SysProcIDMap
	for _, m := range mappings {
		out = append(out, syscall.SysProcIDMap{
			ContainerID: int(m.ContainerID),
			HostID:      int(m.HostID),
			Size:        int(m.Size),
		})
	}
	return out
}

var rlimitNames = map[string]uint32{
	"RLIMIT_AS": unix.RLIMIT_AS, "RLIMIT_CORE": unix.RLIMIT_CORE, "RLIMIT_CPU": unix.RLIMIT_CPU,
	"RLIMIT_DATA": unix.RLIMIT_DATA, "RLIMIT_FSIZE": unix.RLIMIT_FSIZE, "RLIMIT_LOCKS": unix.RLIMIT_LOCKS,
	"RLIMIT_MEMLOCK": unix.RLIMIT_MEMLOCK, "RLIMIT_MSGQUEUE": unix.RLIMIT_MSGQUEUE, "RLIMIT_NICE": unix.RLIMIT_NICE,
	"RLIMIT_NOFILE": unix.RLIMIT_NOFILE, "RLIMIT_NPROC": unix.RLIMIT_NPROC, "RLIMIT_RSS": unix.RLIMIT_RSS,
	"RLIMIT_RTPRIO": unix.RLIMIT_RTPRIO, "RLIMIT_RTTIME": unix.RLIMIT_RTTIME,
	"RLIMIT_SIGPENDING": unix.RLIMIT_SIGPENDING, "RLIMIT_STACK": unix.RLIMIT_STACK,
}

func rlimits(list []specs.POSIXRlimit) ([]child.Rlimit, error) {
	var out []child.Rlimit
	for _, r := range list {
		resource, ok := rlimitNames[r.Type]
		if !ok {
			return nil, fmt.Errorf("unknown resource limit %q", r.Type)
		}
		out = append(out, child.Rlimit{Resource: resource, Soft: r.Soft, Hard: r.Hard})
	}
	return out, nil
}

// mounts compiles the spec's mounts, and everything that the specification requires of a
// runtime: the default devices and links in /dev, masked and read-only paths.
func mounts(spec *specs.Spec) ([]child.Mount, error) {
	var out []child.Mount
	for _, m := range spec.Mounts {
		compiled, err := mount(m)
		if err != nil {
			return nil, fmt.Errorf("mount at %s: %w", m.Destination, err)
		}
		if inMemory(spec, m.Destination) {
			compiled.Stub = stubFor(compiled)
		}
		out = append(out, compiled)
		if m.Destination == "/dev" && m.Type == "tmpfs" {
			out = append(out, devices()...)
		}
	}
	for _, p := range spec.Linux.MaskedPaths {
		out = append(out, child.Mount{Op: child.OpMask, Target: p})
	}
	for _, p := range spec.Linux.ReadonlyPaths {
		out = append(out, child.Mount{Op: child.OpReadonly, Target: p})
	}
	return out, nil
}

// inMemory reports whether a path lies on a file system that the sandbox makes,
// where mount points are missing: below /dev, or another tmpfs of the spec.
func inMemory(spec *specs.Spec, name string) bool {
	var inner specs.Mount
	for _, m := range spec.Mounts {
		if strings.HasPrefix(name, strings.TrimSuffix(m.Destination, "/")+"/") &&
			len(m.Destination) >= len(inner.Destination) {
			inner = m
		}
	}
	return inner.Type == "tmpfs"
}

// stubFor is the mount point that a mount in memory needs.
func stubFor(m child.Mount) child.Stub {
	if m.Op == child.OpBind {
		if info, err := os.Stat(m.Source); err == nil && !info.IsDir() {
			return child.StubFile
		}
	}
	return child.StubDir
}

// devices are bound from outside: a user namespace may not make nodes.
func devices() []child.Mount {
	var out []child.Mount
	for _, name := range DefaultDevices {
		out = append(out, child.Mount{
			Op:     child.OpBind,
			Source: "/dev/" + name,
			Target: "/dev/" + name,
			Stub:   child.StubFile,
			Attr:   unix.MOUNT_ATTR_NOSUID | unix.MOUNT_ATTR_NOEXEC,
		})
	}
	for link, text := range map[string]string{
		"/dev/fd": "/proc/self/fd", "/dev/stdin": "/proc/self/fd/0", "/dev/stdout": "/proc/self/fd/1",
		"/dev/stderr": "/proc/self/fd/2", "/dev/ptmx": "pts/ptmx",
	} {
		out = append(out, child.Mount{Op: child.OpSymlink, Source: text, Target: link})
	}
	return out
}

// DefaultDevices are the nodes of /dev that the specification promises.
var DefaultDevices = []string{"null", "zero", "full", "random", "urandom", "tty"}

var mountAttrs = map[string]uint64{
	"ro": unix.MOUNT_ATTR_RDONLY, "nosuid": unix.MOUNT_ATTR_NOSUID, "nodev": unix.MOUNT_ATTR_NODEV,
	"noexec": unix.MOUNT_ATTR_NOEXEC, "noatime": unix.MOUNT_ATTR_NOATIME, "strictatime": unix.MOUNT_ATTR_STRICTATIME,
	"rw": 0, "relatime": 0, "private": 0, "rprivate": 0,
}

func mount(m specs.Mount) (child.Mount, error) {
	out := child.Mount{Target: m.Destination, Fstype: m.Type}
	bind, rest := flags(m, &out)
	if bind {
		out.Op, out.Source = child.OpBind, m.Source
	}
	for _, option := range rest {
		key, value, _ := strings.Cut(option, "=")
		if bind || !filesystemOption(m.Type, key, value) {
			return out, fmt.Errorf("option %q is not supported", option)
		}
		out.Options = append(out.Options, option)
	}
	if bind {
		return out, nil
	}
	switch m.Type {
	case "proc", "sysfs", "mqueue":
		out.Fallback = map[string]string{"sysfs": "/sys"}[m.Type]
		out.Recursive = out.Fallback != ""
		out.Optional = m.Type == "mqueue"
	case "tmpfs", "devpts":
		out.Options = slices.DeleteFunc(out.Options, func(o string) bool { return o == "newinstance" })
		if m.Source == shmSource {
			out.Options = append(out.Options, "source="+shmSource) // mount and df show it
		}
	default:
		return out, fmt.Errorf("type %q is not supported", m.Type)
	}
	return out, nil
}

// flags sets the mount options that are the same for all file systems, and returns the
// others.
func flags(m specs.Mount, out *child.Mount) (bind bool, rest []string) {
	bind = m.Type == "bind"
	for _, option := range m.Options {
		attr, known := mountAttrs[option]
		switch {
		case option == "bind":
			bind = true
		case option == "rbind":
			bind, out.Recursive = true, true
		case option == "idmap" || option == "ridmap":
			out.Shown = true
		case known:
			out.Attr |= attr
		default:
			rest = append(rest, option)
		}
	}
	return bind, rest
}

// LookRuntime finds an OCI runtime program; an empty name means the first of
// crun and runc on the PATH.
func LookRuntime(name string) (string, error) {
	candidates := []string{name}
	if name == "" {
		candidates = []string{"crun", "runc"}
	}
	for _, c := range candidates {
		if file, err := exec.LookPath(c); err == nil {
			return file, nil
		}
	}
	return "", fmt.Errorf("no OCI runtime found (looked for %s)", strings.Join(candidates, ", "))
}
