package network

import (
	"encoding/binary"
	"errors"
	"net/netip"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/sentry"
)

// message is the body of a request to the kernel (rtnetlink(7)).
type message []byte

// add appends an attribute.
func (m message) add(kind uint16, value []byte) message {
	m = binary.NativeEndian.AppendUint16(m, uint16(unix.SizeofRtAttr+len(value)))
	m = binary.NativeEndian.AppendUint16(m, kind)
	m = append(m, value...)
	for len(m)%unix.RTA_ALIGNTO != 0 {
		m = append(m, 0)
	}
	return m
}

func number(n uint32) []byte { return binary.NativeEndian.AppendUint32(nil, n) }

func text(s string) []byte { return append([]byte(s), 0) }

// vethPeer is the attribute of a veth link that describes its other end: VETH_INFO_PEER.
const vethPeer = 1

// addPair adds a pair of interfaces, one end of it in another network namespace.
func addPair(namespace int) error {
	header := make(message, unix.SizeofIfInfomsg)
	near := append(message{}, header...).
		add(unix.IFLA_IFNAME, text(nearName)).
		add(unix.IFLA_ADDRESS, []byte(sentry.GatewayNearAddress)).
		add(unix.IFLA_NET_NS_FD, number(uint32(namespace)))
	info := message{}.
		add(unix.IFLA_INFO_KIND, text("veth")).
		add(unix.IFLA_INFO_DATA, message{}.add(vethPeer, near))
	return request(unix.RTM_NEWLINK, header.add(unix.IFLA_IFNAME, text(farName)).add(unix.IFLA_LINKINFO, info))
}

// addAddress adds an address to an interface.
func addAddress(index uint32, a netip.Prefix) error {
	body := message{family(a.Addr()), byte(a.Bits()), unix.IFA_F_NODAD, unix.RT_SCOPE_UNIVERSE}
	body = append(body, number(index)...)
	body = body.add(unix.IFA_LOCAL, a.Addr().AsSlice()).add(unix.IFA_ADDRESS, a.Addr().AsSlice())
	return request(unix.RTM_NEWADDR, body)
}

// addRoute sends all packets of a family to an interface.
func addRoute(index uint32, a netip.Addr) error {
	scope := byte(unix.RT_SCOPE_LINK)
	if a.Is6() {
		scope = unix.RT_SCOPE_UNIVERSE
	}
	body := message{family(a), 0, 0, 0, unix.RT_TABLE_MAIN, unix.RTPROT_STATIC, scope, unix.RTN_UNICAST, 0, 0, 0, 0}
	return request(unix.RTM_NEWROUTE, body.add(unix.RTA_OIF, number(index)))
}

func family(a netip.Addr) byte {
	if a.Is4() {
		return unix.AF_INET
	}
	return unix.AF_INET6
}

// request sends a request, and waits for its result (netlink(7)).
func request(kind uint16, body message) error {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_ROUTE)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	out := number(uint32(unix.SizeofNlMsghdr + len(body)))
	out = binary.NativeEndian.AppendUint16(out, kind)
	out = binary.NativeEndian.AppendUint16(out, unix.NLM_F_REQUEST|unix.NLM_F_ACK|unix.NLM_F_CREATE|unix.NLM_F_EXCL)
	out = append(out, make([]byte, 8)...) // sequence and port
	out = append(out, body...)
	if err := unix.Sendto(fd, out, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		return err
	}
	answer := make([]byte, 4096)
	n, _, err := unix.Recvfrom(fd, answer, 0)
	if err != nil {
		return err
	}
	if n < unix.SizeofNlMsghdr+4 || binary.NativeEndian.Uint16(answer[4:]) != unix.NLMSG_ERROR {
		return errors.New("the kernel sent an unexpected answer")
	}
	if code := int32(binary.NativeEndian.Uint32(answer[unix.SizeofNlMsghdr:])); code != 0 {
		return unix.Errno(-code)
	}
	return nil
}
