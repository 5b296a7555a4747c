package engine

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/runtime/userns"
)

// readMaps reads which ids commands have. It comes after readVolumes.
func readMaps(out *host.RunOptions, o *api.IDOptions) error {
	if o.Auto {
		return readAuto(out, o)
	}
	if o.UIDMapUser != "" || o.GIDMapGroup != "" {
		if len(o.UIDMap)+len(o.GIDMap) != 0 {
			return errors.New("--userns-uid-map-user and --userns-gid-map-group cannot be combined " +
				"with --userns-uid-map and --userns-gid-map")
		}
		maps, err := userns.SubordinateOf(cmp.Or(o.UIDMapUser, o.GIDMapGroup), cmp.Or(o.GIDMapGroup, o.UIDMapUser))
		if err != nil {
			return err
		}
		out.Maps = &maps
		return checkMaps(out)
	}
	if len(o.UIDMap)+len(o.GIDMap) == 0 {
		return nil
	}
	uids, err := parseIDMap(o.UIDMap)
	if err != nil {
		return err
	}
	gids, err := parseIDMap(o.GIDMap)
	if err != nil {
		return err
	}
	switch { // one map serves for both, like in buildah
	case len(uids) == 0:
		uids = gids
	case len(gids) == 0:
		gids = uids
	}
	out.Maps = &userns.Maps{UIDs: uids, GIDs: gids}
	return checkMaps(out)
}

// readAuto chooses the ids of commands, besides those that are given.
func readAuto(out *host.RunOptions, o *api.IDOptions) error {
	if o.UIDMapUser+o.GIDMapGroup != "" {
		return errors.New("--userns=auto cannot be combined with --userns-uid-map-user and --userns-gid-map-group")
	}
	uids, err := parseIDMap(o.UIDMap)
	if err != nil {
		return err
	}
	gids, err := parseIDMap(o.GIDMap)
	if err != nil {
		return err
	}
	all, err := userns.Current()
	if userns.Initial() {
		const owner = "containers"
		all, err = userns.SubordinateOf(owner, owner)
	} else {
		all = userns.Maps{UIDs: asTheyAre(all.UIDs), GIDs: asTheyAre(all.GIDs)}
	}
	if err != nil {
		return fmt.Errorf("--userns=auto: %w", err)
	}
	size := o.Size
	if size == 0 {
		size = math.MaxUint32
	}
	out.Maps = &userns.Maps{UIDs: around(atMost(all.UIDs, size), uids), GIDs: around(atMost(all.GIDs, size), gids)}
	return checkMaps(out)
}

// asTheyAre maps the ids of a user namespace to themselves.
func asTheyAre(ids []specs.LinuxIDMapping) (out []specs.LinuxIDMapping) {
	for _, m := range ids {
		out = append(out, specs.LinuxIDMapping{ContainerID: m.ContainerID, HostID: m.ContainerID, Size: m.Size})
	}
	return out
}

// around is a map with given parts, from which all others give way.
func around(ids, given []specs.LinuxIDMapping) []specs.LinuxIDMapping {
	for _, g := range given {
		var left []specs.LinuxIDMapping
		for _, m := range ids {
			left = append(left, cut(m, g.ContainerID, g.Size, m.ContainerID)...)
		}
		ids = nil
		for _, m := range left {
			ids = append(ids, cut(m, g.HostID, g.Size, m.HostID)...)
		}
	}
	ids = append(ids, given...)
	slices.SortFunc(ids, func(a, b specs.LinuxIDMapping) int { return cmp.Compare(a.ContainerID, b.ContainerID) })
	return ids
}

// cut takes the ids from first on out of a range, which begins with the id start.
func cut(m specs.LinuxIDMapping, first, size, start uint32) (out []specs.LinuxIDMapping) {
	end, last := uint64(start)+uint64(m.Size), uint64(first)+uint64(size)
	if uint64(first) >= end || last <= uint64(start) {
		return []specs.LinuxIDMapping{m}
	}
	if first > start {
		out = append(out, specs.LinuxIDMapping{ContainerID: m.ContainerID, HostID: m.HostID, Size: first - start})
	}
	if skip := last - uint64(start); last < end {
		out = append(out, specs.LinuxIDMapping{
			ContainerID: m.ContainerID + uint32(skip), HostID: m.HostID + uint32(skip), Size: m.Size - uint32(skip),
		})
	}
	return out
}

// atMost are the first ids of a map.
func atMost(ids []specs.LinuxIDMapping, size uint32) (out []specs.LinuxIDMapping) {
	for _, m := range ids {
		if m.ContainerID >= size {
			continue
		}
		m.Size = min(m.Size, size-m.ContainerID)
		out = append(out, m)
	}
	return out
}

// parseIDMap reads ranges of ids, container:host:size each, in the order of the ids in the
// container.
func parseIDMap(ranges []string) (out []specs.LinuxIDMapping, err error) {
	for _, text := range ranges {
		var numbers []uint32
		for _, part := range strings.Split(text, ":") {
			n, err := strconv.ParseUint(part, 10, 32)
			if err != nil {
				return nil, fmt.Errorf("invalid id map %q: use container:host:size", text)
			}
			numbers = append(numbers, uint32(n))
		}
		if len(numbers) != 3 || numbers[2] == 0 {
			return nil, fmt.Errorf("invalid id map %q: use container:host:size", text)
		}
		out = append(out, specs.LinuxIDMapping{ContainerID: numbers[0], HostID: numbers[1], Size: numbers[2]})
	}
	slices.SortFunc(out, func(a, b specs.LinuxIDMapping) int { return cmp.Compare(a.ContainerID, b.ContainerID) })
	return out, nil
}

// checkMaps refuses maps that the kernel would not accept. Only root of the host can show
// files with other owners than they have on the disk.
func checkMaps(out *host.RunOptions) error {
	have, err := userns.Current()
	if err != nil {
		return err
	}
	for i, ids := range [][]specs.LinuxIDMapping{out.Maps.UIDs, out.Maps.GIDs} {
		if ids[0].ContainerID != 0 {
			return errors.New("an id map needs id 0: commands of a build run as root")
		}
		if userns.Initial() {
			continue
		}
		for _, m := range ids {
			if !covers([][]specs.LinuxIDMapping{have.UIDs, have.GIDs}[i], m) {
				return fmt.Errorf("id map %d:%d:%d: this user has fewer ids, see /etc/subuid and /etc/subgid",
					m.ContainerID, m.HostID, m.Size)
			}
			if m.ContainerID != m.HostID && len(out.Volumes) != 0 {
				return fmt.Errorf("id map %d:%d:%d: an ordinary user's volumes show files with their ids in the user "+
					"namespace: without --volume, or as root, the map is possible", m.ContainerID, m.HostID, m.Size)
			}
		}
	}
	return nil
}

// covers reports whether there are all ids of a range, as the container has them. have is
// in the order of its ids, without gaps.
func covers(have []specs.LinuxIDMapping, m specs.LinuxIDMapping) bool {
	last := have[len(have)-1]
	return uint64(m.ContainerID)+uint64(m.Size) <= uint64(last.ContainerID)+uint64(last.Size)
}
