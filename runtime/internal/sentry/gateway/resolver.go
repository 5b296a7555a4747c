package gateway

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/cooper-build/cooper/runtime/network/allow"
)

// A query takes at most this long, and so many are answered at once.
const (
	queryTime  = 10 * time.Second
	maxQueries = 128
)

// maxMessage is the size of the largest answer over UDP.
const maxMessage = 1232

// resolver answers the DNS queries of a command. It asks the host's servers for names that may be
// reached, and for nothing else of them than addresses.
type resolver struct {
	policy *policy
	ask    func(ctx context.Context, name dnsmessage.Name, kind dnsmessage.Type) (answer, error)
	denied func(allow.Denied)
	slots  chan struct{}
}

// answer is what the servers of the host say about a name.
type answer struct {
	code      dnsmessage.RCode
	addresses []netip.Addr
	ttl       uint32 // seconds
}

func newResolver(p *policy, denied func(allow.Denied)) *resolver {
	upstream := &upstream{servers: p.orders.Servers}
	return &resolver{policy: p, ask: upstream.ask, denied: denied, slots: make(chan struct{}, maxQueries)}
}

// servePackets answers queries over UDP.
func (r *resolver) servePackets(conn net.PacketConn) {
	buffer := make([]byte, 65536)
	for {
		n, from, err := conn.ReadFrom(buffer)
		if err != nil {
			return
		}
		query := slices.Clone(buffer[:n])
		select {
		case r.slots <- struct{}{}:
		default:
			continue // the asker tries again
		}
		go func() {
			defer func() { <-r.slots }()
			if out := r.answer(query, maxMessage); out != nil {
				_, _ = conn.WriteTo(out, from)
			}
		}()
	}
}

// serveConns answers queries over TCP.
func (r *resolver) serveConns(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		select {
		case r.slots <- struct{}{}:
			go func() {
				defer func() { <-r.slots }()
				r.serveConn(conn)
			}()
		default:
			_ = conn.Close()
		}
	}
}

func (r *resolver) serveConn(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	for {
		_ = conn.SetDeadline(time.Now().Add(queryTime))
		var size [2]byte
		if _, err := io.ReadFull(conn, size[:]); err != nil {
			return
		}
		query := make([]byte, binary.BigEndian.Uint16(size[:]))
		if _, err := io.ReadFull(conn, query); err != nil {
			return
		}
		out := r.answer(query, 65535)
		if out == nil {
			return
		}
		if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(out))), out...)); err != nil {
			return
		}
	}
}

// answer answers a query with at most limit bytes; nil: it is none.
func (r *resolver) answer(query []byte, limit int) []byte {
	var p dnsmessage.Parser
	header, err := p.Start(query)
	if err != nil || header.Response {
		return nil
	}
	question, err := p.Question()
	if err != nil {
		return nil
	}
	found := answer{code: dnsmessage.RCodeNotImplemented}
	if header.OpCode == 0 && question.Class == dnsmessage.ClassINET {
		found = r.lookUp(question)
	}
	reply := dnsmessage.Message{
		Header: dnsmessage.Header{
			ID: header.ID, Response: true, RecursionDesired: header.RecursionDesired, RecursionAvailable: true,
			RCode: found.code,
		},
		Questions: []dnsmessage.Question{question},
	}
	for _, a := range found.addresses {
		reply.Answers = append(reply.Answers, record(question.Name, a, found.ttl))
	}
	out, err := reply.Pack()
	if err != nil {
		return nil
	}
	if len(out) > limit {
		reply.Truncated, reply.Answers = true, nil
		out, _ = reply.Pack()
	}
	return out
}

func record(name dnsmessage.Name, a netip.Addr, ttl uint32) dnsmessage.Resource {
	header := dnsmessage.ResourceHeader{Name: name, Class: dnsmessage.ClassINET, TTL: ttl}
	if a.Is4() {
		return dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: a.As4()}}
	}
	return dnsmessage.Resource{Header: header, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}}
}

// lookUp finds the addresses of a name.
func (r *resolver) lookUp(q dnsmessage.Question) answer {
	name := strings.ToLower(strings.TrimSuffix(q.Name.String(), "."))
	added, isAdded := r.policy.orders.Added[name]
	isAddress := q.Type == dnsmessage.TypeA || q.Type == dnsmessage.TypeAAAA
	switch {
	case isAdded:
		return answer{addresses: ofType(added, q.Type)}
	case !allow.ValidName(name): // it would not be one in a message either
		return answer{code: dnsmessage.RCodeNameError}
	case !r.policy.resolvable(name):
		if isAddress {
			r.denied(allow.Denied{Name: name})
		}
		return answer{code: dnsmessage.RCodeNameError}
	case !isAddress:
		return answer{}
	}
	found := answer{}
	if known, ok := r.policy.orders.Hosts[name]; ok {
		found.addresses = ofType(known, q.Type)
	} else if q.Type == dnsmessage.TypeA || r.policy.orders.IPv6 {
		ctx, cancel := context.WithTimeout(context.Background(), queryTime)
		defer cancel()
		// Always in one spelling: the case of letters carries nothing to the outside.
		asked, err := dnsmessage.NewName(name + ".")
		if err == nil {
			found, err = r.ask(ctx, asked, q.Type)
		}
		if err != nil {
			return answer{code: dnsmessage.RCodeServerFailure}
		}
	}
	found.addresses = slices.DeleteFunc(found.addresses, func(a netip.Addr) bool { return r.hide(name, a) })
	for _, a := range found.addresses {
		r.policy.remember(name, a, time.Duration(found.ttl)*time.Second)
	}
	return found
}

// hide reports whether the command must not learn an address: its own loopback interface is not
// that of the host.
func (r *resolver) hide(name string, a netip.Addr) bool {
	if r.policy.special(a) != allow.Loopback {
		return false
	}
	if slices.ContainsFunc(r.policy.orders.Rules.Loopback(), func(to netip.AddrPort) bool { return to.Addr() == a }) {
		return false
	}
	r.denied(allow.Denied{Name: name, Address: a, Reason: allow.Loopback})
	return true
}

// ofType are the addresses of one family.
func ofType(addresses []netip.Addr, kind dnsmessage.Type) (out []netip.Addr) {
	for _, a := range addresses {
		if a = a.Unmap(); a.Is4() == (kind == dnsmessage.TypeA) && (a.Is4() || kind == dnsmessage.TypeAAAA) {
			out = append(out, a)
		}
	}
	return out
}
