package isolation

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/userns"
)

// Refusal is why a mode does not work here.
type Refusal struct {
	Mode  string `json:"mode"`
	Call  string `json:"call,omitempty"` // the system call, or program, that failed
	Error string `json:"error"`
	Blame string `json:"blame"` // the cause
	Hint  string `json:"hint"`  // one change that helps
}

func (r Refusal) String() string {
	return fmt.Sprintf("%s: %s (%s)", r.Mode, r.Error, r.Blame)
}

func refusal(mode string, err error) Refusal {
	r := Refusal{Mode: mode, Call: "clone", Error: strings.ReplaceAll(err.Error(), "\n", "; ")}
	var call *CallError
	switch {
	case errors.As(err, &call):
		r.Call = call.Call
	case errors.Is(err, userns.ErrMapping), errors.Is(err, userns.ErrNoNewuidmap),
		errors.Is(err, userns.ErrNoSubordinateIDs):
		r.Call = "newuidmap"
	}
	if r.Blame, r.Hint = blame(err, r.Call); mode == GVisor {
		r.Blame, r.Hint = blameSentry()
	}
	return r
}

// blame names the cause of a refusal, most certain first.
func blame(err error, call string) (blame, hint string) {
	s := self()
	errno := errnoOf(err)
	switch {
	case errors.Is(err, userns.ErrNoSubordinateIDs):
		return "the user has no subordinate ids",
			"as root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER"
	case errors.Is(err, userns.ErrNoNewuidmap):
		return "newuidmap is not installed", "as root: apt-get install uidmap, or dnf install shadow-utils"
	case call == "fsmount":
		return "parts of /proc are covered, so the kernel allows no new mount of it",
			"in the pod: securityContext.procMount: Unmasked with hostUsers: false"
	case errors.Is(err, userns.ErrMapping):
		return s.blameMapping()
	case errno == unix.ENOSPC:
		return "the sysctl user.max_user_namespaces is 0 or used up",
			"as root on the host: sysctl user.max_user_namespaces=15000"
	case sysctl("kernel/unprivileged_userns_clone") == "0":
		return "the sysctl kernel.unprivileged_userns_clone is 0",
			"as root on the host: sysctl kernel.unprivileged_userns_clone=1"
	case sysctl("kernel/apparmor_restrict_unprivileged_userns") == "1" && s.seccomp == "0":
		return "AppArmor restricts user namespaces on this host",
			"as root on the host: install contrib/apparmor/cooper, " +
				"or sysctl kernel.apparmor_restrict_unprivileged_userns=0"
	case s.confinement != "" && errno == unix.EACCES:
		return "the AppArmor profile " + s.confinement,
			"in the pod: securityContext.appArmorProfile: {type: Unconfined}"
	case s.seccomp == "2" && (errno == unix.EPERM || errno == unix.ENOSYS):
		return "a seccomp profile that forbids " + call,
			"in the pod: securityContext.seccompProfile: {type: Localhost, localhostProfile: cooper.json}, " +
				"which contrib/kubernetes/seccomp puts on nodes, or {type: Unconfined} in a Privileged namespace"
	}
	return "the kernel or a security module", "run on a machine that allows user namespaces"
}

// blameSentry names the cause why gVisor's kernel does not start.
func blameSentry() (blame, hint string) {
	switch scope := sysctl("kernel/yama/ptrace_scope"); {
	case scope == "2" || scope == "3":
		return "the sysctl kernel.yama.ptrace_scope is " + scope,
			"as root on the host: sysctl kernel.yama.ptrace_scope=1"
	case self().seccomp == "2":
		return "a seccomp profile that forbids ptrace",
			"in the pod: securityContext.seccompProfile: {type: RuntimeDefault}, which allows ptrace"
	}
	return "the kernel or a security module", "run on a machine that allows ptrace"
}

// rights are the restrictions of this process.
type rights struct {
	noNewPrivs, seccomp, bounding, confinement string
	root                                       bool
}

func self() rights {
	r := rights{root: os.Geteuid() == 0}
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		name, value, _ := strings.Cut(line, ":")
		switch value = strings.TrimSpace(value); name {
		case "NoNewPrivs":
			r.noNewPrivs = value
		case "Seccomp":
			r.seccomp = value
		case "CapBnd":
			r.bounding = value
		}
	}
	profile, _ := os.ReadFile("/proc/self/attr/current")
	if text := strings.TrimSpace(string(profile)); text != "unconfined" {
		r.confinement = text
	}
	return r
}

// blameMapping names the reason why several ids cannot be mapped.
func (r rights) blameMapping() (blame, hint string) {
	switch {
	case r.root:
		return "uid 0 lacks CAP_SETUID or CAP_SETFCAP: Linux 5.12 and later do not let it map uid 0",
			"in the pod: securityContext.runAsUser: 1000"
	case r.noNewPrivs == "1":
		return "no_new_privs is set, so newuidmap gets no rights",
			"in the pod: securityContext.allowPrivilegeEscalation: true"
	case strings.Trim(r.bounding, "0") == "":
		return "the bounding set has no capabilities, so newuidmap gets none",
			"in the pod: securityContext.capabilities: {add: [SETUID, SETGID]}"
	}
	return "newuidmap lacks the rights to write the map",
		"as root, in the image: setcap cap_setuid=ep /usr/bin/newuidmap; setcap cap_setgid=ep /usr/bin/newgidmap"
}

func sysctl(name string) string {
	data, _ := os.ReadFile("/proc/sys/" + name)
	return strings.TrimSpace(string(data))
}

// RunError says why no command can be run here.
type RunError struct{ Refused []Refusal }

// Refuse is the error of running a command in a mode that has none.
func (r Mode) Refuse() *RunError { return &RunError{r.Refused} }

func (e *RunError) Error() string {
	var tried []string
	for _, r := range e.Refused {
		tried = append(tried, r.String())
	}
	return "commands cannot be run here; tried " + strings.Join(tried, "; ")
}

// Hint is one change that helps.
func (e *RunError) Hint() string {
	if len(e.Refused) == 0 {
		return ""
	}
	return e.Refused[len(e.Refused)-1].Hint
}
