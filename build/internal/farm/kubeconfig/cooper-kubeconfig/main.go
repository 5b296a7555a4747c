// Command cooper-kubeconfig reads kubeconfigs. Only cooper can start it: see package resolve.
package main

import (
	"os"

	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig/resolve"
)

func main() { os.Exit(resolve.Main(os.Stdin, os.Stdout, os.Stderr)) }
