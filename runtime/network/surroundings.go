package network

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"strings"

	"github.com/cooper-build/cooper/runtime/network/allow"
)

// orders are what the process of a gateway has to know. It cannot read files of the host.
func (g *Gateway) orders() (*allow.Orders, error) {
	out := &allow.Orders{Rules: g.Rules, All: g.All, Added: map[string][]netip.Addr{}}
	own, err := net.InterfaceAddrs()
	if err != nil {
		return nil, fmt.Errorf("reading the addresses of this machine: %w", err)
	}
	for _, a := range own {
		prefix, err := netip.ParsePrefix(a.String())
		if err != nil {
			continue
		}
		addr := prefix.Addr().Unmap()
		out.Own = append(out.Own, addr)
		out.IPv6 = out.IPv6 || addr.Is6() && addr.IsGlobalUnicast()
	}
	servers := g.Servers
	if len(servers) == 0 {
		servers = nameservers(readText("/etc/resolv.conf"))
	}
	for _, s := range servers {
		if addr, err := netip.ParseAddr(s); err == nil {
			out.Servers = append(out.Servers, netip.AddrPortFrom(addr, 53))
		}
	}
	out.Hosts = hostsOf(readText("/etc/hosts"))
	for _, entry := range g.Hosts {
		names, address, _ := strings.Cut(entry, ":")
		addr, err := netip.ParseAddr(strings.Trim(address, "[]"))
		if err != nil {
			continue // a word like host-gateway, which /etc/hosts has as it is
		}
		for name := range strings.SplitSeq(names, ";") {
			name = strings.ToLower(name)
			out.Added[name] = append(out.Added[name], addr.Unmap())
		}
	}
	return out, nil
}

// readText is the text of a file; empty: there is none.
func readText(name string) string {
	text, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	return string(text)
}

// nameservers are those of a resolv.conf(5).
func nameservers(text string) (out []string) {
	for line := range strings.Lines(text) {
		if fields := strings.Fields(line); len(fields) >= 2 && fields[0] == "nameserver" {
			out = append(out, fields[1])
		}
	}
	return out
}

// hostsOf are the names of a hosts(5).
func hostsOf(text string) map[string][]netip.Addr {
	out := map[string][]netip.Addr{}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		addr, err := netip.ParseAddr(fields[0])
		if err != nil {
			continue
		}
		for _, name := range fields[1:] {
			name = strings.ToLower(strings.TrimSuffix(name, "."))
			out[name] = append(out[name], addr.Unmap())
		}
	}
	return out
}
