// Package program starts cooper-kubeconfig. `make` embeds it in compressed form, with the build tag
// cooper_embedded. Without the tag it is linked into the program that uses this package.
package program

import (
	"context"
	"fmt"

	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig"
	"github.com/cooper-build/cooper/runtime/memfile"
)

// name is the first argument of the process.
const name = "cooper-kubeconfig"

// Resolve finds the way to a cluster.
func Resolve(ctx context.Context, request kubeconfig.Request) (e kubeconfig.Endpoint, err error) {
	program, err := file()
	if err != nil {
		return e, err
	}
	p := memfile.Program{Name: name, File: program}
	if e, err = memfile.Ask[kubeconfig.Request, kubeconfig.Endpoint](ctx, p, request); err != nil {
		err = fmt.Errorf("reading the kubeconfig: %w", err)
	}
	return e, err
}
