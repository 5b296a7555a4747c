package build_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/cooper-build/cooper/build"
)

// buildText builds an image from the text of a Containerfile.
func buildText(ctx context.Context, engine *build.Engine, tag, text string) {
	request := build.Request{Containerfile: build.Text(text), Tags: []string{tag}}
	if _, err := engine.Build(ctx, request); err != nil {
		log.Fatal(err)
	}
}

// Images go to another store in an archive.
func ExampleEngine_Save() {
	ctx := context.Background()
	here, there := openStore(ctx), openStore(ctx)
	defer here.Close()
	defer there.Close()
	buildText(ctx, here, "app:1", "FROM scratch\nLABEL a=b\n")

	archive, err := os.CreateTemp("", "*.tar")
	if err != nil {
		log.Fatal(err)
	}
	defer os.Remove(archive.Name())
	if err := here.Save(ctx, archive, build.SaveRequest{Images: []string{"app:1"}}); err != nil {
		log.Fatal(err)
	}
	loaded, err := there.Load(ctx, build.LoadRequest{File: archive.Name()})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(loaded[0].Names)
	// Output: [localhost/app:1]
}

// Two images differ in files and in settings.
func ExampleEngine_Diff() {
	ctx := context.Background()
	engine := openStore(ctx)
	defer engine.Close()
	buildText(ctx, engine, "app:1", "FROM scratch\nCOPY <<a /version\n1\na\nUSER 1000\n")
	buildText(ctx, engine, "app:2", "FROM scratch\nCOPY <<a /version\n2\na\nUSER 2000\n")

	differences, err := engine.Diff(ctx, "app:1", "app:2")
	if err != nil {
		log.Fatal(err)
	}
	for _, file := range differences.Files {
		fmt.Println(file.Kind, file.Path)
	}
	for _, field := range differences.Config {
		if field.Name == "config.User" {
			fmt.Println(field.Name, field.Old, field.New)
		}
	}
	// Output:
	// C /version
	// config.User "1000" "2000"
}

// A lock file names the digest of each base, so that a later build uses the same.
func ExampleEngine_Lock() {
	ctx := context.Background()
	host, access, stop := startRegistry()
	defer stop()
	engine := openStore(ctx)
	defer engine.Close()
	buildText(ctx, engine, "base", "FROM scratch\nLABEL a=b\n")
	base := host + "/base:1"
	if _, err := engine.Push(ctx, build.PushRequest{Image: "base", Destination: base, Access: access}); err != nil {
		log.Fatal(err)
	}

	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	file := filepath.Join(dir, "Containerfile")
	if err := os.WriteFile(file, []byte("FROM "+base+"\n"), 0o644); err != nil {
		log.Fatal(err)
	}
	locked, err := engine.Lock(ctx, build.LockRequest{Request: build.Request{Context: build.Dir(dir), Access: access}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(filepath.Base(locked.File), locked.Sources)
	// Output: Containerfile.lock 1
}

// What earlier builds left is listed and removed.
func ExampleEngine_PruneCache() {
	ctx := context.Background()
	engine := openStore(ctx)
	defer engine.Close()
	buildText(ctx, engine, "app",
		"FROM scratch AS work\nCOPY <<end /a\ntext\nend\nFROM scratch\nCOPY --from=work /a /b\n")

	if _, err := engine.PruneCache(ctx, build.CachePrune{}); err != nil {
		log.Fatal(err)
	}
	left, err := engine.CacheItems(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(left))
	// Output: 0
}
