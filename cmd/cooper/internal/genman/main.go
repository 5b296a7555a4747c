// Genman writes a manual page for each command of cooper into a directory.
package main

import (
	"log"
	"os"
	"time"

	"github.com/spf13/cobra/doc"

	"github.com/cooper-build/cooper/cmd/cooper/internal/cli"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: genman DIRECTORY")
	}
	// The pages are the same whenever they are made.
	date := time.Unix(0, 0).UTC()
	header := &doc.GenManHeader{
		Title:   "COOPER",
		Section: "1",
		Source:  "cooper",
		Manual:  "Container images without root",
		Date:    &date,
	}
	root := cli.Commands()
	root.DisableAutoGenTag = true
	if err := doc.GenManTree(root, header, os.Args[1]); err != nil {
		log.Fatal(err)
	}
}
