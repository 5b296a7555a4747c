package sandbox

import (
	"errors"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/runtime/lsm"
)

// execLabel is the label or profile of a process, in the form that the kernel expects.
func execLabel(p *specs.Process) (string, error) {
	switch {
	case p.ApparmorProfile != "" && p.SelinuxLabel != "":
		return "", errors.New("process.apparmorProfile and process.selinuxLabel are mutually exclusive")
	case strings.ContainsAny(p.ApparmorProfile+p.SelinuxLabel, " \n\x00"):
		return "", errors.New("a profile or label contains a space")
	case p.ApparmorProfile != "":
		return "exec " + p.ApparmorProfile, lsm.AppArmor()
	case p.SelinuxLabel != "":
		return p.SelinuxLabel, lsm.SELinux()
	}
	return "", nil
}
