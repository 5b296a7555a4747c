// Package isolation finds the best isolation mode that a machine or pod allows, by trying.
// The modes, the best first:
//
//	full        a user namespace with many ids, a process namespace with its own /proc
//	shared-pid  the same in the process namespace of the caller, whose /proc is covered in
//	            part: the kernel mounts no new one there. Most pods are like that
//	single-id   a user namespace with one id: owners and users are emulated
//	gvisor      no user namespace: commands run in gVisor's application kernel, which
//	            asks the kernel for no rights
//	no-run      not even that: files can be copied, and no command can be run
package isolation

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/sandbox"
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

// Mode is an isolation mode.
type Mode struct {
	Entry   Entry     `json:"entry"`
	Run     bool      `json:"run"`               // commands can be run
	Sentry  string    `json:"sentry,omitempty"`  // platform of gVisor's kernel; empty: commands have the host's
	Shared  bool      `json:"shared,omitempty"`  // in the process namespace of the caller
	Refused []Refusal `json:"refused,omitempty"` // why not a better one
}

// Name is the mode's short name.
func (r Mode) Name() string {
	switch {
	case !r.Run:
		return "no-run"
	case r.Sentry != "":
		return GVisor
	case r.Entry == One:
		return "single-id"
	case r.Shared:
		return "shared-pid"
	}
	return "full"
}

// GVisor is the name of the mode with gVisor's kernel.
const GVisor = "gvisor"

// modeNames are the names of the modes, the best first.
var modeNames = []string{"full", "shared-pid", "single-id", GVisor, "no-run"}

// references are the names of the modes in docs/pods.md.
var references = map[string]string{"R0": "full", "R1": "shared-pid", "R2": "single-id", "R4": GVisor, "R5": "no-run"}

// Names lists the modes for a message.
func Names() string {
	last := len(modeNames) - 1
	return strings.Join(modeNames[:last], ", ") + " or " + modeNames[last]
}

// Rank orders the names of modes, the best first.
func Rank(name string) (rank int, ok bool) {
	if mode, ok := references[name]; ok {
		name = mode
	}
	rank = slices.Index(modeNames, name)
	return rank, rank >= 0
}

// Describe describes the mode in a line.
func (r Mode) Describe() string {
	switch r.Name() {
	case "full":
		return "full: user namespace with several ids, own processes, mounts and capabilities, seccomp"
	case "shared-pid":
		return "shared-pid: user namespace with several ids, own mounts and capabilities, seccomp; " +
			"processes and /proc are those of the pod"
	case "single-id":
		processes := "own processes"
		if r.Shared {
			processes = "processes and /proc are those of the pod"
		}
		return "single-id: user namespace with one id, emulated owners and users; " +
			"own mounts and capabilities, seccomp; " + processes
	case GVisor:
		return "gvisor: commands run in gVisor's application kernel (platform " + r.Sentry + "), with their own " +
			"users, processes, mounts and capabilities; no namespace is needed"
	}
	return "no-run: no RUN; FROM, COPY, ADD and instructions that change the config work"
}

// Find returns the best mode that works. It is kept in the user's cache directory until
// the machine starts again or this process has other rights.
func Find() Mode {
	if r, ok := recall(inputs()); ok {
		return r
	}
	return Probe()
}

// Probe is Find without the kept answer.
func Probe() Mode {
	r := probe()
	remember(inputs(), r)
	return r
}

func probe() Mode {
	var r Mode
	if userns.Privileged() {
		r.Entry = Mounts
		if r.take(trySandbox()); !r.Run {
			r.trySentry()
		}
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
	r.trySentry()
	return r
}

// trySentry tries gVisor's kernel.
func (r *Mode) trySentry() {
	platform, err := sandbox.TrySentry()
	if err != nil {
		r.Refused = append(r.Refused, refusal(GVisor, err))
		return
	}
	r.Run, r.Sentry = true, platform
}

func name(e Entry) string {
	if e == One {
		return "single-id"
	}
	return "full"
}

// take records the result of a trial.
func (r *Mode) take(t trial, err error) {
	if err != nil {
		r.Refused = append(r.Refused, refusal("full", err))
		return
	}
	r.Run = true
	if t.proc != 0 {
		r.Shared = true
		r.Refused = append(
			r.Refused, refusal("full", &CallError{Doing: "mounting a new /proc", Call: "fsmount", Errno: t.proc}),
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

// Variable tells a worker its mode.
const Variable = "_COOPER_ISOLATION"

// Environment is the variable with its value.
func (r Mode) Environment() string {
	data, _ := json.Marshal(r) // strings and numbers only
	return Variable + "=" + string(data)
}

// FromEnvironment is the mode that a worker was started in.
func FromEnvironment() (r Mode, err error) {
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
		"/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "/proc/sys/kernel/yama/ptrace_scope",
		"/etc/subuid", "/etc/subgid",
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
