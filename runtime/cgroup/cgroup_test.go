package cgroup

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fake is a hierarchy of plain files: groups and what they pass on.
func fake(t *testing.T, self string, groups map[string]string) tree {
	t.Helper()
	root := t.TempDir()
	for name, passed := range groups {
		makeFake(t, filepath.Join(root, name), "cpu cpuset memory pids", passed)
	}
	info := filepath.Join(root, "mountinfo")
	membership := filepath.Join(root, "cgroup")
	text := "30 23 0:26 / /proc rw - proc proc rw\n41 31 0:38 / " + root + " rw,relatime - cgroup2 cgroup2 rw\n"
	err := errors.Join(
		os.WriteFile(info, []byte(text), 0o644),
		os.WriteFile(membership, []byte("4:memory:/x\n0::"+self+"\n"), 0o644),
	)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := find(info, membership)
	if err != nil {
		t.Fatal(err)
	}
	tree.make = func(dir string) error { makeFake(t, dir, "cpu cpuset memory pids", ""); return nil }
	return tree
}

func makeFake(t *testing.T, dir, controllers, passed string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"cgroup.controllers": controllers, "cgroup.subtree_control": passed, "memory.max": "", "memory.swap.max": "",
		"memory.oom.group": "",
		"cpu.weight":       "", "cpu.max": "", "cpuset.cpus": "", "cpuset.mems": "", "pids.max": "",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestGroupHasTheLimits(t *testing.T) {
	tr := fake(t, "/user/app/term", map[string]string{
		"":              "",
		"user":          "cpu cpuset memory pids",
		"user/app":      "cpu cpuset memory pids",
		"user/app/term": "cpu cpuset memory pids",
	})
	g, err := tr.group(Limits{
		Memory:     1 << 20,
		MemorySwap: 3 << 20,
		CPUShares:  1024,
		CPUQuota:   50000,
		CPUs:       "0-1",
		Mems:       "0",
		Pids:       7,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer g.dir.Close()
	if filepath.Dir(g.dir.Name()) != filepath.Join(tr.mount, "user/app/term") {
		t.Errorf("the group is %s", g.dir.Name())
	}
	for file, want := range map[string]string{
		"memory.max": "1048576", "memory.swap.max": "2097152", "memory.oom.group": "1", "cpu.weight": "39",
		"cpu.max":     "50000 100000",
		"cpuset.cpus": "0-1", "cpuset.mems": "0", "pids.max": "7",
	} {
		if text, err := os.ReadFile(filepath.Join(g.dir.Name(), file)); string(text) != want {
			t.Errorf("%s is %q, not %q, %v", file, text, want, err)
		}
	}
}

func TestOutOfMemory(t *testing.T) {
	tr := fake(t, "/a", map[string]string{"": "memory", "a": "memory"})
	g, err := tr.group(Limits{Memory: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer g.dir.Close()
	for text, want := range map[string]bool{
		"low 0\noom 1\noom_kill 0\n":            false,
		"oom 1\noom_kill 2\noom_group_kill 1\n": true,
		"":                                      false,
	} {
		if err := os.WriteFile(filepath.Join(g.dir.Name(), "memory.events"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if g.OutOfMemory() != want {
			t.Errorf("%q: %t", text, !want)
		}
	}
}

// Where a group cannot pass a controller on, the one above may.
func TestGroupGoesUp(t *testing.T) {
	tr := fake(t, "/app/term", map[string]string{"": "", "app": "pids", "app/term": ""})
	// A directory in the place of a file cannot be written, also not by root.
	control := filepath.Join(tr.self, "cgroup.subtree_control")
	if err := errors.Join(os.Remove(control), os.Mkdir(control, 0o755)); err != nil {
		t.Fatal(err)
	}
	g, err := tr.group(Limits{Pids: 7})
	if err != nil {
		t.Fatal(err)
	}
	defer g.dir.Close()
	if filepath.Dir(g.dir.Name()) != filepath.Join(tr.mount, "app") {
		t.Errorf("the group is %s", g.dir.Name())
	}
}

// A group of a name is where the name says, with the groups above it.
func TestNamedGroup(t *testing.T) {
	tr := fake(t, "/app", map[string]string{"": "pids", "app": "pids"})
	makeGroup := tr.make
	tr.make = func(dir string) error {
		err := makeGroup(dir)
		if err == nil && filepath.Base(dir) == "jobs" {
			makeFake(t, dir, "pids", "pids")
		}
		return err
	}
	g, err := tr.named(Limits{Pids: 7}, "/jobs/one")
	if err != nil {
		t.Fatal(err)
	}
	defer g.dir.Close()
	if g.dir.Name() != filepath.Join(tr.mount, "jobs/one") {
		t.Errorf("the group is %s", g.dir.Name())
	}
}

func TestUnavailable(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	var missing *UnavailableError
	v1 := file("v1", "30 23 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n")
	_, err := find(v1, file("m", "4:memory:/x\n"))
	if !errors.As(err, &missing) || !strings.Contains(err.Error(), "no cgroup v2 hierarchy") {
		t.Errorf("version 1: %v", err)
	}
	v2 := file("v2", "41 31 0:38 /pod /sys/fs/cgroup ro - cgroup2 cgroup2 rw\n")
	_, err = find(v2, file("m", "0::/elsewhere\n"))
	if !errors.As(err, &missing) || !strings.Contains(err.Error(), "is not below the mount at") {
		t.Errorf("another part is mounted: %v", err)
	}
	tr := fake(t, "/a", map[string]string{"": "", "a": ""})
	makeFake(t, tr.self, "pids", "")
	_, err = tr.group(Limits{Memory: 1, Pids: 1})
	if !errors.As(err, &missing) || !strings.Contains(err.Error(), "has no controller for memory (it has: pids)") {
		t.Errorf("no controller: %v", err)
	}
	tr = fake(t, "/a", map[string]string{"": "pids", "a": "pids"})
	tr.make = func(dir string) error { return &os.PathError{Op: "mkdir", Path: dir, Err: os.ErrPermission} }
	_, err = tr.group(Limits{Pids: 1})
	if !errors.As(err, &missing) || !strings.Contains(err.Error(), ": permission denied") {
		t.Errorf("no rights: %v", err)
	}
	if _, err := tr.group(Limits{MemorySwap: 5}); err == nil || errors.As(err, &missing) {
		t.Errorf("swap without memory: %v", err)
	}
}

// On the machine as it is, a limit is set or what is missing is named, and nothing
// is left.
func TestMachine(t *testing.T) {
	g, err := New(Limits{Pids: 100}, "")
	var missing *UnavailableError
	if errors.As(err, &missing) {
		t.Log(err)
		if missing.Missing == "" {
			t.Error("nothing is named")
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(g.dir.Name(), "pids.max"))
	if err != nil || strings.TrimSpace(string(text)) != "100" {
		t.Errorf("pids.max is %q, %v", text, err)
	}
	name := g.dir.Name()
	if err := g.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(name); err == nil {
		t.Error(fmt.Errorf("%s is left", name))
	}
}
