package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"go.podman.io/storage/pkg/archive"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/userns"
)

// ownersVariable names the file of the table of owners to processes that unpack.
const ownersVariable = "_COOPER_OWNERS"

// Names under which the library starts this program again to unpack a layer, and
// the descriptors that it leaves open.
const (
	untarVerb = "storage-untar"
	applyVerb = "storage-applyLayer"
	optionsFD = 3
	untarFD   = 4
)

// limitsVariable holds the bounds of layers, as JSON.
const limitsVariable = "_COOPER_LAYER_LIMITS"

// packedVariable, with the id of a layer, holds its size as it was fetched, in bytes: what
// it may unpack to depends on it.
const packedVariable = "_COOPER_LAYER_PACKED_"

// boundLayer tells the process that will unpack a layer how large it is. done is to be
// called after that.
func boundLayer(id string, packed io.Reader) (done func()) {
	f, ok := packed.(*os.File)
	if !ok {
		return func() {}
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return func() {}
	}
	if os.Setenv(packedVariable+id, strconv.FormatInt(info.Size(), 10)) != nil {
		return func() {}
	}
	return func() { _ = os.Unsetenv(packedVariable + id) }
}

// packedSize is the size of the layer that this process unpacks, or of the largest of
// those that are unpacked now; 0: none is known.
func packedSize() (largest int64) {
	for _, pair := range os.Environ() {
		if text, ok := strings.CutPrefix(pair, packedVariable); ok {
			_, value, _ := strings.Cut(text, "=")
			size, _ := strconv.ParseInt(value, 10, 64)
			largest = max(largest, size)
		}
	}
	return largest
}

// unpackHere unpacks a layer in this process when it was started for that. The files
// are written by our own code, which is bounded, keeps owners that cannot be given, and
// is faster than the library's. Options of storage.conf that it does not know are the
// library's business.
func unpackHere() (done bool, err error) {
	if len(os.Args) < 2 || os.Args[0] != untarVerb && os.Args[0] != applyVerb {
		return false, nil
	}
	go endWithParent(os.Getppid())
	var bounds limits.Limits
	if text := os.Getenv(limitsVariable); text != "" {
		if err := json.Unmarshal([]byte(text), &bounds); err != nil {
			return true, fmt.Errorf("reading the limits of layers: %w", err)
		}
	}
	if file := os.Getenv(ownersVariable); file != "" {
		if err := owner.UseFile(file); err != nil {
			return true, err
		}
	}
	opts := layer.ExtractOptions{Packed: packedSize(), Limits: bounds}
	if os.Args[0] == untarVerb {
		return true, untar(opts)
	}
	return true, apply(opts)
}

// endWithParent ends a process whose result nobody waits for any more.
func endWithParent(parent int) {
	for os.Getppid() == parent {
		time.Sleep(250 * time.Millisecond)
	}
	os.Exit(1)
}

// plain reports whether options ask for nothing but the files as they are.
func plain(o *archive.TarOptions) bool {
	return o.ForceMask == nil && !o.IgnoreChownErrors && len(o.UIDMaps)+len(o.GIDMaps) == 0 && o.ChownOpts == nil
}

// untar unpacks standard input into the directory that is open, as a layer of an overlay.
func untar(opts layer.ExtractOptions) error {
	var options archive.TarOptions
	if err := json.NewDecoder(os.NewFile(optionsFD, "options")).Decode(&options); err != nil {
		return fmt.Errorf("reading options: %w", err)
	}
	if !plain(&options) && !owner.Emulated() {
		return untarByLibrary(forLibrary(opts), &options)
	}
	opts.Stacked = options.WhiteoutFormat == archive.OverlayWhiteoutFormat
	root := safepath.NewRoot(os.NewFile(untarFD, "root"))
	defer root.Close()
	if err := layer.Extract(context.Background(), root, os.Stdin, opts); err != nil {
		return err
	}
	return drain(os.Stdin)
}

// forLibrary is standard input with the bounds of a layer, and without attributes that a
// stack of layers believes.
func forLibrary(opts layer.ExtractOptions) io.Reader {
	return layer.Stripped(limits.Tar(os.Stdin, opts.Packed, opts.Limits))
}

