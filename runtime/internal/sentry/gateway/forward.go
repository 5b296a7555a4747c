package gateway

import (
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/tcpip/adapters/gonet"
	"gvisor.dev/gvisor/pkg/tcpip/stack"
	"gvisor.dev/gvisor/pkg/tcpip/transport/tcp"
	"gvisor.dev/gvisor/pkg/tcpip/transport/udp"
	"gvisor.dev/gvisor/pkg/waiter"

	"github.com/cooper-build/cooper/runtime/network/allow"
)

// dialTime is how long a host has to accept a connection.
const dialTime = 20 * time.Second

// Limits of what a command can make this process hold.
const (
	maxConnections = 1024
	maxHosts       = 10_000
	maxDenied      = 200
)

// forwarder connects a command to the hosts that it may reach.
type forwarder struct {
	policy *policy
	send   func(allow.Report)
	slots  chan struct{}

	mu     sync.Mutex
	hosts  map[host]*traffic
	denied map[allow.Denied]bool
}

// host is somebody that was reached.
type host struct {
	name string
	to   netip.AddrPort
}

// traffic is what went to and from a host.
type traffic struct{ connections, sent, received atomic.Int64 }

func newForwarder(p *policy, send func(allow.Report)) *forwarder {
	return &forwarder{
		policy: p, send: send, slots: make(chan struct{}, maxConnections),
		hosts: map[host]*traffic{}, denied: map[allow.Denied]bool{},
	}
}

// attach makes the forwarder get all connections of a stack, and what other packets there are.
func (f *forwarder) attach(s *stack.Stack) {
	connections := tcp.NewForwarder(s, 0, maxPending, f.accept)
	s.SetTransportProtocolHandler(tcp.ProtocolNumber, connections.HandlePacket)
	s.SetTransportProtocolHandler(udp.ProtocolNumber, func(id stack.TransportEndpointID, _ *stack.PacketBuffer) bool {
		to := addrPort(id.LocalAddress, id.LocalPort)
		if !to.Addr().IsMulticast() {
			f.deny(allow.Denied{Address: to.Addr(), Port: to.Port(), Reason: allow.UDP})
		}
		return false // the stack says that nobody is there
	})
}

// deny reports a host, once.
func (f *forwarder) deny(d allow.Denied) {
	f.mu.Lock()
	if f.denied[d] || len(f.denied) >= maxDenied {
		f.mu.Unlock()
		return
	}
	f.denied[d] = true
	f.mu.Unlock()
	f.send(allow.Report{Denied: &d})
}

// accept decides about a connection. The command sees it refused, or sees it when the host has
// accepted it.
func (f *forwarder) accept(r *tcp.ForwarderRequest) {
	to := addrPort(r.ID().LocalAddress, r.ID().LocalPort)
	v := f.policy.decide(to)
	if !v.ok {
		// First the report: a command may end as soon as it sees the answer.
		f.deny(allow.Denied{Name: v.name, Address: to.Addr(), Port: to.Port(), Reason: v.reason})
		r.Complete(true)
		return
	}
	out, stats, err := f.dial(host{v.name, to}, to)
	if err != nil {
		r.Complete(true)
		return
	}
	defer func() { <-f.slots }()
	var queue waiter.Queue
	endpoint, problem := r.CreateEndpoint(&queue)
	r.Complete(problem != nil)
	if problem != nil {
		_ = out.Close()
		return
	}
	relay(gonet.NewTCPConn(&queue, endpoint), out, stats)
}

var errFull = errors.New("too many connections")

// dial connects to the first of some addresses that answers. The caller frees the slot.
func (f *forwarder) dial(h host, addresses ...netip.AddrPort) (conn *net.TCPConn, stats *traffic, err error) {
	if stats = f.trafficOf(h); stats == nil {
		f.deny(allow.Denied{Name: h.name, Address: h.to.Addr(), Port: h.to.Port(), Reason: allow.TooMany})
		return nil, nil, errFull
	}
	select {
	case f.slots <- struct{}{}:
	default:
		f.deny(allow.Denied{Name: h.name, Address: h.to.Addr(), Port: h.to.Port(), Reason: allow.TooMany})
		return nil, nil, errFull
	}
	ctx, cancel := context.WithTimeout(context.Background(), dialTime)
	defer cancel()
	for _, a := range addresses {
		var c net.Conn
		if c, err = new(net.Dialer).DialContext(ctx, "tcp", a.String()); err == nil {
			stats.connections.Add(1)
			return c.(*net.TCPConn), stats, nil
		}
	}
	<-f.slots
	if !errors.Is(err, unix.ECONNREFUSED) {
		f.deny(allow.Denied{Name: h.name, Address: h.to.Addr(), Port: h.to.Port(), Reason: allow.Failed})
	}
	return nil, nil, err
}

