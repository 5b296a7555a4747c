package probe_test

import (
	"errors"
	"os"
	"testing"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/probe"
	"github.com/cooper-build/cooper/runtime/userns"
)

func TestMain(m *testing.M) { testenv.Main(m) }

// Where the tun device opens, a private network works; where it does not, the
// reason is that device.
func TestPrivateNetwork(t *testing.T) {
	testenv.Tool(t, "pasta")
	maps, err := userns.Current()
	if err != nil {
		t.Fatal(err)
	}
	tun, tunErr := os.OpenFile("/dev/net/tun", os.O_RDWR, 0)
	if tunErr == nil {
		tun.Close()
	}
	err = probe.PrivateNetwork(t.Context(), probe.Place{Dir: t.TempDir(), Maps: maps})
	if tunErr == nil && err != nil {
		t.Fatalf("the tun device opens, but: %v", err)
	}
	var path *os.PathError
	if tunErr != nil && (!errors.As(err, &path) || path.Path != "/dev/net/tun") {
		t.Fatalf("the tun device does not open (%v), but: %v", tunErr, err)
	}
}
