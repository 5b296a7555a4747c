package worker

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"testing"
)

// FuzzReceive: any bytes give messages and then an error; a message that is
// received has a known kind, and is the same when it is sent on.
func FuzzReceive(f *testing.F) {
	f.Add([]byte(`{"id":1,"kind":"call","method":"build","files":2,"payload":{"a":[1]}}{"id":1,"kind":"cancel"}`))
	f.Add([]byte(`{"id":1,"kind":"event","payload":"x"}` + "\n" + `{"kind":"kill","files":-1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		from := newConn(bytes.NewBuffer(data))
		for range len(data) + 1 { // a message has at least one byte
			m, err := from.receive()
			if err != nil {
				return
			}
			if !slices.Contains(kinds, m.Kind) || m.Files < 0 || m.Files > maxFiles {
				t.Fatalf("received %+v", m)
			}
			var wire bytes.Buffer
			to := newConn(&wire)
			if m.Payload == nil {
				m.Payload = json.RawMessage("null") // as an absent one is sent
			}
			if err := to.send(m.ID, m.Kind, m.Method, m.Payload); err != nil {
				t.Fatalf("sending %+v: %v", m, err)
			}
			again, err := to.receive()
			again.Files = m.Files // they come with open files only
			if err != nil || compact(again.Payload) != compact(m.Payload) {
				t.Fatalf("%+v becomes %+v, %v", m, again, err)
			}
			again.Payload, m.Payload = nil, nil
			if !reflect.DeepEqual(again, m) {
				t.Fatalf("%+v becomes %+v", m, again)
			}
		}
		t.Fatal("the messages do not end")
	})
}

// compact is JSON as the encoder writes it.
func compact(raw json.RawMessage) string {
	out, err := json.Marshal(raw)
	if err != nil {
		return err.Error()
	}
	return string(out)
}
