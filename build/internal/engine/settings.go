package engine

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/docker/go-units"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/settings"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/caps"
)

// machine is the content of containers.conf, read once.
var machine = sync.OnceValues(func() (settings.Settings, error) {
	return settings.Load(userConfig())
})

// userConfig is the directory of an ordinary user's configuration; empty: root calls.
func userConfig() string {
	if os.Getenv("_CONTAINERS_ROOTLESS_UID") == "" {
		return ""
	}
	home, _ := os.UserConfigDir()
	return home
}

// defaultMounts are the copies of files of the host that every command gets.
func (s *server) defaultMounts() (out []host.Volume, err error) {
	mounts, err := settings.Mounts(s.config.MountsFile, userConfig())
	for _, m := range mounts {
		out = append(out, host.Volume{Source: m.Source, Target: m.Target, Overlay: true})
	}
	return out, err
}

// withMachine fills unset options from containers.conf.
func withMachine(o api.RunOptions) (api.RunOptions, error) {
	m, err := machine()
	if err != nil {
		return o, err
	}
	c := &m.Containers
	add, drop := c.Capabilities(caps.Default())
	security, network := &o.Security, &o.Network
	security.CapAdd = append(without(add, security.CapDrop), security.CapAdd...)
	security.CapDrop = append(without(drop, security.CapAdd), security.CapDrop...)
	for _, list := range []struct {
		given   *[]string
		machine []string
	}{
		{&network.DNS.Servers, c.DNSServers}, {&network.DNS.Search, c.DNSSearches},
		{&network.DNS.Options, c.DNSOptions}, {&o.Resources.Ulimits, c.DefaultUlimits},
	} {
		if len(*list.given) == 0 {
			*list.given = list.machine
		}
	}
	o.Volumes = append(slices.Clone(c.Volumes), o.Volumes...)
	network.NoHosts = network.NoHosts || c.NoHosts
	security.Seccomp = cmp.Or(security.Seccomp, c.SeccompProfile)
	o.Isolation.Runtime = cmp.Or(o.Isolation.Runtime, m.Engine.Runtime)
	if o.Resources.ShmSize == 0 && c.ShmSize != "" {
		if o.Resources.ShmSize, err = units.RAMInBytes(c.ShmSize); err != nil {
			return o, fmt.Errorf("shm_size of containers.conf: %w", err)
		}
	}
	return o, nil
}

// without leaves out names of capabilities, with or without their CAP_.
func without(list, names []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(name string) bool {
		return slices.ContainsFunc(names, func(n string) bool {
			return n == name || n == name[len("CAP_"):] || n == "all" || n == "ALL"
		})
	})
}

// proxied reports whether commands get the proxy variables of the environment.
func proxied() (bool, error) {
	m, err := machine()
	return m.Containers.HTTPProxy == nil || *m.Containers.HTTPProxy, err
}

// withoutProxy leaves out arguments that are there only because the environment has them,
// where containers.conf says that commands do not get it.
func withoutProxy(args map[string]string) (map[string]string, error) {
	if proxied, err := proxied(); err != nil || proxied {
		return args, err
	}
	args = maps.Clone(args)
	for _, name := range imagebuilder.ProxyArgs {
		if value, ok := args[name]; ok && value == os.Getenv(name) {
			delete(args, name)
		}
	}
	return args, nil
}

// withRetries is an access with the attempts of containers.conf, where it leaves them to
// the machine.
func withRetries(a api.Access) (api.Access, error) {
	if a.Retry != 0 {
		a.Retry = max(a.Retry, 0)
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
