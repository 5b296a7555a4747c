package engine

import (
	"errors"
	"fmt"
	"net"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/hooks"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/runtime/caps"
	"github.com/cooper-build/cooper/runtime/isolation"
	"github.com/cooper-build/cooper/runtime/lsm"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// containerOptions are the options for commands of a container, with the machine's for those that
// are not set.
func (s *server) containerOptions(o api.RunOptions) (out host.RunOptions, err error) {
	if o, err = withMachine(o); err != nil {
		return out, err
	}
	return s.runOptions(o)
}

// runOptions are the options for commands, with the mounts that all commands get.
func (s *server) runOptions(o api.RunOptions) (host.RunOptions, error) {
	if reflect.ValueOf(o.IDs).IsZero() {
		o.IDs = s.config.IDs
	}
	out, err := s.hostOptions(o)
	if err != nil {
		return out, err
	}
	mounts, err := s.defaultMounts()
	out.Volumes = append(mounts, out.Volumes...)
	return out, err
}

// hostOptions reads options, and checks them before anything runs.
func (s *server) hostOptions(o api.RunOptions) (host.RunOptions, error) {
	out := host.RunOptions{
		Limits: host.Limits{
			Resources: linuxResources(o.Resources), ShmSize: o.Resources.ShmSize,
			CgroupParent: o.Resources.CgroupParent,
		},
		CacheNamespace: o.CacheNamespace, DiscardVolumes: o.DiscardVolumes,
	}
	for _, read := range []func() error{
		func() error { return readNetwork(&out, &o.Network) },
		func() error { return readSecurity(&out, &o.Security) },
		func() error { return readVolumes(&out, o.Volumes) },
		func() error { return readDevices(&out, o.Devices, o.VendorDirs) },
		func() error { return readMaps(&out, &o.IDs) },
		func() error { return readUlimits(&out, o.Resources.Ulimits) },
		func() error { return readIsolation(&out, &o.Isolation) },
	} {
		if err := read(); err != nil {
			return out, err
		}
	}
	inSentry := out.Isolation.Path == "" && out.Isolation.Sentry+s.isolation.Sentry != ""
	if o.Security.HostIPC && inSentry {
		return out, errors.New("isolation gvisor has no IPC namespace of the host: use --ipc private")
	}
	resources := out.Limits.Resources
	switch {
	case out.Isolation.Path != "":
		return out, nil
	case inSentry:
		resources = sandbox.OutsideSentry(resources)
	}
	return out, checkResources(resources, out.Limits.CgroupsPath())
}

func readNetwork(out *host.RunOptions, o *api.NetworkOptions) (err error) {
	out.Network.NetworkOptions = *o
	if out.Network.Choice, err = network.Parse(string(o.Mode)); err != nil {
		return err
	}
	for _, h := range o.AddHosts {
		if name, address, ok := strings.Cut(h, ":"); !ok || name == "" || address == "" {
			return fmt.Errorf("invalid host entry %q: must be name:address", h)
		}
	}
	return readDNS(&out.Network)
}

// readDNS reads the content of /etc/resolv.conf. "none" keeps the file of the image.
func readDNS(n *host.Network) error {
	if slices.Contains(n.DNS.Servers, "none") {
		if len(n.DNS.Servers)+len(n.DNS.Search)+len(n.DNS.Options) > 1 {
			return errors.New("--dns none keeps /etc/resolv.conf of the image: " +
				"it cannot be used with other servers, --dns-search or --dns-option")
		}
		n.ImageDNS, n.DNS.Servers = true, nil
	}
	for _, s := range n.DNS.Servers {
		if net.ParseIP(s) == nil {
			return fmt.Errorf("invalid DNS server %q: must be an IP address", s)
		}
	}
	return nil
}

// checkMasks checks the paths that are masked and unmasked.
func checkMasks(o *api.SecurityOptions) error {
	for _, name := range o.Mask {
		if !path.IsAbs(name) {
			return fmt.Errorf("cannot mask %q: must be an absolute path", name)
		}
	}
	for _, name := range o.Unmask {
		if _, err := path.Match(name, ""); err != nil || !path.IsAbs(name) && !strings.EqualFold(name, "all") {
			return fmt.Errorf("cannot unmask %q: must be an absolute path, a pattern of one, or ALL", name)
		}
	}
	return nil
}

func readSecurity(out *host.RunOptions, o *api.SecurityOptions) (err error) {
	security := &out.Security
	security.SecurityOptions = *o
	if _, err := caps.Adjust(caps.Default(), o.CapAdd, o.CapDrop); err != nil {
		return err
	}
	for _, allowed := range o.Allow {
		switch allowed {
		case "security.insecure":
			security.AllowInsecure = true
		case "network.host":
			out.Network.AllowHost = true
		case "onbuild.secrets": // of the whole build, not of a command
		default:
			return fmt.Errorf(
				"unknown entitlement --allow %s: use security.insecure, network.host or onbuild.secrets", allowed)
		}
	}
	if err := checkMasks(o); err != nil {
		return err
	}
	for _, g := range o.Groups {
		n, err := strconv.ParseUint(g, 10, 32)
		if err != nil {
			return fmt.Errorf("invalid group %q: must be a number", g)
		}
		security.GroupIDs = append(security.GroupIDs, uint32(n))
	}
	if o.AppArmor == "unconfined" {
		security.AppArmor = ""
	}
	if security.AppArmor != "" {
		if err := lsm.AppArmor(); err != nil {
			return fmt.Errorf("apparmor=%s: %w", o.AppArmor, err)
		}
	}
	security.Label, err = lsm.Label(o.SELinux)
	return err
}

// readVolumes comes after readSecurity, which sets the label.
func readVolumes(out *host.RunOptions, volumes []string) error {
	for _, text := range volumes {
		v, err := parseVolume(text, out.Security.Label != "")
		if err != nil {
			return err
		}
		out.Volumes = append(out.Volumes, v)
	}
	return nil
}

func readUlimits(out *host.RunOptions, ulimits []string) error {
	if slices.Contains(ulimits, "host") {
		if len(ulimits) > 1 {
			return errors.New("--ulimit host keeps the limits of cooper: it cannot be used with other limits")
		}
		return nil
	}
	for _, text := range ulimits {
		limit, err := parseUlimit(text)
		if err != nil {
			return err
		}
		out.Limits.Ulimits = append(out.Limits.Ulimits, limit)
	}
	return nil
}

// readIsolation comes after readNetwork.
func readIsolation(out *host.RunOptions, o *api.IsolationOptions) (err error) {
	if out.Isolation.Hooks, err = hooks.Read(o.HooksDirs); err != nil {
		return err
	}
	switch o.Mode {
	case "", "default", "sandbox", "chroot": // the sandbox confines more than buildah's chroot
	case "oci", "rootless":
		if mode := out.Network.Choice.Mode; mode == network.Private || mode.Filtered() {
			return fmt.Errorf("network %q is not supported with isolation oci: use host or none", mode)
		}
		out.Isolation.Flags = o.RuntimeFlags
		out.Isolation.Path, err = sandbox.LookRuntime(o.Runtime)
	case isolation.GVisor:
		out.Isolation.Sentry, err = sandbox.TrySentry()
		if err != nil {
			err = fmt.Errorf("isolation %s: %w", o.Mode, err)
		}
	default:
		return fmt.Errorf("unknown isolation %q: use sandbox (the default), %s or oci", o.Mode, isolation.GVisor)
	}
	return err
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
		return specs.POSIXRlimit{}, fmt.Errorf("invalid ulimit %q: must be name=soft[:hard]", text)
	}
	return specs.POSIXRlimit{Type: "RLIMIT_" + strings.ToUpper(name), Soft: s, Hard: h}, nil
}

func parseLimit(text string) (uint64, error) {
	if text == "unlimited" || text == "-1" {
		return ^uint64(0), nil
	}
	return strconv.ParseUint(text, 10, 64)
}
