package registry

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync"
	"time"

	"go.podman.io/image/v5/pkg/sysregistriesv2"
	"go.podman.io/image/v5/types"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/limits"
)

// Watch is a context for operations of registries. It ends connections that carry
// nothing for the time of the limit idle-seconds: the library has no time limit of its
// own, so a server that stops answering would hold a build forever. stop ends the watch.
func Watch(ctx context.Context, bounds limits.Limits) (watched context.Context, stop func()) {
	w := &watch{
		idle: time.Duration(bounds.WithDefaults().Idle) * time.Second, done: make(chan struct{}),
		conns: map[net.Conn]*traffic{},
	}
	go w.run()
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn:          w.dials,
		GotConn:          func(info httptrace.GotConnInfo) { w.add(info.Conn) },
		TLSHandshakeDone: func(_ tls.ConnectionState, err error) { w.note(err) },
		ConnectDone:      func(_, _ string, err error) { w.note(err) },
	}), func() { close(w.done) }
}

// watch holds the connections of operations.
type watch struct {
	idle time.Duration
	done chan struct{}

	mu    sync.Mutex
	conns map[net.Conn]*traffic
	host  string // that was dialled last
}

// traffic counts the bytes of a connection.
type traffic struct {
	bytes uint64
	since time.Time // when it last carried something
}

// add starts to watch a connection, also an idle one that is used again. A connection that
// stays idle is closed like one that stalls, which is harmless.
func (w *watch) add(c net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.conns[c] = &traffic{since: time.Now()}
}

func (w *watch) run() {
	ticker := time.NewTicker(max(w.idle/8, 50*time.Millisecond))
	defer ticker.Stop()
	for {
		select {
		case <-w.done:
			return
		case <-ticker.C:
			w.look()
		}
	}
}

func (w *watch) look() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c, t := range w.conns {
		carried, unread, err := carriedBy(c)
		switch {
		case err != nil:
			delete(w.conns, c) // closed
		case carried != t.bytes || unread:
			t.bytes, t.since = carried, time.Now()
		case time.Since(t.since) > w.idle:
			_ = c.SetDeadline(time.Unix(1, 0)) // blocked reads and writes fail with a timeout
			delete(w.conns, c)
		}
	}
}

// carriedBy counts the bytes that the kernel received and that the other side acknowledged.
// unread means that received bytes wait in this process, so the other side does not stall.
func carriedBy(c net.Conn) (carried uint64, unread bool, err error) {
	if t, ok := c.(*tls.Conn); ok {
		c = t.NetConn()
	}
	tcp, ok := c.(*net.TCPConn)
	if !ok {
		return 0, false, errors.New("it is not a TCP connection")
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return 0, false, err
	}
	var callErr error
	err = raw.Control(func(fd uintptr) {
		var info *unix.TCPInfo
		if info, callErr = unix.GetsockoptTCPInfo(int(fd), unix.IPPROTO_TCP, unix.TCP_INFO); callErr != nil {
			return
		}
		carried = info.Bytes_received + info.Bytes_acked
		waiting, _ := unix.IoctlGetInt(int(fd), unix.SIOCINQ)
		unread = waiting > 0
	})
	return carried, unread, errors.Join(err, callErr)
}

// silent are the hosts whose HTTPS port did not answer in time, and when.
var silent = struct {
	sync.Mutex
	at map[string]time.Time
}{at: map[string]time.Time{}}

// silence is how long a host that did not answer is believed to speak HTTPS.
const silence = time.Minute

func (w *watch) dials(hostPort string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.host = hostPort
}

// note remembers a host that did not answer in time, until it answers in plain HTTP.
func (w *watch) note(err error) {
	var network net.Error
	var plain tls.RecordHeaderError
	w.mu.Lock()
	host := hostOnly(w.host)
	w.mu.Unlock()
	silent.Lock()
	defer silent.Unlock()
	switch {
	case errors.As(err, &plain):
		delete(silent.at, host)
	case errors.As(err, &network) && network.Timeout():
		silent.at[host] = time.Now()
	}
}

func hostOnly(hostPort string) string {
	if host, port, err := net.SplitHostPort(hostPort); err == nil && (port == "443" || port == "80") {
		return host
	}
	return hostPort
}

// proxyFor is the library's hook for the proxy of a request. It is the only place that sees
// all requests. It refuses unexpected plain HTTP: a registry with a certificate that
// redirects credentials to an address without one, and a fallback from HTTPS to HTTP
// because HTTPS did not answer.
func proxyFor(sys *types.SystemContext) func(*url.URL) (*url.URL, error) {
	return func(u *url.URL) (*url.URL, error) {
		if u.Scheme == "http" {
			if err := plainAllowed(sys, u.Host); err != nil {
				return nil, err
			}
		}
		return http.ProxyFromEnvironment(&http.Request{URL: u})
	}
}

// ErrPlain means that a request would have used plain HTTP.
var ErrPlain = errors.New("plain HTTP was not requested")

func plainAllowed(sys *types.SystemContext, host string) error {
	silent.Lock()
	at, ok := silent.at[hostOnly(host)]
	silent.Unlock()
	if ok && time.Since(at) < silence {
		return fmt.Errorf("%s does not answer over HTTPS, and %w", host, ErrPlain)
	}
	if sys.DockerInsecureSkipTLSVerify == types.OptionalBoolTrue {
		return nil
	}
	registries, err := sysregistriesv2.GetRegistries(sys)
	if err != nil {
		return err
	}
	for _, r := range registries {
		for _, e := range append([]sysregistriesv2.Endpoint{r.Endpoint}, r.Mirrors...) {
			if location, _, _ := strings.Cut(e.Location, "/"); e.Insecure && location == host {
				return nil
			}
		}
	}
	return fmt.Errorf("http://%s: %w", host, ErrPlain)
}
