package gateway

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/netip"
	"slices"
	"testing"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/cooper-build/cooper/runtime/network/allow"
)

// asked is a resolver that notes what it asks the servers of the host.
type asked struct {
	*resolver
	names  []string
	denied []allow.Denied
}

func newAsked(t *testing.T, rules string, change func(*allow.Orders), answers answer) *asked {
	t.Helper()
	a := &asked{}
	a.resolver = newResolver(policyFor(t, rules, change), func(d allow.Denied) { a.denied = append(a.denied, d) })
	a.ask = func(_ context.Context, name dnsmessage.Name, _ dnsmessage.Type) (answer, error) {
		a.names = append(a.names, name.String())
		return answers, nil
	}
	return a
}

func query(t *testing.T, name string, kind dnsmessage.Type) []byte {
	t.Helper()
	m := dnsmessage.Message{
		Header: dnsmessage.Header{ID: 7, RecursionDesired: true},
		Questions: []dnsmessage.Question{
			{Name: dnsmessage.MustNewName(name), Type: kind, Class: dnsmessage.ClassINET},
		},
	}
	out, err := m.Pack()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (a *asked) reply(t *testing.T, name string, kind dnsmessage.Type) dnsmessage.Message {
	t.Helper()
	var m dnsmessage.Message
	if err := m.Unpack(a.answer(query(t, name, kind), maxMessage)); err != nil {
		t.Fatal(err)
	}
	if m.ID != 7 || !m.Response || m.Questions[0].Name.String() != name {
		t.Errorf("%+v", m)
	}
	return m
}

// Only names that are allowed leave the machine, in one spelling, and only for their addresses.
func TestResolverAsks(t *testing.T) {
	found := answer{addresses: []netip.Addr{netip.MustParseAddr("203.0.113.1")}, ttl: 60}
	a := newAsked(t, "a.example:443,*.b.example", nil, found)
	for _, c := range []struct {
		name string
		kind dnsmessage.Type
		code dnsmessage.RCode
		n    int
	}{
		{"A.exAmple.", dnsmessage.TypeA, 0, 1}, {"a.example.", dnsmessage.TypeTXT, 0, 0},
		{"a.example.", dnsmessage.TypeAAAA, 0, 0}, {"x.b.example.", dnsmessage.TypeA, 0, 1},
		{"secret.evil.example.", dnsmessage.TypeA, dnsmessage.RCodeNameError, 0},
		{"secret.a.example.", dnsmessage.TypeA, dnsmessage.RCodeNameError, 0},
		{"evil.example.", dnsmessage.TypeTXT, dnsmessage.RCodeNameError, 0},
		{"bad name\n.b.example.", dnsmessage.TypeA, dnsmessage.RCodeNameError, 0},
	} {
		if m := a.reply(t, c.name, c.kind); m.RCode != c.code || len(m.Answers) != c.n {
			t.Errorf("%s %s: %+v", c.name, c.kind, m)
		}
	}
	if want := []string{"a.example.", "x.b.example."}; !slices.Equal(a.names, want) {
		t.Errorf("asked for %q", a.names)
	}
	if len(a.denied) != 2 || a.denied[0].Name != "secret.evil.example" {
		t.Errorf("denied %+v", a.denied)
	}
	if v := a.policy.decide(netip.MustParseAddrPort("203.0.113.1:443")); !v.ok {
		t.Error("a connection to the address of a name is not allowed")
	}
}

// A name that leads to loopback leads nowhere, unless a rule has the address.
func TestResolverHidesLoopback(t *testing.T) {
	found := answer{addresses: []netip.Addr{netip.MustParseAddr("127.0.0.1")}}
	for rules, want := range map[string]int{"a.example": 0, "a.example,127.0.0.1:80": 1, "a.example,localhost:80": 1} {
		a := newAsked(t, rules, nil, found)
		if m := a.reply(t, "a.example.", dnsmessage.TypeA); len(m.Answers) != want || len(a.denied) != 1-want {
			t.Errorf("%s: %+v, denied %+v", rules, m.Answers, a.denied)
		}
	}
}

// Files of names come before servers.
func TestResolverKnows(t *testing.T) {
	a := newAsked(t, "a.example", func(o *allow.Orders) {
		o.Hosts = map[string][]netip.Addr{"a.example": {netip.MustParseAddr("10.1.1.1")}}
		o.Added = map[string][]netip.Addr{"added.example": {netip.MustParseAddr("fd00::1")}}
	}, answer{})
	if m := a.reply(t, "a.example.", dnsmessage.TypeA); len(m.Answers) != 1 {
		t.Errorf("%+v", m)
	}
	if m := a.reply(t, "added.example.", dnsmessage.TypeAAAA); len(m.Answers) != 1 {
		t.Errorf("%+v", m)
	}
	if len(a.names) != 0 {
		t.Errorf("asked for %q", a.names)
	}
}

// An answer that is too long for a packet says so.
func TestResolverTruncates(t *testing.T) {
	found := answer{addresses: slices.Repeat([]netip.Addr{netip.MustParseAddr("203.0.113.1")}, 200)}
	a := newAsked(t, "a.example", nil, found)
	if m := a.reply(t, "a.example.", dnsmessage.TypeA); !m.Truncated || len(m.Answers) != 0 {
		t.Errorf("%+v", m)
	}
	var m dnsmessage.Message
	if err := m.Unpack(a.answer(query(t, "a.example.", dnsmessage.TypeA), 65535)); err != nil || len(m.Answers) != 200 {
		t.Errorf("%d answers, %v", len(m.Answers), err)
	}
}

// A server of the host whose first answer is a guess of somebody else, and whose second one is too
// long for a packet.
func TestUpstream(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	packets, err := net.ListenPacket("udp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer packets.Close()
	reply := func(query []byte, id uint16, truncated bool) []byte {
		var m dnsmessage.Message
		if m.Unpack(query) != nil {
			return nil
		}
		m.ID, m.Response, m.Truncated = m.ID+id, true, truncated
		alias := dnsmessage.MustNewName("alias.example.")
		m.Answers = []dnsmessage.Resource{
			{Header: dnsmessage.ResourceHeader{Name: m.Questions[0].Name, Class: dnsmessage.ClassINET, TTL: 30},
				Body: &dnsmessage.CNAMEResource{CNAME: alias}},
			record(alias, netip.MustParseAddr("203.0.113.9"), 60),
		}
		out, _ := m.Pack()
		return out
	}
	go func() {
		buffer := make([]byte, 2000)
		n, from, err := packets.ReadFrom(buffer)
		if err != nil {
			return
		}
		_, _ = packets.WriteTo(reply(buffer[:n], 1, false), from)
		_, _ = packets.WriteTo([]byte("x"), from)
		_, _ = packets.WriteTo(reply(buffer[:n], 0, true), from)
	}()
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		var size [2]byte
		_, _ = io.ReadFull(conn, size[:])
		buffer := make([]byte, binary.BigEndian.Uint16(size[:]))
		_, _ = io.ReadFull(conn, buffer)
		out := reply(buffer, 0, false)
		_, _ = conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(out))), out...))
	}()
	u := &upstream{servers: []netip.AddrPort{netip.MustParseAddrPort(listener.Addr().String())}}
	got, err := u.ask(t.Context(), dnsmessage.MustNewName("a.example."), dnsmessage.TypeA)
	if err != nil || len(got.addresses) != 1 || got.addresses[0].String() != "203.0.113.9" || got.ttl != 30 {
		t.Errorf("%+v, %v", got, err)
	}
}

// FuzzAnswer: no query makes the resolver fail, or ask for what is not allowed.
func FuzzAnswer(f *testing.F) {
	m := dnsmessage.Message{Questions: []dnsmessage.Question{
		{Name: dnsmessage.MustNewName("a.example."), Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET},
	}}
	seed, err := m.Pack()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Fuzz(func(t *testing.T, data []byte) {
		a := newAsked(t, "a.example", nil, answer{addresses: []netip.Addr{netip.MustParseAddr("203.0.113.1")}})
		out := a.answer(data, maxMessage)
		var reply dnsmessage.Message
		if out != nil && reply.Unpack(out) != nil {
			t.Errorf("the answer to %x is %x", data, out)
		}
		for _, name := range a.names {
			if name != "a.example." {
				t.Errorf("asked for %q", name)
			}
		}
	})
}
