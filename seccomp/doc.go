// Package seccomp turns a seccomp profile in the form of the OCI runtime
// specification (section "Seccomp" of config-linux) into a classic BPF program,
// without libseccomp.
//
// Compile makes the program, [Program.Evaluate] runs it in a simulator, and
// [Decide] answers from the profile itself, without a program: the two must
// agree, and the fuzz test holds them to it. Package profile reads profiles in
// Docker's JSON form.
//
// A program starts by looking at the architecture of the system call, because
// the same number means another call in another table. An architecture that
// the profile does not list kills the process. The x32 table of amd64 answers
// ENOSYS: no distribution builds for it any more, and its calls reach kernel
// code that nobody exercises.
package seccomp

//go:generate go run ./internal/gensyscalls
