package network

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestDefaultGateway: the gateway is that of the first default route that has one.
func TestDefaultGateway(t *testing.T) {
	number := func(a, b, c, d byte) string {
		return fmt.Sprintf("%08X", binary.NativeEndian.Uint32([]byte{a, b, c, d}))
	}
	const header = "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\n"
	network := "eth0 " + number(192, 0, 2, 0) + " " + number(192, 0, 2, 9) + " 0003 0 0 0 00FFFFFF 0 0 0\n"
	half := "tun0 00000000 " + number(192, 0, 2, 8) + " 0003 0 0 0 " + number(128, 0, 0, 0) + " 0 0 0\n"
	direct := "ppp0 00000000 00000000 0001 0 0 0 00000000 0 0 0\n"
	route := "eth0 00000000 " + number(192, 0, 2, 1) + " 0003 0 0 100 00000000 0 0 0\n"
	if got := defaultGateway(header + network + half + direct + route); got.String() != "192.0.2.1" {
		t.Errorf("the gateway is %s", got)
	}
	for _, table := range []string{"", header, header + network + half + direct, "a 00000000 x 3 0 0 0 00000000"} {
		if got := defaultGateway(table); got.IsValid() {
			t.Errorf("%q has the gateway %s", table, got)
		}
	}
}

// TestWithLoopback: the way to the loopback interface is an option of one network, which others do not get.
func TestWithLoopback(t *testing.T) {
	if !defaultGateway(readText("/proc/self/net/route")).IsValid() {
		t.Log("this machine has no gateway")
	} else {
		options := append(make([]string, 0, 8), "--mtu", "1400")
		c := Choice{Mode: Private, Options: options}
		opened, _, err := c.WithLoopback()
		if err != nil || slices.Contains(withDefaults(opened.Options), "--no-map-gw") {
			t.Errorf("the opened network has the options %q (%v)", withDefaults(opened.Options), err)
		}
		if !slices.Contains(withDefaults(c.Options), "--no-map-gw") || len(c.Options) != 2 {
			t.Errorf("the network itself has the options %q", withDefaults(c.Options))
		}
	}
	_, _, err := Choice{Options: []string{"--gateway", "192.0.2.3"}}.WithLoopback()
	if err == nil || !strings.Contains(err.Error(), "--gateway") {
		t.Errorf("a network with another gateway: %v", err)
	}
}
