// Package identity answers system calls about users and owners as if many ids
// existed, in a user namespace that has one.
//
// A program in such a namespace gets EINVAL from chown and setuid, and finds that
// everything belongs to root. Package managers, useradd and su do not work so. A
// seccomp filter therefore sends these calls to a supervisor outside of it
// (seccomp_unotify(2)), which keeps the books:
//
//   - who a process is: a set of [credentials], whose number is the soft limit
//     RLIMIT_LOCKS of the process. The kernel has ignored that limit since Linux
//     2.4.25, but threads share it and children inherit it, so that the kernel
//     does the part that cannot be done from outside;
//   - whose a file is: package owner.
//
// All this grants lies, and never a right: the supervisor lives in the sandbox of
// the programs that it lies to, with what any root of that namespace has. A path
// that is changed while it is looked at gives a wrong answer to the program that
// does so, and nothing else. Programs of another system call table than the
// machine's first (i386, x32) are not lied to.
//
// What is not emulated: permission checks against the emulated user, the ids in
// /proc/PID/status and in messages of sockets, and device nodes, which no user
// namespace may make.
package identity
