package cli

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"runtime/pprof"

	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/runtime/safepath"
)

// profiles are files for pprof that describe this process; empty: none.
type profiles struct {
	cpu, memory string
	samples     bytes.Buffer
}

func (p *profiles) add(flags *pflag.FlagSet) {
	flags.StringVar(&p.cpu, "cpu-profile", "", "write a CPU profile of the command line to a file")
	flags.StringVar(&p.memory, "memory-profile", "", "write a memory profile of the command line to a file")
	_ = flags.MarkHidden("cpu-profile")
	_ = flags.MarkHidden("memory-profile")
}

// start begins the CPU profile.
func (p *profiles) start() error {
	if p.cpu == "" {
		return nil
	}
	return pprof.StartCPUProfile(&p.samples)
}

// stop ends the CPU profile and writes both.
func (p *profiles) stop() error {
	var errs []error
	if p.cpu != "" {
		pprof.StopCPUProfile()
		errs = append(errs, safepath.WriteFile(p.cpu, p.samples.Bytes(), 0o644))
	}
	if p.memory != "" {
		var heap bytes.Buffer
		runtime.GC() // as the profile is of the last collection
		errs = append(errs, pprof.WriteHeapProfile(&heap), safepath.WriteFile(p.memory, heap.Bytes(), 0o644))
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("writing a profile: %w", err)
	}
	return nil
}
