// Package userns starts a process as root of a user namespace that maps all subordinate
// ids of the caller, without cgo. The child is cloned into the namespace, newuidmap and
// newgidmap write its maps, and it executes itself again, which gives it all capabilities
// there. Maps with only the id of the caller, or of a caller that may write any map, need
// neither the programs nor the second execution.
package userns

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/caps"
	"github.com/cooper-build/cooper/runtime/internal/child"
	"github.com/cooper-build/cooper/runtime/internal/helper"
)

// Init must be called first in main by programs that use this package or package
// sandbox: without an embedded cooper-init the program itself is the helper. It does
// not return in a helper process.
func Init() { helper.Init() }

// ErrNoSubordinateIDs means that the user has no line in /etc/subuid or /etc/subgid.
var ErrNoSubordinateIDs = errors.New("no subordinate ids")

// ErrNoNewuidmap means that the program that maps several ids is missing.
var ErrNoNewuidmap = errors.New("newuidmap and newgidmap are not installed")

// ErrMapping means that a user namespace was made, but not all its ids were mapped.
var ErrMapping = errors.New("mapping ids")

// Maps are the id maps of a namespace to make.
type Maps struct {
	UIDs, GIDs []specs.LinuxIDMapping
}

// Privileged reports whether this process can mount, so that it needs no user namespace of
// its own: it is root, or root of a user namespace.
func Privileged() bool {
	if os.Geteuid() != 0 {
		return false
	}
	return capable(unix.CAP_SYS_ADMIN)
}

func capable(capabilities ...int) bool {
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData
	if err := unix.Capget(&header, &data[0]); err != nil {
		return false
	}
	for _, c := range capabilities {
		if data[c/32].Effective&(1<<(c%32)) == 0 {
			return false
		}
	}
	return true
}

// mayMap reports whether this process may write maps with many ids itself.
func mayMap() bool {
	return os.Geteuid() == 0 && capable(unix.CAP_SETUID, unix.CAP_SETGID, unix.CAP_SETFCAP)
}

// Available are maps with all ids that this process can have in a namespace.
func Available() (Maps, error) {
	if mayMap() {
		return Current()
	}
	return Subordinate()
}

// Single are maps with the caller as root, and no other ids.
func Single() (Maps, error) {
	return Maps{
		UIDs: []specs.LinuxIDMapping{{HostID: uint32(os.Getuid()), Size: 1}},
		GIDs: []specs.LinuxIDMapping{{HostID: uint32(os.Getgid()), Size: 1}},
	}, nil
}

func (m Maps) single() bool { return len(m.UIDs) == 1 && m.UIDs[0].Size == 1 }

// Current are the maps of a namespace nested in this process's own that maps
// every id to itself.
func Current() (Maps, error) {
	uids, err := identity("/proc/self/uid_map")
	if err != nil {
		return Maps{}, err
	}
	gids, err := identity("/proc/self/gid_map")
	return Maps{uids, gids}, err
}

func identity(file string) ([]specs.LinuxIDMapping, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading id map: %w", err)
	}
	var out []specs.LinuxIDMapping
	for line := range strings.Lines(string(data)) {
		var inside, outside, size uint32
		if _, err := fmt.Sscan(line, &inside, &outside, &size); err != nil {
			return nil, fmt.Errorf("reading id map %s: %w", file, err)
		}
		out = append(out, specs.LinuxIDMapping{ContainerID: inside, HostID: inside, Size: size})
	}
	return out, nil
}

// Subordinate are maps with the caller as root and its subordinate ids from 1 on.
func Subordinate() (Maps, error) {
	name := strconv.Itoa(os.Getuid())
	if u, err := user.LookupId(name); err == nil {
		name = u.Username
	}
	uids, err := ranges("/etc/subuid", name, os.Getuid())
	if err != nil {
		return Maps{}, err
	}
	gids, err := ranges("/etc/subgid", name, os.Getuid())
	if err != nil {
		return Maps{}, err
	}
	return Maps{
		UIDs: append([]specs.LinuxIDMapping{{HostID: uint32(os.Getuid()), Size: 1}}, uids...),
		GIDs: append([]specs.LinuxIDMapping{{HostID: uint32(os.Getgid()), Size: 1}}, gids...),
	}, nil
}

