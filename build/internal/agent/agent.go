// Package agent gives a RUN restricted access to an ssh agent. The socket in the sandbox
// lists keys and signs. It refuses every other request.
package agent

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// maxKey bounds a key file, in bytes.
const maxKey = 1 << 20

// Source is an agent, or the keys of one.
type Source struct {
	paths []string
}

// NewSource checks the paths of an agent's socket or of private keys.
func NewSource(paths []string) (*Source, error) {
	sockets := 0
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, err
		}
		if info.Mode()&os.ModeSocket != 0 {
			sockets++
		}
	}
	if len(paths) == 0 || sockets > 0 && len(paths) > 1 {
		return nil, errors.New("use one socket, or key files")
	}
	return &Source{paths}, nil
}

// open returns the agent for one connection.
func (s *Source) open() (agent.Agent, func(), error) {
	if info, err := os.Stat(s.paths[0]); err == nil && info.Mode()&os.ModeSocket != 0 {
		conn, err := net.Dial("unix", s.paths[0])
		if err != nil {
			return nil, nil, err
		}
		return agent.NewClient(conn), func() { _ = conn.Close() }, nil
	}
	ring := agent.NewKeyring()
	for _, p := range s.paths {
		text, err := readKey(p)
		if err != nil {
			return nil, nil, err
		}
		key, err := ssh.ParseRawPrivateKey(text)
		if err != nil {
			return nil, nil, fmt.Errorf("reading the key %s: %w", p, err)
		}
		if err := ring.Add(agent.AddedKey{PrivateKey: key}); err != nil {
			return nil, nil, err
		}
	}
	return ring, func() {}, nil
}

func readKey(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxKey))
}

// Serve listens on a new socket until the returned function is called.
func (s *Source) Serve(socket string) (stop func(), err error) {
	_, done, err := s.open() // a key that cannot be read is an error now
	if err != nil {
		return nil, err
	}
	done()
	l, err := net.Listen("unix", socket)
	if err != nil {
		return nil, err
	}
	var open sync.Map
	var served sync.WaitGroup
	served.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			open.Store(conn, func() {})
			served.Go(func() {
				defer open.Delete(conn)
				defer func() { _ = conn.Close() }()
				s.serve(conn, func(done func()) { open.Store(conn, done) })
			})
		}
	})
	return func() {
		_ = l.Close()
		// Also the connection to the agent: it may be waiting for a person.
		open.Range(func(conn, done any) bool {
			_ = conn.(net.Conn).Close()
			done.(func())()
			return true
		})
		served.Wait()
	}, nil
}

func (s *Source) serve(conn net.Conn, opened func(done func())) {
	real, done, err := s.open()
	if err != nil {
		return
	}
	defer done()
	opened(done)
	_ = agent.ServeAgent(signer{real}, conn)
}

var errRefused = errors.New("a build may only list keys and sign with them")

// signer is an agent that only lists and signs.
type signer struct{ real agent.Agent }

func (s signer) List() ([]*agent.Key, error) { return s.real.List() }

func (s signer) Sign(key ssh.PublicKey, data []byte) (*ssh.Signature, error) {
	return s.real.Sign(key, data)
}

// SignWithFlags chooses the algorithm that the client asks for.
func (s signer) SignWithFlags(key ssh.PublicKey, data []byte, flags agent.SignatureFlags) (*ssh.Signature, error) {
	if real, ok := s.real.(agent.ExtendedAgent); ok {
		return real.SignWithFlags(key, data, flags)
	}
	return s.real.Sign(key, data)
}

func (signer) Extension(string, []byte) ([]byte, error) { return nil, agent.ErrExtensionUnsupported }
func (signer) Add(agent.AddedKey) error                 { return errRefused }
func (signer) Remove(ssh.PublicKey) error               { return errRefused }
func (signer) RemoveAll() error                         { return errRefused }
func (signer) Lock([]byte) error                        { return errRefused }
func (signer) Unlock([]byte) error                      { return errRefused }
func (signer) Signers() ([]ssh.Signer, error)           { return nil, errRefused }

var _ agent.ExtendedAgent = signer{}
