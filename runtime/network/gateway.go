package network

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/helper"
	"github.com/cooper-build/cooper/runtime/internal/sentry"
	"github.com/cooper-build/cooper/runtime/network/allow"
)

// Gateway is the way out of a private network that leads to some hosts only: a process with a network
// stack of its own. It gets all packets of the
// only interface of the command.
type Gateway struct {
	Rules   allow.Rules
	All     bool     // the rules are for addresses of this machine alone; all others are allowed
	Servers []string // addresses of DNS servers in place of the host's
	Hosts   []string // name:address, as for [Hosts]; they are allowed like names of the rules
	// Denied and Reached get what the command tried. Reached is called after the command has ended, once for
	// each name, address and port. They may be called from another goroutine, one call at a time.
	Denied  func(allow.Denied)
	Reached func(allow.Reached)
	// Lost is called if the process ends too early. The command is without a network from then on, and
	// reports may be missing.
	Lost func(error)
}

// Times that a gateway has for its start, and for its last reports.
const (
	gatewayStart = 20 * time.Second
	gatewayEnd   = 5 * time.Second
)

// PrepareGateway unpacks the program of gateways, which takes longer than to start it. An error comes
// from Connect.
func PrepareGateway() { _, _ = helper.Sentry(sentry.GatewayVerb, nil) }

// Connect connects the network namespace of a process. A child of the caller must have created it. The
// returned function ends the connection, and returns after the last report.
func (g *Gateway) Connect(ctx context.Context, pid int) (disconnect func(), err error) {
	orders, err := g.orders()
	if err != nil {
		return nil, err
	}
	link, listeners, err := link(ctx, pid, g.Rules.Loopback())
	defer closeAll(listeners)
	if link != nil {
		defer link.Close()
	}
	if err != nil {
		return nil, err
	}
	orders.Listeners = len(listeners)
	return g.start(ctx, orders, append([]*os.File{link}, listeners...))
}

// Open makes a network for gVisor's kernel, for sandbox.Options. The caller closes the link.
func (g *Gateway) Open(ctx context.Context) (link *os.File, disconnect func(), err error) {
	if len(g.Rules.Loopback()) != 0 {
		return nil, nil, errors.New("loopback of this machine cannot be reached from gVisor's kernel")
	}
	orders, err := g.orders()
	if err != nil {
		return nil, nil, err
	}
	orders.Sentry = true
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	link, far := os.NewFile(uintptr(pair[0]), "link"), os.NewFile(uintptr(pair[1]), "link")
	defer far.Close()
	for _, fd := range pair {
		if err := setBuffers(fd); err != nil {
			return nil, nil, errors.Join(err, link.Close())
		}
	}
	if disconnect, err = g.start(ctx, orders, []*os.File{far}); err != nil {
		return nil, nil, errors.Join(err, link.Close())
	}
	return link, disconnect, nil
}

func closeAll(files []*os.File) {
	for _, f := range files {
		_ = f.Close()
	}
}

// start starts the process of a gateway with the link and the listeners.
func (g *Gateway) start(ctx context.Context, orders *allow.Orders, links []*os.File) (disconnect func(), err error) {
	ordersRead, ordersWrite, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer ordersRead.Close()
	reports, reportsWrite, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, ordersWrite.Close())
	}
	defer reportsWrite.Close()
	p := &gatewayProcess{orders: ordersWrite, reports: reports}
	p.cmd, err = helper.Sentry(sentry.GatewayVerb, append([]*os.File{ordersRead, reportsWrite}, links...))
	if err == nil {
		p.cmd.Env = []string{"GODEBUG=containermaxprocs=0,updatemaxprocs=0"}
		p.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		err = p.cmd.Start()
	}
	if err != nil {
		return nil, errors.Join(err, ordersWrite.Close(), reports.Close())
	}
	return p.begin(ctx, g, orders)
}

// gatewayProcess is the process of a gateway. It ends when its orders are closed, so also with this
// process.
type gatewayProcess struct {
	cmd     *exec.Cmd
	orders  *os.File
	reports *os.File
}

// begin sends the orders and waits until the gateway is ready.
func (p *gatewayProcess) begin(ctx context.Context, g *Gateway, orders *allow.Orders) (func(), error) {
	ready, ended := make(chan error, 1), make(chan struct{})
	go func() {
		defer close(ended)
		p.read(g, ready)
	}()
	disconnect := func() {
		_ = p.orders.Close()
		select {
		case <-ended:
		case <-time.After(gatewayEnd):
			_ = p.cmd.Process.Kill()
			<-ended
		}
		_ = p.cmd.Wait()
		_ = p.reports.Close()
	}
	err := json.NewEncoder(p.orders).Encode(orders)
	if err == nil {
		select {
		case err = <-ready:
		case <-ctx.Done():
			err = context.Cause(ctx)
		case <-time.After(gatewayStart):
			err = fmt.Errorf("the gateway was not ready after %s", gatewayStart)
		}
	}
	if err != nil {
		_ = p.cmd.Process.Kill()
		disconnect()
		return nil, err
	}
	return disconnect, nil
}

func (g *Gateway) lost(err error) {
	if g.Lost != nil {
		g.Lost(err)
	}
}

// read reads reports to their end.
func (p *gatewayProcess) read(g *Gateway, ready chan<- error) {
	lines, isReady := bufio.NewScanner(p.reports), false // with a limit of their length
	for {
		var r allow.Report
		if !lines.Scan() {
			r.Error = "the process of the gateway ended"
		} else if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			r = allow.Report{Error: "the gateway sent an invalid report"}
		}
		switch {
		case r.Ready:
			isReady = true
			ready <- nil
		case r.Done:
			return
		case r.Error != "" && isReady:
			g.lost(errors.New(r.Error))
			return
		case r.Error != "":
			ready <- errors.New(r.Error)
			return
		case r.Denied != nil && g.Denied != nil:
			g.Denied(*r.Denied)
		case r.Reached != nil && g.Reached != nil:
			g.Reached(*r.Reached)
		}
	}
}
