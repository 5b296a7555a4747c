//go:build kill

package kill

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
)

// usage is what lies in a store: sizes of files by name, random parts left out.
type usage map[string]int64

// random are parts of names that differ each time.
var random = regexp.MustCompile(`[0-9a-f]{64}|[0-9a-f]{62}|[A-Z0-9]{26}`)

// usageOf reads a store as root of the user's namespace, who can read all of it.
func usageOf(t *testing.T, p *place) usage {
	t.Helper()
	cmd := exec.Command("/proc/self/exe", "unshare", "find", p.root, "-printf", "%y %s %P\\n")
	cmd.Env = append(p.env, asCooper+"=1")
	if os.Getuid() == 0 {
		cmd = exec.Command("find", p.root, "-printf", "%y %s %P\\n")
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	u := usage{}
	for line := range strings.Lines(string(out)) {
		var kind string
		var size int64
		if _, err := fmt.Sscanf(line, "%s %d", &kind, &size); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		name := strings.TrimSuffix(strings.SplitN(line, " ", 3)[2], "\n")
		if kind == "d" {
			size = 0 // a directory keeps its size when files are removed
		}
		u[random.ReplaceAllString(name, "*")] += size
	}
	return u
}

// kept are files whose size tells how often something was done, not what is there.
var kept = regexp.MustCompile(`^(cooper/blobs/|db\.sql|.*\.lock$|cooper/trials)`)

// compare says what a store has that an empty one has not.
func (u usage) compare(empty usage) (left []string) {
	for name, size := range u {
		before, there := empty[name]
		if kept.MatchString(name) || there && size <= before {
			continue
		}
		left = append(left, fmt.Sprintf("%s: %d bytes, %d in an empty store", name, size, before))
	}
	sort.Strings(left)
	return left
}

// leftIn looks for files of dead processes elsewhere.
func leftIn(p *place) (left []string) {
	_ = filepath.WalkDir(filepath.Join(p.dir, "tmp"), func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			left = append(left, name)
		}
		return nil
	})
	return left
}

func report(t *testing.T, what string, wrong []string) {
	t.Helper()
	if len(wrong) > 20 {
		wrong = append(wrong[:20], fmt.Sprintf("and %d more", len(wrong)-20))
	}
	for _, line := range wrong {
		t.Errorf("%s: %s", what, line)
	}
}
