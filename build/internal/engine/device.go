package engine

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/cooper-build/cooper/build/internal/host"
)

// readDevices reads --device flags. A directory stands for the nodes in it.
func readDevices(out *host.RunOptions, devices, vendorDirs []string) error {
	var named []string
	for _, text := range devices {
		if nameOfVendor(text) {
			named = append(named, text)
			continue
		}
		v, err := parseDevice(text)
		if err != nil {
			return err
		}
		nodes, err := nodesBelow(v)
		if err != nil {
			return fmt.Errorf("device %q: %w", text, err)
		}
		out.Volumes = append(out.Volumes, nodes...)
	}
	return readVendorDevices(out, named, vendorDirs)
}

// parseDevice reads source[:target][:permissions].
func parseDevice(text string) (host.Volume, error) {
	parts := strings.Split(text, ":")
	v := host.Volume{Source: parts[0], Target: parts[0], Device: true}
	rest, permissions := parts[1:], ""
	if len(rest) != 0 && strings.HasPrefix(rest[0], "/") {
		v.Target, rest = filepath.Clean(rest[0]), rest[1:]
	}
	if len(rest) != 0 {
		permissions, rest = rest[0], rest[1:]
	}
	if !filepath.IsAbs(v.Source) || len(rest) != 0 || strings.Trim(permissions, "rwm") != "" {
		return v, fmt.Errorf("invalid device %q: must be /source[:/target][:permissions], with permissions r, w "+
			"and m, or VENDOR/CLASS=NAME", text)
	}
	v.ReadOnly = permissions != "" && !strings.Contains(permissions, "w")
	return v, nil
}

// nodesBelow is a device, or those in a directory.
func nodesBelow(v host.Volume) (nodes []host.Volume, err error) {
	err = filepath.WalkDir(v.Source, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := os.Stat(name)
		if err != nil || info.Mode()&os.ModeDevice == 0 {
			return err
		}
		node := v
		node.Source, node.Target = name, v.Target+strings.TrimPrefix(name, v.Source)
		nodes = append(nodes, node)
		return nil
	})
	if err == nil && len(nodes) == 0 {
		err = errors.New("it is no device node")
	}
	return nodes, err
}
