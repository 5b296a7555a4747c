package scan

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build/internal/sbom"
)

// bombEnv and limitEnv are for the child of TestMemoryIsLimited: a tree and a limit.
const (
	bombEnv  = "COOPER_TEST_BOMB"
	limitEnv = "COOPER_TEST_LIMIT"
)

// TestMemoryIsLimited scans a small archive with a large list. The control has a high limit.
func TestMemoryIsLimited(t *testing.T) {
	if dir := os.Getenv(bombEnv); dir != "" {
		limit, err := strconv.ParseInt(os.Getenv(limitEnv), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if err := limitMemory(limit); err != nil {
			t.Fatal(err)
		}
		if got, err := scanned(t, sbom.Request{Root: dir}); err != nil || len(got.urls()) != 1 {
			t.Fatal(got, err)
		}
		return
	}
	text := "Name: a\nVersion: 1\n" + strings.Repeat("Requires-Dist: x\n", 8<<20)
	dir := plant(t, t.TempDir(), map[string]string{"a.egg": zipped(t, map[string]string{"EGG-INFO/PKG-INFO": text})})
	for limit, works := range map[int64]bool{sbom.MaxMemory: true, 256 << 20: false} {
		cmd := exec.Command(os.Args[0], "-test.run", "^TestMemoryIsLimited$")
		cmd.Env = append(os.Environ(), bombEnv+"="+dir, limitEnv+"="+strconv.FormatInt(limit, 10))
		out, err := cmd.CombinedOutput()
		full := bytes.Contains(out, []byte("fatal error: runtime: cannot allocate memory"))
		if (err == nil) != works || full == works {
			t.Errorf("%d bytes: %v: %.200s", limit, err, out)
		}
	}
}
