package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"
	"tags.cncf.io/container-device-interface/pkg/cdi"
	"tags.cncf.io/container-device-interface/pkg/parser"
	cdispec "tags.cncf.io/container-device-interface/specs-go"

	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/imagebuilder"
)

// readVendorDevices reads devices that have a name of the Container Device Interface,
// VENDOR/CLASS=NAME. Files in some directories say what belongs to them: nodes, mounts,
// variables and hooks.
func readVendorDevices(out *host.RunOptions, names, dirs []string) error {
	if len(names) == 0 {
		return nil
	}
	options := []cdi.Option{cdi.WithAutoRefresh(false)}
	if len(dirs) != 0 {
		options = append(options, cdi.WithSpecDirs(dirs...))
	}
	cache, err := cdi.NewCache(options...)
	if err != nil {
		return fmt.Errorf("reading the files of the Container Device Interface: %w", err)
	}
	var seen []*cdi.Spec
	for _, name := range names {
		device := cache.GetDevice(name)
		if device == nil {
			err := fmt.Errorf("device %q: no file in %v has it", name, cache.GetSpecDirectories())
			return imagebuilder.WithHint(err, "--cdi-config-dir names another directory")
		}
		if spec := device.GetSpec(); !slices.Contains(seen, spec) {
			seen = append(seen, spec)
			if err := applyEdits(out, &cdi.ContainerEdits{ContainerEdits: &spec.ContainerEdits}); err != nil {
				return fmt.Errorf("device %q: %w", name, err)
			}
		}
		if err := applyEdits(out, &cdi.ContainerEdits{ContainerEdits: &device.ContainerEdits}); err != nil {
			return fmt.Errorf("device %q: %w", name, err)
		}
	}
	return nil
}

// applyEdits changes the options for commands as a device wants it.
func applyEdits(out *host.RunOptions, e *cdi.ContainerEdits) error {
	for _, node := range e.DeviceNodes {
		v := host.Volume{Source: node.HostPath, Target: node.Path, Device: true}
		v.ReadOnly = node.Permissions != "" && !strings.Contains(node.Permissions, "w")
		if v.Source == "" {
			v.Source = node.Path
		}
		nodes, err := nodesBelow(v)
		if err != nil {
			return err
		}
		out.Volumes = append(out.Volumes, nodes...)
	}
	for _, m := range e.Mounts {
		if m.Type != "" && m.Type != "bind" {
			return fmt.Errorf("a mount of type %s at %s is not supported", m.Type, m.ContainerPath)
		}
		out.Volumes = append(out.Volumes, host.Volume{
			Source: m.HostPath, Target: m.ContainerPath, ReadOnly: slices.Contains(m.Options, "ro"),
		})
	}
	out.Security.GroupIDs = append(out.Security.GroupIDs, e.AdditionalGIDs...)
	out.Env = append(out.Env, e.Env...)
	if len(e.Hooks) == 0 {
		return nil
	}
	// The library knows what each hook is for.
	spec := &specs.Spec{Hooks: out.Isolation.DeviceHooks}
	hooks := cdi.ContainerEdits{ContainerEdits: &cdispec.ContainerEdits{Hooks: e.Hooks}}
	err := hooks.Apply(spec)
	out.Isolation.DeviceHooks = spec.Hooks
	return err
}

// nameOfVendor reports whether a device is named, and not a path.
func nameOfVendor(device string) bool { return parser.IsQualifiedName(device) }
