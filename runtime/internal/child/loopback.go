package child

import "golang.org/x/sys/unix"

// raiseLoopback sets IFF_UP on "lo" of the current network namespace.
func raiseLoopback() error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	request, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	if err := unix.IoctlIfreq(fd, unix.SIOCGIFFLAGS, request); err != nil {
		return err
	}
	request.SetUint16(request.Uint16() | unix.IFF_UP)
	return unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, request)
}

// allowPing lets root of the sandbox open sockets of ICMP echo without CAP_NET_RAW, in its own
// network namespace. Some pods forbid it, which only programs like ping notice.
func allowPing() {
	const setting = "/proc/sys/net/ipv4/ping_group_range"
	fd, err := unix.Open(setting, unix.O_WRONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return
	}
	defer unix.Close(fd)
	_, _ = unix.Write(fd, []byte("0 0"))
}
