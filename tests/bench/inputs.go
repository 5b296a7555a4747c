package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// prepare puts the image that builds start from into the registry.
func (b *bench) prepare(builders []*builder) {
	program, err := exec.LookPath("busybox")
	if err != nil {
		b.fail(err)
	}
	content, err := os.ReadFile(program)
	if err != nil {
		b.fail(err)
	}
	b.write("base/rootfs/bin/busybox", content, 0o755)
	for _, name := range []string{"sh", "true", "sleep", "ls", "cat"} {
		err := os.Symlink("busybox", filepath.Join(b.inputs, "base/rootfs/bin", name))
		if err != nil && !errors.Is(err, os.ErrExist) {
			b.fail(err)
		}
	}
	b.write("base/rootfs/etc/passwd", []byte("root:x:0:0:root:/:/bin/sh\n"), 0o644)
	b.write("base/Containerfile", []byte("FROM scratch\nCOPY rootfs/ /\n"), 0o644)
	b.must(builders[0].build(filepath.Join(b.inputs, "base"), "localhost/base", true))
	b.must(builders[0].push("localhost/base", b.base(), "gzip"))
	b.write("warm/Containerfile", []byte("FROM "+b.base()+"\nRUN true\n"), 0o644)
	for _, t := range builders {
		b.must(t.build(filepath.Join(b.inputs, "warm"), "localhost/warm", true))
	}
}

// context makes a context once.
func (b *bench) context(name, containerfile string, fill func(dir string)) {
	dir := filepath.Join(b.inputs, name)
	if _, err := os.Stat(dir); err == nil {
		return
	}
	b.write(name+"/Containerfile", []byte(containerfile), 0o644)
	if fill != nil {
		fill(dir)
		time.Sleep(time.Second) // so that the stat of a file says that its content is settled
	}
}

func (b *bench) steps() {
	b.context("steps", "FROM "+b.base()+"\n"+strings.Repeat("RUN true\n", 20), nil)
}

// Sizes of the rows.
const (
	manyFiles = 50_000
	bigSize   = 1 << 30
	imageSize = 300 << 20
)

func (b *bench) files() {
	b.context("files", "FROM "+b.base()+"\nCOPY tree /tree\nRUN true\n", func(dir string) {
		b.tree(filepath.Join(dir, "tree"), manyFiles)
		b.must(exec.Command("tar", "-cf", filepath.Join(b.inputs, "files.tar"), "-C", dir, "tree"))
	})
}

// tree makes files of 2,100 bytes, 100 in each directory.
func (b *bench) tree(dir string, count int) {
	content := make([]byte, 2100)
	for i := range count {
		file := filepath.Join(dir, fmt.Sprintf("d%04d", i/100), fmt.Sprintf("f%02d", i%100))
		if i%100 == 0 {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				b.fail(err)
			}
		}
		_, _ = rand.Read(content)
		if err := os.WriteFile(file, content, 0o644); err != nil {
			b.fail(err)
		}
	}
}

func (b *bench) big() {
	b.context("big", "FROM "+b.base()+"\nCOPY big /\n", func(dir string) {
		b.must(exec.Command("sh", "-c", fmt.Sprintf("head -c %d /dev/urandom >%s", bigSize, filepath.Join(dir, "big"))))
	})
}

func (b *bench) stages() {
	stages, copies := "", "FROM "+b.base()+"\n"
	for i := range 4 {
		stages += fmt.Sprintf("FROM %s AS s%d\nRUN sleep 2 && echo %d >/out\n", b.base(), i, i)
		copies += fmt.Sprintf("COPY --from=s%d /out /out%d\n", i, i)
	}
	b.context("stages", stages+copies, nil)
}

// freshLayers makes the context of an image of two layers that differ from all others. Their
// files are those of this machine, so that they compress like those of images.
func (b *bench) freshLayers(mark string) {
	b.context("push", "FROM "+b.base()+"\nCOPY one /one\nCOPY two /two\n", func(dir string) {
		b.ofMachine(filepath.Join(dir, "one"), filepath.Join(dir, "two"))
	})
	b.write("push/one/mark", []byte(mark), 0o644)
	b.write("push/two/mark", []byte(mark), 0o644)
}

// ofMachine copies files of /usr into two directories in turn.
func (b *bench) ofMachine(dirs ...string) {
	size, count := int64(0), 0
	err := filepath.WalkDir("/usr", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		info, err := d.Info()
		if err != nil || info.Size() > 4<<20 {
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return nil
		}
		to := filepath.Join(dirs[count%len(dirs)], path)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		size, count = size+info.Size(), count+1
		if err := os.WriteFile(to, content, info.Mode().Perm()|0o400); err != nil {
			return err
		}
		if size >= imageSize {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		b.fail(err)
	}
}

// pulled puts an image into the registry.
func (b *bench) pulled() {
	b.freshLayers("pulled")
	first := b.builders[0]
	b.must(first.build(filepath.Join(b.inputs, "push"), "localhost/pulled", true))
	b.must(first.push("localhost/pulled", b.address()+"/pulled", "gzip"))
	first.forget("localhost/pulled")
	b.context("pull", "FROM "+b.address()+"/pulled\nRUN true\n", nil)
	for i, name := range []string{"one", "two"} {
		b.must(exec.Command("tar", "-czf", filepath.Join(b.inputs, fmt.Sprintf("layer%d.tar.gz", i)),
			"-C", filepath.Join(b.inputs, "push"), name))
	}
}

// owners makes files, gives them away and looks at them as fast as it can: all that it does is
// emulated where there is one id.
func (b *bench) owners() {
	const script = `B=/bin/busybox; for d in 0 1 2 3 4 5 6 7 8 9; do $B mkdir -p /d/$d; ` +
		`for f in 0 1 2 3 4 5 6 7 8 9; do for g in 0 1 2 3 4 5 6 7 8 9; do echo >/d/$d/$f$g; done; done; done; ` +
		`$B chown -R 1000:1000 /d; $B cp -a /d /e; $B find /e -user 1000 >/dev/null`
	b.context("owners", "FROM "+b.base()+"\nRUN "+script+"\n", nil)
}

// install makes a base that installs packages from where this machine does.
func (b *bench) install() {
	b.context("debian", "FROM scratch\nADD rootfs.tar /\nCOPY apt/ /etc/apt/\n", func(dir string) {
		b.must(exec.Command("cp", b.debian, filepath.Join(dir, "rootfs.tar")))
		b.must(exec.Command("cp", "-r", "/etc/apt", filepath.Join(dir, "apt")))
	})
	b.context("install", "FROM localhost/debian\n"+
		"RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc\n", nil)
}

func (b *bench) write(name string, content []byte, mode os.FileMode) {
	file := filepath.Join(b.inputs, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		b.fail(err)
	}
	if err := os.WriteFile(file, content, mode); err != nil {
		b.fail(err)
	}
}
