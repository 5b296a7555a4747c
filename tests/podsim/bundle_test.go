//go:build podsim

package podsim

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// volumes of every pod: the program, the contexts, and a directory of its own,
// as an emptyDir is.
const (
	programDir = "/opt/cooper"
	contextDir = "/src"
	privateDir = "/build"
)

// machine is what all pods of a run share.
type machine struct {
	rootfs   string // a Debian root file system with newuidmap
	program  string // directory with the cooper program
	contexts string
	registry string
}

// container is a running pod's place on the host.
type container struct {
	pod    *pod
	bundle string
	own    string
}

func (m *machine) container(p *pod, dir string) (*container, error) {
	c := &container{pod: p, bundle: filepath.Join(dir, "bundle"), own: filepath.Join(dir, "own")}
	for _, d := range []string{c.bundle, c.own, filepath.Join(c.own, "home")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			return nil, err
		}
	}
	for _, d := range []string{c.own, filepath.Join(c.own, "home")} {
		if err := os.Chown(d, p.hostID(), p.hostID()); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// run runs a command in a new container of the pod.
func (m *machine) run(ctx context.Context, c *container, args ...string) (stdout, stderr string, err error) {
	spec, err := m.spec(c.pod, c.own, args)
	if err != nil {
		return "", "", err
	}
	config, err := json.Marshal(spec)
	if err != nil {
		return "", "", err
	}
	if err := os.WriteFile(filepath.Join(c.bundle, "config.json"), config, 0o600); err != nil {
		return "", "", err
	}
	id := fmt.Sprintf("podsim-%s-%d", c.pod.name, os.Getpid())
	cmd := exec.CommandContext(ctx, "runc", "run", "--bundle", c.bundle, id)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	_ = exec.Command("runc", "delete", "--force", id).Run()
	return out.String(), errs.String(), err
}

func (m *machine) spec(p *pod, own string, args []string) (*specs.Spec, error) {
	seccomp, err := profileOf(p)
	if err != nil {
		return nil, err
	}
	spec := &specs.Spec{
		Version: "1.0.2", Hostname: "pod",
		Root: &specs.Root{Path: m.rootfs, Readonly: true},
		Process: &specs.Process{
			Args: args, Cwd: privateDir, NoNewPrivileges: p.noNewPriv,
			User: specs.User{UID: p.uid, GID: p.uid},
			Env: []string{
				"PATH=" + programDir + ":/usr/sbin:/usr/bin:/sbin:/bin", "HOME=" + privateDir + "/home", "TMPDIR=/tmp",
				"REGISTRY=" + m.registry,
			},
			Capabilities: &specs.LinuxCapabilities{Bounding: p.caps},
		},
		Mounts: m.mounts(own),
		Linux: &specs.Linux{
			Seccomp: seccomp,
			Namespaces: []specs.LinuxNamespace{
				{Type: specs.MountNamespace}, {Type: specs.PIDNamespace}, {Type: specs.IPCNamespace},
				{Type: specs.UTSNamespace},
			},
		},
	}
	if p.uid == 0 {
		spec.Process.Capabilities.Effective, spec.Process.Capabilities.Permitted = p.caps, p.caps
	}
	if !p.unmasked {
		spec.Linux.MaskedPaths, spec.Linux.ReadonlyPaths = podbuild.MaskedPaths, podbuild.ReadonlyPaths
	}
	if p.userns {
		spec.Linux.Namespaces = append(spec.Linux.Namespaces, specs.LinuxNamespace{Type: specs.UserNamespace})
		ids := []specs.LinuxIDMapping{{HostID: podIDs, Size: podIDCount}}
		spec.Linux.UIDMappings, spec.Linux.GIDMappings = ids, ids
	}
	return spec, nil
}

func (m *machine) mounts(own string) []specs.Mount {
	return []specs.Mount{
		{Destination: "/proc", Type: "proc", Source: "proc", Options: []string{"nosuid", "noexec", "nodev"}},
		{
			Destination: "/dev",
			Type:        "tmpfs",
			Source:      "tmpfs",
			Options:     []string{"nosuid", "strictatime", "mode=755", "size=65536k"},
		},
		{
			Destination: "/dev/pts",
			Type:        "devpts",
			Source:      "devpts",
			Options:     []string{"nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"},
		},
		{
			Destination: "/dev/shm",
			Type:        "tmpfs",
			Source:      "shm",
			Options:     []string{"nosuid", "noexec", "nodev", "mode=1777"},
		},
		{
			Destination: "/sys",
			Type:        "bind",
			Source:      "/sys",
			Options:     []string{"rbind", "nosuid", "noexec", "nodev", "ro"},
		},
		{Destination: "/tmp", Type: "tmpfs", Source: "tmpfs", Options: []string{"nosuid", "nodev", "mode=1777"}},
		{Destination: "/etc/resolv.conf", Type: "bind", Source: "/etc/resolv.conf", Options: []string{"bind", "ro"}},
		{Destination: programDir, Type: "bind", Source: m.program, Options: []string{"bind", "ro", "nosuid", "nodev"}},
		{Destination: contextDir, Type: "bind", Source: m.contexts, Options: []string{"bind", "ro", "nosuid", "nodev"}},
		{Destination: privateDir, Type: "bind", Source: own, Options: []string{"rbind", "nosuid", "nodev"}},
	}
}
