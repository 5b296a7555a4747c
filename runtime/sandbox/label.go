package sandbox

import (
	"errors"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/runtime/lsm"
)

// execLabel is what the kernel is told of the label or profile of a process.
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