// SubordinateOf are maps with the subordinate ids of a user and a group from 0 on.
func SubordinateOf(user, group string) (Maps, error) {
	var out Maps
	for _, part := range []struct {
		file, name string
		ids        *[]specs.LinuxIDMapping
	}{{"/etc/subuid", user, &out.UIDs}, {"/etc/subgid", group, &out.GIDs}} {
		ids, err := ranges(part.file, part.name, -1)
		if err != nil {
			return out, err
		}
		for i := range ids {
			ids[i].ContainerID--
		}
		*part.ids = ids
	}
	return out, nil
}

// ranges reads the lines of a user, by name or number, see subuid(5). They are mapped in
// the order of their ids, as podman and buildah do, with whom the store is shared.
func ranges(file, name string, uid int) ([]specs.LinuxIDMapping, error) {
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("reading subordinate ids: %w", err)
	}
	var out []specs.LinuxIDMapping
	for scanner := bufio.NewScanner(bytes.NewReader(data)); scanner.Scan(); {
		owner, rest, _ := strings.Cut(strings.TrimSpace(scanner.Text()), ":")
		if owner != name && owner != strconv.Itoa(uid) {
			continue
		}
		start, count, _ := strings.Cut(rest, ":")
		first, err1 := strconv.ParseUint(start, 10, 32)
		size, err2 := strconv.ParseUint(count, 10, 32)
		if err1 != nil || err2 != nil || size == 0 {
			continue
		}
		out = append(out, specs.LinuxIDMapping{HostID: uint32(first), Size: uint32(size)})
	}
	slices.SortFunc(out, func(a, b specs.LinuxIDMapping) int { return cmp.Compare(a.HostID, b.HostID) })
	next := uint32(1)
	for i := range out {
		out[i].ContainerID = next
		next += out[i].Size
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w for user %s in %s", ErrNoSubordinateIDs, name, file)
	}
	return out, nil
}

// Enter must come first in a program that Start started. It waits until the ids are mapped: the
// program can start meanwhile.
func Enter() error {
	if err := child.Enter(); err != nil {
		return fmt.Errorf("entering the user namespace: %w", err)
	}
	return nil
}

// Wait makes a command start after its ids are mapped, for programs that do not call Enter.
func Wait(cmd *exec.Cmd) error {
	args := slices.Concat([]string{helper.After(cmd.ExtraFiles), cmd.Path}, cmd.Args)
	wrapper, err := helper.Command(cmd.ExtraFiles, "userns", args...)
	if err != nil {
		return err
	}
	cmd.Path, cmd.Args, cmd.ExtraFiles = wrapper.Path, wrapper.Args, wrapper.ExtraFiles
	return nil
}

// Start starts a command, which calls Enter, as root of a new user and mount namespace. The
// command's ExtraFiles keep their numbers; the first must be left free (nil).
func Start(cmd *exec.Cmd, maps Maps) error {
	if len(cmd.ExtraFiles) == 0 || cmd.ExtraFiles[0] != nil {
		return errors.New("userns: the first extra file belongs to this package")
	}
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Cloneflags |= unix.CLONE_NEWUSER | unix.CLONE_NEWNS
	theirs, ours, err := syncPair()
	if err != nil {
		return err
	}
	defer theirs.Close()
	defer ours.Close()
	cmd.ExtraFiles[0] = theirs
	if maps.single() || mayMap() {
		err = startMapped(cmd, maps)
	} else {
		err = startUnmapped(cmd, maps)
	}
	if err != nil {
		return err
	}
	_, err = ours.Write([]byte{1})
	return err
}

