// Program looper uses the API as a program that forgot build.Init does, and says
// how often it was started by itself.
package main

import (
	"context"
	"fmt"
	"os"
	"strconv"

	"github.com/cooper-build/cooper/build"
)

// deepest is where it stops: nothing is proved by more.
const deepest = 4

func main() {
	depth, _ := strconv.Atoi(os.Getenv("LOOPER_DEPTH"))
	fmt.Fprintln(os.Stderr, "depth", depth)
	if depth >= deepest {
		return
	}
	if err := os.Setenv("LOOPER_DEPTH", strconv.Itoa(depth+1)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	engine, err := build.Open(context.Background(), build.Config{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	fmt.Fprintln(os.Stderr, engine.Close())
}
