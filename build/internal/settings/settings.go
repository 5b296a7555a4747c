// Package settings reads the settings of containers.conf(5) that concern builds. The
// other settings are for programs that run containers.
package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/cooper-build/cooper/build/api"
)

// Settings are the values of all files together; a later file overrides.
type Settings struct {
	Containers Containers `toml:"containers"`
	Engine     Engine     `toml:"engine"`
}

// Containers is the table of that name.
type Containers struct {
	DefaultCapabilities []string `toml:"default_capabilities"` // nil: not set
	DefaultUlimits      []string `toml:"default_ulimits"`      // name=soft:hard
	DNSServers          []string `toml:"dns_servers"`
	DNSSearches         []string `toml:"dns_searches"`
	DNSOptions          []string `toml:"dns_options"`
	HTTPProxy           *bool    `toml:"http_proxy"`
	NoHosts             bool     `toml:"no_hosts"`
	SeccompProfile      string   `toml:"seccomp_profile"`
	ShmSize             string   `toml:"shm_size"` // as 64m
	Volumes             []string `toml:"volumes"`  // source:target[:options]
}

// Engine is the table of that name.
type Engine struct {
	ImageDefaultFormat api.ImageFormat `toml:"image_default_format"` // oci or docker, v2s2
	CompressionFormat  api.Compression `toml:"compression_format"`   // gzip, zstd or zstd:chunked
	CompressionLevel   *int            `toml:"compression_level"`
	// AddCompression are further compressions of the images of an index that is pushed.
	AddCompression []api.Compression `toml:"add_compression"`
	Retry          *int              `toml:"retry"`
	RetryDelay     string            `toml:"retry_delay"` // as 2s
	Runtime        string            `toml:"runtime"`     // of --isolation oci
}

// Load reads the files of the machine and of the user, then the ones that the
// environment names. home is the directory of the user's configuration; empty:
// the user has none.
func Load(home string) (Settings, error) {
	var out Settings
	paths := []string{"/usr/share/containers/containers.conf"}
	if file, ok := os.LookupEnv("CONTAINERS_CONF"); ok {
		paths = []string{file} // instead of all others
	} else {
		paths = append(paths, withDropIns("/etc/containers/containers.conf")...)
		if home != "" {
			paths = append(paths, withDropIns(filepath.Join(home, "containers/containers.conf"))...)
		}
	}
	if file := os.Getenv("CONTAINERS_CONF_OVERRIDE"); file != "" {
		paths = append(paths, file)
	}
	for _, path := range paths {
		if path == "" {
			continue
		}
		if _, err := toml.DecodeFile(path, &out); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return out, fmt.Errorf("reading %s: %w", path, err)
		}
	}
	return out, nil
}

// withDropIns are a file and those of the directory beside it, in order.
func withDropIns(file string) []string {
	dropIns, _ := filepath.Glob(filepath.Join(file+".d", "*.conf"))
	slices.Sort(dropIns)
	return append([]string{file}, dropIns...)
}

// Capabilities are the changes of a default set that make it the one of the file.
func (c *Containers) Capabilities(defaults []string) (add, drop []string) {
	if c.DefaultCapabilities == nil {
		return nil, nil
	}
	var wanted []string
	for _, name := range c.DefaultCapabilities {
		name = strings.ToUpper(name)
		if !strings.HasPrefix(name, "CAP_") {
			name = "CAP_" + name
		}
		wanted = append(wanted, name)
	}
	for _, name := range wanted {
		if !slices.Contains(defaults, name) {
			add = append(add, name)
		}
	}
	for _, name := range defaults {
		if !slices.Contains(wanted, name) {
			drop = append(drop, name)
		}
	}
	return add, drop
}
