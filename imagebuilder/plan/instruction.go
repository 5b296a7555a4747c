package plan

import (
	"iter"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/cooper-build/cooper/imagebuilder/mount"
)

// Instruction is an instruction of a stage, with everything that is known of it before a
// build begins.
type Instruction struct {
	instructions.Command
	Sources []Source // where a COPY takes its files from; of a RUN, one for each of Mounts
	Mounts  []Mount  // of a RUN
}

// Mount is a --mount flag of a RUN.
type Mount struct {
	Text string // as written
	// Literal is the mount before its variables have values. Its Kind is empty when it
	// cannot be read without them.
	Literal mount.Mount
}

// Run returns the RUN that the instruction is.
func (i *Instruction) Run() (run *instructions.RunCommand, ok bool) {
	run, ok = i.Command.(*instructions.RunCommand)
	return run, ok
}

// MakesLayer reports whether the instruction makes a layer in any case.
func (i *Instruction) MakesLayer() bool {
	switch i.Command.(type) {
	case *instructions.RunCommand, *instructions.CopyCommand, *instructions.AddCommand:
		return true
	}
	return false
}

// Instructions are those of all stages that the target needs, in the order of the file.
func (p *Plan) Instructions() iter.Seq[*Instruction] {
	return func(yield func(*Instruction) bool) {
		for i, stage := range p.Stages {
			if !p.Needed[i] {
				continue
			}
			for j := range stage.Instructions {
				if !yield(&stage.Instructions[j]) {
					return
				}
			}
		}
	}
}
