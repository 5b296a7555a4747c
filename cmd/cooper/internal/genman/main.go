// Genman writes the manual into a directory: a page for each command of cooper, and for each topic of
// its help.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/cli"
	"github.com/cooper-build/cooper/runtime/safepath"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: genman DIRECTORY")
	}
	if err := write(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

// write writes all pages. They have the date of SOURCE_DATE_EPOCH, and none without it, so that they
// are the same whenever they are made.
func write(dir string) error {
	date := ""
	if text := os.Getenv("SOURCE_DATE_EPOCH"); text != "" {
		seconds, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
		}
		date = time.Unix(seconds, 0).UTC().Format(time.DateOnly)
	}
	for _, p := range cli.Manual() {
		file := filepath.Join(dir, p.Name+"."+p.Section)
		if err := safepath.WriteFile(file, []byte(roff(p, date, build.Version())), 0o644); err != nil {
			return err
		}
	}
	return nil
}
