// Program attacker is what hostile images of the attack suite run: each verb is
// one thing to try, and prints what came of it. The suite uses it outside too,
// to make a mode, and to show that a canary would see the same thing.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

var verbs = map[string]func(args []string) error{
	"status":          status,
	"syscalls":        syscalls,
	"proc":            proc,
	"write":           write,
	"swap":            swap,
	"mask":            mask,
	"signal":          signal,
	"trace":           trace,
	"connect":         connect,
	"seals":           seals,
	"agent":           agent,
	"fds":             descriptors,
	"terminal":        terminal,
	"refuse-userns":   refuseUserns,
	"refuse-ptrace":   refusePtrace,
	"refuse-landlock": refuseLandlock,
	"disturb":         disturb,
	"ignore":          ignore,
	"unmask":          unmask,
	"credentials":     credentials,
	"attributes":      attributes,
}

func main() {
	if len(os.Args) < 2 || verbs[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: attacker VERB ARGUMENT...")
		os.Exit(2)
	}
	if err := verbs[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
}

// status prints lines of /proc/self/status on one line each, without spaces.
func status([]string) error {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		switch name {
		case "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "Groups", "Seccomp", "NoNewPrivs", "Uid", "Gid":
			fmt.Printf("%s=[%s]\n", name, strings.Join(strings.Fields(value), " "))
		}
	}
	return nil
}

// token is what canaries hold. Nothing else that is found is printed: it may be
// somebody's.
var token = regexp.MustCompile(`canary[a-z2-7]{20,}`)

// proc reads what /proc shows of every process: its environment, arguments,
// files and root.
func proc(args []string) error {
	self, err := os.Readlink("/proc/self")
	if err != nil {
		return err
	}
	dirs, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return err
	}
	read := func(name string) {
		if text, err := os.ReadFile(name); err == nil {
			for _, found := range token.FindAll(text, -1) {
				fmt.Printf("%s: %s\n", name, found)
			}
		}
	}
	for _, dir := range dirs {
		if filepath.Base(dir) == self {
			continue
		}
		read(filepath.Join(dir, "environ"))
		read(filepath.Join(dir, "cmdline"))
		if mem, err := os.OpenFile(filepath.Join(dir, "mem"), os.O_RDWR, 0); err == nil {
			mem.Close()
			fmt.Printf("mem opens: %s\n", dir)
		}
		fds, _ := filepath.Glob(filepath.Join(dir, "fd/*"))
		for _, link := range append(fds, filepath.Join(dir, "root"), filepath.Join(dir, "cwd")) {
			for _, outside := range args {
				read(link + outside)
			}
		}
	}
	fmt.Println("read", len(dirs) > 0)
	return nil
}

// write tries to write to files and names those that it could.
func write(args []string) error {
	for _, name := range args {
		old, _ := os.ReadFile(name)
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			continue
		}
		if len(old) == 0 || len(old) > 100 {
			old = []byte("0\n")
		}
		// What is there already changes nothing where it works.
		if _, err := f.Write(old); err == nil {
			fmt.Println("wrote", name)
		}
		f.Close()
	}
	return nil
}

// swap exchanges two names for some seconds: swap A B SECONDS.
func swap(args []string) error {
	seconds, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	n := 0
	for end := time.Now().Add(time.Duration(seconds) * time.Second); time.Now().Before(end); n++ {
		err := unix.Renameat2(unix.AT_FDCWD, args[0], unix.AT_FDCWD, args[1], unix.RENAME_EXCHANGE)
		if err != nil && !errors.Is(err, unix.ENOENT) {
			return err
		}
	}
	fmt.Println("swapped", n > 0)
	return nil
}

// mask reads files that must show nothing.
func mask(args []string) error { //nolint:unparam // the type of a verb
	for _, name := range args {
		st := unix.Stat_t{}
		if err := unix.Stat(name, &st); err != nil {
			continue
		}
		if st.Mode&unix.S_IFMT == unix.S_IFDIR {
			if entries, err := os.ReadDir(name); err == nil && len(entries) != 0 {
				fmt.Println("shows", name)
			}
			continue
		}
		f, err := os.Open(name)
		if err != nil {
			continue
		}
		if n, _ := f.Read(make([]byte, 1)); n != 0 {
			fmt.Println("shows", name)
		}
		f.Close()
	}
	return nil
}

// signal sends SIGKILL to processes, and to all it can reach where nobody else is
// in its pid namespace.
func signal(args []string) error {
	for _, text := range args {
		pid, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		for _, way := range ways(pid) {
			_, _, errno := unix.Syscall6(way.number, way.args[0], way.args[1], way.args[2], way.args[3], 0, 0)
			if errno == 0 {
				fmt.Println("killed", pid, "by", way.name)
			}
		}
	}
	first, err := os.ReadFile("/proc/1/comm")
	if err == nil && strings.Contains(string(first), "cooper") && os.Getpid() < 100 {
		_ = unix.Kill(1, unix.SIGKILL)
		_ = unix.Kill(-1, unix.SIGSTOP)
		fmt.Println("all: done")
	}
	return nil
}

// trace tries to attach to processes.
func trace(args []string) error {
	for _, text := range args {
		pid, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		if err := unix.PtraceAttach(pid); err == nil {
			fmt.Println("traced", pid)
		}
		if f, err := os.Open(fmt.Sprintf("/proc/%d/root/etc", pid)); err == nil && pid != 1 {
			f.Close()
			fmt.Println("entered the root of", pid)
		}
	}
	return nil
}

// seals reports whether the program of the first process, and of this one's
// interpreter, could be written: seals FILE...
func seals(args []string) error { //nolint:unparam // the type of a verb
	for _, name := range args {
		if f, err := os.OpenFile(name, os.O_RDWR, 0); err == nil {
			f.Close()
			fmt.Println("writable", name)
		}
		f, err := os.Open(name)
		if err != nil {
			fmt.Println("unreadable", name)
			continue
		}
		got, err := unix.FcntlInt(f.Fd(), unix.F_GET_SEALS, 0)
		f.Close()
		switch {
		case err != nil:
			fmt.Println("nothing to seal:", name)
		case got&(unix.F_SEAL_WRITE|unix.F_SEAL_SEAL) == unix.F_SEAL_WRITE|unix.F_SEAL_SEAL:
			fmt.Println("sealed", name)
		default:
			fmt.Println("not sealed:", name)
		}
	}
	return nil
}

// descriptors names the files that are open besides the usual three, and the
// working directory.
func descriptors([]string) error {
	wd, err := syscall.Getwd()
	fmt.Println("cwd", wd, err)
	fds, err := filepath.Glob("/proc/self/fd/*")
	if err != nil {
		return err
	}
	for _, fd := range fds {
		to, err := os.Readlink(fd)
		standard := len(filepath.Base(fd)) == 1 && filepath.Base(fd) < "3"
		ours := slices.ContainsFunc([]string{"anon_inode:", "/proc/", "/sys/fs/cgroup"}, func(prefix string) bool {
			return strings.HasPrefix(to, prefix)
		})
		if err != nil || standard || ours {
			continue
		}
		fmt.Println("open", filepath.Base(fd), to)
	}
	return nil
}
