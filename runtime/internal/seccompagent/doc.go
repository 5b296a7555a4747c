// Package seccompagent answers system calls of a sandbox that the kernel would answer
// wrongly, or would wrongly allow. A seccomp filter sends them to threads outside the
// filter (seccomp_unotify(2)), in the first process of the same sandbox.
//
// # Ids
//
// In a user namespace that has one id, a program gets EINVAL from chown and setuid,
// and finds that everything belongs to root. Package managers, useradd and su do
// not work so. The agent answers as if many ids existed:
//
//   - who a process is: a set of credentials, whose number is the soft limit
//     RLIMIT_LOCKS of the process. The kernel has ignored that limit since Linux
//     2.4.25, but threads share it and children inherit it, so that the kernel
//     does the part that cannot be done from outside;
//   - whose a file is: package owner. Its attributes are not there for a program:
//     it sees none in lists, and sets and removes none.
//
// By no table of system calls may a program set that limit or those attributes;
// and io_uring, which no filter sees, is not there.
//
// All this grants lies, and never a right: the agent lives in the sandbox of
// the programs that it lies to, with what any root of that namespace has. A path
// that is changed while it is looked at gives a wrong answer to the program that
// does so, and nothing else. Programs of another system call table than the
// machine's first (i386, x32) are not lied to.
//
// What is not emulated: permission checks against the emulated user, the ids in
// /proc/PID/status and in messages of sockets, and device nodes, which no user
// namespace may make.
//
// # Processes
//
// A sandbox without a process namespace of its own shares the user id of whoever
// started it, which is all that the kernel looks at before one process signals
// another, schedules it or changes its limits. The agent lets that pass only
// between the descendants of its own process, by the kernel's rules about users. A
// number may be another process's by the time the kernel looks it up: a call goes on
// only when it is about the caller, and about any other process it is done here, by a
// descriptor that was opened first. Who is to get signals about a file may be the
// caller only: the file may be one of a process outside as well. All tables of system
// calls are looked at.
package seccompagent
