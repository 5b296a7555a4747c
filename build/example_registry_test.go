package build_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/internal/testregistry"
)

// startRegistry serves a registry for an example, over plain HTTP.
func startRegistry() (host string, access build.Access, stop func()) {
	host, stop, err := testregistry.Serve()
	if err != nil {
		log.Fatal(err)
	}
	verify := false
	return host, build.Access{TLSVerify: &verify}, stop
}

// An image is pushed, signed, verified and pulled by its digest.
func ExampleEngine_Push() {
	ctx := context.Background()
	host, access, stop := startRegistry()
	defer stop()
	engine := openStore(ctx)
	defer engine.Close()
	if _, err := engine.Build(ctx, build.Request{
		Containerfile: build.Text("FROM scratch\nLABEL a=b\n"), Tags: []string{"app"},
	}); err != nil {
		log.Fatal(err)
	}

	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	key, passphrase := filepath.Join(dir, "release"), []byte("correct horse")
	if err := build.GenerateKeyPair(key, passphrase); err != nil {
		log.Fatal(err)
	}
	push := build.PushRequest{Image: "app", Destination: host + "/team/app:1", Access: access}
	push.Sign = build.Key{PrivateKeyFile: key + ".key", Passphrase: passphrase}
	pushed, err := engine.Push(ctx, push)
	if err != nil {
		log.Fatal(err)
	}

	verification, err := engine.Verify(ctx, build.VerifyRequest{
		Image: host + "/team/app:1", Access: access,
		VerifyPolicy: build.VerifyPolicy{Signatures: build.Signatures{Keys: []string{key + ".pub"}}},
	})
	if err != nil {
		log.Fatal(err)
	}
	id, err := engine.Pull(ctx, build.PullRequest{Name: host + "/team/app@" + pushed.Digest, Access: access})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(verification.OK, verification.Digest == pushed.Digest, len(id))
	// Output: true true 64
}

// Images get more names, are listed and are removed.
func ExampleEngine_Images() {
	ctx := context.Background()
	engine := openStore(ctx)
	defer engine.Close()
	if _, err := engine.Build(ctx, build.Request{
		Containerfile: build.Text("FROM scratch\nLABEL a=b\n"), Tags: []string{"app:1"},
	}); err != nil {
		log.Fatal(err)
	}
	if err := engine.Tag(ctx, "app:1", "app:latest"); err != nil {
		log.Fatal(err)
	}
	images, err := engine.Images(ctx)
	if err != nil {
		log.Fatal(err)
	}
	for _, image := range images {
		fmt.Println(image.Names)
	}
	removed, err := engine.Remove(ctx, []string{"app:1"}, build.RemoveOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(removed.Untagged)
	// Output:
	// [localhost/app:latest localhost/app:1]
	// [localhost/app:1]
}

// An image is put on another base without building it again.
func ExampleEngine_Rebase() {
	ctx := context.Background()
	engine := openStore(ctx)
	defer engine.Close()
	for name, text := range map[string]string{
		"base:1": "FROM scratch\nCOPY <<a /base\n1\na\n", "base:2": "FROM scratch\nCOPY <<a /base\n2\na\n",
	} {
		request := build.Request{Containerfile: build.Text(text), Tags: []string{name}}
		if _, err := engine.Build(ctx, request); err != nil {
			log.Fatal(err)
		}
	}
	if _, err := engine.Build(ctx, build.Request{
		Containerfile: build.Text("FROM base:1\nCOPY <<a /app\napp\na\n"), Tags: []string{"app:1"},
	}); err != nil {
		log.Fatal(err)
	}
	result, err := engine.Rebase(ctx, build.RebaseRequest{
		Image: "app:1", OldBase: "base:1", Onto: "base:2", Pull: build.PullNever, Tags: []string{"app:2"},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Names)
	// Output: [localhost/app:2]
}
