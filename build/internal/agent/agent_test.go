package agent_test

import (
	"crypto/ed25519"
	"encoding/pem"
	"net"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/crypto/ssh"
	sshagent "golang.org/x/crypto/ssh/agent"

	"github.com/cooper-build/cooper/build/internal/agent"
)

// TestOnlyListsAndSigns: behind the socket a key can be seen and used, and
// nothing can be changed.
func TestOnlyListsAndSigns(t *testing.T) {
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, "")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	source, err := agent.NewSource([]string{file})
	if err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(t.TempDir(), "s")
	stop, err := source.Serve(socket)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	client := sshagent.NewClient(conn)
	keys, err := client.List()
	if err != nil || len(keys) != 1 {
		t.Fatalf("%d keys, %v", len(keys), err)
	}
	signature, err := client.Sign(keys[0], []byte("data"))
	if err != nil {
		t.Fatal(err)
	}
	public, err := ssh.NewPublicKey(private.Public())
	if err != nil || public.Verify([]byte("data"), signature) != nil {
		t.Error("the signature is wrong", err)
	}
	if err := client.RemoveAll(); err == nil {
		t.Error("keys can be removed")
	}
	if err := client.Add(sshagent.AddedKey{PrivateKey: private}); err == nil {
		t.Error("keys can be added")
	}
	if err := client.Lock([]byte("x")); err == nil {
		t.Error("the agent can be locked")
	}
	stop() // hangs when a connection keeps it
	if _, err := net.Dial("unix", socket); err == nil {
		t.Error("it still listens")
	}
}