// apply unpacks standard input over the tree of the layers below.
func apply(opts layer.ExtractOptions) error {
	options := &archive.TarOptions{}
	if text := os.Getenv("OPT"); text != "" {
		if err := json.Unmarshal([]byte(text), options); err != nil {
			return fmt.Errorf("reading options: %w", err)
		}
	}
	if !plain(options) && !owner.Emulated() {
		return applyByLibrary(forLibrary(opts), options)
	}
	root, err := safepath.OpenRoot(os.Args[1])
	if err != nil {
		return err
	}
	defer root.Close()
	if err := layer.Extract(context.Background(), root, os.Stdin, opts); err != nil {
		return err
	}
	// The size is only for display, and counted anew where it is needed.
	return errors.Join(drain(os.Stdin), json.NewEncoder(os.Stdout).Encode(map[string]int64{"layerSize": 0}))
}

// drain reads the padding at the end of a stream, which its digest covers.
func drain(stream io.Reader) error {
	_, err := io.Copy(io.Discard, stream)
	return err
}

// untarByLibrary has the library write the files of a layer, with the directory that it
// has opened for that as the root of this process.
func untarByLibrary(stream io.Reader, options *archive.TarOptions) error {
	unix.Umask(0)
	if err := errors.Join(unix.Fchdir(untarFD), unix.Chroot("."), unix.Close(untarFD)); err != nil {
		return fmt.Errorf("entering the directory of a layer: %w", err)
	}
	if err := archive.Unpack(stream, os.Args[1], options); err != nil {
		return err
	}
	return drain(stream)
}

func applyByLibrary(stream io.Reader, options *archive.TarOptions) error {
	unix.Umask(0)
	options.InUserNS = options.InUserNS || !userns.Initial()
	if err := errors.Join(unix.Chroot(os.Args[1]), unix.Chdir("/")); err != nil {
		return fmt.Errorf("entering the directory of a layer: %w", err)
	}
	temp, err := os.MkdirTemp("/", "temp-storage-extract")
	if err != nil {
		return err
	}
	if err := os.Setenv("TMPDIR", temp); err != nil {
		return err
	}
	size, err := archive.UnpackLayer("/", stream, options)
	if err = errors.Join(err, os.RemoveAll(temp)); err != nil {
		return err
	}
	return errors.Join(drain(stream), json.NewEncoder(os.Stdout).Encode(map[string]int64{"layerSize": size}))
}

// failUnpack ends a process that unpacks. The process that started it knows a full
// disk by the status, and a limit by what is written.
func failUnpack(err error) {
	var exceeded *limits.Exceeded
	if errors.As(err, &exceeded) {
		if text, err := json.Marshal(exceeded); err == nil {
			fmt.Fprintf(os.Stderr, "%s%s\n", exceededMark, text)
		}
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
	if errors.Is(err, unix.ENOSPC) {
		os.Exit(noSpaceStatus)
	}
	os.Exit(1)
}

// What the library knows of a process that unpacks.
const (
	noSpaceStatus = 2
	exceededMark  = "cooper-limit:"
)

// explainUnpack finds the limit in the error of a process that unpacked.
func explainUnpack(err error) error {
	if err == nil {
		return nil
	}
	_, text, ok := strings.Cut(err.Error(), exceededMark)
	var exceeded limits.Exceeded
	if !ok || json.NewDecoder(strings.NewReader(text)).Decode(&exceeded) != nil {
		return err
	}
	return fmt.Errorf("unpacking a layer: %w", &exceeded)
}

// openOwners prepares to remember owners, where they cannot be given. A store
// holds either real owners or remembered ones: whoever finds the other kind would
// read wrong owners.
func (s *Store) openOwners() error {
	file := filepath.Join(s.private(), "owners")
	_, err := os.Lstat(file)
	remembered := err == nil
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	layers, err := s.library.Layers()
	if err != nil {
		return err
	}
	switch {
	case !owner.Emulated() && !remembered:
		return nil
	case !owner.Emulated() && len(layers) == 0:
		return os.Remove(file)
	case !owner.Emulated():
		return &OwnersError{Root: s.library.GraphRoot(), Remembered: true}
	case !remembered && len(layers) != 0:
		return &OwnersError{Root: s.library.GraphRoot()}
	}
	if err := os.Setenv(ownersVariable, file); err != nil {
		return err
	}
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
		return fmt.Sprintf("the store %s was written by processes with one id, which emulate owners, "+
			"but this process has several ids", e.Root)
	}
	return fmt.Sprintf("the store %s was written by processes with several ids, but this process has one id: "+
		"it cannot read files of other users", e.Root)
}
