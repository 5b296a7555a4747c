package child

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Later as an argument of "run" makes a first process that is started before its command. Its
// orders come through a socket, with its mounts.
const Later = "later"

// FirstTree is the number of the first mount in orders.
const FirstTree = 5

// MaxTrees is how many mounts come with orders: SCM_MAX_FD of the kernel.
const MaxTrees = 253

var errTrees = errors.New("the orders name a mount that did not come")

// runLater is run for a process that waits for its command. It ends if none comes.
func runLater() int {
	orders, reports := os.NewFile(ordersFD, "orders"), os.NewFile(reportFD, "report")
	if err := closeOthers(0); err != nil {
		return reportFailure(reports, err)
	}
	var size [HeaderSize]byte
	rights := make([]byte, unix.CmsgSpace(4*MaxTrees))
	n, received, err := receive(size[:], rights)
	if err == nil && n == 0 {
		return 0
	}
	trees, treesErr := descriptors(rights[:received])
	if err = errors.Join(err, treesErr); err != nil || n != HeaderSize {
		return reportFailure(reports, fail("reading orders", errors.Join(err, errOrders)))
	}
	config, err := readBody(orders, size)
	if err != nil {
		return reportFailure(reports, fail("reading orders", err))
	}
	return obeyOrders(config, trees, orders, reports)
}

func receive(data, rights []byte) (n, received int, err error) {
	for {
		n, received, _, _, err = unix.Recvmsg(ordersFD, data, rights, unix.MSG_CMSG_CLOEXEC)
		if err != unix.EINTR {
			return n, received, err
		}
	}
}

// descriptors are those in the control messages of a socket.
func descriptors(control []byte) (out []int, err error) {
	messages, err := unix.ParseSocketControlMessage(control)
	if err != nil {
		return nil, err
	}
	for i := range messages {
		fds, err := unix.ParseUnixRights(&messages[i])
		if err != nil {
			return nil, err
		}
		out = append(out, fds...)
	}
	return out, nil
}

// useTrees replaces the numbers of mounts by their descriptors.
func (c *Config) useTrees(trees []int) error {
	use := func(number *uint32) bool {
		if *number == 0 {
			return true
		}
		i := int(*number) - FirstTree
		if i < 0 || i >= len(trees) {
			return false
		}
		*number = uint32(trees[i])
		return true
	}
	known := use(&c.RootTree)
	for i := range c.Mounts {
		known = use(&c.Mounts[i].Tree) && known
	}
	if !known {
		return errTrees
	}
	return nil
}
