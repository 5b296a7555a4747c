package build_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"

	"github.com/cooper-build/cooper/build"
)

// Events tell what a build does while it does it.
func ExampleEngine_Build_events() {
	ctx := context.Background()
	engine := openStore(ctx)
	defer engine.Close()
	request := build.Request{
		Containerfile: build.Text("FROM scratch\nCOPY <<a /a\nhello\na\nLABEL made=here\n"),
		OnEvent: func(e build.Event) {
			switch e.Kind {
			case build.EventStepDone:
				fmt.Println("made:", e.Instruction)
			case build.EventStepCached:
				fmt.Println("cached:", e.Instruction)
			}
		},
	}
	for range 2 {
		if _, err := engine.Build(ctx, request); err != nil {
			log.Fatal(err)
		}
	}
	// Output:
	// made: COPY <<a /a
	// cached: COPY <<a /a
}

// A build for several platforms makes an image index.
func ExampleEngine_Build_platforms() {
	ctx := context.Background()
	engine := openStore(ctx)
	defer engine.Close()
	result, err := engine.Build(ctx, build.Request{
		Containerfile: build.Text("FROM scratch\nARG TARGETARCH\nLABEL arch=$TARGETARCH\n"),
		Platforms:     build.PlatformOptions{Names: []string{"linux/amd64", "linux/arm64"}},
		Tags:          []string{"app"},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Type)
	// Output: application/vnd.oci.image.index.v1+json
}

// A secret comes from a function. It is in a file while one RUN runs, and in no layer.
func ExampleSecret() {
	ctx := context.Background()
	engine := openStore(ctx)
	defer engine.Close()
	buildBusybox(ctx, engine)
	var said strings.Builder
	_, err := engine.Build(ctx, build.Request{
		Containerfile: build.Text("FROM busybox\nRUN --mount=type=secret,id=token wc -c </run/secrets/token\n"),
		Secrets: []build.Secret{{
			ID: "token", Func: func(context.Context) ([]byte, error) { return []byte("hush"), nil },
		}},
		OnEvent: func(e build.Event) {
			if e.Kind == build.EventLog {
				said.Write(e.Data)
			}
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.TrimSpace(said.String()), "bytes")
	// Output: 4 bytes
}

// A build ends when its context does. Nothing of it is left.
func ExampleEngine_Build_cancel() {
	ctx, cancel := context.WithCancel(context.Background())
	engine := openStore(ctx)
	defer engine.Close()
	buildBusybox(ctx, engine)
	_, err := engine.Build(ctx, build.Request{
		Containerfile: build.Text("FROM busybox\nRUN echo begun && sleep 3600\n"),
		OnEvent: func(e build.Event) {
			if e.Kind == build.EventLog {
				cancel()
			}
		},
	})
	fmt.Println(errors.Is(err, build.ErrCanceled), errors.Is(err, context.Canceled))
	// Output: true true
}

// A Containerfile is checked without an engine.
func ExampleCheck() {
	result, err := build.Check(build.Request{
		Containerfile: build.Text("FROM scratch\nMAINTAINER somebody\nCMD run\n"),
	}, build.CheckOptions{})
	if err != nil {
		log.Fatal(err)
	}
	for _, w := range result.Warnings {
		fmt.Printf("line %d: %s\n", w.Line, w.Rule)
	}
	// Output:
	// line 2: MaintainerDeprecated
	// line 3: JSONArgsRecommended
}

// A build for two architectures, as Jobs of a cluster. The images go to the registry, and not here.
func ExampleEngine_BuildOn() {
	ctx := context.Background()
	engine, err := build.Open(ctx, build.Config{})
	if err != nil {
		log.Fatal(err)
	}
	defer engine.Close()
	cluster, err := build.OnKubernetes(ctx, build.KubernetesOptions{Namespace: "builds"})
	if err != nil {
		log.Fatal(err)
	}
	result, err := engine.BuildOn(ctx, build.FarmRequest{
		Machines: []build.Machine{cluster},
		Request: build.Request{
			Context:   build.Dir("."),
			Tags:      []string{"registry.example.com/team/app:1"},
			Platforms: build.PlatformOptions{Names: []string{"linux/amd64", "linux/arm64"}},
			Outputs:   []build.Output{{Type: build.OutputRegistry}},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Digest)
}
