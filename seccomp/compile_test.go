package seccomp_test

import (
	"math/rand/v2"
	"testing"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/seccomp"
	"github.com/cooper-build/cooper/seccomp/profile"
)

func defaultProfile(t testing.TB) *specs.LinuxSeccomp {
	t.Helper()
	p, err := profile.Default([]string{"CAP_CHOWN", "CAP_SYS_CHROOT"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDefaultProfile(t *testing.T) {
	native, err := seccomp.Native()
	if err != nil {
		t.Skip(err)
	}
	if native != specs.ArchX86_64 {
		t.Skip("the numbers below are amd64's")
	}
	program, err := seccomp.Compile(defaultProfile(t), native)
	if err != nil {
		t.Fatal(err)
	}
	const (
		allow  = unix.SECCOMP_RET_ALLOW
		eperm  = unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)
		enosys = unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)
	)
	tests := []struct {
		name string
		arch uint32
		nr   uint32
		arg0 uint64
		want uint32
	}{
		{"read", unix.AUDIT_ARCH_X86_64, unix.SYS_READ, 0, allow},
		{"chroot with the capability", unix.AUDIT_ARCH_X86_64, unix.SYS_CHROOT, 0, allow},
		{"mount", unix.AUDIT_ARCH_X86_64, unix.SYS_MOUNT, 0, eperm},
		{"unshare", unix.AUDIT_ARCH_X86_64, unix.SYS_UNSHARE, 0, eperm},
		{"keyctl", unix.AUDIT_ARCH_X86_64, unix.SYS_KEYCTL, 0, eperm},
		{"clone of a thread", unix.AUDIT_ARCH_X86_64, unix.SYS_CLONE, unix.CLONE_THREAD | unix.CLONE_VM, allow},
		{"clone of a user namespace", unix.AUDIT_ARCH_X86_64, unix.SYS_CLONE, unix.CLONE_NEWUSER, eperm},
		{"clone3", unix.AUDIT_ARCH_X86_64, unix.SYS_CLONE3, 0, enosys},
		{"personality linux", unix.AUDIT_ARCH_X86_64, unix.SYS_PERSONALITY, 0, allow},
		{"personality odd", unix.AUDIT_ARCH_X86_64, unix.SYS_PERSONALITY, 0x1234, eperm},
		{"socket of another family", unix.AUDIT_ARCH_X86_64, unix.SYS_SOCKET, unix.AF_INET, allow},
		{"socket of the kernel's ciphers", unix.AUDIT_ARCH_X86_64, unix.SYS_SOCKET, unix.AF_ALG, eperm},
		{"socket to the host of a virtual machine", unix.AUDIT_ARCH_X86_64, unix.SYS_SOCKET, unix.AF_VSOCK, eperm},
		{
			"socket with a high half that the kernel ignores", unix.AUDIT_ARCH_X86_64, unix.SYS_SOCKET,
			1<<32 | unix.AF_ALG, eperm,
		},
		{"socket with another", unix.AUDIT_ARCH_X86_64, unix.SYS_SOCKET, 0xffffffff00000000 | unix.AF_VSOCK, eperm},
		{
			"clone of a user namespace with a high half", unix.AUDIT_ARCH_X86_64, unix.SYS_CLONE,
			1<<32 | unix.CLONE_NEWUSER, eperm,
		},
		{"personality with a high half", unix.AUDIT_ARCH_X86_64, unix.SYS_PERSONALITY, 1<<32 | 0x1234, eperm},
		{"i386 socket of the kernel's ciphers", unix.AUDIT_ARCH_I386, 359, unix.AF_ALG, eperm},
		{"i386 socketcall", unix.AUDIT_ARCH_I386, 102, 1, enosys},
		{"i386 mount", unix.AUDIT_ARCH_I386, 21, 0, eperm},
		{"i386 read", unix.AUDIT_ARCH_I386, 3, 0, allow},
		{"x32 read", unix.AUDIT_ARCH_X86_64, 0x40000000, 0, enosys},
		{"a number of the future", unix.AUDIT_ARCH_X86_64, 100000, 0, eperm},
		{"another machine", unix.AUDIT_ARCH_S390X, 3, 0, unix.SECCOMP_RET_KILL_PROCESS},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := program.Evaluate(seccomp.Call{Arch: tt.arch, Number: tt.nr, Args: [6]uint64{tt.arg0}})
			if err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("got %#x, want %#x", got, tt.want)
			}
		})
	}
}

