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

	"github.com/moby/buildkit/util/suggest"

	"github.com/cooper-build/cooper/build/internal/host"
)

// volumeOption is a word that may follow the target of a volume.
type volumeOption struct {
	group  string // of which there may be one; empty: as often as one likes
	set    func(*host.Volume)
	reason string // why it is refused; empty: it is not
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
	// What is so anyway: no volume has set-uid programs or devices, nothing is copied
	// into one, commands have no label of SELinux that would need one, and a write is
	// seen at once.
	add(volumeOption{set: noEffect}, "nosuid", "nodev", "nocopy", "cached", "delegated", "consistent")
	add(volumeOption{group: "bind or rbind", set: noEffect}, "bind", "rbind")
	add(volumeOption{group: "private or another propagation", set: noEffect}, "private", "rprivate")
	add(volumeOption{group: "z or Z", set: noEffect}, "z", "Z")

	add(volumeOption{reason: "volumes have neither set-uid programs nor devices"}, "suid", "dev")
	add(volumeOption{reason: "what a command mounts ends with it and never reaches the host"}, "shared", "rshared")
	add(volumeOption{reason: "what the host mounts after a command began does not reach it"}, "slave", "rslave")
	add(volumeOption{reason: "only commands with CAP_SYS_ADMIN mount anything, and that ends with them"},
		"unbindable", "runbindable")
	add(volumeOption{reason: "a directory of the host has its own content: nothing of the image is copied to it"},
		"copy")
	add(volumeOption{reason: "commands of root see files with the owners that they have on the disk, " +
		"and commands of another user see that user's files as root's"}, "idmap")
	add(volumeOption{reason: "with O, what is written is discarded"}, "upperdir", "workdir")
}

// parseVolume reads source:target[:options]. labelled says that commands have a
// label of SELinux.
func parseVolume(text string, labelled bool) (host.Volume, error) {
	parts := strings.Split(text, ":")
	if len(parts) < 2 || len(parts) > 3 || !filepath.IsAbs(parts[1]) {
		return host.Volume{}, fmt.Errorf("volume %q has not the form source:/target[:options]", text)
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
		return errors.New("a volume cannot take the place of the root")
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
		return errors.New("options U and O exclude each other: U changes the owner of files that O leaves alone")
	}
	if v.Overlay && !info.IsDir() && !info.Mode().IsRegular() {
		return errors.New("only directories and regular files can be written to without a change")
	}
	return nil
}

func setVolumeOptions(v *host.Volume, options []string, labelled bool) error {
	groups := map[string]string{}
	for _, option := range options {
		name, _, hasValue := strings.Cut(option, "=")
		known, ok := volumeOptions[name]
		switch {
		case !ok:
			err := fmt.Errorf("unknown option %q", name)
			return suggest.WrapError(err, name, slices.Sorted(maps.Keys(volumeOptions)), true)
		case known.reason != "":
			return fmt.Errorf("option %s is not supported: %s", name, known.reason)
		case hasValue:
			return fmt.Errorf("option %s has no value", name)
		case labelled && (name == "z" || name == "Z"):
			return fmt.Errorf("option %s is not supported with a label for commands: "+
				"files of the host keep their label, which chcon changes", name)
		}
		if before := groups[known.group]; known.group != "" && before != "" && before != name {
			return fmt.Errorf("options %s and %s contradict each other", before, name)
		}
		groups[known.group] = name
		known.set(v)
	}
	return nil
}
