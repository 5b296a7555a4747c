package mountns_test

import (
	"errors"
	"testing"

	"github.com/cooper-build/cooper/runtime/mountns"
)

func TestOwn(t *testing.T) {
	name, err := mountns.Name()
	if err != nil {
		t.Fatal(err)
	}
	for caller, want := range map[string]error{name: mountns.ErrShared, "": mountns.ErrShared, "4:1": nil} {
		if err := mountns.Own(caller); !errors.Is(err, want) {
			t.Errorf("started from %q: %v, want %v", caller, err, want)
		}
	}
}
