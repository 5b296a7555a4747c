//go:build podsim

// Package podsim runs cooper in containers that are confined as pods are, and
// holds what comes out against what an ordinary user gets on the same machine.
//
// It needs root, for runc: `make podsim`, which is a part of `make test` there.
package podsim

import (
	"slices"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/seccomp/profile"
)

// pod is one way in which pods are confined.
type pod struct {
	name      string
	about     string // as a person would say it
	yaml      string // of the pod, as far as it is not the default
	uid       uint32
	caps      []string // bounding set; root has them effective too
	noNewPriv bool
	seccomp   string // docker, podman, crio or cooper; empty: unconfined
	userns    bool   // hostUsers: false
	unmasked  bool   // procMount: Unmasked
	mode      string
	alike     string // another pod in which a RUN has the same isolation; empty: there is none
	// hint is what a refused build advises.
	hint string
	// noList: the pod's own kernel gives a RUN no network that leads to listed hosts.
	noList bool
}

// defaultCaps are those of containerd, CRI-O and Docker.
var defaultCaps = []string{
	"CAP_AUDIT_WRITE", "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_MKNOD",
	"CAP_NET_BIND_SERVICE", "CAP_NET_RAW", "CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID", "CAP_SYS_CHROOT",
}

const (
	noUserNamespaces = "seccompProfile: {type: Localhost, localhostProfile: cooper.json}"
	unconfined       = "seccompProfile: {type: Unconfined}"
	restricted       = "runAsUser: 1000, capabilities: {drop: [ALL]}, allowPrivilegeEscalation: false"
)

