package host

import (
	"crypto/rand"
	"path"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/agent"
	"github.com/cooper-build/cooper/build/internal/hooks"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/userns"
)

// RunOptions confine commands. The zero value is the default: the default capabilities and
// seccomp profile. Groups of package api are here with what they say, read and checked.
type RunOptions struct {
	Network   Network
	Security  Security
	Limits    Limits
	Isolation Isolation
	Volumes   []Volume
	Env       []string // more variables of all commands, NAME=value
	// DiscardVolumes discards what commands change in the volumes of an image.
	DiscardVolumes bool
	// CacheNamespace is put before the ids of cache mounts.
	CacheNamespace string
	Secrets        map[string][]byte
	Agents         map[string]*agent.Source
	Maps           *userns.Maps // ids of commands; nil: all that there are
}

// Network is the network of a command, with its hosts and DNS.
type Network struct {
	api.NetworkOptions
	Choice    network.Choice
	ImageDNS  bool     // /etc/resolv.conf is the image's
	Names     []string // more names of the container in /etc/hosts
	AllowHost bool     // a RUN may leave a private network for the host's
}

// Security are the privileges of a command.
type Security struct {
	api.SecurityOptions
	Label         string // of SELinux; empty: none
	GroupIDs      []uint32
	AllowInsecure bool // RUN --security=insecure is allowed
}

// Limits are the resource limits of a command.
type Limits struct {
	Resources *specs.LinuxResources // nil: no bounds
	Ulimits   []specs.POSIXRlimit
	ShmSize   int64 // bytes; 0: 64 MiB
	// CgroupParent is a path from the root of the hierarchy, or a slice of systemd.
	CgroupParent string
}

// CgroupsPath is a cgroup for one command; empty: any.
func (l *Limits) CgroupsPath() string {
	if l.CgroupParent == "" {
		return ""
	}
	parent := l.CgroupParent
	if words, isSlice := strings.CutSuffix(parent, ".slice"); isSlice && !strings.Contains(parent, "/") {
		parent = sliceDir(words)
	}
	return path.Join("/", parent, "cooper-"+strings.ToLower(rand.Text()[:12]))
}

// sliceDir is the directory of a slice of systemd, whose name has those above it:
// systemd.slice(5).
func sliceDir(words string) string {
	if words == "-" { // the root
		return ""
	}
	dir := ""
	for i, c := range words + "-" {
		if c == '-' {
			dir = path.Join(dir, words[:i]+".slice")
		}
	}
	return dir
}

// Isolation says what runs commands. The zero value is the best isolation mode of the machine.
type Isolation struct {
	Path  string   // an OCI runtime in place of the built-in sandbox; empty: none
	Flags []string // of the OCI runtime
	Hooks *hooks.Hooks
	// DeviceHooks are hooks for the devices of commands.
	DeviceHooks *specs.Hooks
	Sentry      string // a platform of gVisor's kernel, where a mode was asked for
}

// files are the files that a command gets instead of those of its image.
func (o *RunOptions) files() (out []string) {
	for _, f := range []struct {
		path   string
		images bool
	}{
		{"/etc/hosts", o.Network.NoHosts},
		{"/etc/hostname", o.Network.NoHostname},
		{"/etc/resolv.conf", o.Network.ImageDNS},
	} {
		if !f.images {
			out = append(out, f.path)
		}
	}
	return out
}

// resolvConf is /etc/resolv.conf; host is that of the host.
func resolvConf(d *api.DNSOptions, host string) string {
	if len(d.Servers)+len(d.Search)+len(d.Options) == 0 {
		return host
	}
	var out strings.Builder
	for _, kind := range []struct {
		word  string
		given []string
	}{{"nameserver", d.Servers}, {"search", d.Search}, {"options", d.Options}} {
		switch {
		case len(kind.given) == 0: // the host's
			for line := range strings.Lines(host) {
				if strings.HasPrefix(line, kind.word) {
					out.WriteString(line)
				}
			}
		case kind.word == "nameserver":
			for _, s := range kind.given {
				out.WriteString(kind.word + " " + s + "\n")
			}
		default:
			out.WriteString(kind.word + " " + strings.Join(kind.given, " ") + "\n")
		}
	}
	return out.String()
}
