package seccompagent

import (
	"encoding/binary"
	"errors"
	"maps"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Options say which calls are answered.
type Options struct {
	// IDs emulates users and owners.
	IDs bool
	// UID, GID and Groups are those of the first process, with IDs.
	UID, GID uint32
	Groups   []uint32
	// Secured means that setuid programs have no effect.
	Secured bool
	// Processes keeps signals and limits among the descendants of this process.
	Processes bool
}

// Agent answers the calls of one sandbox.
type Agent struct {
	calls     map[callKey]handler
	ids       bool
	processes bool
	known     register
	listener  int
	proc      int // the directory /proc of the sandbox
	root      int // its root directory
	secured   bool
	depth     int // of its process namespace, below that of /proc
}

// callKey is a system call of one table.
type callKey struct {
	arch   uint32 // AUDIT_ARCH_*
	number int32
}

// New makes an agent for a sandbox whose root and /proc the calling process
// has.
func New(opts Options) (*Agent, error) {
	s := &Agent{
		listener:  -1,
		secured:   opts.Secured,
		ids:       opts.IDs,
		processes: opts.Processes,
		calls:     map[callKey]handler{},
	}
	s.known.number(newCredentials(opts.UID, opts.GID, opts.Groups))
	if opts.IDs {
		for number, handle := range idTable {
			s.calls[callKey{auditArch, int32(number)}] = handle
		}
		maps.Copy(s.calls, attributeTable)
	}
	if opts.Processes {
		maps.Copy(s.calls, processTable)
	}
	var err error
	if s.root, err = unix.Open("/", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0); err != nil {
		return nil, err
	}
	if s.proc, err = unix.Open("/proc", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0); err != nil {
		return nil, err
	}
	var fs unix.Statfs_t
	if err := unix.Fstatfs(s.proc, &fs); err != nil {
		return nil, err
	}
	if fs.Type != unix.PROC_SUPER_MAGIC {
		return nil, errors.New("/proc is not a procfs")
	}
	self, err := (&call{agent: s}).statusOf(os.Getpid())
	s.depth = depth(self)
	return s, err
}

// workers are the threads that answer, so that a slow call does not hold up others.
const workers = 4

// Start puts the filter on this thread, for good, and answers from others.
func (s *Agent) Start() error {
	var err error
	if s.listener, err = s.install(); err != nil {
		return err
	}
	// Only a hint to the scheduler, that some kernels do not take.
	_, _, _ = unix.Syscall(
		unix.SYS_IOCTL,
		uintptr(s.listener),
		unix.SECCOMP_IOCTL_NOTIF_SET_FLAGS,
		unix.SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP,
	)
	for range workers {
		go s.serve()
	}
	return nil
}

// notification is struct seccomp_notif.
type notification struct {
	id    uint64
	pid   uint32
	flags uint32
	nr    int32
	arch  uint32
	ip    uint64
	args  [6]uint64
}

// reply is struct seccomp_notif_resp.
type reply struct {
	id    uint64
	value int64
	errno int32
	flags uint32
}

// response answers a call: the kernel executes it as it is (passThrough), or it returns
// a value or an errno.
type response struct {
	value       int64
	errno       unix.Errno
	passThrough bool
	done        bool // the caller has its answer already
}

var passThrough = response{passThrough: true}

func value(v int64) response { return response{value: v} }

// failed answers with the errno of an error. A process that is gone needs none.
func failed(err error) response {
	var errno unix.Errno
	if !errors.As(err, &errno) {
		errno = unix.EIO
	}
	return response{errno: errno}
}

func result(err error) response {
	if err != nil {
		return failed(err)
	}
	return value(0)
}

// ioctl makes a request of seccomp_unotify(2).
func (s *Agent) ioctl(request uintptr, arg unsafe.Pointer) unix.Errno {
	_, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(s.listener), request, uintptr(arg))
	return errno
}

// serve answers calls until no process is left that could make one.
func (s *Agent) serve() {
	for {
		var n notification
		switch s.ioctl(unix.SECCOMP_IOCTL_NOTIF_RECV, unsafe.Pointer(&n)) {
		case 0:
			s.answer(&n)
		case unix.EINTR, unix.ENOENT: // ENOENT: the caller was killed meanwhile
		default:
			return
		}
	}
}

