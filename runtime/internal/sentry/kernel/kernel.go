// Package kernel runs a command in gVisor's application kernel, the sentry, inside this
// process: no namespace, no capability and no second user id of the host is needed. It uses
// gVisor's pkg/sentry, because runsc always asks for namespaces.
package kernel

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/cpuid"
	"gvisor.dev/gvisor/pkg/gomaxprocs"
	"gvisor.dev/gvisor/pkg/log"
	"gvisor.dev/gvisor/pkg/memutil"
	"gvisor.dev/gvisor/pkg/rand"
	"gvisor.dev/gvisor/pkg/ring0"
	"gvisor.dev/gvisor/pkg/sentry/devices/memdev"
	"gvisor.dev/gvisor/pkg/sentry/devices/ttydev"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/cgroupfs"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/dev"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/devpts"
	goferfs "gvisor.dev/gvisor/pkg/sentry/fsimpl/gofer"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/host"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/mqfs"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/overlay"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/proc"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/sys"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/tmpfs"
	"gvisor.dev/gvisor/pkg/sentry/kernel"
	"gvisor.dev/gvisor/pkg/sentry/kernel/auth"
	"gvisor.dev/gvisor/pkg/sentry/loader"
	"gvisor.dev/gvisor/pkg/sentry/pgalloc"
	"gvisor.dev/gvisor/pkg/sentry/platform"
	"gvisor.dev/gvisor/pkg/sentry/seccheck"
	stime "gvisor.dev/gvisor/pkg/sentry/time"
	"gvisor.dev/gvisor/pkg/sentry/usage"
	"gvisor.dev/gvisor/pkg/sentry/vfs"
	"gvisor.dev/gvisor/pkg/sighandling"

	// Sockets, system calls and platforms register themselves.
	_ "gvisor.dev/gvisor/pkg/sentry/platform/ptrace"
	_ "gvisor.dev/gvisor/pkg/sentry/platform/systrap"
	_ "gvisor.dev/gvisor/pkg/sentry/socket/netlink"
	_ "gvisor.dev/gvisor/pkg/sentry/socket/netlink/route"
	_ "gvisor.dev/gvisor/pkg/sentry/socket/netlink/uevent"
	_ "gvisor.dev/gvisor/pkg/sentry/socket/unix"
	_ "gvisor.dev/gvisor/pkg/sentry/syscalls/linux"

	"github.com/cooper-build/cooper/runtime/internal/sentry"
)

// name is what parts of the sentry are named after.
const name = "cooper"

// sandbox is a command in its own kernel.
type sandbox struct {
	orders   *sentry.Orders
	kernel   *kernel.Kernel
	platform platform.Platform

	connections []int // to the gofer, one for each tree
	scratch     *pgalloc.MemoryFile
	stdio       [3]int
	terminal    *kernel.TTY // nil: the streams are not one
	keys        chan os.Signal
	layer       *os.File // gets the changes

	root    *auth.Credentials
	mounts  *vfs.MountNamespace
	base    vfs.VirtualDentry // the root filesystem as it was
	upper   vfs.VirtualDentry // what the command writes
	merged  vfs.VirtualDentry // both
	fifos   []string          // the FIFOs of the root filesystem
	fifosUp map[string]bool   // those that were copied up
}

// prepareProcess sets what is the same for all kernels of this process.
func prepareProcess() error {
	debug.SetTraceback("single")
	time.Local = time.UTC // otherwise the first log entry would open a file, which the filter forbids
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	log.SetTarget(log.GoogleEmitter{Writer: &log.Writer{Next: null}})
	log.SetLevel(log.Warning)
	cpuid.Initialize()
	ring0.InitDefault()
	unix.Umask(0)
	seccheck.Initialize()
	if err := rand.Init(); err != nil {
		return err
	}
	if err := usage.Init(); err != nil {
		return err
	}
	var info unix.Sysinfo_t
	if err := unix.Sysinfo(&info); err != nil {
		return err
	}
	tmpfs.SetTotalHostMem(info.Totalram * uint64(info.Unit))
	// Otherwise the Go runtime asks for its CPUs now and then, which the filter forbids.
	gomaxprocs.SetBase(runtime.GOMAXPROCS(0))
	return sighandling.IgnoreChildStop()
}

