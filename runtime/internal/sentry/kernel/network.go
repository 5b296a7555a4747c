package kernel

import (
	"fmt"
	"net/netip"

	"gvisor.dev/gvisor/pkg/sentry/inet"
	"gvisor.dev/gvisor/pkg/sentry/kernel"
	"gvisor.dev/gvisor/pkg/sentry/kernel/auth"
	"gvisor.dev/gvisor/pkg/sentry/socket/hostinet"
	"gvisor.dev/gvisor/pkg/sentry/socket/netstack"
	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/header"
	"gvisor.dev/gvisor/pkg/tcpip/link/fdbased"
	"gvisor.dev/gvisor/pkg/tcpip/link/loopback"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv4"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv6"
	"gvisor.dev/gvisor/pkg/tcpip/stack"
	"gvisor.dev/gvisor/pkg/tcpip/transport/icmp"
	"gvisor.dev/gvisor/pkg/tcpip/transport/tcp"
	"gvisor.dev/gvisor/pkg/tcpip/transport/udp"

	"github.com/cooper-build/cooper/runtime/internal/sentry"
)

// network is the network of the host, whose sockets it passes through, or a loopback interface
// and perhaps one to a gateway.
func (s *sandbox) network(clock *kernel.Timekeeper, users *auth.UserNamespace) (*inet.Namespace, error) {
	if s.orders.HostNetwork {
		host := hostinet.NewStack()
		if err := host.Configure(false); err != nil {
			return nil, fmt.Errorf("reading the network of the host: %w", err)
		}
		return inet.NewRootNamespace(host, nil, users), nil
	}
	own := stack.New(stack.Options{
		NetworkProtocols: []stack.NetworkProtocolFactory{ipv4.NewProtocol, ipv6.NewProtocol},
		TransportProtocols: []stack.TransportProtocolFactory{
			tcp.NewProtocol, udp.NewProtocol, icmp.NewProtocol4, icmp.NewProtocol6,
		},
		Clock: clock, HandleLocal: true, Stats: netstack.Metrics,
	})
	if err := own.CreateNICWithOptions(1, loopback.New(), stack.NICOptions{Name: "lo"}); err != nil {
		return nil, fmt.Errorf("making the loopback interface: %s", err)
	}
	for _, a := range []tcpip.ProtocolAddress{
		{Protocol: ipv4.ProtocolNumber, AddressWithPrefix: tcpip.AddressWithPrefix{
			Address: tcpip.AddrFrom4([4]byte{127, 0, 0, 1}), PrefixLen: 8}},
		{Protocol: ipv6.ProtocolNumber, AddressWithPrefix: tcpip.AddressWithPrefix{
			Address: tcpip.AddrFrom16([16]byte{15: 1}), PrefixLen: 128}},
	} {
		if err := own.AddProtocolAddress(1, a, stack.AddressProperties{}); err != nil {
			return nil, fmt.Errorf("adding an address to the loopback interface: %s", err)
		}
		own.AddRoute(tcpip.Route{Destination: a.AddressWithPrefix.Subnet(), NIC: 1})
	}
	if err := s.linkGateway(own); err != nil {
		return nil, err
	}
	return inet.NewRootNamespace(netstack.NewStack(own, 0), nil, users), nil
}

// linkGateway adds the interface that leads to a gateway, if there is one. Large segments and
// unfinished checksums cross the link as they are.
func (s *sandbox) linkGateway(own *stack.Stack) error {
	if s.orders.Gateway == 0 {
		return nil
	}
	link, err := fdbased.New(&fdbased.Options{
		FDs: []int{s.orders.Gateway}, MTU: sentry.GatewayMTU, PacketDispatchMode: fdbased.RecvMMsg,
		GSOMaxSize: sentry.GatewaySegment, RXChecksumOffload: true,
	})
	if err != nil {
		return fmt.Errorf("opening the link to the gateway: %w", err)
	}
	if err := own.CreateNICWithOptions(2, link, stack.NICOptions{Name: "eth0"}); err != nil {
		return fmt.Errorf("making the interface to the gateway: %s", err)
	}
	for _, a := range []tcpip.ProtocolAddress{
		{Protocol: ipv4.ProtocolNumber, AddressWithPrefix: tcpip.AddressWithPrefix{
			Address:   tcpip.AddrFrom4(netip.MustParseAddr(sentry.GatewayIPv4).As4()),
			PrefixLen: sentry.GatewayIPv4Prefix}},
		{Protocol: ipv6.ProtocolNumber, AddressWithPrefix: tcpip.AddressWithPrefix{
			Address:   tcpip.AddrFrom16(netip.MustParseAddr(sentry.GatewayIPv6).As16()),
			PrefixLen: sentry.GatewayIPv6Prefix}},
	} {
		if err := own.AddProtocolAddress(2, a, stack.AddressProperties{}); err != nil {
			return fmt.Errorf("adding an address to the interface to the gateway: %s", err)
		}
	}
	own.AddRoute(tcpip.Route{Destination: header.IPv4EmptySubnet, NIC: 2})
	own.AddRoute(tcpip.Route{Destination: header.IPv6EmptySubnet, NIC: 2})
	return nil
}
