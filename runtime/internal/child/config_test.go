package child

import (
	"reflect"
	"testing"
)

func TestRoundTrip(t *testing.T) {
	want := &Config{
		CallerMounts: "4:1", Root: "/r", RootTree: 6, Mountpoint: "/m", ReadonlyRoot: true, Hostname: "h",
		Loopback: true,
		Mounts: []Mount{
			{Op: OpBind, Source: "/s", Tree: 5, Target: "/t", Attr: 7, Recursive: true, Stub: StubDir},
			{Op: OpFilesystem, Fstype: "proc", Options: []string{"a", "b=c"}, Optional: true, Fallback: "/proc"},
		},
		Args: []string{"a", ""}, Env: []string{"K=V"}, Cwd: "/", UID: 1, GID: 2, Groups: []uint32{3, 4},
		Bounding: 1 << 40, NoNewPrivs: true, ExecLabel: "exec x", HoldFiles: true, Umask: 0o22,
		Rlimits: []Rlimit{{7, 1, ^uint64(0)}}, Seccomp: []byte{1, 2, 3},
		SharedPIDs: true, OneID: true, Owners: []byte{4, 5},
	}
	got, err := decode(want.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

// FuzzDecode: any bytes give a Config or an error, and a Config that decodes
// encodes to the same bytes.
func FuzzDecode(f *testing.F) {
	f.Add((&Config{Args: []string{"x"}, Mounts: []Mount{{Target: "/"}}}).Encode())
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := decode(data)
		if err != nil {
			return
		}
		again, err := decode(c.Encode())
		if err != nil || !reflect.DeepEqual(c, again) {
			t.Fatalf("decoded %+v, again %+v, %v", c, again, err)
		}
	})
}
