package allow

import (
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// Reached is a host that a command reached.
type Reached struct {
	Name        string `json:",omitempty"` // empty: the command had the address from elsewhere
	Address     netip.Addr
	Port        uint16
	Connections int   // 0: they cannot be told from those to another name of the address
	Sent        int64 // bytes from the command
	Received    int64 // bytes to the command
}

// Denied is a host that a command could not reach.
type Denied struct {
	Name    string // empty: the command had the address from elsewhere
	Address netip.Addr
	Port    uint16 // 0: the name was not resolved
	Reason  Reason
}

// Reason says why a host could not be reached.
type Reason string

// The reasons.
const (
	NotListed Reason = ""         // no rule allows it
	OwnHost   Reason = "own"      // the address is one of this machine, and no rule names the address
	Loopback  Reason = "loopback" // the same of the loopback interface
	LinkLocal Reason = "link"     // the same of link-local addresses and metadata services of clouds
	UDP       Reason = "udp"      // the command sent something other than TCP
	Failed    Reason = "failed"   // it is allowed, and did not answer
	TooMany   Reason = "many"     // it is allowed, but there are too many connections or hosts
)

// Host is the name, or the address, with the port.
func (d Denied) Host() string {
	host := d.Name
	if host == "" || d.Reason == OwnHost || d.Reason == Loopback || d.Reason == LinkLocal {
		host = d.Address.String()
	}
	if d.Port == 0 {
		return host
	}
	return net.JoinHostPort(host, strconv.Itoa(int(d.Port)))
}

// Explain says what happened, and what may be added to the list; empty: nothing helps.
func (d Denied) Explain() (text, add string) {
	host := d.Host()
	of := ""
	if d.Name != "" && !strings.HasPrefix(host, d.Name) {
		of = " (" + d.Name + ")"
	}
	switch d.Reason {
	case Loopback:
		if d.Port == 0 {
			host += ":PORT"
		}
		return host + of + " is the loopback interface of this machine, and not allowed", host
	case OwnHost:
		return host + of + " is an address of this machine, and not allowed", host
	case LinkLocal:
		return host + of + " is a link-local address or a metadata service, and not allowed", host
	case UDP:
		return host + of + " is not allowed: only TCP is", ""
	case TooMany:
		return host + of + " is one too many: there are too many connections", ""
	case Failed:
		return host + of + " did not answer", ""
	}
	return host + of + " is not allowed", host
}

// ListOf is the list of rules that allows what was reached.
func ListOf(reached []Reached) Rules {
	var out Rules
	for _, r := range reached {
		rule := Rule{Name: r.Name, Port: r.Port}
		if r.Name == "" {
			rule.Prefix = netip.PrefixFrom(r.Address, r.Address.BitLen())
		}
		out = append(out, rule)
	}
	return out.canonical()
}

// Orders are what a gateway gets from the worker.
type Orders struct {
	Rules     Rules
	All       bool                    // everything is allowed that is no address of this machine alone
	Servers   []netip.AddrPort        // DNS servers of the host
	Hosts     map[string][]netip.Addr // /etc/hosts of the host
	Added     map[string][]netip.Addr // names that the caller gave addresses; they count as listed
	Own       []netip.Addr            // addresses of this machine
	IPv6      bool                    // the host reaches IPv6
	Listeners int                     // number of sockets that listen for Rules.Loopback
	Sentry    bool                    // the command is in gVisor's kernel
}

// Report is a line that a gateway sends: one of its fields.
type Report struct {
	Ready   bool     `json:",omitempty"`
	Done    bool     `json:",omitempty"` // it is the last one
	Denied  *Denied  `json:",omitempty"`
	Reached *Reached `json:",omitempty"`
	Error   string   `json:",omitempty"`
}
