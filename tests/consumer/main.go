// Consumer is a program of somebody else that builds an image with cooper's Go API:
// the one of docs/go-api.md. CI builds it as a module of its own.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/cooper-build/cooper/build"
)

func main() {
	build.Init()
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	engine, err := build.Open(ctx, build.Config{})
	if err != nil {
		return err
	}
	defer engine.Close()

	c, err := engine.From(ctx, "scratch", build.FromOptions{})
	if err != nil {
		return err
	}
	defer c.Remove(ctx)
	if err := c.Copy(ctx, "/site/", []string{"."}, build.CopyOptions{FS: os.DirFS(".")}); err != nil {
		return err
	}
	if _, err := c.Configure(ctx, build.ConfigChanges{Labels: []string{"made-by=my-program"}}); err != nil {
		return err
	}
	result, err := c.Commit(ctx, []string{"site:1"}, build.CommitOptions{})
	if err != nil {
		return err
	}
	fmt.Println(result.ID)
	return nil
}