func TestCompileRefuses(t *testing.T) {
	errno := uint(1 << 20)
	for name, p := range map[string]*specs.LinuxSeccomp{
		"an unknown action": {DefaultAction: "SCMP_ACT_MAYBE"},
		"a notify action":   {DefaultAction: specs.ActNotify},
		"a listener":        {DefaultAction: specs.ActAllow, ListenerPath: "/x"},
		"a large errno":     {DefaultAction: specs.ActErrno, DefaultErrnoRet: &errno},
		"an argument index": {
			DefaultAction: specs.ActAllow,
			Syscalls: []specs.LinuxSyscall{
				{
					Names:  []string{"read"},
					Action: specs.ActErrno,
					Args:   []specs.LinuxSeccompArg{{Index: 6, Op: specs.OpEqualTo}},
				},
			},
		},
		"an unknown operator": {
			DefaultAction: specs.ActAllow,
			Syscalls: []specs.LinuxSyscall{
				{Names: []string{"read"}, Action: specs.ActErrno, Args: []specs.LinuxSeccompArg{{Op: "SCMP_CMP_NEAR"}}},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := seccomp.Compile(p, specs.ArchX86_64); err == nil {
				t.Error("compiled")
			}
		})
	}
}

// FuzzCompile: on random profiles and calls the compiled program decides as the
// profile does, for both architectures and their 32-bit tables.
func FuzzCompile(f *testing.F) {
	f.Add(uint64(1), uint64(2))
	f.Add(uint64(77), uint64(3))
	f.Fuzz(func(t *testing.T, seed1, seed2 uint64) {
		rnd := rand.New(rand.NewPCG(seed1, seed2))
		p := defaultProfile(t)
		if seed1%4 != 0 {
			p = randomProfile(rnd)
		}
		for _, native := range []specs.Arch{specs.ArchX86_64, specs.ArchAARCH64} {
			program, err := seccomp.Compile(p, native)
			if err != nil {
				t.Fatal(err)
			}
			for range 200 {
				call := randomCall(rnd)
				want, err := seccomp.Decide(p, native, call)
				if err != nil {
					t.Fatal(err)
				}
				got, err := program.Evaluate(call)
				if err != nil {
					t.Fatal(err)
				}
				if got != want {
					t.Fatalf("%s %+v: program says %#x, profile %#x", native, call, got, want)
				}
			}
		}
	})
}

var (
	fuzzNames = []string{
		"read", "write", "clone", "personality", "socket", "mount", "openat", "keyctl", "ptrace", "futex",
	}
	fuzzOps = []specs.LinuxSeccompOperator{
		specs.OpNotEqual, specs.OpLessThan, specs.OpLessEqual, specs.OpEqualTo, specs.OpGreaterEqual,
		specs.OpGreaterThan, specs.OpMaskedEqual,
	}
	fuzzValues = []uint64{0, 1, 2, 0xffffffff, 0x100000000, 0x100000001, 0x7fffffff00000001, ^uint64(0)}
)

func pick[T any](rnd *rand.Rand, list []T) T { return list[rnd.IntN(len(list))] }

func randomProfile(rnd *rand.Rand) *specs.LinuxSeccomp {
	actions := []specs.LinuxSeccompAction{
		specs.ActAllow, specs.ActErrno, specs.ActKillProcess, specs.ActTrap, specs.ActLog,
	}
	p := &specs.LinuxSeccomp{
		DefaultAction: pick(rnd, actions),
		Architectures: []specs.Arch{specs.ArchX86_64, specs.ArchX86, specs.ArchX32, specs.ArchAARCH64, specs.ArchARM},
	}
	for range rnd.IntN(15) {
		entry := specs.LinuxSyscall{Action: pick(rnd, actions)}
		for range 1 + rnd.IntN(4) {
			entry.Names = append(entry.Names, pick(rnd, fuzzNames))
		}
		for range rnd.IntN(4) {
			entry.Args = append(entry.Args, specs.LinuxSeccompArg{
				Index: uint(rnd.IntN(3)), Op: pick(rnd, fuzzOps), Value: pick(rnd, fuzzValues),
				ValueTwo: pick(rnd, fuzzValues),
			})
		}
		p.Syscalls = append(p.Syscalls, entry)
	}
	return p
}

func randomCall(rnd *rand.Rand) seccomp.Call {
	call := seccomp.Call{
		Arch: pick(rnd, []uint32{
			unix.AUDIT_ARCH_X86_64, unix.AUDIT_ARCH_I386, unix.AUDIT_ARCH_AARCH64, unix.AUDIT_ARCH_ARM,
			unix.AUDIT_ARCH_S390X,
		}),
	}
	switch rnd.IntN(3) {
	case 0:
		call.Number = rnd.Uint32N(500)
	case 1:
		call.Number = rnd.Uint32()
	default:
		arch := pick(rnd, []specs.Arch{specs.ArchX86_64, specs.ArchX86, specs.ArchAARCH64, specs.ArchARM})
		call.Number, _ = seccomp.Number(arch, pick(rnd, fuzzNames))
	}
	for i := range call.Args {
		call.Args[i] = pick(rnd, fuzzValues)
	}
	return call
}
