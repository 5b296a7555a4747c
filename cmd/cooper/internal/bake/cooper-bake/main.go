// Command cooper-bake reads bake and Compose files. Only cooper can start it: see package definition.
package main

import (
	"os"

	"github.com/cooper-build/cooper/cmd/cooper/internal/bake/definition"
)

func main() { os.Exit(definition.Main(os.Stdin, os.Stdout, os.Stderr)) }