// boot makes the kernel.
func (s *sandbox) boot() error {
	constructor, err := platform.Lookup(s.orders.Platform)
	if err != nil {
		return err
	}
	cpus := runtime.GOMAXPROCS(0)
	s.platform, err = constructor.New(platform.Options{ApplicationCores: cpus, SandboxID: name})
	if err != nil {
		return fmt.Errorf("starting the platform %s: %w", s.orders.Platform, err)
	}
	s.kernel = &kernel.Kernel{Platform: s.platform, AllowSUID: !s.orders.NoNewPrivs}
	memory, err := memutil.CreateMemFD(name, 0)
	if err != nil {
		return err
	}
	file, err := pgalloc.NewMemoryFile(os.NewFile(uintptr(memory), name), pgalloc.MemoryFileOpts{})
	if err != nil {
		return err
	}
	s.kernel.SetMemoryFile(file)
	vdso, err := loader.PrepareVDSO(file)
	if err != nil {
		return err
	}
	clock := kernel.NewTimekeeper()
	params := kernel.NewVDSOParamPage(file, vdso.ParamPage.FileRange())
	clock.SetClocks(stime.NewCalibratedClocks(), params)
	users := auth.NewRootUserNamespace()
	network, err := s.network(clock, users)
	if err != nil {
		return err
	}
	s.root = auth.NewRootCredentials(users)
	if err := s.kernel.Init(kernel.InitKernelArgs{
		FeatureSet: cpuid.HostFeatureSet().Fixed(), Timekeeper: clock, RootUserNamespace: users,
		RootNetworkNamespace: network, ApplicationCores: uint(cpus), Vdso: vdso, VdsoParams: params,
		RootUTSNamespace: kernel.NewUTSNamespace(s.orders.Hostname, "", users),
		RootIPCNamespace: kernel.NewIPCNamespace(users), RootPIDNamespace: kernel.NewRootPIDNamespace(users),
		MaxFDLimit: kernel.MaxFdLimit,
	}); err != nil {
		return err
	}
	return s.registerFilesystems()
}

func (s *sandbox) registerFilesystems() error {
	v := s.kernel.VFS()
	own := &vfs.RegisterFilesystemTypeOptions{}
	users := &vfs.RegisterFilesystemTypeOptions{AllowUserMount: true, AllowUserList: true}
	v.MustRegisterFilesystemType(cgroupfs.Name, &cgroupfs.FilesystemType{}, own)
	v.MustRegisterFilesystemType(dev.Name, &dev.FilesystemType{}, own)
	v.MustRegisterFilesystemType(goferfs.Name, &goferfs.FilesystemType{}, own)
	v.MustRegisterFilesystemType(devpts.Name, &devpts.FilesystemType{}, users)
	v.MustRegisterFilesystemType(mqfs.Name, &mqfs.FilesystemType{}, users)
	v.MustRegisterFilesystemType(overlay.Name, &overlay.FilesystemType{}, users)
	v.MustRegisterFilesystemType(proc.Name, &proc.FilesystemType{}, users)
	v.MustRegisterFilesystemType(sys.Name, &sys.FilesystemType{}, users)
	v.MustRegisterFilesystemType(tmpfs.Name, &tmpfs.FilesystemType{}, users)
	if err := memdev.Register(v); err != nil {
		return err
	}
	if err := ttydev.Register(v); err != nil {
		return err
	}
	files, err := host.NewFilesystem(v)
	if err != nil {
		return err
	}
	s.kernel.SetHostMount(v.NewDisconnectedMount(files, nil, &vfs.MountOptions{}))
	return nil
}

// openScratch opens the file that holds what the command writes to its root filesystem. It
// has no name, so nothing of it is left behind.
func (s *sandbox) openScratch() error {
	fd, err := unix.Open(s.orders.Scratch, unix.O_TMPFILE|unix.O_RDWR|unix.O_CLOEXEC, 0o600)
	var file *os.File
	if err == nil {
		file = os.NewFile(uintptr(fd), "scratch")
	} else if file, err = os.CreateTemp(s.orders.Scratch, "scratch-"); err == nil {
		err = os.Remove(file.Name())
	}
	if err != nil {
		return fmt.Errorf("opening a file for changes: %w", err)
	}
	s.scratch, err = pgalloc.NewMemoryFile(file, pgalloc.MemoryFileOpts{DiskBackedFile: true, DecommitOnDestroy: true})
	return err
}
