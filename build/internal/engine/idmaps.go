package engine

import (
	"cmp"
	"errors"
	"fmt"
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
	if o.Size != 0 {
		return readSize(out, o)
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

// readSize bounds the ids of commands.
func readSize(out *host.RunOptions, o *api.IDOptions) error {
	if o.UIDMapUser+o.GIDMapGroup != "" || len(o.UIDMap)+len(o.GIDMap) != 0 {
		return errors.New("--userns=auto:size=N cannot be combined with other id maps")
	}
	first := specs.LinuxIDMapping{Size: o.Size}
	maps := userns.Maps{UIDs: []specs.LinuxIDMapping{first}, GIDs: []specs.LinuxIDMapping{first}}
	if userns.Initial() {
		const owner = "containers"
		all, err := userns.SubordinateOf(owner, owner)
		if err != nil {
			return fmt.Errorf("--userns=auto:size=%d: %w", o.Size, err)
		}
		maps = userns.Maps{UIDs: atMost(all.UIDs, o.Size), GIDs: atMost(all.GIDs, o.Size)}
	}
	out.Maps = &maps
	return checkMaps(out)
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
