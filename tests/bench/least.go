package main

import (
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/klauspost/pgzip"
	"golang.org/x/sys/unix"
)

// nothing as the only argument makes this program the empty one whose start is timed.
const nothing = "nothing"

// took is how long something takes when all that was written before is on the disk.
func (b *bench) took(do func() error) time.Duration {
	unix.Sync()
	start := time.Now()
	if err := do(); err != nil {
		b.fail(err)
	}
	return time.Since(start)
}

// leastSteps runs `true` 20 times in new namespaces, on an overlay.
func (b *bench) leastSteps(int) time.Duration {
	dir := filepath.Join(b.scratch().dir, "steps")
	const script = `cd $0 && rm -rf upper work && mkdir -p upper work merged &&
		mount -t overlay overlay -o lowerdir=$1,upperdir=upper,workdir=work merged && exec chroot merged true`
	for _, sub := range []string{"upper", "work", "merged"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			b.fail(err)
		}
	}
	b.must(exec.Command("chown", "-R", fmt.Sprint(b.who.uid), dir))
	return b.took(func() (err error) {
		for range 20 {
			cmd := b.who.command(dir, "unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork", "--net",
				"--ipc", "--uts", "--mount-proc", "busybox", "sh", "-c", script, dir,
				filepath.Join(b.inputs, "base/rootfs"))
			err = errors.Join(err, cmd.Run())
		}
		return err
	})
}

// leastStart starts a program that does nothing, twice: who calls and who works.
func (b *bench) leastStart(int) time.Duration {
	self, err := os.Executable()
	if err != nil {
		b.fail(err)
	}
	start := func() error { return exec.Command(self, nothing).Run() }
	return b.took(func() error { return errors.Join(start(), start()) })
}

// leastFiles makes the files of a context, and hashes them meanwhile.
func (b *bench) leastFiles(round int) time.Duration {
	dir := filepath.Join(b.scratch().dir, fmt.Sprintf("files%d", round))
	if err := os.Mkdir(dir, 0o755); err != nil {
		b.fail(err)
	}
	archive := filepath.Join(b.inputs, "files.tar")
	return b.took(func() error {
		return both(func() error { return exec.Command("tar", "-xf", archive, "-C", dir).Run() },
			func() error { return hash(archive) })
	})
}

// leastStat looks at all files.
func (b *bench) leastStat(int) time.Duration {
	return b.took(func() error {
		return exec.Command("find", filepath.Join(b.inputs, "files"), "-size", "+1G").Run()
	})
}

// leastBig copies the file, and hashes it meanwhile.
func (b *bench) leastBig(round int) time.Duration {
	from := filepath.Join(b.inputs, "big/big")
	to := filepath.Join(b.scratch().dir, fmt.Sprintf("big%d", round))
	defer os.Remove(to)
	return b.took(func() error {
		return both(func() error { return exec.Command("cp", "--reflink=auto", from, to).Run() },
			func() error { return hash(from) })
	})
}

// leastPull unpacks the layers of an image at once, and hashes them meanwhile.
func (b *bench) leastPull(round int) time.Duration {
	var unpack []func() error
	for i := range 2 {
		dir := filepath.Join(b.scratch().dir, fmt.Sprintf("pull%d-%d", round, i))
		if err := os.Mkdir(dir, 0o755); err != nil {
			b.fail(err)
		}
		archive := filepath.Join(b.inputs, fmt.Sprintf("layer%d.tar.gz", i))
		unpack = append(unpack, func() error {
			return both(func() error { return exec.Command("tar", "-xzf", archive, "-C", dir).Run() },
				func() error { return hash(archive) })
		})
	}
	return b.took(func() error { return both(unpack[0], unpack[1]) })
}

// leastGzip and leastZstd compress the bytes of the pushed image with all CPUs, to nowhere.
func (b *bench) leastGzip(int) time.Duration { return b.compress("gzip") }
func (b *bench) leastZstd(int) time.Duration { return b.compress("zstd") }

// compressing as the first argument makes this program compress a file. The kernel counts the
// memory of this process for its children until they execute their program, so that it stays small.
const compressing = "compress"

func (b *bench) compress(format string) time.Duration {
	archive := filepath.Join(b.scratch().dir, "push.tar")
	b.must(exec.Command("tar", "-cf", archive, "-C", filepath.Join(b.inputs, "push"), "one", "two"))
	self, err := os.Executable()
	if err != nil {
		b.fail(err)
	}
	return b.took(exec.Command(self, compressing, format, archive).Run)
}

// compressFile compresses a file with all CPUs, to nowhere.
func compressFile(format, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	var w io.WriteCloser
	if format == "gzip" {
		w, err = pgzip.NewWriterLevel(io.Discard, gzip.DefaultCompression)
	} else {
		w, err = zstd.NewWriter(io.Discard)
	}
	if err != nil {
		return err
	}
	_, err = io.CopyBuffer(struct{ io.Writer }{w}, struct{ io.Reader }{f}, make([]byte, 1<<20))
	return errors.Join(err, w.Close())
}

// both does two things at once.
func both(one, two func() error) error {
	var wait sync.WaitGroup
	var errs [2]error
	wait.Go(func() { errs[0] = one() })
	wait.Go(func() { errs[1] = two() })
	wait.Wait()
	return errors.Join(errs[:]...)
}

func hash(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.CopyBuffer(sha256.New(), struct{ io.Reader }{f}, make([]byte, 1<<20))
	return err
}

// scratch is the disk of what is measured here.
func (b *bench) scratch() *disk {
	if b.own == nil {
		d, err := b.newDisk("least")
		if err != nil {
			b.fail(err)
		}
		b.own = d
	}
	return b.own
}
