// Package probe finds out what this machine allows, by trying it.
package probe

import (
	"fmt"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/userns"
)

// Check is one thing that was tried.
type Check struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
	Hint   string `json:"hint,omitempty"`
	Needed bool   `json:"needed"` // RUN does not work without it
}

// Machine checks what can be seen from outside a user namespace.
func Machine() []Check {
	return []Check{kernel(), user(), subordinate(), mapper("newuidmap"), mapper("newgidmap"), restriction(), fuse()}
}

func kernel() Check {
	var u unix.Utsname
	c := Check{Name: "kernel", Needed: true}
	if err := unix.Uname(&u); err != nil {
		c.Detail = err.Error()
		return c
	}
	release := unix.ByteSliceToString(u.Release[:])
	var major, minor int
	_, _ = fmt.Sscanf(release, "%d.%d", &major, &minor)
	c.OK = major > 5 || major == 5 && minor >= 12
	c.Detail = release
	if !c.OK {
		c.Hint = "use Linux 5.12 or later: cooper needs overlay mounts in user namespaces and mount_setattr"
	}
	return c
}

func user() Check {
	c := Check{Name: "user", OK: true, Detail: fmt.Sprintf("uid %d", os.Getuid())}
	if userns.Privileged() {
		c.Detail += ", can mount: no user namespace is needed for the store"
	}
	return c
}

func subordinate() Check {
	c := Check{Name: "subordinate ids"}
	if userns.Privileged() {
		c.OK, c.Detail = true, "not needed by this user"
		return c
	}
	maps, err := userns.Subordinate()
	if err != nil && os.Getuid() == 0 {
		c.Detail, c.Hint = "uid 0 without the capabilities to map ids", "in the pod: securityContext.runAsUser: 1000"
		return c
	}
	if err != nil {
		c.Detail = err.Error()
		c.Hint = "as root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER"
		return c
	}
	var total uint32
	for _, m := range maps.UIDs[1:] {
		total += m.Size
	}
	c.OK, c.Detail = true, fmt.Sprintf("%d in %d ranges", total, len(maps.UIDs)-1)
	return c
}

// mapper checks that a program that maps ids is there and has the rights to.
func mapper(tool string) Check {
	c := Check{Name: tool}
	path, err := exec.LookPath(tool)
	if err != nil {
		c.Detail, c.Hint = "not installed", "as root: apt-get install uidmap, or dnf install shadow-utils"
		return c
	}
	var st unix.Stat_t
	buf := make([]byte, 64)
	_ = unix.Stat(path, &st)
	_, capErr := unix.Getxattr(path, "security.capability", buf)
	switch {
	case capErr == nil:
		c.OK, c.Detail = true, path+", with file capabilities"
	case st.Mode&unix.S_ISUID != 0:
		c.OK, c.Detail = true, path+", setuid"
	default:
		c.Detail, c.Hint = path+" has neither the setuid bit nor file capabilities", "as root: chmod u+s "+path
	}
	value, err := unix.PrctlRetInt(unix.PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)
	if err == nil && value == 1 && !userns.Privileged() {
		c.OK, c.Detail = false, "no_new_privs is set, so "+tool+" gets no rights"
		c.Hint = "in the pod's securityContext: allowPrivilegeEscalation: true"
	}
	return c
}

// restriction looks for settings that forbid user namespaces.
func restriction() Check {
	c := Check{Name: "user namespaces", OK: true, Detail: "no sysctl forbids them"}
	for _, s := range []struct{ file, bad, hint string }{
		{"/proc/sys/user/max_user_namespaces", "0", "as root: sysctl user.max_user_namespaces=15000"},
		{"/proc/sys/kernel/unprivileged_userns_clone", "0", "as root: sysctl kernel.unprivileged_userns_clone=1"},
		{
			"/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1",
			"as root: sysctl kernel.apparmor_restrict_unprivileged_userns=0, or install the profile: make install, " +
				"then apparmor_parser -r /etc/apparmor.d/cooper",
		},
	} {
		value, err := os.ReadFile(s.file)
		if err == nil && strings.TrimSpace(string(value)) == s.bad {
			c.OK, c.Detail, c.Hint = false, s.file+" is "+s.bad, s.hint
		}
	}
	return c
}

func fuse() Check {
	f, err := os.OpenFile("/dev/fuse", os.O_RDWR, 0)
	if err != nil {
		return Check{Name: "fuse", Detail: err.Error() + "; not needed if native overlay works"}
	}
	f.Close()
	return Check{Name: "fuse", OK: true, Detail: "/dev/fuse can be opened; it is used only if native overlay fails"}
}
