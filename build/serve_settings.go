package build

import (
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/docker/go-units"

	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/settings"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/caps"
)

// machine is what containers.conf says, read once.
var machine = sync.OnceValues(func() (settings.Settings, error) {
	home := ""
	if os.Getenv("_CONTAINERS_ROOTLESS_UID") != "" {
		home, _ = os.UserConfigDir()
	}
	return settings.Load(home)
})

// confined are the options for commands, with the machine's for those that are
// not set.
func (o RunOptions) confined() (host.RunOptions, error) {
	o, err := o.withMachine()
	if err != nil {
		return host.RunOptions{}, err
	}
	return o.internal()
}

// withMachine are the options with what containers.conf says where they say
// nothing.
func (o RunOptions) withMachine() (RunOptions, error) {
	m, err := machine()
	if err != nil {
		return o, err
	}
	c := &m.Containers
	add, drop := c.Capabilities(caps.Default())
	o.CapAdd = append(without(add, o.CapDrop), o.CapAdd...)
	o.CapDrop = append(without(drop, o.CapAdd), o.CapDrop...)
	for _, list := range []struct {
		given *[]string
		usual []string
	}{{&o.DNS, c.DNSServers}, {&o.DNSSearch, c.DNSSearches}, {&o.DNSOptions, c.DNSOptions}, {&o.Ulimits, c.DefaultUlimits}} {
		if len(*list.given) == 0 {
			*list.given = list.usual
		}
	}
	o.Volumes = append(slices.Clone(c.Volumes), o.Volumes...)
	o.NoHosts = o.NoHosts || c.NoHosts
	if o.Seccomp == "" {
		o.Seccomp = c.SeccompProfile
	}
	if o.Runtime == "" {
		o.Runtime = m.Engine.Runtime
	}
	if o.ShmSize == 0 && c.ShmSize != "" {
		if o.ShmSize, err = units.RAMInBytes(c.ShmSize); err != nil {
			return o, fmt.Errorf("shm_size of containers.conf: %w", err)
		}
	}
	return o, nil
}

// without leaves out names of capabilities, with or without their CAP_.
func without(list, names []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(name string) bool {
		return slices.Contains(names, name) || slices.Contains(names, name[len("CAP_"):]) || slices.Contains(names, "all") || slices.Contains(names, "ALL")
	})
}

// proxied says whether commands get the proxy variables of the environment.
func proxied() (bool, error) {
	m, err := machine()
	return m.Containers.HTTPProxy == nil || *m.Containers.HTTPProxy, err
}

// dropProxy removes arguments that are only there because the environment has them.
func (r *Request) dropProxy() error {
	if usual, err := proxied(); err != nil || usual {
		return err
	}
	for _, name := range imagebuilder.ProxyArgs {
		if value, ok := r.Args[name]; ok && value == os.Getenv(name) {
			delete(r.Args, name)
		}
	}
	return nil
}

// usual are the attempts at a registry, where the caller leaves them to the machine.
func (a Access) usual() (Access, error) {
	if a.Retry >= 0 {
		return a, nil
	}
	m, err := machine()
	if err != nil {
		return a, err
	}
	if a.Retry = 3; m.Engine.Retry != nil {
		a.Retry = *m.Engine.Retry
	}
	if a.RetryDelay == 0 && m.Engine.RetryDelay != "" {
		if a.RetryDelay, err = time.ParseDuration(m.Engine.RetryDelay); err != nil {
			return a, fmt.Errorf("retry_delay of containers.conf: %w", err)
		}
	}
	return a, nil
}
