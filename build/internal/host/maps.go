package host

import (
	"errors"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/runtime/userns"
)

// maps are the id maps of a command.
func (r *runner) maps(opts *RunOptions) (maps userns.Maps, err error) {
	if maps, err = userns.Current(); err != nil {
		return maps, err
	}
	switch {
	case r.shift != nil:
		maps = r.shift.Maps
	case opts.Maps != nil && userns.Initial():
		return maps, errors.New("the ids of commands cannot be mapped here")
	case opts.Maps != nil:
		maps = userns.Maps{UIDs: onlyInside(maps.UIDs, opts.Maps.UIDs), GIDs: onlyInside(maps.GIDs, opts.Maps.GIDs)}
	}
	return maps, nil
}

// onlyInside are those of the ranges of ids that are there which lie inside a map, each id
// as itself: the files of an ordinary user's store have the ids that commands see. The
// kernel wants each range inside one of the namespace around.
func onlyInside(have, wanted []specs.LinuxIDMapping) (out []specs.LinuxIDMapping) {
	for _, h := range have {
		for _, w := range wanted {
			first := max(h.ContainerID, w.ContainerID)
			if end := min(h.ContainerID+h.Size, w.ContainerID+w.Size); first < end {
				out = append(out, specs.LinuxIDMapping{ContainerID: first, HostID: first, Size: end - first})
			}
		}
	}
	return out
}
