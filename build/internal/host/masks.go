package host

import (
	"path"
	"slices"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/build/api"
)

// setMasks changes which paths a command sees empty or read-only. The kernel still checks
// what it may read and write there: its user namespace has no rights over the machine.
func setMasks(linux *specs.Linux, o *api.SecurityOptions) {
	open := func(name string) bool {
		return slices.ContainsFunc(o.Unmask, func(pattern string) bool {
			matches, _ := path.Match(pattern, name)
			return matches || pattern == "ALL" || pattern == "all"
		})
	}
	linux.MaskedPaths = append(slices.DeleteFunc(linux.MaskedPaths, open), o.Mask...)
	linux.ReadonlyPaths = slices.DeleteFunc(linux.ReadonlyPaths, open)
}
