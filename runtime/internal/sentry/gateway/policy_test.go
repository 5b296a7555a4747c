package gateway

import (
	"net/netip"
	"testing"
	"time"

	"github.com/cooper-build/cooper/runtime/network/allow"
)

func policyFor(t *testing.T, rules string, change func(*allow.Orders)) *policy {
	t.Helper()
	orders := &allow.Orders{Own: []netip.Addr{netip.MustParseAddr("10.0.0.5"), netip.MustParseAddr("127.0.0.1")}}
	if rules != "" {
		var err error
		if orders.Rules, err = allow.Parse(rules); err != nil {
			t.Fatal(err)
		}
	}
	if change != nil {
		change(orders)
	}
	return newPolicy(orders)
}

func TestDecide(t *testing.T) {
	const rules = "a.example:443,*.wild.example,198.51.100.0/24:80,10.0.0.5:8080,0.0.0.0/0:8443,169.254.169.254:80," +
		"127.0.0.1:5000"
	p := policyFor(t, rules, func(o *allow.Orders) {
		o.Added = map[string][]netip.Addr{"a.example": {netip.MustParseAddr("10.0.0.5")}}
	})
	for name, address := range map[string]string{
		"a.example": "203.0.113.1", "x.wild.example": "203.0.113.2", "y.wild.example": "169.254.169.254",
		"z.wild.example": "fd00:ec2::254",
	} {
		p.remember(name, netip.MustParseAddr(address), time.Second)
	}
	for to, want := range map[string]verdict{
		"203.0.113.1:443":          {name: "a.example", ok: true},
		"[::ffff:203.0.113.1]:443": {name: "a.example", ok: true},
		"203.0.113.1:80":           {name: "a.example"},
		"203.0.113.2:80":           {name: "x.wild.example", ok: true},
		"203.0.113.3:443":          {},
		"198.51.100.7:80":          {ok: true},
		"198.51.100.7:81":          {},
		"192.0.2.1:8443":           {ok: true},
		// What belongs to the machine needs a rule of its own, or the caller gave a name this address.
		"10.0.0.5:8080":       {name: "a.example", ok: true},
		"10.0.0.5:443":        {name: "a.example", ok: true},
		"10.0.0.5:8443":       {name: "a.example", reason: allow.OwnHost},
		"169.254.169.254:80":  {name: "y.wild.example", ok: true},
		"169.254.169.254:443": {name: "y.wild.example", reason: allow.LinkLocal},
		"169.254.1.9:8443":    {reason: allow.LinkLocal},
		"[fd00:ec2::254]:80":  {name: "z.wild.example", reason: allow.LinkLocal},
		"168.63.129.16:8443":  {reason: allow.LinkLocal},
		"[fe80::1]:80":        {reason: allow.LinkLocal},
		"224.0.0.1:8443":      {reason: allow.LinkLocal},
		// Listeners alone lead to loopback.
		"127.0.0.1:5000":                {reason: allow.Loopback},
		"127.0.0.1:8443":                {reason: allow.Loopback},
		"0.0.0.0:8443":                  {reason: allow.Loopback},
		"[::1]:5000":                    {reason: allow.Loopback},
		"[::]:5000":                     {reason: allow.Loopback},
		"[64:ff9b::7f00:1]:5000":        {reason: allow.Loopback},
		"[64:ff9b::a9fe:a9fe]:80":       {reason: allow.LinkLocal},
		"[2002:7f00:1::1]:5000":         {reason: allow.Loopback},
		"[::127.0.0.1]:5000":            {reason: allow.Loopback},
		"[::ffff:169.254.169.254]:8443": {name: "y.wild.example", reason: allow.LinkLocal},
	} {
		if got := p.decide(netip.MustParseAddrPort(to)); got != want {
			t.Errorf("%s is %+v, want %+v", to, got, want)
		}
	}
}

// A recording reaches everything but loopback and link-local addresses.
func TestDecideAll(t *testing.T) {
	p := policyFor(t, "", func(o *allow.Orders) { o.All = true })
	for to, want := range map[string]verdict{
		"203.0.113.1:443": {ok: true}, "10.0.0.5:80": {ok: true}, "127.0.0.1:80": {reason: allow.Loopback},
		"169.254.169.254:80": {reason: allow.LinkLocal},
	} {
		if got := p.decide(netip.MustParseAddrPort(to)); got != want {
			t.Errorf("%s is %+v, want %+v", to, got, want)
		}
	}
}

// Of several names of an address, the latest is the one of a connection.
func TestDecideLatest(t *testing.T) {
	p := policyFor(t, "a.example,b.example,c.example:1", nil)
	to := netip.MustParseAddrPort("203.0.113.1:443")
	for _, name := range []string{"a.example", "b.example", "a.example", "c.example"} {
		p.remember(name, to.Addr(), time.Second)
	}
	if v := p.decide(to); v.name != "a.example" || !v.ok {
		t.Errorf("%+v", v)
	}
}

// An address is one of a name for a time.
func TestNamesExpire(t *testing.T) {
	p := policyFor(t, "a.example", nil)
	now := time.Unix(1000, 0)
	p.now = func() time.Time { return now }
	to := netip.MustParseAddrPort("203.0.113.1:443")
	p.remember("a.example", to.Addr(), time.Second)
	now = now.Add(keepNames)
	if v := p.decide(to); !v.ok {
		t.Errorf("%+v", v)
	}
	now = now.Add(time.Second)
	if v := p.decide(to); v.ok {
		t.Errorf("%+v", v)
	}
}
