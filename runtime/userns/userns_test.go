package userns

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"
)

// verb makes the test program say what it is in a namespace that a test has made.
const verb = "COOPER_USERNS_REPORT"

func TestMain(m *testing.M) {
	Init()
	if how := os.Getenv(verb); how != "" {
		if how == "enters" {
			if err := Enter(); err != nil {
				fmt.Println(err)
			}
		}
		report()
		return
	}
	os.Exit(m.Run())
}

// report says what the process of a namespace can do, and what came by a descriptor.
func report() {
	uids, _ := os.ReadFile("/proc/self/uid_map")
	gids, _ := os.ReadFile("/proc/self/gid_map")
	namespace, _ := os.Readlink("/proc/self/ns/user")
	passed := make([]byte, 64)
	n, _ := os.NewFile(4, "passed").Read(passed)
	// Only who has the capability over the mounts may do this.
	mount := unix.Mount("none", "/", "", unix.MS_REC|unix.MS_PRIVATE, "")
	fmt.Printf("uids %s\ngids %s\nprivileged %t\nnamespace %s\npassed %s\nmount %v\nargument %s\n",
		strings.Join(strings.Fields(string(uids)), " "), strings.Join(strings.Fields(string(gids)), " "),
		Privileged(), namespace, passed[:n], mount, os.Args[1])
	tasks, _ := filepath.Glob("/proc/self/task/*/status")
	var inherits []string
	for _, task := range tasks {
		status, _ := os.ReadFile(task)
		for line := range strings.Lines(string(status)) {
			name, value, _ := strings.Cut(line, ":")
			if (name == "CapInh" || name == "CapAmb") && strings.Trim(value, "\t0\n") != "" {
				inherits = append(inherits, strings.TrimSpace(line))
			}
		}
	}
	files, _ := os.ReadDir("/proc/self/fd")
	fmt.Printf("inherits %q\nprogram open %t\n", inherits, slices.ContainsFunc(files, func(f os.DirEntry) bool {
		target, _ := os.Readlink("/proc/self/fd/" + f.Name())
		return strings.Contains(target, "memfd")
	}))
}

// text is how the kernel writes a map.
func text(ids []specs.LinuxIDMapping) string {
	var out []string
	for _, m := range ids {
		out = append(out, fmt.Sprint(m.ContainerID, m.HostID, m.Size))
	}
	return strings.Join(out, " ")
}

// TestStart: the command is root of a namespace that has the maps, may mount, and gets its
// arguments and descriptors.
func TestStart(t *testing.T) {
	for _, c := range []struct {
		name, how string
		maps      func() (Maps, error)
	}{
		{"all", "enters", Available}, {"single", "enters", Single},
		{"all, waiting", "waits", Available}, {"single, waiting", "waits", Single},
	} {
		t.Run(c.name, func(t *testing.T) {
			ids, err := c.maps()
			if err != nil {
				t.Fatal(err)
			}
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			read, write, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer read.Close()
			if _, err := write.WriteString("a message"); err != nil {
				t.Fatal(err)
			}
			write.Close()
			var out strings.Builder
			cmd := exec.Command(self, "an argument")
			cmd.Env = append(os.Environ(), verb+"="+c.how)
			cmd.Stdout, cmd.Stderr = &out, os.Stderr
			cmd.ExtraFiles = []*os.File{nil, read}
			if c.how == "waits" {
				if err := Wait(cmd); err != nil {
					t.Fatal(err)
				}
			}
			if err := Start(cmd, ids); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err != nil {
				t.Fatal(err)
			}
			if ours, err := os.Readlink("/proc/self/ns/user"); err != nil || strings.Contains(out.String(), ours) {
				t.Errorf("the command is in the namespace of this process, %s: %v", ours, err)
			}
			for _, want := range []string{
				"uids " + text(ids.UIDs), "gids " + text(ids.GIDs), "privileged true",
				"passed a message", "mount <nil>", "argument an argument", "inherits []", "program open false",
			} {
				if !slices.Contains(strings.Split(out.String(), "\n"), want) {
					t.Errorf("the command does not say %q:\n%s", want, &out)
				}
			}
		})
	}
}

// TestStartNeedsADescriptor: the first extra file is the package's own.
func TestStartNeedsADescriptor(t *testing.T) {
	maps, err := Single()
	if err != nil {
		t.Fatal(err)
	}
	for _, files := range [][]*os.File{nil, {os.Stdin}} {
		cmd := exec.Command("true")
		cmd.ExtraFiles = files
		if err := Start(cmd, maps); err == nil {
			_ = cmd.Wait()
			t.Errorf("a command with the files %v was started", files)
		}
	}
}

