package build

import (
	"context"

	"github.com/cooper-build/cooper/runtime/probe"
)

// Diagnosis is what a machine allows, and what cooper makes of it.
type Diagnosis struct {
	Checks  []probe.Check `json:"checks"`
	Usable  bool          `json:"usable"`
	Verdict string        `json:"verdict"`
}

// Diagnose tries everything that a build needs. It changes nothing but, when it
// was not there, the store.
func Diagnose(ctx context.Context, config Config) Diagnosis {
	d := Diagnosis{Checks: probe.Machine()}
	engine, err := Open(ctx, config)
	if err != nil {
		e := describe(err, nil)
		d.Checks = append(d.Checks, probe.Check{Name: "build worker", Detail: e.Message, Hint: e.Hint})
		d.Verdict = "cooper cannot build here: the first line marked \"no\" with a hint says what to change."
		return d
	}
	defer engine.Close()
	d.Checks = append(d.Checks, probe.Check{Name: "build worker", OK: true, Detail: "started as root of a user namespace"})
	var inside []probe.Check
	if err := engine.call(ctx, "probe", nil, &inside, nil); err != nil {
		e := describe(err, nil)
		inside = append(inside, probe.Check{Name: "sandbox", Detail: e.Message, Hint: e.Hint, Needed: true})
	}
	d.Checks = append(d.Checks, inside...)
	d.Usable = true
	for _, c := range d.Checks {
		d.Usable = d.Usable && (c.OK || !c.Needed)
	}
	d.Verdict = "cooper builds here with full isolation: user namespace with several ids, own processes, mounts and capabilities, seccomp."
	if !d.Usable {
		d.Verdict = "cooper cannot run RUN instructions here: the lines marked \"no\" say what to change."
	}
	return d
}
