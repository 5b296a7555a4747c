// Package gofer serves files of the host to a sentry, by gVisor's protocol lisafs. It runs
// in a process of its own, which can use nothing else of the host.
//
// A file has the owner, mode and capabilities that package owner remembers for it.
package gofer

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"

	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/lisafs"
	"gvisor.dev/gvisor/pkg/unet"

	"github.com/cooper-build/cooper/runtime/internal/report"
	"github.com/cooper-build/cooper/runtime/internal/sentry"
	"github.com/cooper-build/cooper/runtime/owner"
)

// Verb is the first argument of the process of a gofer.
const Verb = "gofer"

// Descriptors of a gofer. Those of the connections follow, one for each tree.
const (
	ordersFD     = 3
	reportFD     = 4
	connectionFD = 5 // the first; the open trees follow
)

// orders are what a gofer serves.
type orders struct {
	Trees  []sentry.Tree
	Owners []byte
}

// Start starts a gofer, and returns the client's end of a connection for each tree. The
// gofer ends when all connections are closed.
func Start(trees []sentry.Tree, owners []byte, reports *os.File) (connections []int, err error) {
	data, err := json.Marshal(orders{trees, owners})
	if err != nil {
		return nil, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer read.Close()
	defer write.Close()
	cmd := exec.Command("/proc/self/exe", Verb)
	cmd.Args[0] = sentry.Name
	cmd.Env = os.Environ()
	cmd.ExtraFiles = []*os.File{read, reports}
	cmd.Stderr = os.Stderr
	for range trees {
		pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			return nil, err
		}
		far := os.NewFile(uintptr(pair[0]), "connection")
		defer far.Close()
		cmd.ExtraFiles = append(cmd.ExtraFiles, far)
		connections = append(connections, pair[1])
	}
	for _, t := range trees {
		if t.Opened != 0 {
			cmd.ExtraFiles = append(cmd.ExtraFiles, os.NewFile(uintptr(t.Opened), t.Path))
		}
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting the gofer: %w", err)
	}
	read.Close()
	if _, err := write.Write(data); err != nil {
		return nil, fmt.Errorf("starting the gofer: %w", err)
	}
	return connections, nil
}

// Main is the main function of a gofer. It returns its exit code.
func Main() int {
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, "cooper-sentry: serving files:", err)
		return 1
	}
	return 0
}

func serve() error {
	unix.Umask(0)
	raiseFileLimit()
	in := os.NewFile(ordersFD, "orders")
	data, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	in.Close()
	var o orders
	if err := json.Unmarshal(data, &o); err != nil {
		return err
	}
	reports := os.NewFile(reportFD, "report")
	owner.UseRecords(o.Owners, func(record []byte) error { return report.Owner(reports, record) })
	server := lisafs.NewServer()
	roots := make([]int, len(o.Trees))
	opened := connectionFD + len(o.Trees)
	for i, t := range o.Trees {
		if t.Opened != 0 {
			roots[i] = opened
			opened++
		} else if roots[i], err = unix.Open(t.Path, unix.O_PATH|unix.O_CLOEXEC, 0); err != nil {
			return &os.PathError{Op: "open", Path: t.Path, Err: err}
		}
		// The first one also asks for the rights of this process, which is forbidden later.
		if _, err := new(tree).statOf(roots[i]); err != nil {
			return &os.PathError{Op: "stat", Path: t.Path, Err: err}
		}
	}
	if err := hold(o.Trees, roots); err != nil {
		return fmt.Errorf("confining itself: %w", err)
	}
	for i, t := range o.Trees {
		socket, err := unet.NewSocket(connectionFD + i)
		if err != nil {
			return err
		}
		served := &tree{root: roots[i], socket: t.Socket}
		if t.Links {
			served.links = countLinks(roots[i])
		}
		c, err := server.CreateConnection(socket, fmt.Sprintf("/%d", i), options(!t.Writable), served)
		if err != nil {
			return err
		}
		server.StartConnection(c)
	}
	server.Wait()
	return nil
}

// raiseFileLimit allows as many open files as this process may have.
func raiseFileLimit() {
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) == nil {
		limit.Cur = limit.Max
		_ = unix.Setrlimit(unix.RLIMIT_NOFILE, &limit)
	}
}
