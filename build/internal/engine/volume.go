package engine

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/imagebuilder/nearest"
)

// volumeOption is a word that may follow the target of a volume.
type volumeOption struct {
	group  string // of which there may be one; empty: as often as one likes
	set    func(*host.Volume)
	value  func(*host.Volume) *string // of an option that has one; nil: it has none
	reason string                     // why it is refused; empty: it is not
}

// volumeOptions are those of buildah, podman and docker.
var volumeOptions = map[string]volumeOption{}

func init() {
	noEffect := func(*host.Volume) {}
	add := func(o volumeOption, names ...string) {
		for _, name := range names {
			volumeOptions[name] = o
		}
	}
	add(volumeOption{group: "ro or rw", set: func(v *host.Volume) { v.ReadOnly = true }}, "ro")
	add(volumeOption{group: "ro or rw", set: noEffect}, "rw")
	add(volumeOption{group: "exec or noexec", set: func(v *host.Volume) { v.NoExec = true }}, "noexec")
	add(volumeOption{group: "exec or noexec", set: noEffect}, "exec")
	add(volumeOption{set: func(v *host.Volume) { v.Overlay = true }}, "O")
	add(volumeOption{set: func(v *host.Volume) { v.Owned = true }}, "U")
	add(volumeOption{group: "suid or nosuid", set: func(v *host.Volume) { v.SetUID = true }}, "suid")
	add(volumeOption{group: "suid or nosuid", set: noEffect}, "nosuid")
	add(volumeOption{group: "dev or nodev", set: func(v *host.Volume) { v.Nodes = true }}, "dev")
	add(volumeOption{group: "dev or nodev", set: noEffect}, "nodev")
	add(volumeOption{value: func(v *host.Volume) *string { return &v.Upper }}, "upperdir")
	add(volumeOption{value: func(v *host.Volume) *string { return &v.WorkDir }}, "workdir")
	// These options change nothing. Nothing of the image is copied to a directory of the host,
	// commands have no SELinux label, writes are visible at once, and no mount reaches the
	// host from a user namespace.
	add(volumeOption{group: "copy or nocopy", set: noEffect}, "copy", "nocopy")
	add(volumeOption{set: noEffect}, "cached", "delegated", "consistent")
	add(volumeOption{group: "bind or rbind", set: noEffect}, "bind", "rbind")
	add(volumeOption{group: "private or another propagation", set: noEffect},
		"private", "rprivate", "shared", "rshared", "slave", "rslave", "unbindable", "runbindable")
	add(volumeOption{group: "z or Z", set: noEffect}, "z", "Z")

	add(volumeOption{reason: "cooper maps the ids of files itself"}, "idmap")
}

// parseVolume reads source:target[:options]. labelled says that commands have a
// label of SELinux.
func parseVolume(text string, labelled bool) (host.Volume, error) {
	parts := strings.Split(text, ":")
	if len(parts) < 2 || len(parts) > 3 || !filepath.IsAbs(parts[1]) {
		return host.Volume{}, fmt.Errorf("invalid volume %q: must be source:/target[:options]", text)
	}
	v := host.Volume{Source: parts[0], Target: path.Clean(parts[1])}
	var options []string
	if len(parts) == 3 {
		options = strings.Split(parts[2], ",")
	}
	if err := completeVolume(&v, options, labelled); err != nil {
		return v, fmt.Errorf("volume %q: %w", text, err)
	}
	return v, nil
}

// completeVolume finds the source of a volume and reads its options.
func completeVolume(v *host.Volume, options []string, labelled bool) (err error) {
	if v.Target == "/" {
		return errors.New("a volume cannot replace the root directory")
	}
	if v.Source, err = filepath.Abs(v.Source); err != nil {
		return err
	}
	info, err := os.Stat(v.Source)
	if err != nil {
		return err
	}
	if err := setVolumeOptions(v, options, labelled); err != nil {
		return err
	}
	if v.Overlay && v.Owned {
		return errors.New("options U and O exclude each other: U changes owners, and O protects the files from changes")
	}
	if (v.Upper == "") != (v.WorkDir == "") || v.Upper != "" && (!v.Overlay || !info.IsDir()) {
		return errors.New("upperdir and workdir belong together, and to a directory with O: O,upperdir=DIR,workdir=DIR")
	}
	if v.Overlay && !info.IsDir() && !info.Mode().IsRegular() {
		return errors.New("only directories and regular files can be written to without a change")
	}
	return nil
}

func setVolumeOptions(v *host.Volume, options []string, labelled bool) (err error) {
	groups := map[string]string{}
	for _, option := range options {
		name, value, hasValue := strings.Cut(option, "=")
		known, ok := volumeOptions[name]
		switch {
		case !ok:
			near := nearest.Suffix(name, slices.Sorted(maps.Keys(volumeOptions)))
			return fmt.Errorf("unknown option %q%s", name, near)
		case known.reason != "":
			return fmt.Errorf("option %s is not supported: %s", name, known.reason)
		case known.value != nil && value == "":
			return fmt.Errorf("option %s needs a directory: %s=DIR", name, name)
		case known.value != nil:
			if *known.value(v), err = filepath.Abs(value); err != nil {
				return err
			}
			continue
		case hasValue:
			return fmt.Errorf("option %s does not take a value", name)
		case labelled && (name == "z" || name == "Z"):
			return fmt.Errorf("option %s is not supported with a label for commands: "+
				"cooper does not change labels of the host's files; chcon does", name)
		}
		if before := groups[known.group]; known.group != "" && before != "" && before != name {
			return fmt.Errorf("options %s and %s exclude each other", before, name)
		}
		groups[known.group] = name
		known.set(v)
	}
	return nil
}
