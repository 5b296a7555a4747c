package attack

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// canary is what lies outside of root file system, context and store, and must
// not be read, changed or reached: files with a token, listening sockets, a
// process, and secrets in the environment of the program's ancestors.
type canary struct {
	dir     string
	tokens  map[string]string // what knows a token → the token
	before  map[string]string
	watch   int // inotify
	names   map[int32]string
	sleeper *exec.Cmd
	usual   string // how that is scheduled

	mu      sync.Mutex
	reached []string
	tcp     string
	close   []func()
}

func newCanary(t *testing.T, dir string, g mode) *canary {
	t.Helper()
	c := &canary{dir: dir, tokens: map[string]string{}, names: map[int32]string{}}
	for _, kind := range []string{"file", "environment", "secret"} {
		c.tokens[kind] = "canary" + strings.ToLower(rand.Text())
	}
	c.makeFiles(t)
	g.user.own(t, dir)
	c.listen(t)
	c.sleeper = exec.Command("sleep", "600")
	c.sleeper.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: unix.SIGKILL, Setpgid: true}
	if g.user.switching {
		c.sleeper.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(g.user.uid), Gid: uint32(g.user.gid)}
	}
	if err := c.sleeper.Start(); err != nil {
		t.Fatal(err)
	}
	c.before, c.usual = c.state(), c.scheduling()
	c.startWatch(t)
	return c
}

