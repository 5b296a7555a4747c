package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// credentials becomes another user, and root again by the limit that emulated
// users are kept in.
func credentials([]string) error {
	runtime.LockOSThread()
	const user = 1000
	if _, _, errno := unix.RawSyscall(unix.SYS_SETRESUID, user, user, user); errno != 0 {
		return errno
	}
	// Memory of zeros, whose address has a low half of zeros too.
	address, _, errno := unix.Syscall6(unix.SYS_MMAP, 1<<32, 4096, unix.PROT_READ|unix.PROT_WRITE,
		unix.MAP_PRIVATE|unix.MAP_ANON|unix.MAP_FIXED_NOREPLACE, bad, 0)
	if errno != 0 {
		return errno
	}
	zeros := &unix.Rlimit{}
	for _, try := range []attempt{
		{"prlimit", unix.SYS_PRLIMIT64, [6]uintptr{0, unix.RLIMIT_LOCKS, uintptr(unsafe.Pointer(zeros))}},
		{"setrlimit", unix.SYS_SETRLIMIT, [6]uintptr{unix.RLIMIT_LOCKS, uintptr(unsafe.Pointer(zeros))}},
		{"prlimit with half an address", unix.SYS_PRLIMIT64, [6]uintptr{0, unix.RLIMIT_LOCKS, address}},
		{"setrlimit with half an address", unix.SYS_SETRLIMIT, [6]uintptr{unix.RLIMIT_LOCKS, address}},
	} {
		_, _, _ = unix.RawSyscall(try.number, try.args[0], try.args[1], try.args[2])
		if uid, _, _ := unix.RawSyscall(unix.SYS_GETUID, 0, 0, 0); uid != user {
			fmt.Println("became", uid, "by", try.name)
			return nil
		}
	}
	runtime.KeepAlive(zeros)
	fmt.Println("tried to be root")
	return nil
}

// ownerAttribute holds an emulated owner, here user 4242.
const ownerAttribute = "user.rootlesscontainers"

var ownerValue = []byte{8, 0x92, 0x21, 16, 0}

// attributes sees, writes and removes the owner of a file that a builder
// remembers: attributes FILE.
func attributes(args []string) error {
	name := args[0]
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	fd := int(f.Fd())
	link := "/proc/self/fd/" + strconv.Itoa(fd)
	tell := func(what string, err error) {
		if err == nil {
			fmt.Println("did:", what)
		}
	}
	list := make([]byte, 4096)
	for what, do := range map[string]func() (int, error){
		"listxattr":  func() (int, error) { return unix.Listxattr(name, list) },
		"llistxattr": func() (int, error) { return unix.Llistxattr(name, list) },
		"flistxattr": func() (int, error) { return unix.Flistxattr(fd, list) },
	} {
		if n, err := do(); err == nil && slices.Contains(strings.Split(string(list[:n]), "\x00"), ownerAttribute) {
			fmt.Println("did:", what)
		}
	}
	_, err = unix.Getxattr(name, ownerAttribute, list)
	tell("getxattr", err)
	_, err = unix.Lgetxattr(name, ownerAttribute, list)
	tell("lgetxattr", err)
	_, err = unix.Fgetxattr(fd, ownerAttribute, list)
	tell("fgetxattr", err)
	tell("removexattr", unix.Removexattr(name, ownerAttribute))
	tell("lremovexattr", unix.Lremovexattr(name, ownerAttribute))
	tell("fremovexattr", unix.Fremovexattr(fd, ownerAttribute))
	tell("removexattr of a descriptor", unix.Removexattr(link, ownerAttribute))
	tell("setxattr", unix.Setxattr(name, ownerAttribute, ownerValue, 0))
	tell("lsetxattr", unix.Lsetxattr(name, ownerAttribute, ownerValue, 0))
	tell("fsetxattr", unix.Fsetxattr(fd, ownerAttribute, ownerValue, 0))
	tell("setxattr of a descriptor", unix.Setxattr(link, ownerAttribute, ownerValue, 0))
	// What is nobody's business works as ever.
	if err := unix.Setxattr(name, "user.mine", []byte("1"), 0); err != nil {
		return err
	}
	if n, err := unix.Fgetxattr(fd, "user.mine", list); err != nil || n != 1 {
		return fmt.Errorf("an attribute is lost: %d, %w", n, err)
	}
	return exchange(name)
}

// exchange sets and removes an attribute while another thread changes its name.
func exchange(file string) error {
	path, err := unix.BytePtrFromString(file)
	if err != nil {
		return err
	}
	name := []byte(ownerAttribute + "\x00")
	var over atomic.Bool
	go func() {
		for !over.Load() {
			name[22] ^= 1 // the last letter
		}
	}()
	defer over.Store(true)
	for end := time.Now().Add(time.Second); time.Now().Before(end); {
		for _, number := range []uintptr{unix.SYS_SETXATTR, unix.SYS_REMOVEXATTR} {
			_, _, _ = unix.Syscall6(number, uintptr(unsafe.Pointer(path)), uintptr(unsafe.Pointer(&name[0])),
				uintptr(unsafe.Pointer(&ownerValue[0])), uintptr(len(ownerValue)), 0, 0)
		}
	}
	fmt.Println("exchanged")
	return nil
}
