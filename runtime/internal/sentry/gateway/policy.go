package gateway

import (
	"net/netip"
	"slices"
	"sync"
	"time"

	"github.com/cooper-build/cooper/runtime/network/allow"
)

// keepNames is how long an address stays one of a name, at least. Programs keep addresses for longer
// than DNS says.
const keepNames = time.Hour

// maxNames bounds how many addresses have names.
const maxNames = 65536

// policy decides what a command reaches. It is safe for concurrent use.
type policy struct {
	orders *allow.Orders
	now    func() time.Time

	mu    sync.Mutex
	names map[netip.Addr][]nameUntil // the latest last: it is likely to be the one of a connection
}

// nameUntil is a name of an address.
type nameUntil struct {
	name  string
	until time.Time
	added bool // the caller gave the name this address
}

func newPolicy(orders *allow.Orders) *policy {
	p := &policy{orders: orders, now: time.Now, names: map[netip.Addr][]nameUntil{}}
	for name, addresses := range orders.Added {
		for _, a := range addresses {
			p.names[a.Unmap()] = append(p.names[a.Unmap()], nameUntil{name: name, added: true})
		}
	}
	return p
}

// resolvable reports whether the addresses of a name may be asked for.
func (p *policy) resolvable(name string) bool {
	return p.orders.All || p.orders.Rules.AllowsName(name, 0)
}

// remember notes an address of a name.
func (p *policy) remember(name string, a netip.Addr, ttl time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	a = a.Unmap()
	until := p.now().Add(max(ttl, keepNames))
	latest := nameUntil{name: name, until: until}
	for i, have := range p.names[a] {
		if have.name == name {
			latest.added = have.added
			p.names[a] = append(slices.Delete(p.names[a], i, i+1), latest)
			return
		}
	}
	if len(p.names) < maxNames && len(p.names[a]) < 100 {
		p.names[a] = append(p.names[a], latest)
	}
}

// namesOf are all names of an address.
func (p *policy) namesOf(a netip.Addr) (out []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, n := range p.names[a] {
		out = append(out, n.name)
	}
	return out
}

// verdict is what happens to a connection.
type verdict struct {
	name   string // of the address; empty: it has none
	ok     bool
	reason allow.Reason // where it is not ok
}

// decide decides about a connection to an address. Of several names the latest that allows it counts.
func (p *policy) decide(to netip.AddrPort) verdict {
	to = netip.AddrPortFrom(to.Addr().Unmap(), to.Port())
	p.mu.Lock()
	names := slices.Clone(p.names[to.Addr()])
	p.mu.Unlock()
	now := p.now()
	names = slices.DeleteFunc(names, func(n nameUntil) bool { return !n.added && now.After(n.until) })
	out := verdict{}
	if len(names) != 0 {
		out.name = names[len(names)-1].name
	}
	special := p.special(to.Addr())
	if special == allow.Loopback {
		out.reason = special // only listeners lead there
		return out
	}
	for _, n := range slices.Backward(names) {
		if special != allow.NotListed && !n.added {
			continue
		}
		if p.orders.All || p.orders.Rules.AllowsName(n.name, to.Port()) {
			return verdict{name: n.name, ok: true}
		}
	}
	if p.orders.Rules.AllowsAddress(to, special != allow.NotListed) {
		return verdict{name: out.name, ok: true}
	}
	// Others on its network reach an address of the machine too, so a recording does.
	if p.orders.All && (special == allow.NotListed || special == allow.OwnHost) {
		out.ok = true
		return out
	}
	out.reason = special
	return out
}

// metadata are addresses of metadata services of clouds that are not link-local.
var metadata = []netip.Addr{
	netip.MustParseAddr("168.63.129.16"), netip.MustParseAddr("100.100.100.200"),
	netip.MustParseAddr("192.0.0.192"), netip.MustParseAddr("fd00:ec2::254"), netip.MustParseAddr("fd20:ce::254"),
}

var (
	thisNetwork = netip.MustParsePrefix("0.0.0.0/8") // Linux connects 0.0.0.0 to loopback
	reserved    = netip.MustParsePrefix("240.0.0.0/4")
	nat64       = netip.MustParsePrefix("64:ff9b::/96")
	sixToFour   = netip.MustParsePrefix("2002::/16")
	compatible  = netip.MustParsePrefix("::/96")
)

// special is why an address needs a rule of its own; empty: it needs none.
func (p *policy) special(a netip.Addr) allow.Reason {
	bytes := a.As16()
	switch {
	case a.IsLoopback(), a.IsUnspecified(), thisNetwork.Contains(a):
		return allow.Loopback
	case slices.Contains(p.orders.Own, a):
		return allow.OwnHost
	case a.IsLinkLocalUnicast(), a.IsMulticast(), reserved.Contains(a), slices.Contains(metadata, a):
		return allow.LinkLocal
	case nat64.Contains(a), compatible.Contains(a):
		return p.special(netip.AddrFrom4([4]byte(bytes[12:])))
	case sixToFour.Contains(a):
		return p.special(netip.AddrFrom4([4]byte(bytes[2:6])))
	}
	return allow.NotListed
}
