package network

import (
	"net/netip"
	"slices"
	"testing"
)

func TestSurroundings(t *testing.T) {
	const conf = "# nameserver 192.0.2.9\nsearch example\nnameserver 192.0.2.1\n nameserver  fe80::1%eth0 \n" +
		"nameserver\n"
	if got := nameservers(conf); !slices.Equal(got, []string{"192.0.2.1", "fe80::1%eth0"}) {
		t.Errorf("got %q", got)
	}
	hosts := hostsOf("192.0.2.1 A.example b # c\nx y\n::ffff:192.0.2.2\tb\n#192.0.2.3 d\n")
	first, second := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
	if len(hosts) != 2 || !slices.Equal(hosts["a.example"], []netip.Addr{first}) ||
		!slices.Equal(hosts["b"], []netip.Addr{first, second}) {
		t.Errorf("got %v", hosts)
	}
}

func TestGatewayOrders(t *testing.T) {
	g := &Gateway{Servers: []string{"192.0.2.1"}, Hosts: []string{"A;b:[fd00::1]", "a:192.0.2.2", "c:host-gateway"}}
	orders, err := g.orders()
	if err != nil {
		t.Fatal(err)
	}
	if len(orders.Servers) != 1 || orders.Servers[0] != netip.MustParseAddrPort("192.0.2.1:53") {
		t.Errorf("servers %v", orders.Servers)
	}
	if len(orders.Added) != 2 || len(orders.Added["a"]) != 2 || len(orders.Added["b"]) != 1 {
		t.Errorf("added %v", orders.Added)
	}
	if !slices.Contains(orders.Own, netip.MustParseAddr("127.0.0.1")) {
		t.Errorf("own %v", orders.Own)
	}
}
