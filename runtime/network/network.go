// Package network has the network modes of a sandboxed command, and the files that name
// resolution reads.
package network

import (
	"fmt"
	"os"
	"strings"

	"github.com/cooper-build/cooper/runtime/internal/sentry"
	"github.com/cooper-build/cooper/runtime/network/allow"
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
	Joined  Mode = "ns"      // an existing one, whose owner the caller has to be
	Allow   Mode = "allow"   // a new one with a way out to listed hosts, see [Gateway]
	Record  Mode = "record"  // the same for all hosts, to make a list
)

// Choice is what --network says.
type Choice struct {
	Mode    Mode
	Options []string    // of Private, for [Connect]
	Path    string      // of the namespace that is Joined
	Rules   allow.Rules // of Allow
	File    string      // that gets the list of Record; empty: none
}

// Parse reads the value of --network.
func Parse(text string) (c Choice, err error) {
	name, rest, _ := strings.Cut(text, ":")
	reason := "a network with a name belongs to a program that keeps networks, and needs root"
	switch name {
	case "", "default":
		c.Mode = Default
	case "host", "none", "private":
		c.Mode = Mode(name)
	case "pasta":
		c.Mode = Private
		if rest != "" {
			c.Options = strings.Split(rest, ",")
		}
		return c, nil
	case "slirp4netns":
		c.Mode = Private
		c.Options, err = ofSlirp(rest)
		return c, err
	case "ns":
		c.Mode, c.Path = Joined, rest
		_, err = os.Stat(rest)
		return c, named(text, err)
	case "allow":
		c.Mode = Allow
		c.Rules, err = allow.Parse(rest)
		return c, named(text, err)
	case "record":
		c.Mode, c.File = Record, rest
		return c, nil
	case "container":
		reason = "only the program that made the container knows its namespace, /proc/PID/ns/net"
	}
	if c.Mode == "" && name != "" && name != "default" || rest != "" {
		return c, fmt.Errorf("network %q is not supported (%s): use default, host, none, private, "+
			"allow:HOST,..., record or ns:PATH",
			text, reason)
	}
	return c, nil
}

// named adds the network to an error.
func named(text string, err error) error {
	if err != nil {
		return fmt.Errorf("network %q: %w", text, err)
	}
	return nil
}

// ofSlirp says options of slirp4netns in the words of pasta, which does the same.
func ofSlirp(text string) (options []string, err error) {
	for option := range strings.SplitSeq(text, ",") {
		name, value, _ := strings.Cut(option, "=")
		switch {
		case option == "":
		case name == "mtu":
			options = append(options, "--mtu", value)
		case option == "allow_host_loopback=true":
			options = append(options, mapGateway)
		case option == "enable_ipv6=false":
			options = append(options, "--ipv4-only")
		case option == "enable_ipv6=true", option == "allow_host_loopback=false":
		default:
			return nil, fmt.Errorf("option %q of slirp4netns is not supported: a private network is made by pasta, "+
				"use pasta:OPTIONS", option)
		}
	}
	return options, nil
}

// Isolated reports whether the mode has a network namespace of its own.
func (m Mode) Isolated() bool { return m == None || m == Private || m.Filtered() }

// Filtered reports whether a [Gateway] is the way out of the mode.
func (m Mode) Filtered() bool { return m == Allow || m == Record }

// Text is the choice as [Parse] reads it, without the file of a recording and with the list in one
// order. Choices with the same text have the same effect on commands.
func (c Choice) Text() string {
	switch c.Mode {
	case Allow:
		return string(Allow) + ":" + c.Rules.String()
	case Private:
		if len(c.Options) != 0 {
			return "pasta:" + strings.Join(c.Options, ",")
		}
	case Joined:
		return string(Joined) + ":" + c.Path
	}
	return string(c.Mode)
}

// ResolvConf is the text of /etc/resolv.conf: the host's, with the name server
// that can be reached, or nothing where nothing could be asked.
func (m Mode) ResolvConf() string {
	switch {
	case m == None:
		return ""
	case m.Filtered(): // its resolver knows no other names than those that are listed
		return "nameserver " + sentry.GatewayResolver + "\n"
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
