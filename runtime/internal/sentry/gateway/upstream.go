package gateway

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/netip"
	"strings"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// tryTime is how long one server has for an answer.
const tryTime = 3 * time.Second

// upstream asks the DNS servers of the host.
type upstream struct{ servers []netip.AddrPort }

var errNoServer = errors.New("the host has no DNS server")

// ask asks one server after the other, twice.
func (u *upstream) ask(ctx context.Context, name dnsmessage.Name, kind dnsmessage.Type) (out answer, err error) {
	err = errNoServer
	for range 2 {
		for _, server := range u.servers {
			out, err = exchange(ctx, server, name, kind)
			if err == nil || ctx.Err() != nil {
				return out, err
			}
		}
	}
	return out, err
}

// exchange asks one server, over TCP if the answer is too long for UDP.
func exchange(ctx context.Context, server netip.AddrPort, name dnsmessage.Name, kind dnsmessage.Type) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, tryTime)
	defer cancel()
	question := dnsmessage.Question{Name: name, Type: kind, Class: dnsmessage.ClassINET}
	var id [2]byte
	_, _ = rand.Read(id[:]) // never fails
	query := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: binary.BigEndian.Uint16(id[:]), RecursionDesired: true},
		Questions: []dnsmessage.Question{question},
	}
	packed, err := query.Pack()
	if err != nil {
		return answer{}, err
	}
	for _, network := range []string{"udp", "tcp"} {
		found, truncated, err := askOver(ctx, network, server, packed, &query)
		if err != nil || !truncated {
			return found, err
		}
	}
	return answer{}, errors.New("the answer is truncated")
}

func askOver(
	ctx context.Context, network string, server netip.AddrPort, packed []byte, query *dnsmessage.Message,
) (found answer, truncated bool, err error) {
	conn, err := new(net.Dialer).DialContext(ctx, network, server.String())
	if err != nil {
		return found, false, err
	}
	defer func() { _ = conn.Close() }()
	if deadline, ok := ctx.Deadline(); ok {
		_ = conn.SetDeadline(deadline)
	}
	if network == "tcp" {
		packed = append(binary.BigEndian.AppendUint16(nil, uint16(len(packed))), packed...)
	}
	if _, err := conn.Write(packed); err != nil {
		return found, false, err
	}
	for {
		message, err := readMessage(conn, network)
		if err != nil {
			return found, false, err
		}
		found, truncated, err = readAnswer(message, query)
		if err == nil || network == "tcp" {
			return found, truncated, err
		}
		// What is no answer to the query may be from somebody who guesses.
	}
}

func readMessage(conn net.Conn, network string) ([]byte, error) {
	if network == "udp" {
		buffer := make([]byte, 65536)
		n, err := conn.Read(buffer)
		return buffer[:n], err
	}
	var size [2]byte
	if _, err := io.ReadFull(conn, size[:]); err != nil {
		return nil, err
	}
	buffer := make([]byte, binary.BigEndian.Uint16(size[:]))
	_, err := io.ReadFull(conn, buffer)
	return buffer, err
}

// readAnswer takes the addresses out of an answer. Aliases are left out: the server has followed
// them.
func readAnswer(message []byte, query *dnsmessage.Message) (found answer, truncated bool, err error) {
	var p dnsmessage.Parser
	header, err := p.Start(message)
	if err != nil {
		return found, false, err
	}
	question, err := p.Question()
	if err != nil {
		return found, false, err
	}
	asked := query.Questions[0]
	if header.ID != query.ID || !header.Response || question.Type != asked.Type ||
		!strings.EqualFold(question.Name.String(), asked.Name.String()) {
		return found, false, errors.New("it answers another question")
	}
	if err := p.SkipAllQuestions(); err != nil {
		return found, false, err
	}
	found = answer{code: header.RCode, ttl: 3600}
	for {
		h, err := p.AnswerHeader()
		if errors.Is(err, dnsmessage.ErrSectionDone) {
			return found, header.Truncated, nil
		}
		if err != nil {
			return found, false, err
		}
		found.ttl = min(found.ttl, h.TTL)
		switch {
		case h.Type != asked.Type:
			err = p.SkipAnswer()
		case h.Type == dnsmessage.TypeA:
			var r dnsmessage.AResource
			r, err = p.AResource()
			found.addresses = append(found.addresses, netip.AddrFrom4(r.A))
		case h.Type == dnsmessage.TypeAAAA:
			var r dnsmessage.AAAAResource
			r, err = p.AAAAResource()
			found.addresses = append(found.addresses, netip.AddrFrom16(r.AAAA))
		}
		if err != nil {
			return found, false, err
		}
	}
}
