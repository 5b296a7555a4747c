package seccomp_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/seccomp"
)

// FuzzRules: what the kernel would do with the bytes of a compiled program is
// what the rules of its profile say. Neither side shares code with the compiler:
// the bytes run in the machine below, the rules are read as libseccomp's manual
// and the specification have them.
func FuzzRules(f *testing.F) {
	f.Add(uint64(1), uint64(2))
	f.Add(uint64(4), uint64(9))
	f.Fuzz(func(t *testing.T, seed1, seed2 uint64) {
		rnd := rand.New(rand.NewPCG(seed1, seed2))
		p := defaultProfile(t)
		if seed1%4 != 0 {
			p = randomProfile(rnd)
			p.Architectures = p.Architectures[:rnd.IntN(len(p.Architectures)+1)]
		}
		for _, native := range []specs.Arch{specs.ArchX86_64, specs.ArchAARCH64} {
			program, err := seccomp.Compile(p, native)
			if err != nil {
				t.Fatal(err)
			}
			code, err := program.Encode()
			if err != nil {
				t.Fatal(err)
			}
			for range 100 {
				call := randomCall(rnd)
				if call.Arch == unix.AUDIT_ARCH_X86_64 && rnd.IntN(4) == 0 {
					call.Number |= 0x40000000 // the entry of x32
				}
				want := ruling(p, native, call)
				if got, err := execute(code, call); err != nil || got != want {
					t.Fatalf("%s %+v: the bytes say %#x (%v), the rules %#x", native, call, got, err, want)
				}
			}
		}
	})
}

// entries are the tables of a kernel, by what seccomp_data.arch holds.
var entries = map[specs.Arch]map[uint32]specs.Arch{
	specs.ArchX86_64:  {unix.AUDIT_ARCH_X86_64: specs.ArchX86_64, unix.AUDIT_ARCH_I386: specs.ArchX86},
	specs.ArchAARCH64: {unix.AUDIT_ARCH_AARCH64: specs.ArchAARCH64, unix.AUDIT_ARCH_ARM: specs.ArchARM},
}

// ruling reads a profile: an architecture that it does not list is killed, x32
// has no system calls, a rule with conditions comes before one without, and the
// first that holds decides.
func ruling(p *specs.LinuxSeccomp, native specs.Arch, call seccomp.Call) uint32 {
	arch, known := entries[native][call.Arch]
	if !known || arch != native && !slices.Contains(p.Architectures, arch) {
		return unix.SECCOMP_RET_KILL_PROCESS
	}
	if arch == specs.ArchX86_64 && call.Number >= 0x40000000 {
		return unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)
	}
	for _, conditional := range []bool{true, false} {
		for _, s := range p.Syscalls {
			if (len(s.Args) != 0) == conditional && names(s, arch, call.Number) && applies(s.Args, call) {
				return action(s.Action, s.ErrnoRet)
			}
		}
	}
	return action(p.DefaultAction, p.DefaultErrnoRet)
}

func names(s specs.LinuxSyscall, arch specs.Arch, number uint32) bool {
	return slices.ContainsFunc(s.Names, func(name string) bool {
		nr, ok := seccomp.Number(arch, name)
		return ok && nr == number
	})
}

// applies reports whether the conditions of a rule hold: all of them, or any where
// two are of the same argument.
func applies(args []specs.LinuxSeccompArg, call seccomp.Call) bool {
	all, some, twice := true, false, false
	seen := map[uint]bool{}
	for _, a := range args {
		twice = twice || seen[a.Index]
		seen[a.Index] = true
		v := call.Args[a.Index]
		yes := map[specs.LinuxSeccompOperator]bool{
			specs.OpNotEqual: v != a.Value, specs.OpEqualTo: v == a.Value, specs.OpLessThan: v < a.Value,
			specs.OpLessEqual:   v <= a.Value,
			specs.OpGreaterThan: v > a.Value, specs.OpGreaterEqual: v >= a.Value,
			specs.OpMaskedEqual: v&a.Value == a.ValueTwo,
		}[a.Op]
		all, some = all && yes, some || yes
	}
	return all || twice && some
}

func action(a specs.LinuxSeccompAction, errno *uint) uint32 {
	number := uint32(unix.EPERM)
	if errno != nil {
		number = uint32(*errno)
	}
	return map[specs.LinuxSeccompAction]uint32{
		specs.ActAllow: unix.SECCOMP_RET_ALLOW, specs.ActErrno: unix.SECCOMP_RET_ERRNO | number,
		specs.ActTrap:        unix.SECCOMP_RET_TRAP,
		specs.ActKillProcess: unix.SECCOMP_RET_KILL_PROCESS, specs.ActLog: unix.SECCOMP_RET_LOG,
	}[a]
}

// execute is the kernel's machine for filters, on struct sock_filter and struct
// seccomp_data as a little-endian kernel lays them out. What it does not know it
// refuses, as the kernel does when a filter is installed.
func execute(code []byte, call seccomp.Call) (uint32, error) {
	data := binary.LittleEndian.AppendUint32(nil, call.Number)
	data = binary.LittleEndian.AppendUint32(data, call.Arch)
	data = binary.LittleEndian.AppendUint64(data, 0xdeadbeefcafe) // the instruction pointer
	for _, a := range call.Args {
		data = binary.LittleEndian.AppendUint64(data, a)
	}
	var acc uint32
	for pc := 0; pc*8+8 <= len(code); pc++ {
		ins := code[pc*8:]
		k := binary.LittleEndian.Uint32(ins[4:])
		jump := func(yes bool) {
			if yes {
				pc += int(ins[2])
			} else {
				pc += int(ins[3])
			}
		}
		switch op := binary.LittleEndian.Uint16(ins); op {
		case unix.BPF_LD | unix.BPF_W | unix.BPF_ABS:
			if k%4 != 0 || int(k)+4 > len(data) {
				return 0, fmt.Errorf("instruction %d loads from %d", pc, k)
			}
			acc = binary.LittleEndian.Uint32(data[k:])
		case unix.BPF_ALU | unix.BPF_AND | unix.BPF_K:
			acc &= k
		case unix.BPF_JMP | unix.BPF_JA:
			pc += int(k)
		case unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K:
			jump(acc == k)
		case unix.BPF_JMP | unix.BPF_JGT | unix.BPF_K:
			jump(acc > k)
		case unix.BPF_JMP | unix.BPF_JGE | unix.BPF_K:
			jump(acc >= k)
		case unix.BPF_RET | unix.BPF_K:
			return k, nil
		default:
			return 0, fmt.Errorf("instruction %d has the operation %#x", pc, op)
		}
	}
	return 0, fmt.Errorf("the program ends without a decision")
}
