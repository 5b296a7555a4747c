// Package program starts cooper-bake. `make` embeds it in compressed form, with the build tag
// cooper_embedded. Without the tag it is linked into the program that uses this package.
package program

import (
	"context"

	"github.com/cooper-build/cooper/cmd/cooper/internal/bake"
	"github.com/cooper-build/cooper/runtime/memfile"
)

// name is the first argument of the process.
const name = "cooper-bake"

// Read reads the files of a request.
func Read(ctx context.Context, request bake.Request) (result bake.Result, err error) {
	program, err := file()
	if err != nil {
		return result, err
	}
	return memfile.Ask[bake.Request, bake.Result](ctx, memfile.Program{Name: name, File: program}, request)
}
