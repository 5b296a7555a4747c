// Command registry serves an image registry on a loopback address, for the demo, for benchmarks
// and for trying things out. It is in memory, or in a directory.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/distribution/distribution/v3/configuration"
	"github.com/distribution/distribution/v3/registry"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/filesystem"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/inmemory"
)

func main() {
	address := flag.String("listen", "127.0.0.1:5000", "address to listen on")
	dir := flag.String("dir", "", "directory for the images (default: memory)")
	flag.Parse()
	config := &configuration.Configuration{}
	config.HTTP.Addr = *address
	config.Storage = configuration.Storage{"inmemory": configuration.Parameters{}}
	if *dir != "" {
		config.Storage = configuration.Storage{"filesystem": configuration.Parameters{"rootdirectory": *dir}}
	}
	config.Log.AccessLog.Disabled = true
	config.Log.Level = "panic"
	r, err := registry.NewRegistry(context.Background(), config)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(r.ListenAndServe())
}
