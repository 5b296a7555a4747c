// Package network says which network a sandboxed command has, and provides the
// files that name resolution reads.
package network

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
)

// Mode is a kind of network. The zero value is Host.
type Mode string

// The modes.
const (
	Host  Mode = ""      // the caller's own
	None  Mode = "none"  // a new one with nothing but loopback
	Pasta Mode = "pasta" // a new one, connected in user space by pasta(1)
)

// Parse reads the value of --network.
func Parse(text string) (Mode, error) {
	switch text {
	case "", "default":
		return Default(), nil
	case "host":
		return Host, nil
	case "none":
		return None, nil
	case "pasta", "private":
		if err := ProbePasta(); err != nil {
			return "", fmt.Errorf("network %s: %w", text, err)
		}
		return Pasta, nil
	}
	return "", fmt.Errorf("network %q is not supported: host, none and pasta are", text)
}

// Default is pasta where it works, else the host's network.
func Default() Mode {
	if ProbePasta() == nil {
		return Pasta
	}
	return Host
}

// ProbePasta says why pasta cannot connect a network here, or nil.
var ProbePasta = sync.OnceValue(func() error {
	if _, err := exec.LookPath("pasta"); err != nil {
		return err
	}
	tun, err := os.OpenFile("/dev/net/tun", os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer tun.Close()
	out, err := exec.Command("pasta", append(pastaFlags(), "--foreground", "true")...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("pasta: %w: %s", err, bytes.TrimSpace(out))
	}
	return nil
})

// Isolated says whether the mode has a network namespace of its own.
func (m Mode) Isolated() bool { return m != Host }

// Connect connects the new network of a process.
func (m Mode) Connect(ctx context.Context, pid int) error {
	if m != Pasta {
		return nil
	}
	// pasta goes to the background by itself and ends with the namespace.
	args := append(pastaFlags(), strconv.Itoa(pid))
	cmd := exec.CommandContext(ctx, "pasta", args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("pasta: %w: %s", err, bytes.TrimSpace(out))
	}
	return nil
}

// dnsForward is the address in the new network whose DNS requests pasta sends to
// the host's resolver, where that listens on loopback only.
const dnsForward = "169.254.1.1"

func pastaFlags() []string {
	return []string{"--config-net", "--quiet", "--no-map-gw", "--dns-forward", dnsForward,
		"--tcp-ports", "none", "--udp-ports", "none", "--tcp-ns", "none", "--udp-ns", "none"}
}

// ResolvConf is the text of /etc/resolv.conf: the host's, or nothing where
// nothing could be asked.
func (m Mode) ResolvConf() string {
	if m == None {
		return ""
	}
	text, err := os.ReadFile("/etc/resolv.conf")
	if err != nil {
		return ""
	}
	if m == Pasta {
		return forwardLoopback(string(text))
	}
	return string(text)
}

// forwardLoopback replaces name servers that only the host can reach.
func forwardLoopback(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) == 2 && fields[0] == "nameserver" && (strings.HasPrefix(fields[1], "127.") || fields[1] == "::1") {
			line = "nameserver " + dnsForward + "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

// Hosts is the text of /etc/hosts. Entries of extra are name:address.
func Hosts(hostname string, extra []string) string {
	var b strings.Builder
	b.WriteString("127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n")
	fmt.Fprintf(&b, "127.0.0.1\t%s\n", hostname)
	for _, entry := range extra {
		if name, address, ok := strings.Cut(entry, ":"); ok {
			fmt.Fprintf(&b, "%s\t%s\n", strings.Trim(address, "[]"), strings.ReplaceAll(name, ";", " "))
		}
	}
	return b.String()
}
