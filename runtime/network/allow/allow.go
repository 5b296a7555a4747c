// Package allow has the lists of an allow-listed network: the rules of what commands may reach, and
// the reports of what they reached. It opens nothing.
package allow

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// Rule allows TCP connections to a host name or to addresses.
type Rule struct {
	// Name is a host name in lower case, "*.NAME" for all names below one, or localhost.
	// Empty: Prefix counts.
	Name   string `json:",omitempty"`
	Prefix netip.Prefix
	Port   uint16 // 0: all
}

// Rules are a list of rules. The zero value allows nothing.
type Rules []Rule

// localhost is the name of the loopback interface of the host.
const localhost = "localhost"

// maxRules bounds a list.
const maxRules = 1000

// Parse reads a list: entries HOST[:PORT], separated by commas. HOST is a name, *.NAME, an address
// or a CIDR prefix. An IPv6 address before a port is in brackets.
func Parse(text string) (Rules, error) {
	var out Rules
	for entry := range strings.SplitSeq(text, ",") {
		rule, err := parseRule(entry)
		if err != nil {
			return nil, fmt.Errorf("host %q to allow: %w", entry, err)
		}
		out = append(out, rule)
	}
	if len(out) > maxRules {
		return nil, fmt.Errorf("a list of %d hosts to allow is too long: the limit is %d", len(out), maxRules)
	}
	return out.canonical(), nil
}

// canonical is the list in one order, without duplicates.
func (r Rules) canonical() Rules {
	out := slices.Clone(r)
	slices.SortFunc(out, func(a, b Rule) int { return strings.Compare(a.String(), b.String()) })
	return slices.Compact(out)
}

func parseRule(entry string) (Rule, error) {
	host, port, err := splitPort(entry)
	if err != nil {
		return Rule{}, err
	}
	rule := Rule{Port: port}
	if addr, err := netip.ParseAddr(host); err == nil {
		if addr.Zone() != "" {
			return rule, errors.New("an address with a zone is not supported")
		}
		rule.Prefix = netip.PrefixFrom(addr.Unmap(), addr.Unmap().BitLen())
	} else if prefix, err := netip.ParsePrefix(host); err == nil {
		rule.Prefix = prefix.Masked()
	} else if rule.Name, err = parseName(host); err != nil {
		return rule, err
	}
	if rule.loopback() && rule.Port == 0 {
		return rule, errors.New("loopback of this machine needs a port, for example localhost:8080")
	}
	return rule, nil
}

// splitPort takes the port off an entry; 0: it has none.
func splitPort(entry string) (host string, port uint16, err error) {
	host, text := entry, ""
	if inner, rest, ok := strings.Cut(strings.TrimPrefix(entry, "["), "]"); ok && strings.HasPrefix(entry, "[") {
		if host = inner; rest == "" {
			return host, 0, nil
		}
		if !strings.HasPrefix(rest, ":") {
			return "", 0, errors.New("must be [ADDRESS]:PORT")
		}
		text = rest[1:]
	} else if strings.Count(entry, ":") == 1 {
		host, text, _ = strings.Cut(entry, ":")
	} else {
		return host, 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil || n == 0 {
		return "", 0, fmt.Errorf("invalid port %q: use a number from 1 to 65535", text)
	}
	return host, uint16(n), nil
}

func parseName(text string) (string, error) {
	name := strings.TrimSuffix(strings.ToLower(text), ".")
	labels := strings.TrimPrefix(name, "*.")
	switch {
	case name == "":
		return "", errors.New("it is empty: use HOST or HOST:PORT")
	case name == "*":
		return "", errors.New("use --network=private to allow all hosts, or --network=record to list them")
	case strings.ContainsAny(name, "/@"):
		return "", errors.New("it is no host name: use the host of the URL alone, with :PORT")
	case !ValidName(labels):
		return "", errors.New("it is no host name, address or CIDR prefix (a name outside of ASCII has a form xn--…)")
	}
	return name, nil
}

// ValidName reports whether a text is a host name in lower case that a rule can have.
func ValidName(name string) bool {
	if len(name) > 253 {
		return false
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 {
			return false
		}
		for _, c := range []byte(label) {
			if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
				return false
			}
		}
	}
	return true
}

// String is the entry of a rule.
func (r Rule) String() string {
	host := r.Name
	if host == "" {
		if host = r.Prefix.String(); r.Prefix.IsSingleIP() {
			host = r.Prefix.Addr().String()
		}
	}
	if r.Port == 0 {
		return host
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return host + ":" + strconv.Itoa(int(r.Port))
}

// String is the list as [Parse] reads it.
func (r Rules) String() string {
	entries := make([]string, len(r))
	for i := range r {
		entries[i] = r[i].String()
	}
	return strings.Join(entries, ",")
}

// loopback reports whether a rule is about the loopback interface of the host.
func (r Rule) loopback() bool {
	return r.Name == localhost || r.Name == "" && r.Prefix.IsSingleIP() && r.Prefix.Addr().IsLoopback()
}

// AllowsName reports whether a port of a name may be reached; port 0 stands for any.
func (r Rules) AllowsName(name string, port uint16) bool {
	return slices.ContainsFunc(r, func(rule Rule) bool {
		if rule.Name == "" || rule.loopback() || port != 0 && rule.Port != 0 && rule.Port != port {
			return false
		}
		if below, wild := strings.CutPrefix(rule.Name, "*"); wild {
			return strings.HasSuffix(name, below) && len(name) > len(below)
		}
		return rule.Name == name
	})
}

// AllowsAddress reports whether a rule has an address and port. With single, only a rule for this
// address alone counts.
func (r Rules) AllowsAddress(to netip.AddrPort, single bool) bool {
	return slices.ContainsFunc(r, func(rule Rule) bool {
		return rule.Name == "" && rule.Prefix.Contains(to.Addr()) && (rule.Prefix.IsSingleIP() || !single) &&
			(rule.Port == 0 || rule.Port == to.Port())
	})
}

// Loopback are the addresses of the loopback interface of the host that the rules name.
func (r Rules) Loopback() (out []netip.AddrPort) {
	for _, rule := range r {
		switch {
		case !rule.loopback():
		case rule.Name == "":
			out = append(out, netip.AddrPortFrom(rule.Prefix.Addr(), rule.Port))
		default:
			out = append(out, netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), rule.Port),
				netip.AddrPortFrom(netip.IPv6Loopback(), rule.Port))
		}
	}
	slices.SortFunc(out, netip.AddrPort.Compare)
	return slices.Compact(out)
}
