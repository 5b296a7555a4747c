// Package network says which network a sandboxed command has, and provides the
// files that name resolution reads.
package network

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// Mode is a kind of network. The zero value is Host.
type Mode string

// The modes.
const (
	Host Mode = ""     // the caller's own
	None Mode = "none" // a new one with nothing but loopback
)

// ErrPrivate says that a network of its own with a way out is not there yet.
var ErrPrivate = errors.New("a private network (pasta) is not supported yet: host and none are")

// Parse reads the value of --network.
func Parse(text string) (Mode, error) {
	switch text {
	case "", "default", "host":
		return Host, nil
	case "none":
		return None, nil
	case "pasta", "private":
		return "", ErrPrivate
	}
	return "", fmt.Errorf("network %q is not supported: host and none are", text)
}

// Isolated says whether the mode has a network namespace of its own.
func (m Mode) Isolated() bool { return m != Host }

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
	return string(text)
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