// startUnmapped starts a command whose maps others write.
func startUnmapped(cmd *exec.Cmd, maps Maps) error {
	for _, tool := range []string{"newuidmap", "newgidmap"} {
		if _, err := exec.LookPath(tool); err != nil {
			return ErrNoNewuidmap
		}
	}
	// Without an id of the namespace an exec takes all capabilities but these.
	for c := range caps.Last() + 1 {
		cmd.SysProcAttr.AmbientCaps = append(cmd.SysProcAttr.AmbientCaps, c)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("creating a user namespace: %w", explain(err))
	}
	if err := writeMaps(cmd.Process.Pid, maps); err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return err
	}
	return nil
}

// syncPair are sockets, since one end says which process made it.
func syncPair() (theirs, ours *os.File, err error) {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, nil, fmt.Errorf("creating a user namespace: %w", err)
	}
	return os.NewFile(uintptr(pair[0]), "sync"), os.NewFile(uintptr(pair[1]), "sync"), nil
}

// startMapped starts a command whose maps this process may write itself: those of
// a single id, its own, or any as root.
func startMapped(cmd *exec.Cmd, maps Maps) error {
	cmd.SysProcAttr.UidMappings, cmd.SysProcAttr.GidMappings = forGo(maps.UIDs), forGo(maps.GIDs)
	cmd.SysProcAttr.GidMappingsEnableSetgroups = !maps.single()
	cmd.SysProcAttr.Credential = &syscall.Credential{NoSetGroups: maps.single()}
	err := cmd.Start()
	if errors.Is(err, unix.EPERM) && mayClone() {
		return fmt.Errorf("creating a user namespace: %w: %w", ErrMapping, explain(err))
	}
	if err != nil {
		return fmt.Errorf("creating a user namespace: %w", explain(err))
	}
	return nil
}

// mayClone reports whether a user namespace can be made, if with no ids in it.
func mayClone() bool {
	cmd, err := helper.Command(nil, "trial", "") // it ends at once
	if err != nil {
		return false
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWUSER}
	if err := cmd.Start(); err != nil {
		return false
	}
	_ = cmd.Wait() // its result without ids does not matter
	return true
}

func forGo(ids []specs.LinuxIDMapping) (out []syscall.SysProcIDMap) {
	for _, m := range ids {
		out = append(out, syscall.SysProcIDMap{
			ContainerID: int(m.ContainerID),
			HostID:      int(m.HostID),
			Size:        int(m.Size),
		})
	}
	return out
}

// explain leaves out which program was to be started: it is not to blame.
func explain(err error) error {
	var errno unix.Errno
	if errors.As(err, &errno) {
		return errno
	}
	return err
}

func writeMaps(pid int, maps Maps) error {
	var wait sync.WaitGroup
	var errs [2]error
	wait.Go(func() { errs[0] = runMapper("newuidmap", pid, maps.UIDs) })
	wait.Go(func() { errs[1] = runMapper("newgidmap", pid, maps.GIDs) })
	wait.Wait()
	return errors.Join(errs[:]...)
}

func runMapper(tool string, pid int, ids []specs.LinuxIDMapping) error {
	args := []string{strconv.Itoa(pid)}
	for _, m := range ids {
		for _, n := range []uint32{m.ContainerID, m.HostID, m.Size} {
			args = append(args, strconv.FormatUint(uint64(n), 10))
		}
	}
	out, err := exec.Command(tool, args...).CombinedOutput()
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%w with %s: %w", ErrMapping, tool, err)
	if said := bytes.TrimSpace(out); len(said) != 0 {
		err = fmt.Errorf("%w: %s", err, said)
	}
	return err
}

// Identify identifies the version of a program on the PATH, so that results of trials can
// be stored.
func Identify(tool string) string {
	path, err := exec.LookPath(tool)
	if err != nil {
		return ""
	}
	var st unix.Stat_t
	if err := unix.Stat(path, &st); err != nil {
		return ""
	}
	return fmt.Sprintf("%s %d %o %d", path, st.Ino, st.Mode, st.Ctim.Nano())
}

// Initial reports whether this process is in the host's own user namespace.
func Initial() bool {
	data, err := os.ReadFile("/proc/self/uid_map")
	return err == nil && strings.Join(strings.Fields(string(data)), " ") == "0 0 4294967295"
}
