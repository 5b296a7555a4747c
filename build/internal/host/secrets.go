package host

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/passwd"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// secretMount provides a secret to the command: as a file in memory, a variable, or both.
func (r *runner) secretMount(spec *specs.Spec, m *dispatch.Mount) error {
	data, ok := r.host.Run.Secrets[m.ID]
	if !ok {
		if m.Required {
			return fmt.Errorf("the required secret %q is missing", m.ID)
		}
		return nil
	}
	if m.Env != "" {
		spec.Process.Env = append(spec.Process.Env, m.Env+"="+string(data))
		r.secret = true
	}
	if m.Target == "" {
		return nil
	}
	if err := r.ensureMountPoint(m.Target, false); err != nil {
		return err
	}
	r.secret = true
	file := sandbox.File{Target: m.Target, Data: data}
	file.UID, file.GID, file.Mode = ownerOf(m, 0, 0, 0o400)
	r.files = append(r.files, file)
	return nil
}

// sshMount provides the socket of an agent that only lists keys and signs.
func (r *runner) sshMount(spec *specs.Spec, m *dispatch.Mount, user passwd.User) error {
	source, ok := r.host.Run.Agents[m.ID]
	if !ok {
		if m.Required {
			return fmt.Errorf("the required ssh agent %q is missing", m.ID)
		}
		return nil
	}
	dir, err := r.host.Work.TempDir()
	if err != nil {
		return err
	}
	// The name of a socket must be short, which that of the directory may not be.
	socket, err := safepath.OpenRoot(dir)
	if err != nil {
		return err
	}
	stop, err := source.Serve(filepath.Join(socket.ProcPath(), "agent"))
	if err != nil {
		return errors.Join(fmt.Errorf("ssh agent %q: %w", m.ID, err), socket.Close())
	}
	r.onEnd(func() error { stop(); return socket.Close() })
	uid, gid, mode := ownerOf(m, user.UID, user.GID, 0o600)
	file := filepath.Join(dir, "agent")
	if err := errors.Join(owner.Set(unix.AT_FDCWD, file, int(uid), int(gid)), unix.Chmod(file, mode)); err != nil {
		return err
	}
	if r.agent == "" {
		r.agent = m.Target
		spec.Process.Env = append(spec.Process.Env, "SSH_AUTH_SOCK="+m.Target)
	}
	writable := *m
	writable.ReadOnly = false
	return r.attach(spec, &writable, file, false)
}
