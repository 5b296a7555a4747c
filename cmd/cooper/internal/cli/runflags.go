package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/docker/go-units"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// runFlags confine commands: those of a build, and of a working container.
type runFlags struct {
	options  build.RunOptions
	security []string
	shmSize  string
	memory   string
	swap     string
	cpus     float64
	uts      utsFlag

	runtimeFlags []string
}

func (f *runFlags) add(flags *pflag.FlagSet) {
	r := &f.options
	flags.StringVar((*string)(&r.Network.Mode), "network", "",
		"network mode: private (the default if pasta and /dev/net/tun are available), host, none, "+
			"allow:HOST[:PORT],... (only these hosts), record[:FILE] (all hosts, and a list of them at the end), "+
			"pasta:OPTIONS or ns:PATH")
	flags.StringSliceVar(&r.Security.CapAdd, "cap-add", nil, "add a capability to the default set")
	flags.StringSliceVar(&r.Security.CapDrop, "cap-drop", nil, "drop a capability from the default set")
	flags.StringArrayVar(&f.security, "security-opt", nil,
		"security option: seccomp=FILE, seccomp=unconfined, no-new-privileges, apparmor=PROFILE, "+
			"label=type:TYPE (also user:, role:, level:), label=disable, mask=PATH or unmask=PATH|ALL")
	flags.StringArrayVarP(&r.Volumes, "volume", "v", nil,
		"mount a host directory into every command, source:target[:options]; see cooper help volumes")
	flags.StringArrayVar(&r.Devices, "device", nil,
		"let commands open a device of the host, source[:target][:permissions] or VENDOR/CLASS=NAME")
	flags.StringArrayVar(&r.VendorDirs, "cdi-config-dir", nil,
		"directory of files that describe devices by name (CDI; default: /etc/cdi and /var/run/cdi)")
	flags.StringArrayVar(&r.Network.AddHosts, "add-host", nil,
		"add an entry to /etc/hosts, name:address or name=address; the address host-gateway is this machine, and lets "+
			"commands of a private network reach all ports of its loopback interface")
	flags.StringSliceVar(&r.Network.DNS.Servers, "dns", nil,
		"set a DNS server instead of the host's; none keeps the /etc/resolv.conf of the image")
	flags.StringSliceVar(&r.Network.DNS.Search, "dns-search", nil, "set a DNS search domain")
	flags.StringSliceVar(&r.Network.DNS.Options, "dns-option", nil, "set a DNS option")
	flags.BoolVar(&r.Network.NoHosts, "no-hosts", false, "keep the /etc/hosts of the image")
	flags.BoolVar(&r.Network.NoHostname, "no-hostname", false, "keep the /etc/hostname of the image")
	flags.StringSliceVar(&r.Security.Groups, "group-add", nil, "add a supplementary group, by number")
	flags.StringArrayVar(&r.Resources.Ulimits, "ulimit", nil,
		"set a ulimit, name=soft[:hard]; host keeps all limits of this process and ignores containers.conf")
	flags.StringVarP(&f.memory, "memory", "m", "",
		"memory limit, for example 512m; limits need a delegated cgroup")
	flags.StringVar(&f.swap, "memory-swap", "", "limit of memory plus swap; -1 is unlimited swap")
	flags.Uint64VarP(&r.Resources.CPUShares, "cpu-shares", "c", 0,
		"CPU shares, the relative weight (the kernel's default: 1024)")
	flags.Uint64Var(&r.Resources.CPUPeriod, "cpu-period", 0, "CPU CFS period in microseconds (default: 100000)")
	flags.Int64Var(&r.Resources.CPUQuota, "cpu-quota", 0, "CPU CFS quota in microseconds")
	flags.Float64Var(&f.cpus, "cpus", 0, "number of CPUs, instead of --cpu-quota, for example 1.5")
	flags.StringVar(&r.Resources.CPUs, "cpuset-cpus", "", "CPUs to run on, for example 0-2,7")
	flags.StringVar(&r.Resources.MemoryNodes, "cpuset-mems", "", "memory nodes to use")
	flags.Int64Var(&r.Resources.Pids, "pids-limit", 0, "limit of processes and threads")
	flags.StringVar(&r.Resources.CgroupParent, "cgroup-parent", "",
		"cgroup for those of commands: a path from the root of the hierarchy, or a slice of systemd")
	flags.StringVar(&f.shmSize, "shm-size", "", "size of /dev/shm, for example 64m")
	flags.StringVar((*string)(&r.Isolation.Mode), "isolation", os.Getenv("BUILDAH_ISOLATION"),
		"isolation: gvisor runs commands in gVisor's kernel, oci with an OCI runtime (default: built-in sandbox)")
	flags.StringVar(&r.Isolation.Runtime, "runtime", os.Getenv("BUILDAH_RUNTIME"),
		"OCI runtime for --isolation oci (default: crun or runc)")
	flags.StringArrayVar(&r.Isolation.HooksDirs, "hooks-dir", nil,
		"directory of OCI hooks, for --isolation oci")
	flags.StringArrayVar(&f.runtimeFlags, "runtime-flag", nil,
		"pass a flag to the OCI runtime, without the leading dashes")
	addIDMaps(flags, &r.IDs)
	flags.StringVar(&r.IDs.UIDMapUser, "userns-uid-map-user", "",
		"map the subordinate user ids of a user into the user namespace of commands")
	flags.StringVar(&r.IDs.GIDMapGroup, "userns-gid-map-group", "",
		"map the subordinate group ids of a group into the user namespace of commands")
	addUnused(flags, "cni-config-dir", "cni-plugin-path")
	f.addNamespaces(flags)
}

