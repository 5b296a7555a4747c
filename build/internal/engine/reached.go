package engine

import (
	"fmt"
	"slices"
	"sync"

	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/network/allow"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// reachedBy is what commands reached in a network with a gateway.
type reachedBy struct {
	mu   sync.Mutex
	list []reachedAt
}

// reachedAt is what the command of a line of a Containerfile reached.
type reachedAt struct {
	Line int // 0: of no Containerfile
	allow.Reached
}

// note adds what a command reached.
func (r *reachedBy) note(step *dispatch.RunStep, reached allow.Reached) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, reachedAt{step.Line, reached})
}

// all is what was reached so far, in the order of lines.
func (r *reachedBy) all() []reachedAt {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := slices.Clone(r.list)
	slices.SortStableFunc(out, func(a, b reachedAt) int { return a.Line - b.Line })
	return out
}

// report says what a recording found, and writes it to the file that the caller wants.
// That of commands that failed may be too short, but is not nothing.
func (r *reachedBy) report(choice network.Choice, failed bool, warn func(message string)) error {
	if choice.Mode != network.Record {
		return nil
	}
	var reached []allow.Reached
	for _, at := range r.all() {
		reached = append(reached, at.Reached)
	}
	list := allow.ListOf(reached).String()
	switch {
	case list == "" && failed:
		return nil
	case list == "":
		warn("network: no command reached a host: --network=none is enough")
	default:
		warn("network: the commands need --network=allow:" + list)
	}
	if choice.File == "" {
		return nil
	}
	if err := safepath.WriteFile(choice.File, []byte(list+"\n"), 0o644); err != nil {
		return fmt.Errorf("writing the hosts that commands reached: %w", err)
	}
	return nil
}
