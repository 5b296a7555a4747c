// Command registry serves an image registry on a loopback address, in memory,
// for the demo and for trying things out.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/distribution/distribution/v3/configuration"
	"github.com/distribution/distribution/v3/registry"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/inmemory"
)

func main() {
	address := flag.String("listen", "127.0.0.1:5000", "address to listen on")
	flag.Parse()
	config := &configuration.Configuration{}
	config.HTTP.Addr = *address
	config.Storage = configuration.Storage{"inmemory": configuration.Parameters{}}
	config.Log.AccessLog.Disabled = true
	config.Log.Level = "panic"
	r, err := registry.NewRegistry(context.Background(), config)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(r.ListenAndServe())
}
