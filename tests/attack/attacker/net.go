package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// connect tries to reach sockets, each NETWORK ADDRESS, and routes and names. NETWORK%INTERFACE sends
// packets through an interface, whatever the routes say.
func connect(args []string) error {
	for i := 0; i+1 < len(args); i += 2 {
		network, device, _ := strings.Cut(args[i], "%")
		dialer := net.Dialer{Timeout: time.Second}
		if device != "" {
			dialer.Control = func(_, _ string, c syscall.RawConn) (err error) {
				controlErr := c.Control(func(fd uintptr) { err = unix.BindToDevice(int(fd), device) })
				return errors.Join(err, controlErr)
			}
		}
		conn, err := dialer.Dial(network, args[i+1])
		if err != nil {
			continue
		}
		_, _ = io.WriteString(conn, "attacker\n")
		_ = conn.Close()
		fmt.Println("reached", args[i])
	}
	routes, err := os.ReadFile("/proc/net/route")
	if err == nil && len(routes) > 200 {
		fmt.Println("has a route")
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if names, err := net.DefaultResolver.LookupHost(ctx, "example.com"); err == nil {
		fmt.Println("resolved", names)
	}
	return nil
}

// Requests of the ssh agent protocol that change an agent or reach past it.
var agentRequests = map[string][]byte{
	"remove all":    {19},
	"lock":          append([]byte{22}, 0, 0, 0, 1, 'x'),
	"remove":        append([]byte{18}, 0, 0, 0, 0),
	"add":           append([]byte{17}, 0, 0, 0, 0),
	"add smartcard": append([]byte{20}, 0, 0, 0, 1, 'x', 0, 0, 0, 0),
	"extension":     append([]byte{27}, append([]byte{0, 0, 0, 24}, "session-bind@openssh.com"...)...),
}

// agent sends an ssh agent what a build must not.
func agent(args []string) error {
	for name, request := range agentRequests {
		conn, err := net.Dial("unix", args[0])
		if err != nil {
			return err
		}
		_ = conn.SetDeadline(time.Now().Add(2 * time.Second))
		_, err = conn.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(request))), request...))
		if err != nil {
			return err
		}
		answer := make([]byte, 5)
		if _, err := io.ReadFull(conn, answer); err == nil && answer[4] == 6 { // SSH_AGENT_SUCCESS
			fmt.Println("agent did:", name)
		}
		_ = conn.Close()
	}
	fmt.Println("agent asked", len(agentRequests))
	return nil
}
