// Package network has the network modes of a sandboxed command, and the files that name
// resolution reads.
package network

import (
	"fmt"
	"os"
	"strings"
)

// Mode is a kind of network. The zero value leaves the choice to the machine:
// Private where that works, else Host.
type Mode string

// The modes.
const (
	Default Mode = ""
	Host    Mode = "host"    // the caller's own
	None    Mode = "none"    // a new one with nothing but loopback
	Private Mode = "private" // a new one with a way out, see [Connect]
)

// Parse reads the value of --network.
func Parse(text string) (Mode, error) {
	switch text {
	case "", "default":
		return Default, nil
	case "host", "none", "private":
		return Mode(text), nil
	case "pasta", "slirp4netns": // pasta does what slirp4netns does
		return Private, nil
	}
	name, _, _ := strings.Cut(text, ":")
	reason := "a network with a name belongs to a program that keeps networks, and needs root"
	switch name {
	case "pasta", "slirp4netns":
		reason = "a private network has no options"
	case "container", "ns":
		reason = "a command could reach what runs in the other namespace"
	}
	return "", fmt.Errorf("network %q is not supported (%s): use default, host, none or private", text, reason)
}

// Isolated reports whether the mode has a network namespace of its own.
func (m Mode) Isolated() bool { return m == None || m == Private }

// ResolvConf is the text of /etc/resolv.conf: the host's, with the name server
// that can be reached, or nothing where nothing could be asked.
func (m Mode) ResolvConf() string {
	if m == None {
		return ""
	}
	text, err := os.ReadFile("/etc/resolv.conf")
	if err != nil {
		return ""
	}
	if m != Private {
		return string(text)
	}
	var b strings.Builder
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(strings.TrimSpace(line), "nameserver") {
			b.WriteString(line)
		}
	}
	fmt.Fprintf(&b, "nameserver %s\n", nameserver)
	return b.String()
}

// Hosts is the text of /etc/hosts. names are those of the container, entries of extra are
// name:address.
func Hosts(names, extra []string) string {
	var b strings.Builder
	b.WriteString("127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n")
	fmt.Fprintf(&b, "127.0.0.1\t%s\n", strings.Join(names, " "))
	for _, entry := range extra {
		if name, address, ok := strings.Cut(entry, ":"); ok {
			fmt.Fprintf(&b, "%s\t%s\n", strings.Trim(address, "[]"), strings.ReplaceAll(name, ";", " "))
		}
	}
	return b.String()
}