// trafficOf is the traffic of a host; nil: there are too many hosts to remember.
func (f *forwarder) trafficOf(h host) *traffic {
	f.mu.Lock()
	defer f.mu.Unlock()
	t := f.hosts[h]
	if t == nil && len(f.hosts) < maxHosts {
		t = &traffic{}
		f.hosts[h] = t
	}
	return t
}

// report sends what was reached.
func (f *forwarder) report() {
	f.mu.Lock()
	defer f.mu.Unlock()
	reached := map[string]bool{}
	for h, t := range f.hosts {
		if t.connections.Load() == 0 {
			continue
		}
		reached[h.name] = true
		f.send(allow.Report{Reached: &allow.Reached{
			Name: h.name, Address: h.to.Addr(), Port: h.to.Port(), Connections: int(t.connections.Load()),
			Sent: t.sent.Load(), Received: t.received.Load(),
		}})
	}
	if f.policy.orders.All {
		f.reportOthers(reached)
	}
}

// reportOthers sends the names that share an address with one that was reached. A list without them may
// be too short.
func (f *forwarder) reportOthers(reached map[string]bool) {
	for h, t := range f.hosts {
		if t.connections.Load() == 0 {
			continue
		}
		for _, name := range f.policy.namesOf(h.to.Addr()) {
			if !reached[name] {
				f.send(allow.Report{Reached: &allow.Reached{Name: name, Address: h.to.Addr(), Port: h.to.Port()}})
			}
		}
	}
}

// serve forwards connections from a socket on the loopback interface of the command to that of
// the host.
func (f *forwarder) serve(listener net.Listener) {
	at := listener.Addr().(*net.TCPAddr).AddrPort()
	at = netip.AddrPortFrom(at.Addr().Unmap(), at.Port())
	addresses := []netip.AddrPort{at}
	for _, other := range f.policy.orders.Rules.Loopback() {
		// A name stands for both families, of which the server may use one.
		if other.Port() == at.Port() && other.Addr() != at.Addr() && at.Addr().Is4() != other.Addr().Is4() {
			addresses = append(addresses, other)
		}
	}
	for {
		in, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			out, stats, err := f.dial(host{"localhost", at}, addresses...)
			if err != nil {
				_ = in.(*net.TCPConn).SetLinger(0) // it sees a reset
				_ = in.Close()
				return
			}
			defer func() { <-f.slots }()
			relay(in.(*net.TCPConn), out, stats)
		}()
	}
}

// stream is one end of a relayed connection.
type stream interface {
	net.Conn
	CloseWrite() error
}

// relay copies in both directions until both have ended, or one fails.
func relay(command, host stream, t *traffic) {
	defer func() { _ = command.Close() }()
	defer func() { _ = host.Close() }()
	done := make(chan struct{})
	go func() {
		defer close(done)
		transfer(host, command, &t.sent)
	}()
	transfer(command, host, &t.received)
	<-done
}

// bufferSize is the size of a copy, in bytes.
const bufferSize = 64 << 10

var buffers = sync.Pool{New: func() any { return new([bufferSize]byte) }}

// transfer copies one direction to its end, and passes the end on.
func transfer(to, from stream, count *atomic.Int64) {
	buffer := buffers.Get().(*[bufferSize]byte)
	defer buffers.Put(buffer)
	for {
		n, err := from.Read(buffer[:])
		if n != 0 {
			written, writeErr := to.Write(buffer[:n])
			count.Add(int64(written))
			if writeErr != nil {
				break
			}
		}
		if errors.Is(err, io.EOF) {
			_ = to.CloseWrite()
			return
		}
		if err != nil {
			break
		}
	}
	_ = to.Close()
	_ = from.Close()
}
