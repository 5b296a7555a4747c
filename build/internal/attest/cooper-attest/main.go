// Command cooper-attest signs and verifies statements about images, and makes bills of materials.
// Only cooper can start it: see package verbs.
package main

import (
	"os"

	"github.com/cooper-build/cooper/build/internal/attest/verbs"
)

func main() { os.Exit(verbs.Main(os.Args[1:])) }
