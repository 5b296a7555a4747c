// Package cgroup limits memory, CPUs and processes of a sandbox, through its own cgroup
// (version 2). An ordinary user needs a delegated cgroup; systemd delegates one to the
// services and scopes of a user. A trial finds out whether there is one: it creates a
// group and writes to it.
package cgroup

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Limits are the limits of a group. Zero is no limit.
type Limits struct {
	Memory     int64 // bytes
	MemorySwap int64 // bytes of memory and swap together; -1: as much swap as there is
	CPUShares  uint64
	CPUPeriod  uint64 // microseconds; 0: 100000
	CPUQuota   int64  // microseconds of each period
	CPUs, Mems string // lists of CPUs and memory nodes, for example 0-2,7
	Pids       int64
}

// IsZero reports whether nothing is bounded.
func (l Limits) IsZero() bool { return l == Limits{} }

// setting is a file of a group and its value.
type setting struct{ controller, file, value string }

// settings are the limits as files of version 2.
func (l Limits) settings() (out []setting, err error) {
	add := func(controller, file string, value any) {
		out = append(out, setting{controller, file, fmt.Sprint(value)})
	}
	if l.Memory != 0 {
		add("memory", "memory.max", l.Memory)
		add("memory", "memory.oom.group", 1) // half a build is no use
	}
	switch {
	case l.MemorySwap == -1:
		add("memory", "memory.swap.max", "max")
	case l.MemorySwap != 0 && (l.Memory == 0 || l.MemorySwap < l.Memory):
		return nil, errors.New("a limit of memory plus swap needs a memory limit that is at most as large")
	case l.MemorySwap != 0:
		add("memory", "memory.swap.max", l.MemorySwap-l.Memory)
	}
	if l.CPUShares != 0 {
		shares := min(max(l.CPUShares, 2), 262144)
		add("cpu", "cpu.weight", 1+(shares-2)*9999/262142)
	}
	if l.CPUQuota != 0 || l.CPUPeriod != 0 {
		period, quota := l.CPUPeriod, "max"
		if period == 0 {
			period = 100000
		}
		if l.CPUQuota > 0 {
			quota = fmt.Sprint(l.CPUQuota)
		}
		add("cpu", "cpu.max", fmt.Sprint(quota, " ", period))
	}
	if l.CPUs != "" {
		add("cpuset", "cpuset.cpus", l.CPUs)
	}
	if l.Mems != "" {
		add("cpuset", "cpuset.mems", l.Mems)
	}
	if l.Pids != 0 {
		add("pids", "pids.max", l.Pids)
	}
	return out, nil
}

// UnavailableError says why limits cannot be set here.
type UnavailableError struct{ Missing string }

func (e *UnavailableError) Error() string {
	return "limits of memory, CPUs and processes, and a cgroup of a name, need a delegated cgroup: " + e.Missing
}

// Group is a cgroup with limits. Close it when its processes have ended.
type Group struct{ dir *os.File }

// New makes a group. A name is its path from the root of the hierarchy; the group of an
// empty one is beside or below that of this process.
func New(l Limits, name string) (*Group, error) {
	if _, err := l.settings(); err != nil {
		return nil, err
	}
	t, err := find("/proc/self/mountinfo", "/proc/self/cgroup")
	if err != nil {
		return nil, err
	}
	if name != "" {
		return t.named(l, name)
	}
	return t.group(l)
}

// FD is the descriptor to clone a process into the group with.
func (g *Group) FD() int { return int(g.dir.Fd()) }

// OutOfMemory reports whether the kernel killed a process of the group because its
// memory was used up.
func (g *Group) OutOfMemory() bool {
	text, err := os.ReadFile(filepath.Join(g.dir.Name(), "memory.events"))
	for line := range strings.Lines(string(text)) {
		if count, ok := strings.CutPrefix(strings.TrimSpace(line), "oom_kill "); ok && err == nil {
			return count != "0"
		}
	}
	return false
}

// Close kills the processes that are left in the group, and removes it.
func (g *Group) Close() error {
	defer g.dir.Close()
	_ = write(filepath.Join(g.dir.Name(), "cgroup.kill"), "1")
	for wait := time.Millisecond; ; wait *= 2 {
		err := os.Remove(g.dir.Name())
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if !errors.Is(err, unix.EBUSY) || wait > time.Second { // killed processes need a moment
			return fmt.Errorf("removing the cgroup: %w", err)
		}
		time.Sleep(wait)
	}
}

// tree is the mounted hierarchy as this process sees it.
type tree struct {
	mount string                 // where it is
	self  string                 // the directory of this process
	make  func(dir string) error // makes a group: mkdir
}

