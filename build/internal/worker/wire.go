// Package worker runs the engine in a process of its own.
//
// What cooper does needs to be root of a user namespace, which a Go program
// cannot become while it runs, and which a program that merely uses the API
// should not become. So the engine lives in a child of the same executable,
// and the two talk over a socket:
//
//	parent                        worker
//	  {id, call, payload} ------>   handler runs
//	                      <------   {id, event, payload}, any number of times
//	                      <------   {id, result, payload} or {id, error}
//	  {id, cancel} ------------->   the handler's context ends
//	  {id, call, files: n} ----->   n open files come over a second socket
//	  {kill} ------------------->   its processes are killed
//
// Messages are JSON, one after another. Calls run side by side. When the parent
// dies the socket closes, and the worker cancels everything and exits.
package worker

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
)

// kind is the type of a message.
type kind string

const (
	kindCall   kind = "call"
	kindCancel kind = "cancel"
	kindKill   kind = "kill"
	kindEvent  kind = "event"
	kindResult kind = "result"
	kindError  kind = "error"
)

var kinds = []kind{kindCall, kindCancel, kindKill, kindEvent, kindResult, kindError}

// message is one unit of the protocol.
type message struct {
	ID      uint64          `json:"id"`
	Kind    kind            `json:"kind"`
	Method  string          `json:"method,omitempty"`
	Files   int             `json:"files,omitempty"` // open files that come with a call
	Payload json.RawMessage `json:"payload,omitempty"`
}

// conn writes and reads messages. Writes may come from any goroutine.
type conn struct {
	mu  sync.Mutex
	out *json.Encoder
	in  *json.Decoder
}

func newConn(rw io.ReadWriter) *conn {
	return &conn{out: json.NewEncoder(rw), in: json.NewDecoder(rw)}
}

func (c *conn) send(id uint64, k kind, method string, payload any) error {
	return c.sendWith(id, k, method, payload, nil, nil)
}

// sendWith sends a message, and before it files over another socket.
func (c *conn) sendWith(id uint64, k kind, method string, payload any, files []*os.File, over *os.File) error {
	raw, err := json.Marshal(payload)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(files) != 0 {
		if err := sendFiles(over, files); err != nil {
			return err
		}
	}
	if err := c.out.Encode(message{ID: id, Kind: k, Method: method, Payload: raw, Files: len(files)}); err != nil {
		return &sendError{err}
	}
	return nil
}

// sendError means that the other side is gone.
type sendError struct{ error }

func (e *sendError) Unwrap() error { return e.error }

func (c *conn) receive() (message, error) {
	var m message
	err := c.in.Decode(&m)
	if err == nil && (!slices.Contains(kinds, m.Kind) || m.Files < 0 || m.Files > maxFiles) {
		err = fmt.Errorf("invalid message of kind %q with %d files", m.Kind, m.Files)
	}
	return m, err
}
