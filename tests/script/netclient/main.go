// Command netclient is a client in the images of scripts. For each of its arguments it prints what
// came of it. It fails if one of them does:
//
//	http://…      the first line of an answer
//	name:NAME     the addresses of a name
//	udp:ADDRESS   what a packet leads to
//	file:PATH     the text of a file
//	wait          an error after ten seconds
//
// Variables of the environment are expanded in all of them.
package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

func main() {
	failed := false
	for _, arg := range os.Args[1:] {
		arg = os.ExpandEnv(arg)
		text, err := try(arg)
		if err != nil {
			text, failed = "error: "+err.Error(), true
		}
		fmt.Println(arg, "is", text)
	}
	if failed {
		os.Exit(1)
	}
}

func try(arg string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if name, ok := strings.CutPrefix(arg, "name:"); ok {
		addresses, err := net.DefaultResolver.LookupHost(ctx, name)
		return strings.Join(addresses, " "), err
	}
	if arg == "wait" {
		<-ctx.Done()
		return "", ctx.Err()
	}
	if name, ok := strings.CutPrefix(arg, "file:"); ok {
		text, err := os.ReadFile(name)
		return strings.TrimSpace(string(text)), err
	}
	if address, ok := strings.CutPrefix(arg, "udp:"); ok {
		return packet(ctx, address)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, arg, nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	line, _ := bufio.NewReader(answer.Body).ReadString('\n')
	return strings.TrimSpace(line), nil
}

func packet(ctx context.Context, address string) (string, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "udp", address)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close() }()
	deadline, _ := ctx.Deadline()
	_ = conn.SetDeadline(deadline)
	if _, err := conn.Write([]byte("hello")); err != nil {
		return "", err
	}
	n, err := conn.Read(make([]byte, 100))
	return fmt.Sprint(n, " bytes"), err
}
