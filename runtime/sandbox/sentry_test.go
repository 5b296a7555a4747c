package sandbox_test

import (
	"testing"

	"github.com/cooper-build/cooper/runtime/sandbox"
)

func TestTrySentry(t *testing.T) {
	platform, err := sandbox.TrySentry()
	t.Log(platform, err)
}
