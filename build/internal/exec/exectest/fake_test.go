package exectest_test

import (
	"testing"

	"github.com/cooper-build/cooper/build/internal/exec/exectest"
)

func TestFakeConforms(t *testing.T) {
	exectest.Run(t, func(*testing.T) exectest.Subject {
		fake := exectest.NewFake()
		return exectest.Subject{Backend: fake, WriteContext: fake.WriteContext}
	})
}
