package build_test

import (
	"archive/tar"
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing/fstest"

	"github.com/cooper-build/cooper/build"
)

// openStore opens an engine with an empty store, for an example.
func openStore(ctx context.Context) *build.Engine {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	engine, err := build.Open(ctx, build.Config{Root: filepath.Join(dir, "store")})
	if err != nil {
		log.Fatal(err)
	}
	return engine
}

// buildBusybox builds the image that examples start from.
func buildBusybox(ctx context.Context, engine *build.Engine) {
	request := build.Request{Context: build.Dir(busyboxDir), Tags: []string{"busybox"}}
	if _, err := engine.Build(ctx, request); err != nil {
		log.Fatal(err)
	}
}

// An image is made step by step, of files that are in no file system.
func ExampleEngine_From() {
	ctx := context.Background()
	engine := openStore(ctx)
	defer engine.Close()

	c, err := engine.From(ctx, "scratch", build.FromOptions{Name: "work"})
	if err != nil {
		log.Fatal(err)
	}
	defer c.Remove(ctx)
	files := fstest.MapFS{"site/index.html": {Data: []byte("<h1>Hello</h1>"), Mode: 0o644}}
	if err := c.Copy(ctx, "/srv/", []string{"site"}, build.CopyOptions{FS: files}); err != nil {
		log.Fatal(err)
	}
	entrypoint := []string{"/server", "/srv"}
	changes := build.ConfigChanges{
		Process: build.ProcessChanges{Entrypoint: &entrypoint}, Ports: []string{"8080/tcp"},
	}
	if _, err := c.Configure(ctx, changes); err != nil {
		log.Fatal(err)
	}
	result, err := c.Commit(ctx, []string{"site:1"}, build.CommitOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(c.Name, result.Names)
	// Output: work [localhost/site:1]
}

// A command runs in a container; what it writes can go anywhere.
func ExampleContainer_Run() {
	ctx := context.Background()
	engine := openStore(ctx)
	defer engine.Close()
	buildBusybox(ctx, engine)

	c, err := engine.From(ctx, "busybox", build.FromOptions{})
	if err != nil {
		log.Fatal(err)
	}
	defer c.Remove(ctx)
	err = c.Run(ctx, build.Command{
		Args:   []string{"tr", "a-z", "A-Z"},
		Stdin:  strings.NewReader("hello\n"),
		Stdout: os.Stdout,
	})
	if err != nil {
		log.Fatal(err)
	}
	// Output: HELLO
}

// The files of an image go to a writer, and a secret comes from a function.
func ExampleOutput() {
	ctx := context.Background()
	engine := openStore(ctx)
	defer engine.Close()
	buildBusybox(ctx, engine)

	token := func(context.Context) ([]byte, error) { return []byte("hush"), nil }
	read, write := io.Pipe()
	go func() {
		_, err := engine.Build(ctx, build.Request{
			Containerfile: build.Text("FROM busybox AS work\n" +
				"RUN --mount=type=secret,id=token wc -c </run/secrets/token >/length\n" +
				"FROM scratch\nCOPY --from=work /length /\n"),
			Secrets: []build.Secret{{ID: "token", Func: token}},
			Outputs: []build.Output{{Type: build.OutputTar, Writer: write}},
		})
		write.CloseWithError(err)
	}()
	archive := tar.NewReader(read)
	header, err := archive.Next()
	if err != nil {
		log.Fatal(err)
	}
	content, err := io.ReadAll(archive)
	if err != nil {
		log.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, read)
	fmt.Println(header.Name, strings.TrimSpace(string(content)))
	// Output: length 4
}

// Images of two platforms make a list.
func ExampleEngine_CreateIndex() {
	ctx := context.Background()
	engine := openStore(ctx)
	defer engine.Close()
	for _, arch := range []string{"amd64", "arm64"} {
		_, err := engine.Build(ctx, build.Request{
			Containerfile: build.Text("FROM scratch\nLABEL a=b\n"), Tags: []string{"app-" + arch},
			Platforms: build.PlatformOptions{Names: []string{"linux/" + arch}},
		})
		if err != nil {
			log.Fatal(err)
		}
	}

	_, err := engine.CreateIndex(ctx, "app:1", build.IndexOptions{Images: []string{"app-amd64", "app-arm64"}})
	if err != nil {
		log.Fatal(err)
	}
	list, err := engine.InspectIndex(ctx, "app:1", build.Access{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Count(string(list), `"architecture"`), "platforms")
	// Output: 2 platforms
}
