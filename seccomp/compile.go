package seccomp

import (
	"fmt"
	"maps"
	"slices"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// Offsets in struct seccomp_data.
const (
	offNumber = 0
	offArch   = 4
	offArgs   = 16
)

// maxInstructions is the kernel's BPF_MAXINSNS.
const maxInstructions = 4096

// Program is a compiled filter.
type Program []bpf.Instruction

// Compile makes the filter of a profile for processes on a kernel of the given
// architecture. Profile flags and listeners are refused: nothing here serves a
// listener.
func Compile(profile *specs.LinuxSeccomp, native specs.Arch) (Program, error) {
	if profile.ListenerPath != "" || len(profile.Flags) != 0 {
		return nil, fmt.Errorf("compiling seccomp profile: flags and listenerPath are not supported")
	}
	list, err := architectures(profile, native)
	if err != nil {
		return nil, fmt.Errorf("compiling seccomp profile: %w", err)
	}
	code := block{ret(retKillProcess)}
	for _, t := range slices.Backward(list) {
		set, err := newRuleset(profile, t)
		if err != nil {
			return nil, fmt.Errorf("compiling seccomp profile: %w", err)
		}
		code = branch(bpf.JumpEqual, t.audit, set.compile(t), code)
	}
	program := Program(append(block{load(offArch)}, code...))
	if len(program) > maxInstructions {
		return nil, fmt.Errorf("compiling seccomp profile: %d instructions, the kernel takes %d",
			len(program), maxInstructions)
	}
	return program, nil
}

// block is code that is entered at its start and never falls out of its end.
type block []bpf.Instruction

func ret(value uint32) bpf.Instruction  { return bpf.RetConstant{Val: value} }
func load(off uint32) bpf.Instruction   { return bpf.LoadAbsolute{Off: off, Size: 4} }
func mask(bits uint32) bpf.Instruction  { return bpf.ALUOpConstant{Op: bpf.ALUOpAnd, Val: bits} }
func wordOf(arg uint, high bool) uint32 { return offArgs + 8*uint32(arg) + highWord(high) }

// highWord is the offset of a half of a 64-bit argument; both supported
// kernels are little-endian.
func highWord(high bool) uint32 {
	if high {
		return 4
	}
	return 0
}

// branch tests the accumulator and goes on in one of two blocks. Conditional
// jumps reach 255 instructions; beyond that an unconditional one helps.
func branch(cond bpf.JumpTest, value uint32, yes, no block) block {
	out := block{bpf.JumpIf{Cond: cond, Val: value, SkipFalse: uint8(min(len(yes), 255))}}
	if len(yes) > 255 {
		out = block{bpf.JumpIf{Cond: cond, Val: value, SkipTrue: 1}, bpf.Jump{Skip: uint32(len(yes))}}
	}
	return append(append(out, yes...), no...)
}

// compile makes a binary search over the numbers of one table.
func (s *ruleset) compile(t table) block {
	spans := s.spans()
	body := search(spans)
	if t.x32 {
		body = branch(bpf.JumpGreaterOrEqual, x32Bit, block{ret(retErrno | uint32(unix.ENOSYS))}, body)
	}
	return append(block{load(offNumber)}, body...)
}

// span is a run of numbers, from first up to the next span, with the same code.
type span struct {
	first uint32
	code  block
}

func (s *ruleset) spans() []span {
	out := []span{{first: 0, code: block{ret(s.fallback)}}}
	next := uint32(0)
	add := func(first uint32, code block) {
		last := &out[len(out)-1]
		switch {
		case slices.Equal(last.code, code):
		case last.first == first:
			last.code = code
		default:
			out = append(out, span{first, code})
		}
	}
	for _, nr := range slices.Sorted(maps.Keys(s.rules)) {
		if nr != next {
			add(next, block{ret(s.fallback)})
		}
		add(nr, s.leaf(nr))
		next = nr + 1
	}
	add(next, block{ret(s.fallback)})
	return out
}

func search(spans []span) block {
	if len(spans) == 1 {
		return spans[0].code
	}
	mid := len(spans) / 2
	return branch(bpf.JumpGreaterOrEqual, spans[mid].first, search(spans[mid:]), search(spans[:mid]))
}

// leaf decides one system call: its rules in order, then the default.
func (s *ruleset) leaf(nr uint32) block {
	var code block
	for _, r := range s.rules[nr] {
		code = append(code, compileRule(r)...)
		if len(r.args) == 0 {
			return code
		}
	}
	return append(code, ret(s.fallback))
}

// Jump distances that are filled in when the length of what they jump over is known.
const (
	pass = 254 // to the end of this condition: it holds
	fail = 255 // to the end of this rule: it does not apply
)

// compileRule returns the rule's value when all conditions hold and falls out of
// its end otherwise. It is at most 6 conditions of 6 instructions, so short
// jumps reach.
func compileRule(r rule) block {
	var code block
	for _, a := range r.args {
		c := a.compile()
		resolve(c, pass)
		code = append(code, c...)
	}
	code = append(code, ret(r.ret))
	resolve(code, fail)
	return code
}

// resolve replaces a placeholder by the distance to the end of the code.
func resolve(code block, placeholder uint8) {
	for i, ins := range code {
		jump, ok := ins.(bpf.JumpIf)
		if !ok {
			continue
		}
		distance := uint8(len(code) - i - 1)
		if jump.SkipTrue == placeholder {
			jump.SkipTrue = distance
		}
		if jump.SkipFalse == placeholder {
			jump.SkipFalse = distance
		}
		code[i] = jump
	}
}

// compile compares an argument by halves; a narrow one has only the low one.
func (a condition) compile() block {
	low := a.lowHalf()
	if a.narrow {
		return low
	}
	return append(a.highHalf(), low...)
}

// highHalf goes on to the low one where the high ones are equal.
func (a condition) highHalf() block {
	high := uint32(a.Value >> 32)
	out := block{load(wordOf(a.Index, true))}
	switch a.Op {
	case specs.OpNotEqual:
		return append(out, jump(bpf.JumpEqual, high, 0, pass))
	case specs.OpGreaterThan, specs.OpGreaterEqual:
		return append(out, jump(bpf.JumpGreaterThan, high, pass, 0), jump(bpf.JumpEqual, high, 0, fail))
	case specs.OpLessThan, specs.OpLessEqual:
		return append(out, jump(bpf.JumpGreaterThan, high, fail, 0), jump(bpf.JumpEqual, high, 0, pass))
	case specs.OpMaskedEqual:
		return append(out, mask(high), jump(bpf.JumpEqual, uint32(a.ValueTwo>>32), 0, fail))
	default: // OpEqualTo; splitArgs refused everything else
		return append(out, jump(bpf.JumpEqual, high, 0, fail))
	}
}

func (a condition) lowHalf() block {
	low := uint32(a.Value)
	out := block{load(wordOf(a.Index, false))}
	switch a.Op {
	case specs.OpNotEqual:
		return append(out, jump(bpf.JumpEqual, low, fail, 0))
	case specs.OpGreaterThan:
		return append(out, jump(bpf.JumpGreaterThan, low, 0, fail))
	case specs.OpGreaterEqual:
		return append(out, jump(bpf.JumpGreaterOrEqual, low, 0, fail))
	case specs.OpLessThan:
		return append(out, jump(bpf.JumpGreaterOrEqual, low, fail, 0))
	case specs.OpLessEqual:
		return append(out, jump(bpf.JumpGreaterThan, low, fail, 0))
	case specs.OpMaskedEqual:
		return append(out, mask(low), jump(bpf.JumpEqual, uint32(a.ValueTwo), 0, fail))
	default: // OpEqualTo
		return append(out, jump(bpf.JumpEqual, low, 0, fail))
	}
}

func jump(cond bpf.JumpTest, value uint32, yes, no uint8) bpf.Instruction {
	return bpf.JumpIf{Cond: cond, Val: value, SkipTrue: yes, SkipFalse: no}
}
