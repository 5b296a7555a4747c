// Package sandbox runs one process in a root filesystem, from a spec of the OCI runtime
// specification, and waits for it.
//
// [Run] makes the namespaces the spec lists, below the user namespace of the
// caller, and needs no other program: a small one that it carries becomes PID 1,
// assembles the file tree, takes rights away, and starts the command. [RunOCI]
// hands the same spec to an OCI runtime such as runc. [RunSentry] runs it in gVisor's
// kernel, which is a process of the caller: it needs no namespace and no capability, and the
// changes of the command come back as a layer.
//
// The streams of the process are files of the caller, or a terminal that is made
// in the sandbox and whose controlling end comes back over a socket.
//
// For [Run] and [RunOCI] the caller needs all capabilities in its own user namespace
// (package userns makes one), and the spec must have id mappings when it lists a user
// namespace. What a spec asks for and the function does not do is refused with an
// error that names the field; nothing is ignored.
//
// Where the namespace has one id, users and owners are emulated, and a spec without
// a process namespace stays in the caller's, but signals none of its processes.
//
// When ctx ends, all processes of the sandbox get SIGTERM, after a grace period
// SIGKILL. When the caller dies the kernel ends them, or without a process
// namespace the sandbox's first process. No mount survives: they
// live in the sandbox's own mount namespace.
package sandbox
