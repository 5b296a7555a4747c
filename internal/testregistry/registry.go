// Package testregistry serves an image registry on loopback for tests.
package testregistry

import (
	"context"
	"io"
	"net"
	"testing"
	"time"

	"github.com/distribution/distribution/v3/configuration"
	"github.com/distribution/distribution/v3/registry"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/inmemory"
	"github.com/sirupsen/logrus"
)

// Start serves a registry in memory until the test ends, and returns its address.
func Start(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	config := &configuration.Configuration{}
	config.HTTP.Addr = address
	config.HTTP.DrainTimeout = time.Second
	config.Storage = configuration.Storage{"inmemory": configuration.Parameters{}}
	config.Log.AccessLog.Disabled = true
	config.Log.Level = "panic"
	logrus.SetOutput(io.Discard)
	r, err := registry.NewRegistry(context.Background(), config)
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = r.ListenAndServe() }()
	t.Cleanup(func() { _ = r.Shutdown(context.Background()) })
	for range 100 {
		if c, err := net.Dial("tcp", address); err == nil {
			_ = c.Close()
			return address
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("the registry does not answer")
	return ""
}
