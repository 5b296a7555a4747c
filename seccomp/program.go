package seccomp

import (
	"encoding/binary"
	"fmt"

	"golang.org/x/net/bpf"
)

// Evaluate runs the program on a call in a simulator and returns what the
// kernel would see: a return value as in seccomp(2).
func (p Program) Evaluate(call Call) (uint32, error) {
	vm, err := bpf.NewVM(p)
	if err != nil {
		return 0, fmt.Errorf("simulating seccomp program: %w", err)
	}
	// The simulator reads words in network order, the kernel in its own.
	data := make([]byte, 64)
	binary.BigEndian.PutUint32(data[offNumber:], call.Number)
	binary.BigEndian.PutUint32(data[offArch:], call.Arch)
	for i, arg := range call.Args {
		binary.BigEndian.PutUint32(data[wordOf(uint(i), false):], uint32(arg))
		binary.BigEndian.PutUint32(data[wordOf(uint(i), true):], uint32(arg>>32))
	}
	n, err := vm.Run(data)
	return uint32(n), err
}

// Encode returns the program as the kernel's array of struct sock_filter, eight
// bytes an instruction in the order of a little-endian machine: what
// [Install] and the sandbox's child take.
func (p Program) Encode() ([]byte, error) {
	raw, err := bpf.Assemble(p)
	if err != nil {
		return nil, fmt.Errorf("assembling seccomp program: %w", err)
	}
	out := make([]byte, 0, 8*len(raw))
	for _, ins := range raw {
		out = binary.LittleEndian.AppendUint16(out, ins.Op)
		out = append(out, ins.Jt, ins.Jf)
		out = binary.LittleEndian.AppendUint32(out, ins.K)
	}
	return out, nil
}
