package sandbox

import (
	"os"
	"path/filepath"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/runtime/internal/helper"
)

// SelfTest changes a spec so that it runs this package's own helper, which prints
// properties of its sandbox, on a root file system made in dir.
func SelfTest(spec *specs.Spec, dir string) error {
	program, err := helper.Program()
	if err != nil {
		return err
	}
	for _, d := range []string{"proc", "sys", "dev"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, helper.Name), program, 0o755); err != nil {
		return err
	}
	spec.Root.Path = dir
	spec.Process.Args = []string{"/" + helper.Name, "report"}
	return nil
}
