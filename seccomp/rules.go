package seccomp

import (
	"fmt"
	"slices"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"
)

// Actions of a filter's return value, see seccomp(2).
const (
	retKillProcess = unix.SECCOMP_RET_KILL_PROCESS
	retKillThread  = unix.SECCOMP_RET_KILL_THREAD
	retTrap        = unix.SECCOMP_RET_TRAP
	retErrno       = unix.SECCOMP_RET_ERRNO
	retTrace       = unix.SECCOMP_RET_TRACE
	retLog         = unix.SECCOMP_RET_LOG
	retAllow       = unix.SECCOMP_RET_ALLOW
)

// rule says what one system call gets when all its conditions hold.
type rule struct {
	args []condition // all must hold; none: always
	ret  uint32
}

// ruleset is a profile for one table: rules by system call number, first match
// wins, conditional rules before unconditional ones.
type ruleset struct {
	rules    map[uint32][]rule
	fallback uint32
}

// newRuleset resolves names to numbers. A name that the table does not have is
// left out: profiles list the calls of all architectures.
func newRuleset(profile *specs.LinuxSeccomp, t table) (*ruleset, error) {
	fallback, err := returnValue(profile.DefaultAction, profile.DefaultErrnoRet)
	if err != nil {
		return nil, err
	}
	set := &ruleset{rules: map[uint32][]rule{}, fallback: fallback}
	for _, entry := range profile.Syscalls {
		ret, err := returnValue(entry.Action, entry.ErrnoRet)
		if err != nil {
			return nil, fmt.Errorf("rule for %v: %w", entry.Names, err)
		}
		alternatives, err := splitArgs(entry.Args)
		if err != nil {
			return nil, fmt.Errorf("rule for %v: %w", entry.Names, err)
		}
		for _, name := range entry.Names {
			nr, ok := t.numbers[name]
			if !ok {
				continue
			}
			for _, args := range alternatives {
				set.rules[nr] = append(set.rules[nr], rule{args: conditions(name, args), ret: ret})
			}
		}
	}
	for nr, rules := range set.rules {
		slices.SortStableFunc(rules, func(a, b rule) int { return unconditional(a) - unconditional(b) })
		set.rules[nr] = rules
	}
	return set, nil
}

func unconditional(r rule) int {
	if len(r.args) == 0 {
		return 1
	}
	return 0
}

// splitArgs returns the alternatives of a rule. Conditions on different
// arguments must all hold; several on the same argument are alternatives, as
// libseccomp's users have it.
func splitArgs(args []specs.LinuxSeccompArg) ([][]specs.LinuxSeccompArg, error) {
	perIndex := map[uint]int{}
	for _, a := range args {
		if a.Index > 5 {
			return nil, fmt.Errorf("argument index %d: system calls have arguments 0 to 5", a.Index)
		}
		if !knownOperator(a.Op) {
			return nil, fmt.Errorf("unknown operator %q", a.Op)
		}
		perIndex[a.Index]++
	}
	if len(perIndex) == len(args) {
		return [][]specs.LinuxSeccompArg{args}, nil
	}
	var alternatives [][]specs.LinuxSeccompArg
	for _, a := range args {
		alternatives = append(alternatives, []specs.LinuxSeccompArg{a})
	}
	return alternatives, nil
}

func knownOperator(op specs.LinuxSeccompOperator) bool {
	switch op {
	case specs.OpNotEqual, specs.OpLessThan, specs.OpLessEqual, specs.OpEqualTo,
		specs.OpGreaterEqual, specs.OpGreaterThan, specs.OpMaskedEqual:
		return true
	}
	return false
}

func returnValue(action specs.LinuxSeccompAction, errno *uint) (uint32, error) {
	data := uint32(unix.EPERM)
	if errno != nil {
		if *errno > 4095 {
			return 0, fmt.Errorf("errno %d is over 4095", *errno)
		}
		data = uint32(*errno)
	}
	switch action {
	case specs.ActKill, specs.ActKillThread:
		return retKillThread, nil
	case specs.ActKillProcess:
		return retKillProcess, nil
	case specs.ActTrap:
		return retTrap, nil
	case specs.ActErrno:
		return retErrno | data, nil
	case specs.ActTrace:
		return retTrace | data, nil
	case specs.ActLog:
		return retLog, nil
	case specs.ActAllow:
		return retAllow, nil
	}
	return 0, fmt.Errorf("action %q is not supported", action)
}

// Call is one system call as a filter sees it.
type Call struct {
	Arch   uint32 // AUDIT_ARCH_*
	Number uint32
	Args   [6]uint64
}

// Decide answers what a profile says of a call, read from the profile directly:
// the reference that a compiled program must agree with. The answer is a return
// value as in seccomp(2).
func Decide(profile *specs.LinuxSeccomp, native specs.Arch, call Call) (uint32, error) {
	list, err := architectures(profile, native)
	if err != nil {
		return 0, err
	}
	for _, t := range list {
		if t.audit != call.Arch {
			continue
		}
		if t.x32 && call.Number >= x32Bit {
			return retErrno | uint32(unix.ENOSYS), nil
		}
		set, err := newRuleset(profile, t)
		if err != nil {
			return 0, err
		}
		return set.decide(call), nil
	}
	return retKillProcess, nil
}

func (s *ruleset) decide(call Call) uint32 {
	for _, r := range s.rules[call.Number] {
		if !slices.ContainsFunc(r.args, func(c condition) bool { return !c.holds(call.Args[c.Index]) }) {
			return r.ret
		}
	}
	return s.fallback
}
