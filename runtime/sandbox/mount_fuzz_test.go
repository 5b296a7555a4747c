package sandbox

import (
	"slices"
	"strings"
	"testing"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/child"
)

// FuzzMount: of the options of a mount, each either means an attribute that the
// orders have, or is an option of the file system with a value of its kind, or
// the mount is refused.
func FuzzMount(f *testing.F) {
	f.Add("bind", "rbind,ro,nosuid")
	f.Add("tmpfs", "mode=1777,size=64k,noexec")
	f.Add("devpts", "newinstance,ptmxmode=0666,gid=5")
	f.Add("overlay", "lowerdir=/")
	f.Add("tmpfs", "size=1,source=/dev/sda")
	f.Fuzz(func(t *testing.T, kind, options string) {
		list := strings.Split(options, ",")
		m, err := mount(specs.Mount{Destination: "/t", Type: kind, Source: "/s", Options: list})
		if err != nil {
			return
		}
		bind := kind == "bind" || slices.Contains(list, "bind") || slices.Contains(list, "rbind")
		if bind != (m.Op == child.OpBind) || bind && len(m.Options) != 0 {
			t.Fatalf("%s %q: %+v", kind, options, m)
		}
		if !bind && !slices.Contains([]string{"proc", "sysfs", "mqueue", "tmpfs", "devpts"}, m.Fstype) {
			t.Fatalf("%s %q: a file system of type %s", kind, options, m.Fstype)
		}
		attributes := map[string]uint64{
			"ro": unix.MOUNT_ATTR_RDONLY, "nosuid": unix.MOUNT_ATTR_NOSUID, "nodev": unix.MOUNT_ATTR_NODEV,
			"noexec": unix.MOUNT_ATTR_NOEXEC,
		}
		for _, o := range list {
			if want := attributes[o]; m.Attr&want != want {
				t.Fatalf("%s %q: %s is lost", kind, options, o)
			}
		}
		for _, o := range m.Options {
			key, value, _ := strings.Cut(o, "=")
			if !slices.Contains(list, o) || strings.ContainsAny(value, "/,= \\\x00") ||
				strings.Contains("source lowerdir upperdir fd", key) {
				t.Fatalf("%s %q: the kernel gets %q", kind, options, o)
			}
		}
	})
}
