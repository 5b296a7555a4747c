package api

// RunOptions confine commands. The zero value is the default.
type RunOptions struct {
	Network   NetworkOptions
	Security  SecurityOptions
	Resources Resources
	Isolation IsolationOptions
	IDs       IDOptions
	Volumes   []string // source:target[:options], see `cooper help volumes`
	// Devices are source[:target][:permissions], a node of the host or a directory of nodes, or
	// VENDOR/CLASS=NAME, which a file of the Container Device Interface describes.
	Devices []string
	// VendorDirs have these files; none: /etc/cdi and /var/run/cdi.
	VendorDirs []string
	Mounts     []string // --mount flags of every RUN
	// DiscardVolumes discards what a RUN changes in the directories that a VOLUME names.
	DiscardVolumes bool
	// CacheNamespace keeps cache mounts apart from those of other namespaces.
	CacheNamespace string
}

// NetworkOptions say what a command reaches, and what it knows of hosts.
type NetworkOptions struct {
	Mode       NetworkMode
	Hostname   string   // empty: build
	AddHosts   []string // name:address; the address host-gateway opens loopback of this machine
	DNS        DNSOptions
	NoHosts    bool // /etc/hosts is the image's
	NoHostname bool // /etc/hostname is the image's
	NoProxy    bool // commands of a container do not get the proxy variables of the environment
}

// DNSOptions are what /etc/resolv.conf says. The zero value says what the host's does.
type DNSOptions struct {
	Servers []string // addresses; none leaves the file as the image has it
	Search  []string
	Options []string
}

// SecurityOptions say what a command may do.
type SecurityOptions struct {
	CapAdd     []string // to the default set
	CapDrop    []string
	Seccomp    string // path of a profile, or unconfined; empty: the default profile
	NoNewPrivs bool
	AppArmor   string   // profile that confines commands; unconfined: that of cooper
	SELinux    []string // parts of the label of commands: user:U, role:R, type:T, level:L; or disable
	Groups     []string // numbers of further groups of the user
	HostIPC    bool     // commands share memory and semaphores with processes of the caller
	Mask       []string // paths that commands see empty, besides those of the default
	Unmask     []string // paths and patterns that are neither masked nor read-only, or ALL
	// Allow is what RUN may ask for: security.insecure, network.host; and
	// onbuild.secrets, for triggers of base images.
	Allow []string
}

// Resources bound what each command takes of the machine. A zero field is no bound. All
// but Ulimits and ShmSize need a cgroup that was delegated to the user, or an OCI runtime.
type Resources struct {
	Memory      int64    // bytes
	MemorySwap  int64    // bytes of memory and swap together; -1: as much swap as there is
	CPUShares   uint64   // weight among commands that want CPUs at once; the kernel's default is 1024
	CPUPeriod   uint64   // microseconds; 0: 100000
	CPUQuota    int64    // microseconds of CPU time in each period
	CPUs        string   // list of CPUs, for example 0-2,7
	MemoryNodes string   // list of memory nodes
	Pids        int64    // processes and threads
	Ulimits     []string // name=soft[:hard], or host
	ShmSize     int64    // bytes of /dev/shm; 0: 64 MiB
	// CgroupParent is the cgroup that those of commands are in: a path from the root of the
	// hierarchy, or a slice of systemd. Empty: that of this process.
	CgroupParent string
}

// IDOptions say which users and groups commands have. The zero value stands for those of
// Config, or all that the caller has.
type IDOptions struct {
	UIDMap, GIDMap []string // container:host:size; one stands for both
	// UIDMapUser and GIDMapGroup are names in /etc/subuid and /etc/subgid, whose ids are
	// mapped from 0 on.
	UIDMapUser, GIDMapGroup string
	// Auto chooses the ids, besides those of UIDMap and GIDMap.
	Auto bool
	// Size is how many ids Auto chooses from 0 on, for an ordinary user the first of its own, for
	// root those that /etc/subuid and /etc/subgid have for "containers"; 0: it is not bounded.
	Size uint32
}

// IsolationOptions say what runs a command.
type IsolationOptions struct {
	Mode         IsolationMode
	Runtime      string   // OCI runtime; empty: crun or runc
	RuntimeFlags []string // its global flags
	// HooksDirs are directories with OCI hooks (oci-hooks(5)). Only an OCI runtime calls them.
	HooksDirs []string
}
