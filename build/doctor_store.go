package build

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/cooper-build/cooper/runtime/probe"
)

// askTime is how long another program may take to say where its store is.
const askTime = 20 * time.Second

// sameStore asks the programs that share a store with cooper where theirs is, once one of
// them has been used: an answer makes their directories. skopeo finds the store as
// buildah does, and cannot be asked.
func sameStore(ctx context.Context, own Info) (checks []probe.Check) {
	if !used(own) {
		return nil
	}
	for _, program := range []string{"podman", "buildah"} {
		path, err := exec.LookPath(program)
		if err != nil {
			continue // it is not here
		}
		c := probe.Check{Name: "store of " + program}
		root, driver, err := askStore(ctx, path)
		switch {
		case err != nil:
			c.Detail, c.Hint = program+" info failed: "+err.Error(), program+" info"
		case !samePlace(root, own.Root):
			c.Detail = fmt.Sprintf("%s uses %s, cooper uses %s", program, root, own.Root)
			c.Hint = "set the same graphroot in storage.conf for both, or use cooper --root " + root + "; " +
				"podman keeps the store of its database until podman system reset"
		case driver != own.Driver:
			c.Detail = fmt.Sprintf("%s uses driver %s in %s, cooper uses %s: images are not shared",
				program, driver, root, own.Driver)
			c.Hint = fmt.Sprintf("set driver = %q below [storage] in storage.conf, or use cooper --storage-driver %s",
				own.Driver, driver)
		default:
			c.OK, c.Detail = true, "the same store: images are shared"
		}
		checks = append(checks, c)
	}
	return checks
}

// used reports whether there is anything of podman, or of another driver.
func used(own Info) bool {
	for _, pattern := range []string{"libpod", "*-images"} {
		found, err := filepath.Glob(filepath.Join(own.Root, pattern))
		if err != nil {
			return false
		}
		for _, path := range found {
			if filepath.Base(path) != own.Driver+"-images" {
				return true
			}
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return false
	}
	_, err = os.Stat(filepath.Join(home, ".local/share/containers/storage/libpod"))
	return err == nil
}

func samePlace(a, b string) bool {
	for _, path := range []*string{&a, &b} {
		if real, err := filepath.EvalSymlinks(*path); err == nil {
			*path = real
		}
	}
	return filepath.Clean(a) == filepath.Clean(b)
}

// askStore reads what `podman info` or `buildah info` says.
func askStore(ctx context.Context, program string) (root, driver string, err error) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	args := []string{"info"}
	if strings.HasSuffix(program, "podman") {
		args = []string{"info", "--format", "json"}
	}
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		return "", "", err
	}
	var info struct {
		Store struct {
			GraphRoot       string `json:"GraphRoot"`
			GraphDriverName string `json:"GraphDriverName"`
		} `json:"store"`
	}
	if err := json.Unmarshal(out, &info); err != nil {
		return "", "", fmt.Errorf("reading its output: %w", err)
	}
	return info.Store.GraphRoot, info.Store.GraphDriverName, nil
}