func (s *Agent) answer(n *notification) {
	handle := s.calls[callKey{n.arch, n.nr}]
	c := &call{agent: s, notification: n, pid: int(n.pid)}
	r := handle(c)
	c.close()
	if r.done {
		return
	}
	out := reply{id: n.id, value: r.value, errno: -int32(r.errno)}
	if r.passThrough {
		out.flags = unix.SECCOMP_USER_NOTIF_FLAG_CONTINUE
	}
	// An error means that the caller was killed.
	_ = s.ioctl(unix.SECCOMP_IOCTL_NOTIF_SEND, unsafe.Pointer(&out))
}

// call is one system call of a process.
type call struct {
	*notification
	agent  *Agent
	pid    int // of the thread
	caller process
	opened []int
}

func (c *call) close() {
	for _, fd := range c.opened {
		unix.Close(fd)
	}
}

func (c *call) keep(fd int) int {
	c.opened = append(c.opened, fd)
	return fd
}

func (c *call) arg(n int) uint64 { return c.args[n] }
func (c *call) fd(n int) int     { return int(int32(c.args[n])) }
func (c *call) id(n int) uint32  { return uint32(c.args[n]) }

// alive reports whether the process still waits for the answer. If so, the data that was
// read belongs to it.
func (c *call) alive() bool {
	return c.agent.ioctl(unix.SECCOMP_IOCTL_NOTIF_ID_VALID, unsafe.Pointer(&c.notification.id)) == 0
}

// addFD is struct seccomp_notif_addfd.
type addFD struct {
	id       uint64
	flags    uint32
	source   uint32
	target   uint32
	newFlags uint32
}

// installFD makes an open file the result of the call.
func (c *call) installFD(fd, flags int) response {
	add := addFD{
		id:       c.notification.id,
		flags:    unix.SECCOMP_ADDFD_FLAG_SEND,
		source:   uint32(fd),
		newFlags: uint32(flags & unix.O_CLOEXEC),
	}
	errno := c.agent.ioctl(unix.SECCOMP_IOCTL_NOTIF_ADDFD, unsafe.Pointer(&add))
	if errno != 0 {
		return failed(errno)
	}
	return response{done: true}
}

// readMemory reads memory of the process.
func (c *call) readMemory(address uint64, buf []byte) (int, error) {
	local := []unix.Iovec{{Base: &buf[0], Len: uint64(len(buf))}}
	remote := []unix.RemoteIovec{{Base: uintptr(address), Len: len(buf)}}
	return unix.ProcessVMReadv(c.pid, local, remote, 0)
}

func (c *call) writeMemory(address uint64, data []byte) error {
	if !c.alive() {
		return unix.ESRCH
	}
	local := []unix.Iovec{{Base: &data[0], Len: uint64(len(data))}}
	remote := []unix.RemoteIovec{{Base: uintptr(address), Len: len(data)}}
	n, err := unix.ProcessVMWritev(c.pid, local, remote, 0)
	if err == nil && n != len(data) {
		err = unix.EFAULT
	}
	return err
}

// text reads a string that ends with a zero byte.
func (c *call) text(address uint64) (string, error) {
	var out []byte
	page := uint64(os.Getpagesize())
	for len(out) < unix.PathMax {
		// Do not read past the end of a page: the next one may not exist.
		buf := make([]byte, min(page-address%page, 256))
		n, err := c.readMemory(address, buf)
		if err != nil {
			return "", err
		}
		for i, b := range buf[:n] {
			if b == 0 {
				return string(append(out, buf[:i]...)), nil
			}
		}
		out = append(out, buf[:n]...)
		address += uint64(n)
	}
	return "", unix.ENAMETOOLONG
}

func (c *call) readNumbers(address uint64, count int) ([]uint32, error) {
	if count == 0 {
		return nil, nil
	}
	buf := make([]byte, 4*count)
	n, err := c.readMemory(address, buf)
	if err != nil {
		return nil, err
	}
	if n != len(buf) {
		return nil, unix.EFAULT
	}
	out := make([]uint32, count)
	for i := range out {
		out[i] = binary.NativeEndian.Uint32(buf[4*i:])
	}
	return out, nil
}

func (c *call) writeNumbers(address uint64, numbers ...uint32) error {
	var out []byte
	for _, n := range numbers {
		out = binary.NativeEndian.AppendUint32(out, n)
	}
	if len(out) == 0 {
		return nil
	}
	return c.writeMemory(address, out)
}
