package host

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/isolation"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/probe"
	"github.com/cooper-build/cooper/runtime/userns"
)

// network is the network mode of a command: the mode of the step, or else that of the
// build. The default is tried once, before the first command that needs it.
func (h *Host) network(ctx context.Context, step string) (network.Mode, error) {
	mode := h.Run.Network.Choice.Mode
	switch {
	case network.Mode(step) == network.Host:
		return network.Host, h.mayHaveHost(ctx)
	case step != "":
		return network.Mode(step), nil
	case h.sentry() != "" && len(h.Run.Network.Choice.Rules.Loopback()) != 0:
		err := fmt.Errorf("loopback of this machine cannot be reached in isolation %s", isolation.GVisor)
		return "", imagebuilder.WithHint(err, "let the server listen at another address, and allow that")
	case h.sentry() != "" && (mode == network.Private || mode == network.Joined):
		return "", fmt.Errorf("network %q needs a network namespace, which isolation %s does not have: "+
			"use host or none", mode, isolation.GVisor)
	}
	if mode != network.Default {
		return mode, nil
	}
	h.defaultNetwork.Do(func() {
		h.networkMode = network.Host
		if h.Run.Isolation.Path == "" && h.sentry() == "" && h.tryPrivate(ctx) == nil {
			h.networkMode = network.Private
		}
	})
	return h.networkMode, nil
}

// mayHaveHost refuses RUN --network=host where commands have another network.
func (h *Host) mayHaveHost(ctx context.Context) error {
	mode := h.Run.Network.Choice.Mode
	if mode == network.None {
		return fmt.Errorf("RUN --network=host is not allowed: the build was started with --network %s", mode)
	}
	if h.Run.Network.AllowHost {
		return nil
	}
	standard, err := h.network(ctx, "")
	if err != nil || standard == network.Private || standard.Filtered() {
		return errors.New(
			"RUN --network=host needs --allow network.host: commands of this build have a private network")
	}
	return nil
}

// tryPrivate tries a private network. A success is valid until the machine reboots or pasta
// changes.
func (h *Host) tryPrivate(ctx context.Context) error {
	program, err := network.Program()
	if err != nil {
		return err
	}
	dir, err := h.Store.Dir("trials")
	if err != nil {
		return err
	}
	inputs, err := trialInputs(program)
	if err != nil {
		return err
	}
	record := filepath.Join(dir, "network-private")
	if known, err := os.ReadFile(record); err == nil && string(known) == inputs {
		return nil
	}
	if err := h.trial(ctx); err != nil {
		return err
	}
	return os.WriteFile(record, []byte(inputs), 0o600)
}

func trialInputs(program string) (string, error) {
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return "", err
	}
	info, err := os.Stat(program)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s%s %d %d", boot, program, info.Size(), info.ModTime().UnixNano()), nil
}

func (h *Host) trial(ctx context.Context) error {
	dir, err := h.Work.TempDir()
	if err != nil {
		return err
	}
	maps, err := userns.Current()
	if err != nil {
		return err
	}
	return probe.PrivateNetwork(ctx, probe.Place{Dir: dir, Maps: maps, Shared: h.Isolation.Shared})
}
