package host

import (
	"errors"
	"fmt"
	"slices"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/passwd"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/userns"
)

// maps are the id maps of a command, which have its user.
func (r *runner) maps(opts *RunOptions, user passwd.User) (maps userns.Maps, err error) {
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
	return maps, checkUser(maps, user)
}

// checkUser refuses a user that is not mapped, with what helps. With a single id users are
// emulated, and all are there.
func checkUser(maps userns.Maps, user passwd.User) error {
	if has(maps.UIDs, user.UID) && has(maps.GIDs, user.GID) || len(maps.UIDs) == 1 && maps.UIDs[0].Size == 1 {
		return nil
	}
	err := owner.Explain(unix.EINVAL, int(user.UID), int(user.GID))
	return fmt.Errorf("starting a command as user %d: %w", user.UID, err)
}

func has(ids []specs.LinuxIDMapping, id uint32) bool {
	return slices.ContainsFunc(ids, func(m specs.LinuxIDMapping) bool {
		return id >= m.ContainerID && id-m.ContainerID < m.Size
	})
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
