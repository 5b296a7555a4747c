package gateway

import (
	"errors"
	"fmt"
	"net"
	"net/netip"

	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/adapters/gonet"
	"gvisor.dev/gvisor/pkg/tcpip/header"
	"gvisor.dev/gvisor/pkg/tcpip/link/fdbased"
	"gvisor.dev/gvisor/pkg/tcpip/link/nested"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv4"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv6"
	"gvisor.dev/gvisor/pkg/tcpip/stack"
	"gvisor.dev/gvisor/pkg/tcpip/transport/icmp"
	"gvisor.dev/gvisor/pkg/tcpip/transport/tcp"
	"gvisor.dev/gvisor/pkg/tcpip/transport/udp"

	"github.com/cooper-build/cooper/runtime/internal/sentry"
)

// nic is the interface of the stack: the far end of that of the command.
const nic tcpip.NICID = 1

// window is the receive buffer of a connection, in bytes.
const window = 1 << 20

// maxPending is how many connections are being made at once.
const maxPending = 1024

// newStack is a network whose only link is a socket: of packet(7), or from a sentry, of unix(7). It takes every
// packet as its own.
func newStack(socket int, toSentry bool) (*stack.Stack, error) {
	s := stack.New(stack.Options{
		NetworkProtocols: []stack.NetworkProtocolFactory{ipv4.NewProtocol, ipv6.NewProtocol},
		TransportProtocols: []stack.TransportProtocolFactory{
			tcp.NewProtocol, udp.NewProtocol, icmp.NewProtocol4, icmp.NewProtocol6,
		},
	})
	// The kernel of the host has made the checksums of what comes from the link, or left them out.
	frames, err := fdbased.New(&fdbased.Options{
		FDs: []int{socket}, MTU: sentry.GatewayMTU, EthernetHeader: !toSentry, Address: sentry.GatewayNearAddress,
		PacketDispatchMode: fdbased.RecvMMsg, GSOMaxSize: sentry.GatewaySegment, RXChecksumOffload: true,
	})
	if err != nil {
		return nil, err
	}
	link := &commandLink{frames: !toSentry}
	link.Init(frames, link)
	sack, buffer := tcpip.TCPSACKEnabled(true), tcpip.TCPModerateReceiveBufferOption(true)
	receive := tcpip.TCPReceiveBufferSizeRangeOption{Min: 4 << 10, Default: window, Max: 4 << 20}
	send := tcpip.TCPSendBufferSizeRangeOption{Min: 4 << 10, Default: window, Max: 4 << 20}
	problem := firstOf(
		s.SetTransportProtocolOption(tcp.ProtocolNumber, &sack),
		s.SetTransportProtocolOption(tcp.ProtocolNumber, &buffer),
		s.SetTransportProtocolOption(tcp.ProtocolNumber, &receive),
		s.SetTransportProtocolOption(tcp.ProtocolNumber, &send),
		s.CreateNIC(nic, link),
		s.SetPromiscuousMode(nic, true),
		s.SetSpoofing(nic, true),
		s.AddProtocolAddress(nic, tcpip.ProtocolAddress{
			Protocol: ipv4.ProtocolNumber, AddressWithPrefix: tcpip.AddrFrom4(resolverAddress.As4()).WithPrefix(),
		}, stack.AddressProperties{}),
	)
	if problem != nil {
		return nil, errors.New(problem.String())
	}
	s.SetRouteTable([]tcpip.Route{
		{Destination: header.IPv4EmptySubnet, NIC: nic}, {Destination: header.IPv6EmptySubnet, NIC: nic},
	})
	return s, nil
}

// resolverAddress is where the resolver listens.
var resolverAddress = netip.MustParseAddr(sentry.GatewayResolver)

func firstOf(problems ...tcpip.Error) tcpip.Error {
	for _, p := range problems {
		if p != nil {
			return p
		}
	}
	return nil
}

// commandLink is the link to a command. It has one neighbor, and needs no ARP. It drops what is
// neither TCP nor UDP: the stack would answer pings in the name of any host.
type commandLink struct {
	nested.Endpoint
	frames bool // packets have headers of Ethernet
}

// Capabilities implements stack.LinkEndpoint.
func (l *commandLink) Capabilities() stack.LinkEndpointCapabilities {
	return l.Endpoint.Capabilities() &^ stack.CapabilityResolutionRequired
}

// AddHeader implements stack.LinkEndpoint.
func (l *commandLink) AddHeader(pkt *stack.PacketBuffer) {
	if !l.frames {
		return
	}
	frame := header.Ethernet(pkt.LinkHeader().Push(header.EthernetMinimumSize))
	frame.Encode(&header.EthernetFields{
		SrcAddr: farAddress, DstAddr: sentry.GatewayNearAddress, Type: pkt.NetworkProtocolNumber,
	})
}

// farAddress is the link address of the stack.
const farAddress = tcpip.LinkAddress("\x02\x00\x00\x00\x00\x02")

// DeliverNetworkPacket implements stack.NetworkDispatcher.
func (l *commandLink) DeliverNetworkPacket(protocol tcpip.NetworkProtocolNumber, pkt *stack.PacketBuffer) {
	first, ok := pkt.Data().PullUp(header.IPv4MinimumSize)
	if !ok {
		return
	}
	transport := tcpip.TransportProtocolNumber(0)
	switch protocol {
	case ipv4.ProtocolNumber:
		transport = header.IPv4(first).TransportProtocol()
	case ipv6.ProtocolNumber:
		transport = tcpip.TransportProtocolNumber(header.IPv6(first).NextHeader()) // options are dropped too
	}
	if transport == tcp.ProtocolNumber || transport == udp.ProtocolNumber {
		l.Endpoint.DeliverNetworkPacket(protocol, pkt)
	}
}

// listenResolver opens the sockets of the resolver in a stack.
func listenResolver(s *stack.Stack) (net.PacketConn, net.Listener, error) {
	at := tcpip.FullAddress{NIC: nic, Addr: tcpip.AddrFrom4(resolverAddress.As4()), Port: 53}
	packets, err := gonet.DialUDP(s, &at, nil, ipv4.ProtocolNumber)
	if err != nil {
		return nil, nil, fmt.Errorf("listening for queries: %w", err)
	}
	listener, err := gonet.ListenTCP(s, at, ipv4.ProtocolNumber)
	if err != nil {
		return nil, nil, fmt.Errorf("listening for queries: %w", err)
	}
	return packets, listener, nil
}

// addrPort is an address of the stack.
func addrPort(a tcpip.Address, port uint16) netip.AddrPort {
	addr, _ := netip.AddrFromSlice(a.AsSlice())
	return netip.AddrPortFrom(addr.Unmap(), port)
}
