// Package sentry is the protocol between a worker and cooper-sentry, the program that runs
// a command in gVisor's application kernel. This package does not import gVisor.
//
// The worker writes Orders to a pipe, and then single bytes, which are signals. The program
// writes reports to another pipe, in the form of package child. When the command has ended,
// it writes the changes of the root filesystem to a third pipe, as an OCI layer (image-spec,
// "Image Layer Filesystem Changeset").
package sentry

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Descriptors that the worker leaves open for cooper-sentry.
const (
	OrdersFD = 3
	ReportFD = 4
	LayerFD  = 5
	OpenedFD = 6 // the first of the open trees
)

// Orders is one command, with everything that it sees.
type Orders struct {
	Platform string   // how system calls are intercepted: a name of gVisor
	Trees    []Tree   // what the gofer serves
	Root     []int    // trees of the root filesystem, top first
	Stubs    int      // tree with mount points that lies below them and does not count; -1: none
	MakeCwd  bool     // the working directory is made where it is missing
	Mounts   []Mount  // in order
	Masked   []string // paths that are empty, if they exist
	ReadOnly []string // paths that are read-only, if they exist
	Scratch  string   // directory of the host for an unlinked file with what the command writes
	Owners   []byte   // records of package owner

	Hostname    string
	HostNetwork bool // the sockets of the host; otherwise only a loopback interface
	Gateway     int  // a socket that leads to a gateway is another interface; 0: there is none

	Args, Env  []string
	Cwd        string
	UID, GID   uint32
	Groups     []uint32
	Bounding   uint64 // bit set of capabilities; also what uid 0 has
	NoNewPrivs bool
	Umask      uint32
	Rlimits    []Rlimit
	Terminal   bool   // standard input is a socket that gets the terminal's other end
	Seccomp    []byte // struct sock_filter array; empty: no filter
	MaxPIDs    int64  // 0: no limit
	KeepFailed bool   // write the layer also when the command failed
}

// Tree is a directory or file of the host.
type Tree struct {
	Path     string
	Opened   int // its descriptor in this process, from OpenedFD on; 0: Path names it
	Dir      bool
	Writable bool
	Links    bool // its files have other names in other trees, which do not count
	Socket   bool // a socket that the command may connect to
}

// Kind is the kind of a Mount.
type Kind string

// The kinds of mounts.
const (
	KindTree  Kind = "tree"  // a tree of the host
	KindTmpfs Kind = "tmpfs" // memory
	KindFile  Kind = "file"  // a file in memory that holds Data
)

// Mount is a mount above the root filesystem.
type Mount struct {
	Kind     Kind
	Target   string // absolute, in the root filesystem
	Tree     int    // KindTree
	Discard  bool   // KindTree: changes go to memory
	ReadOnly bool
	NoExec   bool
	Size     string // KindTmpfs, as tmpfs(5) has it; empty: its default
	Mode     uint32 // KindTmpfs, KindFile
	UID, GID uint32 // KindFile
	Data     []byte // KindFile
}

// Rlimit is one resource limit of the command, RLIMIT_*.
type Rlimit struct {
	Resource   uint32
	Soft, Hard uint64
}

// maxOrders limits orders, in bytes.
const maxOrders = 64 << 20

// Frame is the orders as the worker writes them to the pipe.
func (o *Orders) Frame() ([]byte, error) {
	body, err := json.Marshal(o)
	if err != nil {
		return nil, fmt.Errorf("writing orders: %w", err)
	}
	return append(binary.LittleEndian.AppendUint64(nil, uint64(len(body))), body...), nil
}

// Read reads orders from a pipe.
func Read(r io.Reader) (*Orders, error) {
	var size [8]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return nil, err
	}
	n := binary.LittleEndian.Uint64(size[:])
	if n > maxOrders {
		return nil, errors.New("orders are too large")
	}
	body := make([]byte, n)
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, err
	}
	orders := new(Orders)
	return orders, json.Unmarshal(body, orders)
}
