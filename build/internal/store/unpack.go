package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"go.podman.io/storage/pkg/archive"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// ownersVariable names the file of the table of owners to processes that unpack.
const ownersVariable = "_COOPER_OWNERS"

// unpackVariable says that processes of this store unpack layers by our own code.
const unpackVariable = "_COOPER_UNPACK"

// Names under which the library starts this program again to unpack a layer, and
// the descriptors that it leaves open.
const (
	untarVerb = "storage-untar"
	applyVerb = "storage-applyLayer"
	optionsFD = 3
	untarFD   = 4
)

// unpackHere unpacks a layer in this process when it was started for that, and the
// library's own way does not work: it needs a chroot, loses owners that cannot be
// given, and writes to files that trees of the copies driver share.
func unpackHere() (done bool, err error) {
	if len(os.Args) < 2 || os.Args[0] != untarVerb && os.Args[0] != applyVerb {
		return false, nil
	}
	if os.Getenv(unpackVariable) == "" {
		return false, stripInput()
	}
	if file := os.Getenv(ownersVariable); file != "" {
		if err := owner.UseFile(file); err != nil {
			return true, err
		}
	}
	if os.Args[0] == untarVerb {
		return true, untar()
	}
	return true, apply()
}

// stripInput takes attributes that would be believed out of what the library reads.
func stripInput() error {
	read, write, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("unpacking a layer: %w", err)
	}
	stream := os.Stdin
	os.Stdin = read
	go func() {
		err := layer.Strip(write, stream)
		if err = errors.Join(err, write.Close()); err != nil {
			fmt.Fprintln(os.Stderr, "unpacking a layer:", err)
			os.Exit(1) // so that half of it is not taken for all
		}
	}()
	return nil
}

// untar unpacks standard input into the directory that is open, as a layer of an
// overlay.
func untar() error {
	var options archive.TarOptions
	if err := json.NewDecoder(os.NewFile(optionsFD, "options")).Decode(&options); err != nil {
		return fmt.Errorf("reading options: %w", err)
	}
	root := safepath.NewRoot(os.NewFile(untarFD, "root"))
	defer root.Close()
	if err := layer.Extract(context.Background(), root, os.Stdin, options.WhiteoutFormat == archive.OverlayWhiteoutFormat); err != nil {
		return err
	}
	return drain()
}

// apply unpacks standard input over the tree of the layers below.
func apply() error {
	root, err := safepath.OpenRoot(os.Args[1])
	if err != nil {
		return err
	}
	defer root.Close()
	if err := layer.Extract(context.Background(), root, os.Stdin, false); err != nil {
		return err
	}
	// The size is only for display, and counted anew where it is needed.
	return errors.Join(drain(), json.NewEncoder(os.Stdout).Encode(map[string]int64{"layerSize": 0}))
}

// drain reads the padding at the end of a stream, which its digest covers.
func drain() error {
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

// openOwners prepares to remember owners, where they cannot be given. A store
// holds either real owners or remembered ones: whoever finds the other kind would
// read wrong owners.
func (s *Store) openOwners() error {
	if owner.Emulated() || s.shares {
		os.Setenv(unpackVariable, "1")
	}
	file := filepath.Join(s.private(), "owners")
	_, err := os.Lstat(file)
	remembered := err == nil
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	layers, err := s.Layers()
	if err != nil {
		return err
	}
	switch {
	case !owner.Emulated() && !remembered:
		return nil
	case !owner.Emulated() && len(layers) == 0:
		return os.Remove(file)
	case !owner.Emulated():
		return &OwnersError{Root: s.GraphRoot(), Remembered: true}
	case !remembered && len(layers) != 0:
		return &OwnersError{Root: s.GraphRoot()}
	}
	os.Setenv(ownersVariable, file)
	return owner.UseFile(file)
}

// OwnersError says that a store was written by a user who could give files to
// others, and is read by one who cannot, or the reverse.
type OwnersError struct {
	Root       string
	Remembered bool // the store's owners are remembered, not real
}

func (e *OwnersError) Error() string {
	if e.Remembered {
		return fmt.Sprintf("the store %s was written by a process with one id, which remembers owners; this one has several", e.Root)
	}
	return fmt.Sprintf("the store %s was written by a process with several ids, and this one has one: it cannot read files of others", e.Root)
}
