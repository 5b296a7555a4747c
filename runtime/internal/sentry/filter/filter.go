// Package filter is the seccomp filter of the process of a sentry: gVisor's own. To compile
// it takes longer than to start the sentry, so `make` does that and embeds the programs.
package filter

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"runtime"

	"gvisor.dev/gvisor/pkg/seccomp"
	"gvisor.dev/gvisor/pkg/seccomp/precompiledseccomp"
	"gvisor.dev/gvisor/pkg/sentry/platform"
)

// programs holds the compiled filters, if `make` compiled them before this package.
//
//go:embed all:programs
var programs embed.FS

// ownPID is the variable of a program that is the id of the process.
const ownPID = "own_pid"

// Install installs the filter for a platform, in all threads. Afterwards this process can do
// no more on the host than the sentry needs.
func Install(p platform.SeccompInfo, hostNetwork bool) error {
	instructions, err := compiled(p, hostNetwork)
	if errors.Is(err, fs.ErrNotExist) {
		instructions, _, err = program(p, hostNetwork, values(p)).Build()
	}
	if err == nil {
		err = seccomp.SetFilter(instructions)
	}
	if err != nil {
		return fmt.Errorf("installing the seccomp filter of the sentry: %w", err)
	}
	return nil
}

// Name is the name of the file of a compiled filter.
func Name(p platform.SeccompInfo, hostNetwork bool) string {
	network := "none"
	if hostNetwork {
		network = "host"
	}
	return fmt.Sprintf("%s-%s-%s.json", runtime.GOARCH, p.ConfigKey(), network)
}

// Compile compiles the filter for a platform.
func Compile(p platform.SeccompInfo, hostNetwork bool) ([]byte, error) {
	var names []string
	for name := range values(p) {
		names = append(names, name)
	}
	compiled, err := precompiledseccomp.Precompile(
		Name(p, hostNetwork), names,
		func(v precompiledseccomp.Values) *seccomp.Program { return program(p, hostNetwork, v) },
	)
	if err != nil {
		return nil, err
	}
	// The values with which it was compiled are arbitrary, and others each time.
	for _, offsets := range compiled.VarOffsets {
		for _, at := range offsets {
			compiled.Bytecode32[at] = 0
		}
	}
	return json.Marshal(compiled)
}