// addIDMaps adds the flags for explicit id maps.
func addIDMaps(flags *pflag.FlagSet, ids *build.IDOptions) {
	flags.StringSliceVar(&ids.UIDMap, "userns-uid-map", nil,
		"map user ids into the user namespace of commands, container:host:size")
	flags.StringSliceVar(&ids.GIDMap, "userns-gid-map", nil,
		"map group ids into the user namespace of commands, container:host:size")
}

// value reads what the flags say.
func (f *runFlags) value() (build.RunOptions, error) {
	r := f.options
	if r.Network.NoHosts && len(r.Network.AddHosts) != 0 {
		return r, errors.New("--no-hosts and --add-host conflict: with --no-hosts the image has /etc/hosts")
	}
	var err error
	if r.Network.Mode, err = networkMode(r.Network.Mode); err != nil {
		return r, err
	}
	r.Network.AddHosts = hostEntries(r.Network.AddHosts)
	if f.shmSize != "" {
		if r.Resources.ShmSize, err = units.RAMInBytes(f.shmSize); err != nil {
			return r, fmt.Errorf("--shm-size: %w", err)
		}
	}
	if err := f.setCPUs(&r.Resources); err != nil {
		return r, err
	}
	if r.Resources.Memory, err = size("memory", f.memory); err != nil {
		return r, err
	}
	if r.Resources.MemorySwap, err = size("memory-swap", f.swap); err != nil {
		return r, err
	}
	if r.Network.Hostname, err = f.uts.hostname(r.Network.Hostname); err != nil {
		return r, err
	}
	if r.Resources.Memory == 0 && r.Resources.MemorySwap == -1 {
		r.Resources.MemorySwap = 0 // nothing is limited
	}
	for _, flag := range f.runtimeFlags {
		r.Isolation.RuntimeFlags = append(r.Isolation.RuntimeFlags, "--"+flag)
	}
	for _, option := range f.security {
		if err := setSecurity(&r, option); err != nil {
			return r, err
		}
	}
	return r, nil
}

// networkMode is a network mode whose file has a path for every directory.
func networkMode(mode build.NetworkMode) (build.NetworkMode, error) {
	file, records := strings.CutPrefix(string(mode), "record:")
	if !records || file == "" {
		return mode, nil
	}
	file, err := filepath.Abs(file)
	if err != nil {
		return "", fmt.Errorf("--network: %w", err)
	}
	return build.NetworkMode("record:" + file), nil
}

// setCPUs makes a quota of a number of CPUs.
func (f *runFlags) setCPUs(r *build.Resources) error {
	switch {
	case f.cpus == 0:
		return nil
	case f.cpus < 0:
		return fmt.Errorf("invalid --cpus %v: use a number above 0, for example 1.5", f.cpus)
	case r.CPUQuota != 0:
		return errors.New("--cpus and --cpu-quota conflict: they set the same limit")
	}
	period := r.CPUPeriod
	if period == 0 {
		period = 100_000
	}
	r.CPUQuota = int64(f.cpus * float64(period))
	return nil
}

// setSecurity applies one --security-opt.
func setSecurity(r *build.RunOptions, option string) (err error) {
	name, value, _ := strings.Cut(option, "=")
	o := &r.Security
	if name == "no-new-privileges" && (value == "" || value == "true") {
		o.NoNewPrivs = true
		return nil
	}
	set, known := map[string]func(){
		"seccomp": func() {
			if o.Seccomp = value; value != "unconfined" {
				o.Seccomp, err = filepath.Abs(value)
			}
		},
		"label":    func() { o.SELinux = append(o.SELinux, value) },
		"apparmor": func() { o.AppArmor = value },
		"mask":     func() { o.Mask = append(o.Mask, strings.Split(value, ":")...) },
		"unmask":   func() { o.Unmask = append(o.Unmask, strings.Split(value, ":")...) },
	}[name]
	if !known || value == "" {
		const supported = "seccomp=FILE, seccomp=unconfined, no-new-privileges, apparmor=PROFILE, label=type:TYPE, " +
			"mask=PATH[:PATH] and unmask=PATH[:PATH]|ALL"
		return fmt.Errorf("--security-opt %s is not supported: %s are", option, supported)
	}
	set()
	return err
}

// size reads a number of bytes; -1 has none.
func size(flag, text string) (n int64, err error) {
	switch {
	case text == "" || text == "0": // no limit
		return 0, nil
	case text == "-1" && flag == "memory-swap":
		return -1, nil
	}
	if n, err = units.RAMInBytes(text); err != nil || n <= 0 {
		return 0, fmt.Errorf("invalid --%s %s: use a size, for example 512m", flag, text)
	}
	return n, nil
}

// addPull adds --pull, and the flags that buildah has for two of its values.
func addPull(cmd *cobra.Command, policy *string, usage string) {
	flags := cmd.Flags()
	flags.StringVar(policy, "pull", "missing", usage)
	flags.Lookup("pull").NoOptDefVal = "always"
	for _, value := range []string{"always", "never"} {
		flags.BoolFunc("pull-"+value, "the same as --pull="+value, func(text string) error {
			on, err := strconv.ParseBool(text)
			if on {
				*policy = value
			}
			return err
		})
		_ = flags.MarkHidden("pull-" + value)
	}
	excludeEachOther(cmd, "say when to pull", "pull", "pull", "pull-always", "pull-never")
}

// hostEntries are entries of /etc/hosts in one form: docker takes them with an equals sign too.
func hostEntries(entries []string) (out []string) {
	for _, entry := range entries {
		if name, address, ok := strings.Cut(entry, "="); ok && !strings.Contains(name, ":") {
			entry = name + ":" + address
		}
		out = append(out, entry)
	}
	return out
}