// TestStartSaysWhatIsMissing: a program that maps ids is looked for on the PATH.
func TestStartSaysWhatIsMissing(t *testing.T) {
	if mayMap() {
		return // root needs no such program
	}
	t.Setenv("PATH", t.TempDir())
	maps := Maps{UIDs: []specs.LinuxIDMapping{{Size: 1}, {ContainerID: 1, HostID: 100000, Size: 10}}}
	cmd := exec.Command("/bin/true")
	cmd.ExtraFiles = []*os.File{nil}
	if err := Start(cmd, maps); !errors.Is(err, ErrNoNewuidmap) {
		t.Errorf("without newuidmap: %v", err)
	}
}

// TestForeignIDsAreNotMapped: ids of somebody else are an error, and no process stays.
func TestForeignIDsAreNotMapped(t *testing.T) {
	if mayMap() {
		return // root may map any
	}
	maps, err := Subordinate()
	if err != nil {
		t.Fatal(err)
	}
	maps.UIDs = append(slices.Clone(maps.UIDs), specs.LinuxIDMapping{ContainerID: 1 << 20, HostID: 0, Size: 1})
	cmd := exec.Command("/bin/true")
	cmd.ExtraFiles = []*os.File{nil}
	if err := Start(cmd, maps); !errors.Is(err, ErrMapping) {
		t.Errorf("root's id was mapped: %v", err)
	}
	if cmd.ProcessState == nil {
		t.Error("the process was not waited for")
	}
}

// TestRanges: the lines of a user, by name or number, in the order of their ids and
// without a gap in the namespace.
func TestRanges(t *testing.T) {
	file := filepath.Join(t.TempDir(), "subuid")
	content := "other:1:5\nme:300000:10\n77:100000:65536\n me:200000:20 \nme:x:1\nme:5:0\nme:7\n777:8:8\n\n"
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := ranges(file, "me", 77)
	want := []specs.LinuxIDMapping{
		{ContainerID: 1, HostID: 100000, Size: 65536}, {ContainerID: 65537, HostID: 200000, Size: 20},
		{ContainerID: 65557, HostID: 300000, Size: 10},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v: %v", got, err)
	}
	for _, name := range []string{file, file + ".absent"} {
		if _, err := ranges(name, "nobody here", 78); !errors.Is(err, ErrNoSubordinateIDs) {
			t.Errorf("a user without a line in %s: %v", name, err)
		}
	}
}

// TestMaps: the caller is root in the maps of its own ids, and maps of this namespace map
// each id to itself.
func TestMaps(t *testing.T) {
	single, err := Single()
	if err != nil || len(single.UIDs) != 1 || len(single.GIDs) != 1 ||
		single.UIDs[0] != (specs.LinuxIDMapping{HostID: uint32(os.Getuid()), Size: 1}) {
		t.Errorf("single: %+v, %v", single, err)
	}
	current, err := Current()
	if err != nil || len(current.UIDs) == 0 {
		t.Fatalf("current: %+v, %v", current, err)
	}
	for _, m := range slices.Concat(current.UIDs, current.GIDs) {
		if m.ContainerID != m.HostID || m.Size == 0 {
			t.Errorf("current: %+v", m)
		}
	}
}

// TestIdentify: a program that is replaced is another, and one that is not there is none.
func TestIdentify(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	if got := Identify("tool"); got != "" {
		t.Errorf("a program that is not there is %q", got)
	}
	make := func(name string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	make("tool")
	first := Identify("tool")
	if first == "" || first != Identify("tool") {
		t.Errorf("a program is %q and %q", first, Identify("tool"))
	}
	make("other")
	if err := os.Rename(filepath.Join(dir, "other"), filepath.Join(dir, "tool")); err != nil {
		t.Fatal(err)
	}
	if second := Identify("tool"); second == first {
		t.Errorf("two programs are %q", first)
	}
}

// TestMapperThatSaysNothing: the message ends with the reason if the program printed none.
func TestMapperThatSaysNothing(t *testing.T) {
	err := runMapper("false", os.Getpid(), nil)
	if want := "mapping ids with false: exit status 1"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if !errors.Is(err, ErrMapping) {
		t.Errorf("%v is no ErrMapping", err)
	}
}
