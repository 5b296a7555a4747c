package build_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"testing"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/internal/testenv"
)

// busyboxDir is a directory with a Containerfile of a small image that has a shell.
var busyboxDir string

func TestMain(m *testing.M) {
	build.Init()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "examples")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	busyboxDir = filepath.Join(dir, "busybox")
	if err := os.Mkdir(busyboxDir, 0o755); err != nil {
		log.Fatal(err)
	}
	// The stores of the examples are removed with it.
	if err := os.Setenv("TMPDIR", dir); err != nil {
		log.Fatal(err)
	}
	if err := testenv.MakeBusyboxContext(busyboxDir); err != nil {
		log.Fatal(err)
	}
	return m.Run()
}

// A program builds an image from a directory.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	engine, err := build.Open(ctx, build.Config{Root: filepath.Join(dir, "store")})
	if err != nil {
		log.Fatal(err)
	}
	defer engine.Close()

	result, err := engine.Build(ctx, build.Request{
		Containerfile: build.Containerfile{
			Text: []byte("FROM scratch\nCOPY <<hello /hello\nHello, $NAME.\nhello\nLABEL made=by-example\n"),
			Args: map[string]string{"NAME": "reader"},
		},
		Tags: []string{"hello"},
		Run:  build.RunOptions{Network: build.NetworkOptions{Mode: build.NetworkNone}},
	})
	if err != nil {
		log.Fatal(err)
	}
	image, err := engine.Inspect(ctx, result.ID)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(image.Names[0])
	// Output: localhost/hello:latest
}

// An error says where it is, and what to do.
func ExampleError() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	engine, err := build.Open(ctx, build.Config{Root: filepath.Join(dir, "store")})
	if err != nil {
		log.Fatal(err)
	}
	defer engine.Close()

	_, err = engine.Build(ctx, build.Request{Containerfile: build.Text("FROM scratch\nRUN make\n")})
	var e *build.Error
	if errors.As(err, &e) && errors.Is(err, build.ErrRun) {
		fmt.Printf("line %d of %s: %s\n%s\n", e.Line, e.File, e.Message, e.Hint)
	}
	// Output:
	// line 2 of Containerfile: the image has no /bin/sh
	// use the exec form, RUN ["/path/to/program", "argument"], or a base that has a shell
}
