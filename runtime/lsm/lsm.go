// Package lsm finds out how the security modules of a machine, SELinux and AppArmor, can
// confine a command.
package lsm

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// machine is where modules show themselves; a test has another.
type machine struct{ sys, proc string }

var this = machine{"/sys", "/proc"}

// AppArmor says why a command cannot get a profile; nil when it can.
func AppArmor() error { return this.appArmor() }

func (m machine) appArmor() error {
	text, err := os.ReadFile(filepath.Join(m.sys, "module/apparmor/parameters/enabled"))
	if err != nil || strings.TrimSpace(string(text)) != "Y" {
		return errors.New("AppArmor is not enabled on this machine")
	}
	return nil
}

// SELinux says why a command cannot get a label; nil when it can.
func SELinux() error { return this.selinux() }

func (m machine) selinux() error {
	if _, err := os.Stat(filepath.Join(m.sys, "fs/selinux/enforce")); err != nil {
		return errors.New("SELinux is not enabled on this machine")
	}
	return nil
}

// parts are those of a label, in their order.
var parts = []string{"user", "role", "type", "level"}

// Label is this process's label with the parts that options give: user:U, role:R,
// type:T and level:L. The option "disable" leaves the command the label that it
// has; it is empty then.
func Label(options []string) (string, error) { return this.label(options) }

func (m machine) label(options []string) (string, error) {
	given := map[string]string{}
	for _, o := range options {
		name, value, _ := strings.Cut(o, ":")
		switch {
		case o == "disable" && len(options) == 1:
			return "", nil
		case o == "disable":
			return "", errors.New("label=disable excludes other labels")
		case !slices.Contains(parts, name) || value == "" || strings.ContainsAny(value, " \n\x00"):
			return "", fmt.Errorf("invalid label=%s: use user:, role:, type:, level: or disable", o)
		}
		given[name] = value
	}
	if len(given) == 0 {
		return "", nil
	}
	if err := m.selinux(); err != nil {
		return "", fmt.Errorf("label=%s: %w", options[0], err)
	}
	text, err := os.ReadFile(filepath.Join(m.proc, "self/attr/current"))
	if err != nil {
		return "", fmt.Errorf("reading the label of this process: %w", err)
	}
	label := strings.SplitN(strings.TrimRight(string(text), "\x00\n"), ":", len(parts))
	if len(label) < 3 {
		return "", fmt.Errorf("the label of this process, %q, has no type", text)
	}
	label = append(label, "s0")[:len(parts)]
	for i, name := range parts {
		if value, ok := given[name]; ok {
			label[i] = value
		}
	}
	return strings.Join(label, ":"), nil
}
