// Package testregistry serves an image registry on loopback for tests.
package testregistry

import (
	"context"
	"errors"
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
	address, stop, err := Serve()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return address
}

// Serve serves a registry in memory until stop is called.
func Serve() (address string, stop func(), err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	address = listener.Addr().String()
	if err := listener.Close(); err != nil {
		return "", nil, err
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
		return "", nil, err
	}
	go func() { _ = r.ListenAndServe() }()
	stop = func() { _ = r.Shutdown(context.Background()) }
	for range 100 {
		if c, err := net.Dial("tcp", address); err == nil {
			return address, stop, c.Close()
		}
		time.Sleep(20 * time.Millisecond)
	}
	stop()
	return "", nil, errors.New("the registry does not answer")
}
