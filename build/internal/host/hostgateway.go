package host

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/network"
)

// hostGateway is docker's word for the address of this machine in an entry of /etc/hosts.
const hostGateway = ":host-gateway"

// hosts are the entries of /etc/hosts for a command, and its network: one with an entry for this machine is
// opened to it, which no other is.
func (h *Host) hosts(mode network.Mode, step string) (entries []string, choice network.Choice, err error) {
	entries, choice = h.Run.Network.AddHosts, h.Run.Network.Choice
	forHost := func(entry string) bool { return strings.HasSuffix(entry, hostGateway) }
	if h.Run.Network.NoHosts || !slices.ContainsFunc(entries, forHost) {
		return entries, choice, nil
	}
	if step == string(network.None) { // it has asked for no network
		return slices.DeleteFunc(slices.Clone(entries), forHost), choice, nil
	}
	address := "127.0.0.1"
	switch {
	case mode == network.Host, mode.Filtered() && len(choice.Rules.Loopback()) != 0:
	case mode == network.Private:
		if choice, address, err = choice.WithLoopback(); err != nil {
			err = fmt.Errorf("--add-host host-gateway: %w", err)
			return nil, choice, imagebuilder.WithHint(err, "use --network host")
		}
	case mode.Filtered():
		err := fmt.Errorf("--add-host host-gateway: network %q does not lead to this machine", mode)
		return nil, choice, imagebuilder.WithHint(err, "use --network allow:localhost:PORT or --network host")
	default:
		err := errors.New("--add-host host-gateway: the network of the command does not lead to this machine")
		return nil, choice, imagebuilder.WithHint(err, "use --network host")
	}
	entries = slices.Clone(entries)
	for i, entry := range entries {
		if name, is := strings.CutSuffix(entry, hostGateway); is {
			entries[i] = name + ":" + address
		}
	}
	return entries, choice, nil
}
