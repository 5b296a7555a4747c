package child

// Config is everything a sandbox's first process does, in the order it does it.
// All paths of mounts are below the new root.
type Config struct {
	CallerMounts string // name of the caller's mount namespace, which is not this one
	Root         string // directory that becomes "/"
	RootTree     uint32 // descriptor of a mount of it; 0: none
	Mountpoint   string // any existing directory; the root is assembled on it
	ReadonlyRoot bool
	Mounts       []Mount
	Hostname     string
	Loopback     bool // bring up "lo": the network namespace is new
	Args         []string
	Env          []string
	Cwd          string
	UID, GID     uint32
	Groups       []uint32
	Bounding     uint64 // bit set of capabilities; also what uid 0 has
	NoNewPrivs   bool
	Umask        uint32
	Rlimits      []Rlimit
	Terminal     bool   // standard input is a socket that gets the terminal's other end
	Seccomp      []byte // struct sock_filter array; empty: no filter
	ExecLabel    string // label of a security module for the command, in the form of attr/exec
	HoldFiles    bool   // Landlock also holds files: the command has no way to mount, which that forbids
	SharedPIDs   bool   // there is no new process namespace: this is not PID 1
	OneID        bool   // the user namespace has one id; others are emulated
	Owners       []byte // with OneID: records of package owner
}

// Rlimit is one resource limit, RLIMIT_* and its two values.
type Rlimit struct {
	Resource   uint32
	Soft, Hard uint64
}

// Op is the kind of a Mount.
type Op uint8

// The operations. A target is resolved inside the new root, so that no link of
// an image leads out of it.
const (
	OpFilesystem Op = iota // a new file system of type Fstype with Options
	OpBind                 // Source, a path outside, cloned with Recursive
	OpMask                 // /dev/null over a file, an empty read-only tmpfs over a directory; absent is fine
	OpReadonly             // an existing path made read-only; absent is fine
	OpSymlink              // Source is the text of the link
	OpFile                 // a file in memory that holds Data
)

// Stub is a mount point to create: only below file systems that the sandbox
// made itself, never in the root.
type Stub uint8

// The kinds of stub.
const (
	StubNone Stub = iota
	StubFile
	StubDir
)

// Mount is one step of assembling the file tree.
type Mount struct {
	Op        Op
	Source    string
	Shown     bool   // OpBind: as owners of the sandbox, which the parent does; no part of the orders
	Tree      uint32 // OpBind: descriptor of a mount of Source, with its attributes; 0: none
	Target    string
	Fstype    string
	Options   []string // key or key=value, for the file system
	Attr      uint64   // MOUNT_ATTR_*
	Recursive bool
	Stub      Stub   // what to create first when the target is absent
	Optional  bool   // go on when the kernel refuses
	Fallback  string // OpFilesystem: path to bind when the kernel refuses a new one
	Data      []byte // OpFile
	Mode      uint32 // OpFile
	UID, GID  uint32 // OpFile
}

// codec walks a Config's fields in one order, to write or to read.
type codec interface {
	text(*string)
	blob(*[]byte)
	number(*uint64)
	count(n int) int // writes n, or returns the number read
}

func (c *Config) walk(w codec) {
	w.text(&c.CallerMounts)
	w.text(&c.Root)
	number32(w, &c.RootTree)
	w.text(&c.Mountpoint)
	flag(w, &c.ReadonlyRoot)
	c.Mounts = list(w, c.Mounts, func(m *Mount) { m.walk(w) })
	w.text(&c.Hostname)
	flag(w, &c.Loopback)
	c.Args = list(w, c.Args, w.text)
	c.Env = list(w, c.Env, w.text)
	w.text(&c.Cwd)
	number32(w, &c.UID)
	number32(w, &c.GID)
	c.Groups = list(w, c.Groups, func(g *uint32) { number32(w, g) })
	w.number(&c.Bounding)
	flag(w, &c.NoNewPrivs)
	number32(w, &c.Umask)
	c.Rlimits = list(w, c.Rlimits, func(r *Rlimit) {
		number32(w, &r.Resource)
		w.number(&r.Soft)
		w.number(&r.Hard)
	})
	flag(w, &c.Terminal)
	w.blob(&c.Seccomp)
	w.text(&c.ExecLabel)
	flag(w, &c.HoldFiles)
	flag(w, &c.SharedPIDs)
	flag(w, &c.OneID)
	w.blob(&c.Owners)
}

func (m *Mount) walk(w codec) {
	op := uint64(m.Op)
	w.number(&op)
	m.Op = Op(op)
	w.text(&m.Source)
	number32(w, &m.Tree)
	w.text(&m.Target)
	w.text(&m.Fstype)
	m.Options = list(w, m.Options, w.text)
	w.number(&m.Attr)
	flag(w, &m.Recursive)
	stub := uint64(m.Stub)
	w.number(&stub)
	m.Stub = Stub(stub)
	flag(w, &m.Optional)
	w.text(&m.Fallback)
	w.blob(&m.Data)
	number32(w, &m.Mode)
	number32(w, &m.UID)
	number32(w, &m.GID)
}

func list[T any](w codec, values []T, each func(*T)) []T {
	n := w.count(len(values))
	if len(values) != n {
		values = make([]T, n)
	}
	for i := range values {
		each(&values[i])
	}
	return values
}

func flag(w codec, b *bool) {
	var v uint64
	if *b {
		v = 1
	}
	w.number(&v)
	*b = v == 1
}

func number32(w codec, n *uint32) {
	v := uint64(*n)
	w.number(&v)
	*n = uint32(v)
}
