package host

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/network/allow"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// watch tells people and the engine what a command reaches, and what it cannot reach.
type watch struct {
	host *Host
	step *dispatch.RunStep
	out  io.Writer // output of the command; nil: a terminal has it

	mu      sync.Mutex
	missing []string // entries that the list lacks
	lost    error    // why the network ended too early
}

// attach gives a command a network with a gateway. disconnect is called after the command.
func (w *watch) attach(ctx context.Context, opts *sandbox.Options) (disconnect func(), err error) {
	n := &w.host.Run.Network
	gateway := &network.Gateway{
		Rules: n.Choice.Rules, All: n.Choice.Mode == network.Record, Servers: n.DNS.Servers, Hosts: n.AddHosts,
		Denied: w.denied,
		Lost: func(err error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.lost = err
		},
	}
	if w.host.Reached != nil {
		gateway.Reached = func(reached allow.Reached) { w.host.Reached(w.step, reached) }
	}
	switch out := opts.Stderr.(type) {
	case nil:
	case *os.File: // the command has it too
		w.out = out
	default:
		same := opts.Stdout == opts.Stderr
		locked := &lockedWriter{to: out}
		w.out, opts.Stderr = locked, locked
		if same {
			opts.Stdout = locked
		}
	}
	if w.host.sentry() == "" {
		opts.Connect = gateway.Connect
		return func() {}, nil
	}
	link, end, err := gateway.Open(ctx)
	opts.Link = link
	return func() {
		end()
		_ = link.Close()
	}, err
}

// lockedWriter takes the output of a command and messages about it.
type lockedWriter struct {
	mu     sync.Mutex
	to     io.Writer
	inLine bool // the last line has no end yet
}

func (l *lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(p) != 0 {
		l.inLine = p[len(p)-1] != '\n'
	}
	return l.to.Write(p)
}

// WriteString writes a message on a line of its own.
func (l *lockedWriter) WriteString(message string) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.inLine {
		message = "\n" + message
	}
	l.inLine = false
	return io.WriteString(l.to, message)
}

// denied says at once what a command could not reach. Its own message often does not tell.
func (w *watch) denied(d allow.Denied) {
	text, add := d.Explain()
	if w.host.Denied != nil {
		w.host.Denied(w.step, d)
	}
	w.mu.Lock()
	// Nobody should paste the way to the credentials of a cloud.
	if add != "" && d.Reason != allow.LinkLocal && !slices.Contains(w.missing, add) {
		w.missing = append(w.missing, add)
	}
	w.mu.Unlock()
	text = "network: " + text
	if w.step.Line != 0 {
		text += fmt.Sprintf(" (line %d)", w.step.Line)
	}
	if add != "" {
		text += "; allow it with --network=allow:" + add
	}
	if w.out == nil {
		w.host.Warn(text)
		return
	}
	_, _ = io.WriteString(w.out, "cooper: "+text+"\n")
}

// maxHinted is how many entries a hint has.
const maxHinted = 20

// explain adds what the list lacks to the error of a command.
func (w *watch) explain(err error) error {
	var exit *sandbox.ExitError
	w.mu.Lock()
	defer w.mu.Unlock()
	failed := errors.As(err, &exit)
	if w.lost != nil && (err == nil || failed) {
		return errors.Join(fmt.Errorf("the network of the command was lost: %w", w.lost), err)
	}
	if len(w.missing) == 0 || !failed {
		return err
	}
	list := w.missing
	more := ""
	if len(list) > maxHinted {
		list, more = list[:maxHinted], " and more, see the output"
	}
	entries := strings.Join(list, ",")
	if rules := w.host.Run.Network.Choice.Rules.String(); rules != "" {
		entries = rules + "," + entries
	}
	return imagebuilder.WithHint(err, "the command tried to reach hosts that are not allowed; if it should: "+
		"--network=allow:"+entries+more)
}
