package sandbox

import (
	"slices"
	"strconv"

	"github.com/opencontainers/runtime-spec/specs-go"
)

// Template is a spec with the defaults of every sandbox: new namespaces except the
// network's, the mounts of the OCI runtime specification ("Default Filesystems"), and the
// masked and read-only paths of container engines. The caller fills in Root, Process and
// the id mappings.
func Template() *specs.Spec {
	return &specs.Spec{
		Version:  "1.0.2",
		Hostname: "build",
		Root:     &specs.Root{},
		Process:  &specs.Process{Cwd: "/"},
		Mounts: []specs.Mount{
			{Destination: "/proc", Type: "proc", Source: "proc", Options: []string{"nosuid", "noexec", "nodev"}},
			{
				Destination: "/dev",
				Type:        "tmpfs",
				Source:      "tmpfs",
				Options:     []string{"nosuid", "strictatime", "mode=755", "size=65536k"},
			},
			{
				Destination: "/dev/pts",
				Type:        "devpts",
				Source:      "devpts",
				Options:     []string{"nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"},
			},
			{
				Destination: "/dev/shm",
				Type:        "tmpfs",
				Source:      shmSource,
				Options:     []string{"nosuid", "noexec", "nodev", "mode=1777", "size=65536k"},
			},
			{
				Destination: "/dev/mqueue",
				Type:        "mqueue",
				Source:      "mqueue",
				Options:     []string{"nosuid", "noexec", "nodev"},
			},
			{
				Destination: "/sys",
				Type:        "bind",
				Source:      "/sys",
				Options:     []string{"rbind", "nosuid", "noexec", "nodev", "ro"},
			},
		},
		Linux: &specs.Linux{
			Namespaces: []specs.LinuxNamespace{
				{Type: specs.UserNamespace}, {Type: specs.MountNamespace}, {Type: specs.PIDNamespace},
				{Type: specs.IPCNamespace}, {Type: specs.UTSNamespace}, {Type: specs.CgroupNamespace},
			},
			MaskedPaths: []string{
				"/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats",
				"/proc/sched_debug", "/proc/scsi", "/proc/timer_list", "/proc/timer_stats",
				"/sys/devices/virtual/powercap", "/sys/firmware",
			},
			ReadonlyPaths: []string{"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"},
		},
	}
}

// IsolateNetwork adds a network namespace to the spec, with a sysfs that shows only its
// devices.
func IsolateNetwork(spec *specs.Spec) {
	spec.Linux.Namespaces = append(spec.Linux.Namespaces, specs.LinuxNamespace{Type: specs.NetworkNamespace})
	for i := range spec.Mounts {
		if m := &spec.Mounts[i]; m.Destination == "/sys" {
			m.Type, m.Source, m.Options = "sysfs", "sysfs", []string{"nosuid", "noexec", "nodev", "ro"}
		}
	}
}

// JoinNetwork puts the spec into an existing network namespace.
func JoinNetwork(spec *specs.Spec, path string) {
	ns := specs.LinuxNamespace{Type: specs.NetworkNamespace, Path: path}
	spec.Linux.Namespaces = append(spec.Linux.Namespaces, ns)
}

// ShareProcesses leaves the spec in the process namespace of the caller, with its
// /proc, for where the kernel refuses a new one because parts of the old are
// covered, as in most pods.
func ShareProcesses(spec *specs.Spec) {
	spec.Linux.Namespaces = slices.DeleteFunc(
		spec.Linux.Namespaces, func(ns specs.LinuxNamespace) bool { return ns.Type == specs.PIDNamespace },
	)
	for i := range spec.Mounts {
		if m := &spec.Mounts[i]; m.Destination == "/proc" {
			m.Type, m.Source, m.Options = "bind", "/proc", []string{"rbind", "nosuid", "noexec", "nodev", "ro"}
		}
	}
}

// ShareIPC leaves the spec in the IPC namespace of the caller, with its shared memory.
func ShareIPC(spec *specs.Spec) {
	spec.Linux.Namespaces = slices.DeleteFunc(
		spec.Linux.Namespaces, func(ns specs.LinuxNamespace) bool { return ns.Type == specs.IPCNamespace },
	)
	// Only the owner of the namespace can mount its message queues.
	spec.Mounts = slices.DeleteFunc(spec.Mounts, func(m specs.Mount) bool { return m.Type == "mqueue" })
	for i := range spec.Mounts {
		if m := &spec.Mounts[i]; m.Destination == "/dev/shm" {
			m.Type, m.Source, m.Options = "bind", "/dev/shm", []string{"rbind", "nosuid", "noexec", "nodev"}
		}
	}
}

// shmSource is the source of the mount at /dev/shm.
const shmSource = "shm"

// SetShmSize sets the size of /dev/shm in bytes.
func SetShmSize(spec *specs.Spec, size int64) {
	for i := range spec.Mounts {
		if m := &spec.Mounts[i]; m.Destination == "/dev/shm" && m.Type == "tmpfs" {
			m.Options = []string{"nosuid", "noexec", "nodev", "mode=1777", "size=" + strconv.FormatInt(size, 10)}
		}
	}
}
