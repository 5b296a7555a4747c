package network

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	threads "runtime"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/sentry"
)

// addresses are those of a command.
var addresses = []netip.Prefix{
	netip.PrefixFrom(netip.MustParseAddr(sentry.GatewayIPv4), sentry.GatewayIPv4Prefix),
	netip.PrefixFrom(netip.MustParseAddr(sentry.GatewayIPv6), sentry.GatewayIPv6Prefix),
}

// Names of the two ends of the link between a command and its gateway.
const (
	nearName = "eth0"
	farName  = "far0"
)

// linkBuffer is how much an end of a link can be behind, in bytes.
const linkBuffer = 4 << 20

// onThread calls do on a thread, which ends with it. So do can change the namespaces of the thread.
func onThread(do func() error) error {
	done := make(chan error)
	go func() {
		threads.LockOSThread() // never unlocked: the thread ends with the goroutine
		done <- do()
	}()
	return <-done
}

// LinkError means that this machine or pod does not let us make or join a network namespace.
type LinkError struct{ Err error }

func (e *LinkError) Error() string { return e.Err.Error() }

func (e *LinkError) Unwrap() error { return e.Err }

// Hint names the isolation that needs no namespace.
func (*LinkError) Hint() string { return "use --isolation gvisor, whose network needs no privilege" }

// link gives the network namespace of a process an interface. It leads to a socket, and nowhere else.
// The far end is in a namespace of its own, which the socket keeps. listeners are sockets on the
// loopback interface of the process. It needs no device of the host.
func link(ctx context.Context, pid int, at []netip.AddrPort) (socket *os.File, listeners []*os.File, err error) {
	namespace, err := os.Open(fmt.Sprintf("/proc/%d/ns/net", pid))
	if err != nil {
		return nil, nil, err
	}
	defer namespace.Close()
	err = onThread(func() (err error) {
		if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
			return fmt.Errorf("making a network namespace: %w", err)
		}
		if err := addPair(int(namespace.Fd())); errors.Is(err, unix.EOPNOTSUPP) {
			return fmt.Errorf("making a pair of interfaces: %w (the kernel lacks veth: as root, modprobe veth)", err)
		} else if err != nil {
			return fmt.Errorf("making a pair of interfaces: %w", err)
		}
		if err := raise(farName, 0); err != nil {
			return err
		}
		if socket, err = openFar(); err != nil {
			return fmt.Errorf("opening the link: %w", err)
		}
		if err := unix.Setns(int(namespace.Fd()), unix.CLONE_NEWNET); err != nil {
			return fmt.Errorf("joining the network of the command: %w (a seccomp profile may forbid setns: "+
				"contrib/kubernetes/seccomp has one that allows it)", err)
		}
		if err := configure(); err != nil {
			return fmt.Errorf("configuring the network of the command: %w", err)
		}
		listeners, err = listen(ctx, at)
		return err
	})
	if err != nil {
		err = &LinkError{Err: err}
	}
	return socket, listeners, err
}

// openFar opens the far end of the link in the namespace of this thread (packet(7)). Its frames have
// the header of virtio-net, so that large segments and unfinished checksums cross the link as they are.
func openFar() (_ *os.File, err error) {
	fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	socket := os.NewFile(uintptr(fd), "link")
	defer func() {
		if err != nil {
			_ = socket.Close()
		}
	}()
	index, err := indexOf(farName)
	if err != nil {
		return nil, err
	}
	if err := unix.SetsockoptInt(fd, unix.SOL_PACKET, unix.PACKET_VNET_HDR, 1); err != nil {
		return nil, fmt.Errorf("PACKET_VNET_HDR: %w", err)
	}
	if err := setBuffers(fd); err != nil {
		return nil, err
	}
	all := uint16(unix.ETH_P_ALL)<<8 | uint16(unix.ETH_P_ALL)>>8 // in network order
	return socket, unix.Bind(fd, &unix.SockaddrLinklayer{Protocol: all, Ifindex: int(index)})
}

// setBuffers sets how much either end of a socket can be behind, as far as that is allowed.
func setBuffers(fd int) error {
	for _, option := range []int{unix.SO_RCVBUF, unix.SO_SNDBUF} {
		if err := unix.SetsockoptInt(fd, unix.SOL_SOCKET, forced[option], linkBuffer); err == nil {
			continue
		}
		if err := unix.SetsockoptInt(fd, unix.SOL_SOCKET, option, linkBuffer); err != nil {
			return fmt.Errorf("setting the size of a buffer: %w", err)
		}
	}
	return nil
}

// forced are options that ignore the limits of the host.
var forced = map[int]int{unix.SO_RCVBUF: unix.SO_RCVBUFFORCE, unix.SO_SNDBUF: unix.SO_SNDBUFFORCE}

// configure configures the network namespace of this thread, which is that of the command.
func configure() error {
	if err := raise("lo", 0); err != nil {
		return err
	}
	// Nobody answers ARP at the other end: all packets are for one receiver.
	if err := raise(nearName, unix.IFF_NOARP); err != nil {
		return err
	}
	index, err := indexOf(nearName)
	if err != nil {
		return err
	}
	for _, a := range addresses {
		err := addAddress(index, a)
		if err == nil {
			err = addRoute(index, a.Addr())
		}
		if err != nil && a.Addr().Is4() { // a kernel may be without IPv6
			return err
		}
	}
	return nil
}

func control(do func(fd int) error) error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	return do(fd)
}

// raise makes an interface work, with more flags.
func raise(name string, flags uint16) error {
	request, err := unix.NewIfreq(name)
	if err != nil {
		return err
	}
	err = control(func(fd int) error {
		if err := unix.IoctlIfreq(fd, unix.SIOCGIFFLAGS, request); err != nil {
			return err
		}
		request.SetUint16(request.Uint16() | unix.IFF_UP | flags)
		return unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, request)
	})
	if err != nil {
		return fmt.Errorf("raising the interface %s: %w", name, err)
	}
	return nil
}

func indexOf(name string) (index uint32, err error) {
	request, err := unix.NewIfreq(name)
	if err != nil {
		return 0, err
	}
	err = control(func(fd int) error { return unix.IoctlIfreq(fd, unix.SIOCGIFINDEX, request) })
	return request.Uint32(), err
}

// listen opens sockets on the loopback interface of the network namespace of this thread.
func listen(ctx context.Context, at []netip.AddrPort) (files []*os.File, err error) {
	for _, a := range at {
		listener, err := new(net.ListenConfig).Listen(ctx, "tcp", a.String())
		if a.Addr().Is6() && (errors.Is(err, unix.EADDRNOTAVAIL) || errors.Is(err, unix.EAFNOSUPPORT)) {
			continue // the kernel is without IPv6
		}
		if err != nil {
			return files, fmt.Errorf("listening on the loopback interface of the command: %w", err)
		}
		file, err := listener.(*net.TCPListener).File()
		_ = listener.Close()
		if err != nil {
			return files, err
		}
		files = append(files, file)
	}
	return files, nil
}
