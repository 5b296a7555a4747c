package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// builder is a program under test, with a store of its own.
type builder struct {
	name, version string
	home          string
	daemon        *os.Process // does its work; nil: its commands do
	build         func(dir, tag string, cached bool) *exec.Cmd
	push          func(tag, to, format string) *exec.Cmd
	pull          func(from string) *exec.Cmd
	forget        func(from string) // removes an image that was pulled
	empty         *exec.Cmd         // removes all images
	container     func(round int) *exec.Cmd
	images, about *exec.Cmd
}

// peers makes a builder of each program on the PATH.
func (b *bench) peers() (out []*builder) {
	out = append(out, b.like("cooper", "cooper"))
	if _, err := exec.LookPath("buildah"); err == nil {
		out = append(out, b.like("buildah", "buildah"))
	}
	if t := b.buildKit(); t != nil {
		out = append(out, t)
	}
	return out
}

// modes are cooper as it is, and where it can map no ids but its own.
func (b *bench) modes() []*builder {
	return []*builder{b.like("cooper", "cooper"), b.like("cooper with one id", "setpriv", "--no-new-privs", "cooper")}
}

// like is cooper, or buildah, whose command line cooper has.
func (b *bench) like(name string, program ...string) *builder {
	d, err := b.newDisk(strings.ReplaceAll(name, " ", "-"))
	if err != nil {
		b.fail(err)
	}
	t := &builder{name: name, home: d.dir}
	isolation := []string{}
	if name == "buildah" { // it has no other that needs no privilege in a container
		isolation = []string{"--isolation", "chroot"}
	}
	words := append(slices.Clone(program),
		"--root", filepath.Join(d.dir, "root"), "--runroot", filepath.Join(d.dir, "run"),
		"--storage-driver", "overlay")
	call := func(verb string, args ...string) *exec.Cmd {
		return b.who.command(d.dir, append(append(append([]string{}, words...), verb), args...)...)
	}
	t.build = func(dir, tag string, cached bool) *exec.Cmd {
		args := append([]string{"-q", "--layers", "--tls-verify=false", "-t", tag}, isolation...)
		if !cached {
			args = append(args, "--no-cache")
		}
		return call("build", append(args, dir)...)
	}
	t.push = func(tag, to, format string) *exec.Cmd {
		return call("push", "-q", "--tls-verify=false", "--compression-format", format, tag, "docker://"+to)
	}
	t.pull = func(from string) *exec.Cmd { return call("pull", "-q", "--tls-verify=false", "docker://"+from) }
	t.forget = func(from string) { b.must(call("rmi", "-f", from)) }
	t.container = func(round int) *exec.Cmd {
		script := fmt.Sprintf(
			`c=$(P from -q --tls-verify=false %s) && P run %s $c true && P commit -q $c step:%d && P rm $c`,
			b.base(), strings.Join(isolation, " "), round)
		return b.who.command(d.dir, "sh", "-c", strings.ReplaceAll(script, "P ", strings.Join(words, " ")+" "))
	}
	t.images, t.about = call("images"), b.who.command(d.dir, append(program, "version")...)
	t.empty = call("rmi", "--all", "--force")
	line, _, _ := strings.Cut(string(b.must(b.who.command(d.dir, append(program, "--version")...))), "\n")
	t.version = line
	return t
}

// buildKit starts a daemon, as root only: it needs a program more to run as a user.
func (b *bench) buildKit() *builder {
	for _, program := range []string{"buildkitd", "buildctl", "runc"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil
		}
	}
	if !b.who.drop {
		return nil
	}
	d, err := b.newDisk("buildkit")
	if err != nil {
		b.fail(err)
	}
	address, config := "unix://"+filepath.Join(d.dir, "socket"), filepath.Join(d.dir, "buildkitd.toml")
	text := fmt.Sprintf("[registry.%q]\n  http = true\n  insecure = true\n", b.address())
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		b.fail(err)
	}
	daemon := exec.Command("buildkitd", "--config", config, "--root", filepath.Join(d.dir, "root"), "--addr", address,
		"--oci-worker-snapshotter", "overlayfs")
	if err := daemon.Start(); err != nil {
		b.fail(err)
	}
	b.ends = append(b.ends, func() { _ = daemon.Process.Signal(os.Interrupt); _ = daemon.Wait() })
	call := func(args ...string) *exec.Cmd {
		cmd := exec.Command("buildctl", append([]string{"--addr", address}, args...)...)
		cmd.Dir = "/"
		return cmd
	}
	for call("debug", "workers").Run() != nil {
		time.Sleep(100 * time.Millisecond)
	}
	t := &builder{name: "BuildKit", home: d.dir, daemon: daemon.Process}
	solve := func(dir, output string, cached bool) *exec.Cmd {
		args := []string{
			"build", "--frontend", "dockerfile.v0", "--local", "context=" + dir, "--local", "dockerfile=" + dir,
			"--opt", "filename=Containerfile", "--output", output,
		}
		if !cached {
			args = append(args, "--no-cache")
		}
		return call(args...)
	}
	t.build = func(dir, tag string, cached bool) *exec.Cmd {
		return solve(dir, "type=image,name="+tag+",compression=uncompressed", cached)
	}
	t.push = func(tag, to, format string) *exec.Cmd {
		output := "type=image,push=true,oci-mediatypes=true,force-compression=true"
		return solve(filepath.Join(b.inputs, "push"), output+",name="+to+",compression="+format, true)
	}
	// It pulls what a RUN needs.
	t.pull = func(string) *exec.Cmd { return solve(filepath.Join(b.inputs, "pull"), "type=image,name=pulled", true) }
	t.forget = func(string) { b.must(call("prune", "--all")) }
	t.images, t.about, t.empty = call("du"), call("--version"), call("prune", "--all")
	line, _, _ := strings.Cut(string(b.must(call("--version"))), "\n")
	t.version = line
	return t
}

// address is that of the registry of this run, which it starts.
func (b *bench) address() string {
	if b.listen != "" {
		return b.listen
	}
	probe, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.fail(err)
	}
	b.listen = probe.Addr().String()
	_ = probe.Close()
	d, err := b.newDisk("registry")
	if err != nil {
		b.fail(err)
	}
	server := exec.Command(b.registry, "-listen", b.listen, "-dir", d.dir)
	server.Stderr = os.Stderr
	if err := server.Start(); err != nil {
		b.fail(err)
	}
	b.ends = append(b.ends, func() { _ = server.Process.Kill(); _ = server.Wait() })
	for range 100 {
		if c, err := net.Dial("tcp", b.listen); err == nil {
			_ = c.Close()
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	return b.listen
}

// base is the image that the builds start from.
func (b *bench) base() string { return b.address() + "/busybox" }
