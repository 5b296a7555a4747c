package interop

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/cooper-build/cooper/build"
)

// programs are the scripts of steps as Go programs.
var programs = map[string]func(ctx context.Context, engine *build.Engine, dir, name string) error{
	"scratch": func(ctx context.Context, _ *build.Engine, dir, name string) error {
		// A program that works on a mounted container is in a user namespace itself.
		self, err := os.Executable()
		if err != nil {
			return err
		}
		cmd, err := build.Unshare([]string{self})
		if err != nil {
			return err
		}
		cmd.Dir, cmd.Env = dir, append(cmd.Env, "MOUNTED_PROGRAM="+name)
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		return build.RunUnshared(ctx, cmd)
	},
	"two": func(ctx context.Context, engine *build.Engine, dir, name string) error {
		first, err := engine.From(ctx, "localhost/busybox", build.FromOptions{})
		if err != nil {
			return err
		}
		defer first.Remove(ctx)
		src := build.CopyOptions{FS: os.DirFS(filepath.Join(dir, "src"))}
		if err := first.Copy(ctx, "/src/", []string{"program.sh"}, src); err != nil {
			return err
		}
		script := "mkdir -p /out && tr a-z A-Z </src/program.sh >/out/program && " +
			"chmod 4755 /out/program && chown 7:8 /out/program"
		if err := first.Run(ctx, build.Command{Args: []string{"sh", "-c", script}}); err != nil {
			return err
		}
		final, err := engine.From(ctx, "scratch", build.FromOptions{})
		if err != nil {
			return err
		}
		err = final.Copy(ctx, "/usr/bin/program", []string{"/out/program"}, build.CopyOptions{
			From: first.Name, Chown: "0:0",
		})
		if err != nil {
			return err
		}
		entrypoint := []string{"/usr/bin/program"}
		_, err = final.Configure(ctx, build.ConfigChanges{Process: build.ProcessChanges{Entrypoint: &entrypoint}})
		if err != nil {
			return err
		}
		_, err = final.Commit(ctx, []string{name}, build.CommitOptions{Remove: true})
		return err
	},
	"web": func(ctx context.Context, engine *build.Engine, dir, name string) error {
		c, err := engine.From(ctx, "localhost/busybox", build.FromOptions{})
		if err != nil {
			return err
		}
		defer c.Remove(ctx)
		run := func(user, cwd, script string) error {
			return c.Run(ctx, build.Command{
				Args: []string{"sh", "-c", script},
				User: user,
				Dir:  cwd,
				Env:  []string{"MODE=test"},
			})
		}
		if err := run("", "", "mkdir -p /var/www /var/log/web && chown 1000:1000 /var/www"); err != nil {
			return err
		}
		err = c.Copy(ctx, "/var/www", []string{"src"}, build.CopyOptions{ContextDir: dir, Chown: "1000:1000"})
		if err != nil {
			return err
		}
		err = c.Add(ctx, "/var/www/unpacked", []string{filepath.Join(dir, "src.tar")}, build.CopyOptions{})
		if err != nil {
			return err
		}
		if err := run("1000:1000", "/var/www", "id -u >page; ln page hard; rm one.txt"); err != nil {
			return err
		}
		if err := run("", "", `test "$MODE" = test && rm -r /home && mkdir /home`); err != nil {
			return err
		}
		user, cwd, signal, author := "1000", "/var/www", "SIGINT", "me"
		entrypoint, cmd := []string{"httpd", "-f"}, []string{"-p", "80"}
		_, err = c.Configure(ctx, build.ConfigChanges{
			History: build.HistoryChanges{Author: &author},
			Process: build.ProcessChanges{
				User: &user, WorkingDir: &cwd, StopSignal: &signal, Entrypoint: &entrypoint, Cmd: &cmd,
			},
			Env: []string{"MODE=prod"}, Labels: []string{"a=b", "long key=long value"}, Annotations: []string{"x=y"},
			Ports: []string{"80"}, Volumes: []string{"/data"},
		})
		if err != nil {
			return err
		}
		_, err = c.Commit(ctx, []string{name}, build.CommitOptions{})
		return err
	},
	"onbuild": func(ctx context.Context, engine *build.Engine, _, name string) error {
		c, err := engine.From(ctx, "localhost/busybox", build.FromOptions{Format: "docker"})
		if err != nil {
			return err
		}
		_, err = c.Configure(ctx, build.ConfigChanges{
			OnBuild:     []string{"RUN echo triggered >/trigger", "LABEL by=trigger"},
			Healthcheck: &build.Healthcheck{Test: []string{"CMD", "true"}, Interval: 9 * time.Second},
		})
		if err == nil {
			_, err = c.Commit(ctx, []string{"base-" + name}, build.CommitOptions{Remove: true})
		}
		if err != nil {
			return err
		}
		_, err = engine.Build(ctx, build.Request{
			Containerfile: build.Text("FROM localhost/base-" + name + "\nRUN test -e /trigger\n"), Tags: []string{name},
			Image: build.ImageOptions{Format: "docker"},
		})
		return err
	},
}

// mountedProgram is the part of the program "scratch" that runs in the namespace.
func mountedProgram(ctx context.Context, name string) (err error) {
	engine, err := build.Open(ctx, build.Config{ShareMounts: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, engine.Close()) }()
	c, err := engine.From(ctx, "scratch", build.FromOptions{})
	if err != nil {
		return err
	}
	root, err := c.Mount(ctx)
	if err != nil {
		return err
	}
	busybox, err := os.ReadFile("base/rootfs/bin/busybox")
	if err != nil {
		return err
	}
	in := func(path string) string { return filepath.Join(root, path) }
	err = errors.Join(
		os.Mkdir(in("bin"), 0o755), os.Mkdir(in("etc"), 0o755), os.Mkdir(in("tmp"), 0o755),
		os.Chmod(in("tmp"), 0o1777|os.ModeSticky),
		os.WriteFile(in("bin/busybox"), busybox, 0o755), os.Symlink("busybox", in("bin/sh")),
		os.WriteFile(in("etc/passwd"), []byte("root:x:0:0:root:/:/bin/sh\n"), 0o644), os.Chown(in("etc/passwd"), 5, 6),
		c.Unmount(ctx))
	if err != nil {
		return err
	}
	cmd, cwd := []string{"/bin/sh"}, "/tmp"
	_, err = c.Configure(ctx, build.ConfigChanges{Process: build.ProcessChanges{Cmd: &cmd, WorkingDir: &cwd}})
	if err != nil {
		return err
	}
	_, err = c.Commit(ctx, []string{name}, build.CommitOptions{Remove: true})
	return err
}
