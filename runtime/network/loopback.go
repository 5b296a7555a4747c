package network

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// WithLoopback is a private network in which an address leads to the loopback interface of this machine, with
// all of its ports. It is the address of the machine's gateway, which is out of reach then.
func (c Choice) WithLoopback() (out Choice, address string, err error) {
	for _, option := range []string{"--no-map-gw", "-6", "--ipv6-only", "-g", "--gateway", "-i", "--interface"} {
		if slices.Contains(c.Options, option) {
			return c, "", fmt.Errorf("a network with the option %s of pasta does not lead to this machine", option)
		}
	}
	gateway := defaultGateway(readText("/proc/self/net/route"))
	if !gateway.IsValid() {
		return c, "", errors.New("this machine has no gateway, whose address would lead to it")
	}
	if !slices.Contains(c.Options, mapGateway) {
		c.Options = append(slices.Clone(c.Options), mapGateway)
	}
	return c, gateway.String(), nil
}

// defaultGateway is the gateway of the first default route of a table of the kernel, if there is one.
// Addresses are hexadecimal numbers of the machine (net/ipv4/fib_trie.c).
func defaultGateway(table string) (none netip.Addr) {
	for line := range strings.Lines(table) {
		fields := strings.Fields(line)
		if len(fields) < 8 || fields[1] != "00000000" || fields[7] != "00000000" {
			continue
		}
		raw, err := hex.DecodeString(fields[2])
		if err != nil || len(raw) != 4 || fields[2] == "00000000" {
			continue
		}
		var n [4]byte
		binary.NativeEndian.PutUint32(n[:], binary.BigEndian.Uint32(raw))
		return netip.AddrFrom4(n)
	}
	return none
}