// find reads where the hierarchy is mounted, and where in it this process is.
func find(mountinfo, membership string) (tree, error) {
	t := tree{make: func(dir string) error { return os.Mkdir(dir, 0o755) }}
	mounts, err := os.ReadFile(mountinfo)
	if err != nil {
		return t, err
	}
	text, err := os.ReadFile(membership)
	if err != nil {
		return t, err
	}
	name, found := "", false
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "0::"); ok {
			name, found = strings.TrimSuffix(rest, "\n"), true
		}
	}
	lines := bufio.NewScanner(strings.NewReader(string(mounts)))
	for found && lines.Scan() {
		mount, kind, _ := strings.Cut(lines.Text(), " - ")
		fields := strings.Fields(mount)
		if !strings.HasPrefix(kind, "cgroup2 ") || len(fields) < 5 {
			continue
		}
		below, err := filepath.Rel(fields[3], name)
		if err != nil || !filepath.IsLocal(below) {
			return t, &UnavailableError{
				"the cgroup of this process (" + name + ") is not below the mount at " + fields[4],
			}
		}
		t.mount, t.self = fields[4], filepath.Join(fields[4], below)
		return t, nil
	}
	return t, &UnavailableError{"no cgroup v2 hierarchy is mounted"}
}

// group makes a group in the nearest place above this process that passes the
// controllers on. In its own, processes are in the way, as the kernel has it.
func (t tree) group(l Limits) (*Group, error) {
	settings, err := l.settings()
	if err != nil {
		return nil, err
	}
	needed := controllers(settings)
	available, err := words(filepath.Join(t.self, "cgroup.controllers"))
	if err != nil {
		return nil, &UnavailableError{err.Error()}
	}
	if missing := without(needed, available); len(missing) != 0 {
		return nil, &UnavailableError{
			fmt.Sprintf("%s has no controller for %s (it has: %s)",
				t.self, strings.Join(missing, ", "), orNone(available)),
		}
	}
	var first error
	for dir := t.self; ; dir = filepath.Dir(dir) {
		name := fmt.Sprintf("cooper-%d-%d", os.Getpid(), time.Now().UnixNano())
		g, err := t.in(dir, name, needed, settings)
		if err == nil {
			return g, nil
		}
		if first == nil {
			first = err
		}
		if dir == t.mount || !strings.HasPrefix(dir, t.mount) {
			return nil, first
		}
	}
}

// named makes a group of a name. Groups above it that are not there are made, and stay.
func (t tree) named(l Limits, name string) (*Group, error) {
	settings, err := l.settings()
	if err != nil {
		return nil, err
	}
	parent, base := filepath.Split(filepath.Join("/", name))
	dir, needed := t.mount, controllers(settings)
	for part := range strings.SplitSeq(strings.Trim(parent, "/"), "/") {
		if err := pass(dir, needed); err != nil {
			return nil, err
		}
		dir = filepath.Join(dir, part)
		if err := t.make(dir); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, &UnavailableError{fmt.Sprintf("cannot create the cgroup %s: %v", dir, reason(err))}
		}
	}
	return t.in(dir, base, needed, settings)
}

// controllers are those that settings need.
func controllers(settings []setting) (out []string) {
	for _, s := range settings {
		if !slices.Contains(out, s.controller) {
			out = append(out, s.controller)
		}
	}
	return out
}

// in makes the group of a name in a directory.
func (t tree) in(dir, base string, needed []string, settings []setting) (g *Group, err error) {
	if err := pass(dir, needed); err != nil {
		return nil, err
	}
	name := filepath.Join(dir, base)
	if err := t.make(name); err != nil {
		return nil, &UnavailableError{fmt.Sprintf("cannot create a cgroup in %s: %v", dir, reason(err))}
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(name))
		}
	}()
	for _, s := range settings {
		err := write(filepath.Join(name, s.file), s.value)
		if errors.Is(err, fs.ErrNotExist) && s.file == "memory.oom.group" {
			continue // Linux 4.19
		}
		if err != nil {
			return nil, fmt.Errorf("setting the limit %s of a cgroup to %s: %w", s.file, s.value, reason(err))
		}
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return &Group{f}, nil
}

// pass passes controllers on to the groups in a directory.
func pass(dir string, needed []string) error {
	passed, err := words(filepath.Join(dir, "cgroup.subtree_control"))
	if err != nil {
		return &UnavailableError{err.Error()}
	}
	for _, c := range without(needed, passed) {
		if err := write(filepath.Join(dir, "cgroup.subtree_control"), "+"+c); err != nil {
			return &UnavailableError{
				fmt.Sprintf("%s does not delegate the controller for %s: %v", dir, c, reason(err)),
			}
		}
	}
	return nil
}

func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}

func without(list, have []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(have, s) })
}

func words(file string) ([]string, error) {
	text, err := os.ReadFile(file)
	return strings.Fields(string(text)), err
}

func write(file, text string) error {
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}