func (c *canary) makeFiles(t *testing.T) {
	t.Helper()
	for _, d := range []string{"", "dir", "dir/stub"} {
		if err := os.Mkdir(filepath.Join(c.dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	token := c.tokens["file"]
	for name, text := range map[string]string{
		"file": token + "\n", "dir/inner": token + "\n", "dir/tool": "#!/bin/sh\necho " + token + "\n",
		"passwd": "victim:x:4243:4243:" + token + ":/:/bin/sh\n", "group": "victim:x:4243:\n",
	} {
		mode := os.FileMode(0o600)
		if name == "dir/tool" {
			mode = 0o700
		}
		if err := os.WriteFile(filepath.Join(c.dir, name), []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	err := unix.Setxattr(filepath.Join(c.dir, "file"), "user.canary", []byte("here"), 0)
	if err != nil && err != unix.ENOTSUP {
		t.Fatal(err)
	}
}

// state is a line for each file: content, mode, owner, times, links, attributes.
func (c *canary) state() map[string]string {
	out := map[string]string{}
	err := filepath.WalkDir(c.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		var st unix.Stat_t
		if err := unix.Lstat(name, &st); err != nil {
			return err
		}
		text := fmt.Sprintf("mode %o owner %d:%d links %d changed %d.%d",
			st.Mode, st.Uid, st.Gid, st.Nlink, st.Mtim.Sec, st.Mtim.Nsec)
		if d.Type().IsRegular() {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			attr := make([]byte, 100)
			n, _ := unix.Lgetxattr(name, "user.canary", attr)
			text += fmt.Sprintf(" content %x attribute %q", sha256.Sum256(data), attr[:max(n, 0)])
		}
		out[strings.TrimPrefix(name, c.dir)] = text
		return nil
	})
	if err != nil {
		out["error"] = err.Error()
	}
	return out
}

// listen opens sockets that note who connects.
func (c *canary) listen(t *testing.T) {
	t.Helper()
	for network, address := range map[string]string{
		"unix": filepath.Join(c.dir, "socket"), "abstract": c.abstract(), "tcp": "127.0.0.1:0",
	} {
		kind := network
		if kind == "abstract" {
			kind = "unix"
		}
		l, err := net.Listen(kind, address)
		if err != nil {
			t.Fatal(err)
		}
		if kind == "tcp" {
			c.tcp = l.Addr().String()
		} else if network == "unix" {
			_ = os.Chmod(address, 0o777)
		}
		c.close = append(c.close, func() { l.Close() })
		go func() {
			for {
				conn, err := l.Accept()
				if err != nil {
					return
				}
				conn.Close()
				c.note("a connection to the " + network + " socket")
			}
		}()
	}
}

func (c *canary) abstract() string { return "@" + c.tokens["secret"][:20] }

func (c *canary) note(what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !slices.Contains(c.reached, what) {
		c.reached = append(c.reached, what)
	}
}

// startWatch has the kernel say when a file is opened, whoever does it and by
// whatever path.
func (c *canary) startWatch(t *testing.T) {
	t.Helper()
	fd, err := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	if err != nil {
		t.Fatal(err)
	}
	c.watch = fd
	for name := range c.before {
		mask := uint32(unix.IN_OPEN | unix.IN_ACCESS | unix.IN_MODIFY | unix.IN_ATTRIB | unix.IN_CREATE |
			unix.IN_DELETE | unix.IN_MOVE)
		wd, err := unix.InotifyAddWatch(fd, filepath.Join(c.dir, name), mask)
		if err != nil {
			t.Fatal(err)
		}
		c.names[int32(wd)] = name
	}
}

func (c *canary) readWatch() {
	buf := make([]byte, 64<<10)
	for {
		n, err := unix.Read(c.watch, buf)
		if err != nil || n <= 0 {
			return
		}
		for at := 0; at+unix.SizeofInotifyEvent <= n; {
			wd := int32(uint32(buf[at]) | uint32(buf[at+1])<<8 | uint32(buf[at+2])<<16 | uint32(buf[at+3])<<24)
			length := int(uint32(buf[at+12]) | uint32(buf[at+13])<<8)
			name := strings.TrimRight(string(buf[at+unix.SizeofInotifyEvent:at+unix.SizeofInotifyEvent+length]), "\x00")
			c.note("somebody touched canary" + filepath.Join("/", c.names[wd], name))
			at += unix.SizeofInotifyEvent + length
		}
	}
}

// touched says, without reading anything, whether something happened yet.
func (c *canary) touched() bool {
	c.readWatch()
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.reached) != 0
}

// verdict says what happened, and ends the watch.
func (c *canary) verdict() []string {
	c.readWatch()
	out := slices.Clone(c.reached)
	if err := c.sleeper.Process.Signal(syscall.Signal(0)); err != nil || c.dead() {
		out = append(out, "a process of the host ended")
	} else if now := c.scheduling(); now != c.usual {
		out = append(out, fmt.Sprintf("a process of the host had %s, has %s", c.usual, now))
	}
	after := c.state()
	for name, was := range c.before {
		if now, ok := after[name]; !ok {
			out = append(out, "canary"+name+" is gone")
		} else if now != was {
			out = append(out, fmt.Sprintf("canary%s was %s, is %s", name, was, now))
		}
	}
	for name := range after {
		if _, ok := c.before[name]; !ok {
			out = append(out, "canary"+name+" appeared")
		}
	}
	return out
}

// dead reports whether the sleeping process ended, or was stopped or traced.
func (c *canary) dead() bool {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.sleeper.Process.Pid))
	if err != nil {
		return true
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	return !strings.HasPrefix(rest, "S")
}

// scheduling says how the sleeping process is scheduled.
func (c *canary) scheduling() string {
	pid := c.sleeper.Process.Pid
	var cpus unix.CPUSet
	attr, err := unix.SchedGetAttr(pid, 0)
	err = errors.Join(err, unix.SchedGetaffinity(pid, &cpus))
	if err != nil {
		return err.Error()
	}
	const ofProcess = 1
	io, _, _ := unix.Syscall(unix.SYS_IOPRIO_GET, ofProcess, uintptr(pid), 0)
	return fmt.Sprintf("policy %d nice %d io %d cpus %d", attr.Policy, attr.Nice, io, cpus.Count())
}

func (c *canary) end() {
	_ = c.sleeper.Process.Kill()
	_ = c.sleeper.Wait()
	unix.Close(c.watch)
	for _, f := range c.close {
		f()
	}
}

// found says which tokens are in a text.
func (c *canary) found(text []byte) (out []string) {
	for kind, token := range c.tokens {
		if bytes.Contains(text, []byte(token)) {
			out = append(out, kind)
		}
	}
	slices.Sort(out)
	return out
}

// settled waits for a condition for a while.
func settled(limit time.Duration, done func() bool) bool {
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if done() {
			return true
		}
	}
	return done()
}
