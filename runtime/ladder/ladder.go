// Package ladder finds the best way in which a machine or pod lets builds run, by
// trying: the rungs, from full isolation down to builds without any command.
//
//	R0  user namespace with many ids, process namespace with a /proc of its own
//	R1  as R0, in the process namespace of the caller: its /proc is covered in
//	    part, as in most pods, and the kernel gives no new one then
//	R2  user namespace with one id: owners and users are emulated
//	R5  no user namespace: files can be copied, nothing can be run
//
// Between R2 and R5 there is room for rungs without namespaces: another [Entry],
// that Run is true for.
package ladder

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/userns"
)

// Entry is how a worker is started.
type Entry string

// The entries, best first.
const (
	Mounts Entry = "mounts" // it may mount already, and gets a mount namespace
	Many   Entry = "many"   // a user namespace with all ids that can be had
	One    Entry = "one"    // a user namespace with the caller's id
	None   Entry = "none"   // as it is
)

// Rung is what works.
type Rung struct {
	Entry   Entry     `json:"entry"`
	Run     bool      `json:"run"`               // commands can be run
	Shared  bool      `json:"shared,omitempty"`  // in the process namespace of the caller
	Refused []Refusal `json:"refused,omitempty"` // why not a better one
}

// Name is the rung's short name.
func (r Rung) Name() string {
	switch {
	case !r.Run:
		return "R5"
	case r.Entry == One:
		return "R2"
	case r.Shared:
		return "R1"
	}
	return "R0"
}

// Rank orders the names of rungs, best first.
func Rank(name string) (rank int, ok bool) {
	rank = slices.Index([]string{"R0", "R1", "R2", "R5"}, name)
	return rank, rank >= 0
}

// Describe says in a line what the rung means.
func (r Rung) Describe() string {
	switch r.Name() {
	case "R0":
		return "R0: user namespace with several ids, own processes, mounts and capabilities, seccomp"
	case "R1":
		return "R1: user namespace with several ids, own mounts and capabilities, seccomp; " +
			"processes and /proc are those of the pod"
	case "R2":
		processes := "own processes"
		if r.Shared {
			processes = "processes and /proc are those of the pod"
		}
		return "R2: user namespace with one id, owners and users are emulated; own mounts and capabilities, seccomp; " +
			processes
	}
	return "R5: no RUN; FROM, COPY, ADD and all that sets the config work"
}

// Find climbs down until something works. What it found is kept in the user's
// cache directory until the machine starts again or this process has other rights.
func Find() Rung {
	if r, ok := recall(inputs()); ok {
		return r
	}
	return Climb()
}

// Climb is Find that tries again in any case.
func Climb() Rung {
	r := climb()
	remember(inputs(), r)
	return r
}

func climb() Rung {
	var r Rung
	if userns.Privileged() {
		r.Entry = Mounts
		r.take(trySandbox())
		return r
	}
	for _, way := range []struct {
		entry Entry
		maps  func() (userns.Maps, error)
	}{{Many, userns.Available}, {One, userns.Single}} {
		maps, err := way.maps()
		var t trial
		if err == nil {
			t, err = try(maps)
		}
		if err != nil {
			r.Refused = append(r.Refused, refusal(name(way.entry), err))
			continue
		}
		r.Entry = way.entry
		r.take(t, nil)
		return r
	}
	r.Entry = None
	return r
}

func name(e Entry) string {
	if e == One {
		return "R2"
	}
	return "R0"
}

// take notes what a trial found.
func (r *Rung) take(t trial, err error) {
	if err != nil {
		r.Refused = append(r.Refused, refusal("R0", err))
		return
	}
	r.Run = true
	if t.proc != 0 {
		r.Shared = true
		r.Refused = append(
			r.Refused, refusal("R0", &CallError{Doing: "mounting a new /proc", Call: "fsmount", Errno: t.proc}),
		)
	}
}

// trySandbox tries the namespaces of a sandbox for a process that may mount.
func trySandbox() (trial, error) {
	maps, err := userns.Current()
	if err != nil {
		return trial{}, err
	}
	return try(maps)
}

// Variable tells a worker its rung.
const Variable = "_COOPER_RUNG"

// Environment is the variable with its value.
func (r Rung) Environment() string {
	data, _ := json.Marshal(r) // strings and numbers only
	return Variable + "=" + string(data)
}

// FromEnvironment is the rung that a worker was started on.
func FromEnvironment() (r Rung, err error) {
	if err = json.Unmarshal([]byte(os.Getenv(Variable)), &r); err != nil {
		err = fmt.Errorf("reading %s: %w", Variable, err)
	}
	return r, err
}

// inputs are all that the result depends on, as text.
func inputs() string {
	var out strings.Builder
	for _, file := range []string{
		"/proc/sys/kernel/random/boot_id", "/proc/self/uid_map", "/proc/self/gid_map", "/proc/self/attr/current",
		"/proc/sys/user/max_user_namespaces", "/proc/sys/kernel/unprivileged_userns_clone",
		"/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "/etc/subuid", "/etc/subgid",
	} {
		data, _ := os.ReadFile(file) // absent is a value too
		fmt.Fprintf(&out, "%s %q\n", file, data)
	}
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		switch name, _, _ := strings.Cut(line, ":"); name {
		case "Uid", "Gid", "CapBnd", "CapEff", "NoNewPrivs", "Seccomp", "Seccomp_filters":
			out.WriteString(line)
		}
	}
	mounts, _ := os.ReadFile("/proc/self/mountinfo")
	for line := range strings.Lines(string(mounts)) {
		if fields := strings.Fields(line); len(fields) > 4 && strings.HasPrefix(fields[4], "/proc") {
			fmt.Fprintf(&out, "mount %s %s\n", fields[4], fields[5])
		}
	}
	// A process that was given another root may make no user namespace.
	var root unix.Statx_t
	if err := unix.Statx(unix.AT_FDCWD, "/", 0, unix.STATX_INO|unix.STATX_MNT_ID, &root); err == nil {
		fmt.Fprintf(&out, "root %d %d %d\n", root.Dev_major, root.Ino, root.Mnt_id)
	}
	for _, tool := range []string{"newuidmap", "newgidmap"} {
		out.WriteString(tool + " " + userns.Identify(tool) + "\n")
	}
	return out.String()
}

// CallError is a system call that was refused.
type CallError struct {
	Doing string
	Call  string
	Errno unix.Errno
}

func (e *CallError) Error() string { return fmt.Sprintf("%s: %s: %v", e.Doing, e.Call, e.Errno) }

func (e *CallError) Unwrap() error { return e.Errno }

func errnoOf(err error) unix.Errno {
	var errno unix.Errno
	_ = errors.As(err, &errno)
	return errno
}