// pods have the names that research on them gave.
var pods = []pod{
	{
		name:      "A",
		about:     "Restricted, containerd or Docker",
		yaml:      restricted,
		uid:       1000,
		noNewPriv: true,
		seccomp:   "docker",
		mode:      "gvisor",
		hint:      noUserNamespaces,
	},
	{
		name:      "A2",
		alike:     "A4",
		about:     "Restricted, Podman's profile",
		yaml:      restricted,
		uid:       1000,
		noNewPriv: true,
		seccomp:   "podman",
		mode:      "single-id",
	},
	{
		name:      "A3",
		alike:     "A4",
		about:     "Restricted, CRI-O or OpenShift",
		yaml:      restricted,
		uid:       1000,
		noNewPriv: true,
		seccomp:   "crio",
		mode:      "single-id",
		noList:    true,
	},
	{
		name:      "A4",
		about:     "Restricted, cooper's profile",
		yaml:      restricted + ", " + noUserNamespaces,
		uid:       1000,
		noNewPriv: true,
		seccomp:   "cooper",
		mode:      "single-id",
	},
	{
		name:    "B",
		about:   "ordinary user, containerd or Docker",
		yaml:    "runAsUser: 1000",
		uid:     1000,
		caps:    defaultCaps,
		seccomp: "docker",
		mode:    "gvisor",
		hint:    noUserNamespaces,
	},
	{
		name:    "B4",
		about:   "ordinary user, cooper's profile",
		yaml:    "runAsUser: 1000, " + noUserNamespaces,
		uid:     1000,
		caps:    defaultCaps,
		seccomp: "cooper",
		mode:    "shared-pid",
	},
	{
		name:    "C",
		about:   "root, containerd or Docker",
		yaml:    "(defaults)",
		caps:    defaultCaps,
		seccomp: "docker",
		mode:    "gvisor",
		hint:    noUserNamespaces,
	},
	{
		name:      "C3",
		about:     "root without rights, containerd or Docker",
		yaml:      "capabilities: {drop: [ALL]}, allowPrivilegeEscalation: false",
		noNewPriv: true,
		seccomp:   "docker",
		mode:      "gvisor",
		hint:      noUserNamespaces,
	},
	{
		name:      "D",
		alike:     "A4",
		about:     "Restricted but for seccomp",
		yaml:      restricted + ", " + unconfined,
		uid:       1000,
		noNewPriv: true,
		mode:      "single-id",
	},
	{
		name:  "E",
		alike: "B4",
		about: "ordinary user, seccomp off",
		yaml:  "runAsUser: 1000, " + unconfined,
		uid:   1000,
		caps:  defaultCaps,
		mode:  "shared-pid",
	},
	{
		name:     "F",
		alike:    "J4",
		about:    "as E, /proc unmasked",
		yaml:     "runAsUser: 1000, " + unconfined + ", procMount: Unmasked",
		uid:      1000,
		caps:     defaultCaps,
		unmasked: true,
		mode:     "full",
	},
	{
		name:      "G",
		about:     "user namespace, root without rights, containerd",
		yaml:      "hostUsers: false, capabilities: {drop: [ALL]}, allowPrivilegeEscalation: false",
		noNewPriv: true,
		seccomp:   "docker",
		userns:    true,
		mode:      "gvisor",
		hint:      noUserNamespaces,
	},
	{
		name:    "H",
		about:   "user namespace, root, containerd",
		yaml:    "hostUsers: false",
		caps:    defaultCaps,
		seccomp: "docker",
		userns:  true,
		mode:    "gvisor",
		hint:    noUserNamespaces,
	},
	{
		name:     "J",
		alike:    "J4",
		about:    "user namespace, root, seccomp off, /proc unmasked",
		yaml:     "hostUsers: false, " + unconfined + ", procMount: Unmasked",
		caps:     defaultCaps,
		userns:   true,
		unmasked: true,
		mode:     "full",
	},
	{
		name:     "J4",
		about:    "user namespace, root, cooper's profile, /proc unmasked",
		yaml:     "hostUsers: false, " + noUserNamespaces + ", procMount: Unmasked",
		caps:     defaultCaps,
		seccomp:  "cooper",
		userns:   true,
		unmasked: true,
		mode:     "full",
	},
	{
		name:     "K",
		about:    "user namespace, root with SYS_ADMIN, containerd, /proc unmasked",
		yaml:     "hostUsers: false, capabilities: {add: [SYS_ADMIN]}, procMount: Unmasked",
		caps:     slices.Concat(defaultCaps, []string{"CAP_SYS_ADMIN"}),
		seccomp:  "docker",
		userns:   true,
		unmasked: true,
		mode:     "full",
		noList:   true,
	},
	{
		name:      "M",
		alike:     "M4",
		about:     "user namespace, Restricted but for seccomp",
		yaml:      "hostUsers: false, " + restricted + ", " + unconfined,
		uid:       1000,
		noNewPriv: true,
		userns:    true,
		mode:      "single-id",
	},
	{
		name:      "M4",
		about:     "user namespace, Restricted, cooper's profile",
		yaml:      "hostUsers: false, " + restricted + ", " + noUserNamespaces,
		uid:       1000,
		noNewPriv: true,
		seccomp:   "cooper",
		userns:    true,
		mode:      "single-id",
	},
	{
		name:    "N1",
		alike:   "B4",
		about:   "ordinary user, CRI-O",
		yaml:    "runAsUser: 1000",
		uid:     1000,
		caps:    defaultCaps,
		seccomp: "crio",
		mode:    "shared-pid",
		noList:  true,
	},
}

// Ids of the host that a pod with hostUsers: false has.
const (
	podIDs     = 1 << 20
	podIDCount = 1 << 16
)

// hostID is the id on the host of a user of the pod.
func (p *pod) hostID() int {
	if p.userns {
		return podIDs + int(p.uid)
	}
	return int(p.uid)
}

// profileOf is the seccomp profile of a container engine.
func profileOf(p *pod) (*specs.LinuxSeccomp, error) {
	switch p.seccomp {
	case "docker":
		return profile.Default(p.caps)
	case "podman":
		return profile.Load(podmanProfile, p.caps)
	case "cooper":
		return profile.Load(ownProfile, p.caps)
	case "crio":
		s, err := profile.Load(podmanProfile, p.caps)
		if err != nil {
			return nil, err
		}
		for i := range s.Syscalls {
			rule := &s.Syscalls[i]
			rule.Names = slices.DeleteFunc(
				rule.Names, func(name string) bool { return name == "unshare" && rule.Action == specs.ActAllow },
			)
		}
		s.Syscalls = slices.DeleteFunc(s.Syscalls, func(rule specs.LinuxSyscall) bool { return len(rule.Names) == 0 })
		return s, nil
	}
	return nil, nil
}

// ownProfile is what nodes get from contrib.
const ownProfile = "../../contrib/kubernetes/seccomp/cooper.json"

// podmanProfile comes with Debian's podman.
const podmanProfile = "/usr/share/containers/seccomp.json"
