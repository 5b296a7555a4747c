package build

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/runtime/caps"
	"github.com/cooper-build/cooper/runtime/lsm"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// internal checks the options before anything runs.
func (o RunOptions) internal() (host.RunOptions, error) {
	out := host.RunOptions{
		CapAdd: o.CapAdd, CapDrop: o.CapDrop, Seccomp: o.Seccomp, NoNewPrivs: o.NoNewPrivs,
		NoHosts: o.NoHosts, NoHostname: o.NoHostname,
		AddHosts: o.AddHosts, ShmSize: o.ShmSize, Hostname: o.Hostname, CacheNamespace: o.CacheNamespace,
	}
	if _, err := caps.Adjust(caps.Default(), o.CapAdd, o.CapDrop); err != nil {
		return out, err
	}
	var err error
	if out.Network, err = network.Parse(o.Network); err != nil {
		return out, err
	}
	for _, allowed := range o.Allow {
		switch allowed {
		case "security.insecure":
			out.AllowInsecure = true
		case "network.host":
			out.AllowHost = true
		case "onbuild.secrets": // of the whole build, not of a command
		default:
			return out, fmt.Errorf("--allow %s is not supported: security.insecure, network.host and onbuild.secrets are", allowed)
		}
	}
	for _, h := range o.AddHosts {
		if name, address, ok := strings.Cut(h, ":"); !ok || name == "" || address == "" {
			return out, fmt.Errorf("host entry %q has not the form name:address", h)
		}
	}
	if out.DNS, err = o.dns(); err != nil {
		return out, err
	}
	for _, g := range o.Groups {
		n, err := strconv.ParseUint(g, 10, 32)
		if err != nil {
			return out, fmt.Errorf("group %q is not a number", g)
		}
		out.Groups = append(out.Groups, uint32(n))
	}
	if out.Label, err = lsm.Label(o.Labels); err != nil {
		return out, err
	}
	for _, v := range o.Volumes {
		volume, err := parseVolume(v, out.Label != "")
		if err != nil {
			return out, err
		}
		out.Volumes = append(out.Volumes, volume)
	}
	if slices.Contains(o.Ulimits, "host") {
		if len(o.Ulimits) > 1 {
			return out, errors.New("--ulimit host leaves all limits as they are: no other can be with it")
		}
		o.Ulimits = nil
	}
	for _, u := range o.Ulimits {
		limit, err := parseUlimit(u)
		if err != nil {
			return out, err
		}
		out.Ulimits = append(out.Ulimits, limit)
	}
	out.Resources = o.Resources.spec()
	if o.AppArmor != "" && o.AppArmor != "unconfined" {
		if err := lsm.AppArmor(); err != nil {
			return out, fmt.Errorf("apparmor=%s: %w", o.AppArmor, err)
		}
		out.AppArmor = o.AppArmor
	}
	switch o.Isolation {
	case "", "default", "sandbox", "chroot": // the sandbox confines more than buildah's chroot
	case "oci", "rootless":
		if out.Network == network.Private {
			return out, fmt.Errorf("network %q is not supported with isolation oci: host and none are", o.Network)
		}
		out.RuntimeFlags = o.RuntimeFlags
		out.Runtime, err = sandbox.LookRuntime(o.Runtime)
	default:
		return out, fmt.Errorf("isolation %q is not supported: sandbox (the default) and oci are", o.Isolation)
	}
	if err == nil && out.Runtime == "" {
		err = checkResources(out.Resources)
	}
	return out, err
}

// dns reads what /etc/resolv.conf is to say; "none" leaves it as the image has it.
func (o *RunOptions) dns() (host.DNS, error) {
	out := host.DNS{Servers: o.DNS, Search: o.DNSSearch, Options: o.DNSOptions}
	if slices.Contains(o.DNS, "none") {
		if len(o.DNS)+len(o.DNSSearch)+len(o.DNSOptions) > 1 {
			return out, errors.New("--dns none leaves /etc/resolv.conf as the image has it: neither another name server nor --dns-search or --dns-option can be with it")
		}
		return host.DNS{None: true}, nil
	}
	for _, s := range o.DNS {
		if net.ParseIP(s) == nil {
			return out, fmt.Errorf("name server %q is no address", s)
		}
	}
	return out, nil
}

// parseUlimit reads name=soft[:hard].
func parseUlimit(text string) (specs.POSIXRlimit, error) {
	name, values, ok := strings.Cut(text, "=")
	soft, hard, hasHard := strings.Cut(values, ":")
	if !hasHard {
		hard = soft
	}
	s, err1 := parseLimit(soft)
	h, err2 := parseLimit(hard)
	if !ok || err1 != nil || err2 != nil || s > h {
		return specs.POSIXRlimit{}, fmt.Errorf("ulimit %q has not the form name=soft[:hard]", text)
	}
	return specs.POSIXRlimit{Type: "RLIMIT_" + strings.ToUpper(name), Soft: s, Hard: h}, nil
}

func parseLimit(text string) (uint64, error) {
	if text == "unlimited" || text == "-1" {
		return ^uint64(0), nil
	}
	return strconv.ParseUint(text, 10, 64)
}
