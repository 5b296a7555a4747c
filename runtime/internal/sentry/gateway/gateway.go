// Package gateway is the private network of a command: a network stack at the other end of its only
// interface. It resolves names, and forwards connections to the hosts that rules allow. It runs in a
// process of its own, which can use nothing of the host but sockets of the internet.
package gateway

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/landlock"
	"github.com/cooper-build/cooper/runtime/internal/sentry"
	"github.com/cooper-build/cooper/runtime/internal/sentry/confine"
	"github.com/cooper-build/cooper/runtime/network/allow"
)

// Main is the main function of a gateway. It returns its exit code.
func Main() int {
	reports := json.NewEncoder(os.NewFile(sentry.GatewayReportFD, "reports"))
	var mu sync.Mutex
	send := func(r allow.Report) {
		mu.Lock()
		defer mu.Unlock()
		_ = reports.Encode(r)
	}
	if err := serve(send); err != nil {
		send(allow.Report{Error: err.Error()})
		return 1
	}
	return 0
}

// serve works until the worker closes the pipe of the orders.
func serve(send func(allow.Report)) error {
	in := os.NewFile(sentry.GatewayOrdersFD, "orders")
	var orders allow.Orders
	if err := json.NewDecoder(in).Decode(&orders); err != nil {
		return fmt.Errorf("reading the orders: %w", err)
	}
	raiseFileLimit()
	p := newPolicy(&orders)
	f := newForwarder(p, send)
	listeners, err := openListeners(orders.Listeners)
	if err != nil {
		return err
	}
	s, err := newStack(sentry.GatewayLinkFD, orders.Sentry)
	if err != nil {
		return fmt.Errorf("making a network stack: %w", err)
	}
	f.attach(s)
	packets, queries, err := listenResolver(s)
	if err != nil {
		return err
	}
	// gVisor writes times into its messages, which go nowhere. The time zone is in a file.
	_, _ = time.Now().Zone()
	if err := hold(); err != nil {
		return fmt.Errorf("confining itself: %w", err)
	}
	r := newResolver(p, f.deny)
	go r.servePackets(packets)
	go r.serveConns(queries)
	for _, l := range listeners {
		go f.serve(l)
	}
	send(allow.Report{Ready: true})
	_, err = io.Copy(io.Discard, in)
	f.report()
	if err == nil {
		send(allow.Report{Done: true})
	}
	return err
}

// openListeners opens the sockets that listen on the loopback interface of the command.
func openListeners(n int) (out []net.Listener, err error) {
	for i := range n {
		file := os.NewFile(uintptr(sentry.GatewayListenerFD+i), "listener")
		listener, err := net.FileListener(file)
		if err != nil {
			return nil, fmt.Errorf("opening a listener: %w", err)
		}
		_ = file.Close() // it was duplicated
		out = append(out, listener)
	}
	return out, nil
}

// raiseFileLimit allows as many open files as this process may have.
func raiseFileLimit() {
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) == nil {
		limit.Cur = limit.Max
		_ = unix.Setrlimit(unix.RLIMIT_NOFILE, &limit)
	}
}

// calls are those of sockets.
var calls = []string{
	"accept4", "connect", "getpeername", "getsockname", "getsockopt", "ppoll", "readv", "recvfrom", "recvmmsg",
	"recvmsg", "sendmmsg", "sendmsg", "sendto", "setsockopt", "shutdown", "writev",
}

// hold takes everything from this process but sockets of the internet.
func hold() error {
	if err := landlock.NoNewPrivileges(); err != nil {
		return err
	}
	if err := landlock.NoFiles(); err != nil {
		return err
	}
	domain := func(family uint64) specs.LinuxSyscall {
		return specs.LinuxSyscall{
			Names: []string{"socket"}, Action: specs.ActAllow,
			Args: []specs.LinuxSeccompArg{{Index: 0, Value: family, Op: specs.OpEqualTo}},
		}
	}
	return confine.Calls([][]string{calls}, domain(unix.AF_INET), domain(unix.AF_INET6))
}
