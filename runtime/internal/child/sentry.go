package child

import (
	"errors"
	"os"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/landlock"
	"github.com/cooper-build/cooper/runtime/internal/sentry"
)

// startSentry executes cooper-sentry, which is open as a descriptor, with arguments. It does
// what must be done before a process has threads.
func startSentry(descriptor string, args []string) int {
	fd, err := strconv.Atoi(descriptor)
	if err == nil {
		unix.CloseOnExec(fd)
		unix.CloseOnExec(fd + 1) // cooper-init
		err = prepareSentry()
	}
	if err == nil {
		err = unix.Exec("/proc/self/fd/"+descriptor, append([]string{sentry.Name}, args...), os.Environ())
	}
	os.Stderr.WriteString("cooper-init: starting cooper-sentry: " + err.Error() + "\n")
	return 125
}

func prepareSentry() error {
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	if err := holdSentry(); err != nil {
		return err
	}
	return refuseMembarrier()
}

// holdSentry keeps signals and abstract sockets within the processes of the sentry, whose own
// filter allows signals to all. The threads of a process that restrict themselves one by one
// could not trace the processes of each other.
//
// The rules allow links between directories. The kernel refuses those to the gofer, which has
// rules about files, if others around it do not name them.
func holdSentry() error {
	abi, err := landlock.ABI()
	if err != nil && !landlock.Missing(err) {
		return err
	}
	if err != nil || abi < 6 {
		return nil
	}
	root, err := unix.Open("/", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(root)
	rules := landlock.Rules{
		Handled: landlockFiles2,
		Scoped:  landlockScope6,
		Allowed: []landlock.Beneath{{FD: root, Access: landlockFiles2}},
	}
	return rules.RestrictThread()
}

// refuseMembarrier makes membarrier(2) fail. gVisor registers for it at each start of each
// process, which waits for all CPUs: that takes longer than everything else.
func refuseMembarrier() error {
	filter := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS}, // the number of the call
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jf: 1, K: unix.SYS_MEMBARRIER},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}
	if err := install(filter); err != nil {
		return errors.Join(errors.New("installing a filter"), err)
	}
	return nil
}
