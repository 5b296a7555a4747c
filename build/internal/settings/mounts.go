package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Mount is a line of mounts.conf(5): commands get a copy of a directory or file of the host.
type Mount struct{ Source, Target string }

// Mounts reads the file that is named or else the first of mounts.conf that exists: the
// user's, that of the administrator, that of the distribution. home is the directory of the
// user's configuration. It leaves out what does not exist: distributions name directories
// that only a subscription makes.
func Mounts(file, home string) ([]Mount, error) {
	paths := []string{file}
	if file == "" {
		paths = []string{"/etc/containers/mounts.conf", "/usr/share/containers/mounts.conf"}
		if home != "" {
			paths = append([]string{filepath.Join(home, "containers/mounts.conf")}, paths...)
		}
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		switch {
		case errors.Is(err, fs.ErrNotExist) && file == "":
			continue
		case err != nil:
			return nil, fmt.Errorf("reading the default mounts: %w", err)
		}
		return parseMounts(path, string(text))
	}
	return nil, nil
}

func parseMounts(file, text string) ([]Mount, error) {
	var out []Mount
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "/") {
			continue // a comment
		}
		source, target, ok := strings.Cut(line, ":")
		if !ok {
			target = source
		}
		if !filepath.IsAbs(target) || strings.Contains(target, ":") {
			return nil, fmt.Errorf("%s: invalid line %q: use source:/target", file, line)
		}
		if _, err := os.Stat(source); err == nil {
			out = append(out, Mount{source, filepath.Clean(target)})
		}
	}
	return out, nil
}
