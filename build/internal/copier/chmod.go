package copier

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	mode "github.com/tonistiigi/dchapes-mode"
	"golang.org/x/sys/unix"
)

// Chmod is the value of --chmod: an octal number, or symbolic as for chmod(1).
// The zero value keeps the bits that a file has.
type Chmod struct {
	fixed    *uint32
	symbolic *mode.Set
}

// ParseChmod reads the value of --chmod.
func ParseChmod(text string) (Chmod, error) {
	if text == "" {
		return Chmod{}, nil
	}
	if n, err := strconv.ParseUint(text, 8, 32); err == nil && n <= 0o7777 {
		bits := uint32(n)
		return Chmod{fixed: &bits}, nil
	}
	set, err := mode.Parse(text)
	if err != nil || strings.ContainsAny(text, "0123456789") {
		return Chmod{}, fmt.Errorf("%q is invalid: "+
			"use an octal number from 0 to 07777 or a symbolic mode, for example u=rwX,go=rX", text)
	}
	return Chmod{symbolic: &set}, nil
}

// apply returns the permission bits for a file that has st's.
func (c Chmod) apply(st uint32) uint32 {
	switch {
	case c.fixed != nil:
		return *c.fixed
	case c.symbolic == nil:
		return st & 0o7777
	}
	m := os.FileMode(st & 0o777)
	for bit, flag := range special {
		if st&bit != 0 {
			m |= flag
		}
	}
	if st&unix.S_IFMT == unix.S_IFDIR {
		m |= os.ModeDir
	}
	changed := c.symbolic.Apply(m)
	out := uint32(changed.Perm())
	for bit, flag := range special {
		if changed&flag != 0 {
			out |= bit
		}
	}
	return out
}

var special = map[uint32]os.FileMode{
	unix.S_ISUID: os.ModeSetuid,
	unix.S_ISGID: os.ModeSetgid,
	unix.S_ISVTX: os.ModeSticky,
}
