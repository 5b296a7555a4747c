package build

import (
	"context"
	"fmt"

	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/userdir"
	"github.com/cooper-build/cooper/runtime/isolation"
	"github.com/cooper-build/cooper/runtime/probe"
)

// Diagnosis is what a machine allows, and what cooper makes of it.
type Diagnosis struct {
	Checks    []probe.Check `json:"checks"`
	Isolation string        `json:"isolation"` // isolation mode: full, shared-pid, single-id, gvisor or no-run
	Usable    bool          `json:"usable"`    // commands can be run
	Verdict   string        `json:"verdict"`
}

// Reaches reports whether the machine allows an isolation mode, or a better one.
func (d Diagnosis) Reaches(mode string) (bool, error) {
	if _, ok := isolation.Rank(mode); !ok {
		return false, &Error{
			Kind: KindUsage, Message: fmt.Sprintf("unknown isolation mode %q: use %s", mode, isolation.Names()),
		}
	}
	want, _ := isolation.Rank(mode)
	have, ok := isolation.Rank(d.Isolation)
	return ok && have <= want, nil
}

// Diagnose tries everything that a build needs. It changes nothing but makes, when
// they were not there, the store and what `podman info` and `buildah info` make where those
// are in use.
func Diagnose(ctx context.Context, config Config) Diagnosis {
	mode := isolation.Probe()
	d := Diagnosis{Checks: probe.Machine(), Isolation: mode.Name()}
	for _, r := range mode.Refused {
		d.Checks = append(d.Checks, probe.Check{
			Name: "isolation " + r.Mode, Detail: fmt.Sprintf("%s: %s", r.Error, r.Blame), Hint: r.Hint,
		})
	}
	_, ignored := userdir.Environment()
	for _, why := range ignored {
		d.Checks = append(d.Checks, probe.Check{
			Name: "environment", Detail: why + "; it is not used",
			Hint: "unset the variable, or use sudo -H or su -, which set it for the new user",
		})
	}
	d.Checks = append(d.Checks, probe.Check{Name: "isolation " + mode.Name(), OK: true, Detail: mode.Describe()})
	engine, err := Open(ctx, config)
	if err != nil {
		e := describe(err)
		d.Isolation = ""
		d.Checks = append(d.Checks, probe.Check{Name: "build worker", Detail: e.Message, Hint: e.Hint, Needed: true})
		d.Verdict = "cooper cannot build here. The last line marked \"no\" says what to change."
		return d
	}
	defer engine.Close()
	inside, err := invoke(ctx, engine, call.Probe, call.None{}, nil)
	if err != nil {
		e := describe(err)
		inside = append(inside, probe.Check{Name: "sandbox", Detail: e.Message, Hint: e.Hint, Needed: true})
	}
	d.Checks = append(d.Checks, inside...)
	if info, err := engine.Info(ctx); err == nil {
		d.Checks = append(d.Checks, sameStore(ctx, info)...)
	}
	d.Usable = mode.Run
	for _, c := range d.Checks {
		d.Usable = d.Usable && (c.OK || !c.Needed)
	}
	d.Verdict = "cooper builds here with isolation " + mode.Describe() + "."
	if !d.Usable {
		d.Verdict = "cooper cannot run RUN instructions here. The lines marked \"no\" say what to change. " +
			"Builds without RUN work."
	}
	return d
}
