package host

import (
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/build/internal/agent"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/userns"
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
	DNS            DNS
	NoHosts        bool // /etc/hosts is the image's
	NoHostname     bool // /etc/hostname is the image's
	Groups         []uint32
	Resources      *specs.LinuxResources // nil: no bounds
	AppArmor       string                // profile; empty: none
	Label          string                // of SELinux; empty: none
	ShmSize        int64                 // bytes; 0: 64 MiB
	Runtime        string                // path of an OCI runtime; empty: the built-in sandbox
	RuntimeFlags   []string
	Secrets        map[string][]byte
	Hostname       string // empty: that of the template
	CacheNamespace string // before the ids of cache mounts
	Agents         map[string]*agent.Source
	Maps           *userns.Maps // ids of commands; nil: all that there are
}

// files are the files that a command gets instead of those of its image.
func (o *RunOptions) files() (out []string) {
	for _, f := range []struct {
		path   string
		images bool
	}{{"/etc/hosts", o.NoHosts}, {"/etc/hostname", o.NoHostname}, {"/etc/resolv.conf", o.DNS.None}} {
		if !f.images {
			out = append(out, f.path)
		}
	}
	return out
}

// DNS is what /etc/resolv.conf says when it is not the host's.
type DNS struct {
	Servers, Search, Options []string
	None                     bool // it is the image's
}

func (d DNS) text(host string) string {
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
