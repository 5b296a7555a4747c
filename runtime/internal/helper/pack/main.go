// Command pack compresses a program that is embedded, and is part of `make`.
package main

import (
	"fmt"
	"os"

	"github.com/klauspost/compress/zstd"

	"github.com/cooper-build/cooper/runtime/safepath"
)

func main() {
	if err := pack(); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func pack() error {
	if len(os.Args) != 3 {
		return fmt.Errorf("usage: pack PROGRAM FILE")
	}
	program, err := os.ReadFile(os.Args[1])
	if err != nil {
		return err
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	return safepath.WriteFile(os.Args[2], w.EncodeAll(program, nil), 0o644)
}
