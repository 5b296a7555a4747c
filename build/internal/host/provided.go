package host

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/build/internal/passwd"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// mounts adds the files that are provided to a RUN and never committed.
func (r *runner) mounts(ctx context.Context, spec *specs.Spec, user passwd.User) error {
	dir, err := r.host.Work.TempDir()
	if err != nil {
		return err
	}
	for _, target := range []string{"/proc", "/sys", "/dev"} {
		if err := r.ensureInRoot(target, true); err != nil {
			return err
		}
	}
	opts := &r.host.Run
	names := append([]string{spec.Hostname}, opts.Network.Names...)
	provided := map[string]string{
		"/etc/hosts":       network.Hosts(names, r.hosts),
		"/etc/hostname":    spec.Hostname + "\n",
		"/etc/resolv.conf": r.resolvConf(),
	}
	for _, target := range opts.files() {
		if r.host.sentry() != "" {
			if err := r.ensureInRoot(target, false); err != nil {
				return err
			}
			r.files = append(r.files, sandbox.File{Target: target, Data: []byte(provided[target]), Mode: 0o644})
			continue
		}
		file := filepath.Join(dir, filepath.Base(target))
		if err := os.WriteFile(file, []byte(provided[target]), 0o644); err != nil {
			return err
		}
		if err := r.bind(spec, file, target, "ro"); err != nil {
			return err
		}
	}
	for _, v := range opts.Volumes {
		if err := r.volume(ctx, spec, v, user); err != nil {
			return fmt.Errorf("volume %s: %w", v.Target, err)
		}
	}
	if r.step.Script != nil {
		return r.script(spec, dir)
	}
	return nil
}

// resolvConf is /etc/resolv.conf. A gateway asks the servers of the caller itself.
func (r *runner) resolvConf() string {
	dns := r.host.Run.Network.DNS
	if r.network.Filtered() {
		dns.Servers = nil
	}
	return resolvConf(&dns, r.network.ResolvConf())
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
		Destination: filepath.Dir(r.step.Args[0]), Type: "bind", Source: scripts,
		Options: append(r.bindOptions(scripts), "ro"),
	})
	return nil
}

func (r *runner) bind(spec *specs.Spec, source, target string, more ...string) error {
	info, err := os.Stat(source)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(target, "/dev/") { // that is a file system of the sandbox
		if err := r.ensureInRoot(target, info.IsDir()); err != nil {
			return err
		}
	}
	options := append(append(r.bindOptions(source), "nosuid", "nodev"), more...)
	spec.Mounts = append(spec.Mounts, specs.Mount{Destination: target, Type: "bind", Source: source, Options: options})
	return nil
}
