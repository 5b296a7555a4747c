package host

import (
	"context"

	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/probe"
	"github.com/cooper-build/cooper/runtime/userns"
)

// network is the network of a command. The default is tried once, before the
// first command that needs to know.
func (h *Host) network(ctx context.Context) network.Mode {
	if mode := h.Config.Run.Network; mode != network.Default {
		return mode
	}
	h.defaultNetwork.Do(func() {
		h.networkMode = network.Host
		if h.Config.Run.Runtime == "" && h.tryPrivate(ctx) == nil {
			h.networkMode = network.Private
		}
	})
	return h.networkMode
}

func (h *Host) tryPrivate(ctx context.Context) error {
	dir, err := h.Work.TempDir()
	if err != nil {
		return err
	}
	maps, err := userns.Current()
	if err != nil {
		return err
	}
	return probe.PrivateNetwork(ctx, dir, maps)
}
