package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// diskSize is the size of the file below a filesystem, in bytes. It is sparse.
const diskSize = 24 << 30

// disk is a place for files that nothing else writes to.
type disk struct {
	dir, image string
	mounted    bool
}

// newDisk makes an ext4 with a journal in a file, as root, and else a directory. Without a journal
// ext4 takes no inode again that was free for less than five minutes, and making a file costs 20
// times as much then.
func (b *bench) newDisk(name string) (*disk, error) {
	top, err := os.MkdirTemp("", "bench-"+name+"-")
	if err != nil {
		return nil, err
	}
	d := &disk{dir: filepath.Join(top, "disk"), image: filepath.Join(top, "image")}
	b.disks = append(b.disks, d)
	if err := os.Chmod(top, 0o755); err != nil {
		return nil, err
	}
	if err := os.Mkdir(d.dir, 0o755); err != nil {
		return nil, err
	}
	if os.Geteuid() != 0 {
		return d, nil
	}
	file, err := os.Create(d.image)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(file.Truncate(diskSize), file.Close()); err != nil {
		return nil, err
	}
	for _, line := range [][]string{
		{"mkfs.ext4", "-q", "-E", "lazy_itable_init=0,lazy_journal_init=0", "-O", "has_journal", d.image},
		{"mount", "-o", "loop", d.image, d.dir},
	} {
		if out, err := exec.Command(line[0], line[1:]...).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%s: %w: %s", strings.Join(line, " "), err, out)
		}
	}
	d.mounted = true
	return d, os.Chown(d.dir, b.who.uid, b.who.gid)
}

func (d *disk) remove() {
	if d.mounted {
		if err := unix.Unmount(d.dir, unix.MNT_DETACH); err != nil {
			fmt.Fprintln(os.Stderr, d.dir, err)
			return
		}
	} else {
		_ = exec.Command("cooper", "unshare", "rm", "-rf", d.dir).Run() // has files of subordinate ids
	}
	_ = os.RemoveAll(filepath.Dir(d.dir))
}

// account is who runs the builders.
type account struct {
	name     string
	uid, gid int
	drop     bool // this process is root and the account is not
}

// ordinary is the user who runs this, or for root an unprivileged one.
func ordinary() (*account, error) {
	name := os.Getenv("USER")
	if os.Geteuid() == 0 {
		name = os.Getenv("COOPER_TEST_USER")
	}
	u, err := user.Lookup(name)
	if os.Geteuid() != 0 {
		u, err = user.Current()
	}
	if err != nil {
		return nil, err
	}
	uid, uidErr := strconv.Atoi(u.Uid)
	gid, gidErr := strconv.Atoi(u.Gid)
	return &account{u.Username, uid, gid, os.Geteuid() == 0}, errors.Join(uidErr, gidErr)
}

// command is a command of the account, with its home on a disk.
func (a *account) command(home string, line ...string) *exec.Cmd {
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Dir = "/"
	cmd.Env = []string{
		"HOME=" + home, "USER=" + a.name, "LOGNAME=" + a.name, "TMPDIR=" + home, "PATH=" + os.Getenv("PATH"),
		"BUILDKIT_HOST=" + os.Getenv("BUILDKIT_HOST"),
	}
	if a.drop {
		cmd.SysProcAttr = &syscall.SysProcAttr{
			Credential: &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)},
		}
	}
	return cmd
}

// machine says what the numbers depend on.
func (b *bench) machine() string {
	cpu := "unknown CPU"
	info, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(info)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			cpu = strings.TrimSpace(value)
			break
		}
	}
	var system unix.Utsname
	_ = unix.Uname(&system)
	var memory unix.Sysinfo_t
	_ = unix.Sysinfo(&memory)
	release, _, _ := strings.Cut(unix.ByteSliceToString(system.Release[:]), "-")
	files := "a directory of " + os.TempDir()
	if b.who.drop {
		files = "ext4 with a journal, in a file for each builder"
	}
	return fmt.Sprintf("%d CPUs (%s), %d GB, Linux %s; %s", runtime.NumCPU(), cpu,
		memory.Totalram*uint64(memory.Unit)>>30, release, files)
}
