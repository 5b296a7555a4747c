// Package binfmt lets programs of other architectures run. It registers their interpreter
// with the kernel, only for the user namespace of the caller (binfmt_misc(5), per user
// namespace since Linux 6.7). So nobody has to set up anything as root.
package binfmt

import (
	"debug/elf"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/userns"
)

// machine is how the programs of an architecture begin, and what runs them.
type machine struct {
	elf  elf.Machine
	bits byte // 1: 32, 2: 64
	data byte // 1: little-endian, 2: big-endian
	qemu string
}

// machines are the architectures by their names in an image's config.
var machines = map[string]machine{
	"amd64":    {elf.EM_X86_64, 2, 1, "x86_64"},
	"386":      {elf.EM_386, 1, 1, "i386"},
	"arm64":    {elf.EM_AARCH64, 2, 1, "aarch64"},
	"arm":      {elf.EM_ARM, 1, 1, "arm"},
	"riscv64":  {elf.EM_RISCV, 2, 1, "riscv64"},
	"ppc64le":  {elf.EM_PPC64, 2, 1, "ppc64le"},
	"s390x":    {elf.EM_S390, 2, 2, "s390x"},
	"mips64le": {elf.EM_MIPS, 2, 1, "mips64el"},
	"loong64":  {elf.EM_LOONGARCH, 2, 1, "loongarch64"},
}

// Native reports whether this machine runs an architecture by itself.
func Native(arch string) bool {
	return arch == "" || arch == runtime.GOARCH || runtime.GOARCH == "amd64" && arch == "386"
}

// place is where interpreters are registered: the host's, until a user
// namespace mounts its own over it in its own mount namespace.
const place = "/proc/sys/fs/binfmt_misc"

// Emulator registers interpreters. Its zero value is ready. What it registered
// stays as long as the process's mount namespace does: to the kernel a user
// namespace that had its own interpreters once has nobody else's any more.
type Emulator struct {
	mu      sync.Mutex
	mounted bool
	enabled map[string]error
}

// Enable makes programs of an architecture run in this user namespace and in
// those below it.
func (e *Emulator) Enable(arch string) error {
	if Native(arch) {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	err, done := e.enabled[arch]
	if !done {
		err = e.enable(arch)
		if e.enabled == nil {
			e.enabled = map[string]error{}
		}
		e.enabled[arch] = err
	}
	return err
}

func (e *Emulator) enable(arch string) error {
	m, ok := machines[arch]
	if !ok {
		return fmt.Errorf("programs for %s cannot run here: unknown architecture", arch)
	}
	if registered(m) {
		return nil // by the host for everybody, or by us
	}
	if _, err := find(m); err != nil {
		return fmt.Errorf("programs for %s cannot run here: %w", arch, err)
	}
	if userns.Initial() {
		return fmt.Errorf("programs for %s cannot run here: root uses the binfmt registration of the host, "+
			"which has none (Debian: apt-get install binfmt-support)", arch)
	}
	if !e.mounted {
		hidden := e.fromHost()
		err := unix.Mount("binfmt_misc", place, "binfmt_misc", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, "")
		if err != nil {
			return fmt.Errorf("programs for %s cannot run here: "+
				"the kernel does not allow binfmt in a user namespace (%w; needs Linux 6.7), "+
				"and the host has not registered an interpreter (as root: apt-get install binfmt-support)", arch, err)
		}
		e.mounted = true
		for _, h := range hidden {
			if err := register(h); err != nil {
				return err
			}
		}
	}
	return register(m)
}

// fromHost are the architectures in use whose interpreters are the host's, which
// our own will hide.
func (e *Emulator) fromHost() (out []machine) {
	for arch, err := range e.enabled {
		if err == nil {
			out = append(out, machines[arch])
		}
	}
	return out
}

func register(m machine) error {
	interpreter, err := find(m)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(place, "register"), []byte(m.entry(interpreter)), 0o200); err != nil {
		return fmt.Errorf("registering %s: %w", interpreter, err)
	}
	return nil
}

// registered reports whether the host has an interpreter that is opened once and
// for all, so that it need not be in the image.
func registered(m machine) bool {
	text, err := os.ReadFile(filepath.Join(place, "qemu-"+m.qemu))
	if err != nil {
		return false
	}
	on, fixed := false, false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		on = on || line == "enabled"
		if flags, ok := strings.CutPrefix(line, "flags:"); ok {
			fixed = strings.Contains(flags, "F")
		}
	}
	return on && fixed
}

// find looks for an interpreter that needs no files of the image.
func find(m machine) (string, error) {
	for _, name := range []string{"qemu-" + m.qemu + "-static", "qemu-" + m.qemu} {
		path, err := exec.LookPath(name)
		if err == nil && static(path) {
			return path, nil
		}
	}
	return "", fmt.Errorf("qemu-%s-static is not installed (Debian: package qemu-user-static)", m.qemu)
}

func static(path string) bool {
	f, err := elf.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			return false
		}
	}
	return true
}

// entry is a line for the register file: programs are told by the first 20 bytes
// of their ELF header. With the flag F the kernel opens the interpreter now, where
// it is, and not when a program starts in the root of an image.
func (m machine) entry(interpreter string) string {
	magic := []byte{
		0x7f, 'E', 'L', 'F', m.bits, m.data, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, byte(m.elf), byte(m.elf >> 8),
	}
	mask := []byte{
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff,
		0xff, 0xff,
	}
	if m.data == 2 {
		magic[16], magic[17], magic[18], magic[19] = 0, 2, byte(m.elf>>8), byte(m.elf)
		mask[16], mask[17] = 0xff, 0xfe
	}
	return fmt.Sprintf(":qemu-%s:M::%s:%s:%s:F", m.qemu, escape(magic), escape(mask), interpreter)
}

func escape(b []byte) string {
	var out strings.Builder
	for _, c := range b {
		fmt.Fprintf(&out, `\x%02x`, c)
	}
	return out.String()
}
