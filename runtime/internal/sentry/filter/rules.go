package filter

import (
	"encoding/json"
	"math"
	"os"
	"path"

	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/bpf"
	"gvisor.dev/gvisor/pkg/seccomp"
	"gvisor.dev/gvisor/pkg/seccomp/precompiledseccomp"
	"gvisor.dev/gvisor/pkg/sentry/platform"
	"gvisor.dev/gvisor/runsc/boot/filter/config"
)

// values are those of this process.
func values(p platform.SeccompInfo) precompiledseccomp.Values {
	v := p.Variables().Copy()
	v.SetUint64(ownPID, uint64(os.Getpid()))
	return v
}

// withoutVariables is a platform whose own rules are added separately.
type withoutVariables struct{ platform.SeccompInfo }

func (withoutVariables) Variables() precompiledseccomp.Values { return precompiledseccomp.Values{} }

func (withoutVariables) SyscallFilters(precompiledseccomp.Values) seccomp.SyscallRules {
	return seccomp.NewSyscallRules()
}

// program is the filter with values for its variables. Nothing listens on the descriptor of
// gVisor's control server, which does not exist here.
func program(p platform.SeccompInfo, hostNetwork bool, v precompiledseccomp.Values) *seccomp.Program {
	options := config.Options{
		Platform: withoutVariables{p}, HostNetwork: hostNetwork, ControllerFD: math.MaxInt32,
	}
	allowed, denied := config.Rules(options)
	own := seccomp.EqualTo(v.GetUint64(ownPID))
	allowed.Remove(unix.SYS_TGKILL)
	allowed.Set(unix.SYS_TGKILL, seccomp.PerArg{own})
	allowed.Merge(p.SyscallFilters(v))
	if allowed.Has(unix.SYS_RT_TGSIGQUEUEINFO) { // gVisor has the id of the present process here
		allowed.Remove(unix.SYS_RT_TGSIGQUEUEINFO)
		allowed.Set(
			unix.SYS_RT_TGSIGQUEUEINFO, seccomp.PerArg{own, seccomp.AnyValue{}, seccomp.EqualTo(unix.SIGKILL)},
		)
	}
	return &seccomp.Program{
		RuleSets: []seccomp.RuleSet{{Rules: denied}, {Rules: allowed, Action: seccomp.Allow}},
		Options:  config.SeccompOptions(options),
	}
}

// compiled is the embedded program for a platform, with the values of this process.
func compiled(p platform.SeccompInfo, hostNetwork bool) ([]bpf.Instruction, error) {
	data, err := programs.ReadFile(path.Join("programs", Name(p, hostNetwork)))
	if err != nil {
		return nil, err
	}
	return render(data, p)
}

// render puts the values of this process into a compiled program.
func render(data []byte, p platform.SeccompInfo) ([]bpf.Instruction, error) {
	var out precompiledseccomp.Program
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, err
	}
	return out.RenderInstructions(values(p))
}
