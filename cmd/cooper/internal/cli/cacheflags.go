package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/tonistiigi/go-csvvalue"

	"github.com/cooper-build/cooper/build"
)

// parseCaches reads --cache-from and --cache-to. A name alone is buildah's form:
// a repository that keeps everything.
func parseCaches(flag string, list []string) ([]build.RemoteCache, error) {
	var out []build.RemoteCache
	for _, text := range list {
		c := build.RemoteCache{Type: "registry", Ref: text, Mode: "max"}
		if strings.Contains(text, "=") {
			var err error
			if c, err = parseCache(text); err != nil {
				return nil, fmt.Errorf("%s %s: %w", flag, text, err)
			}
		}
		out = append(out, c)
	}
	return out, nil
}

func parseCache(text string) (c build.RemoteCache, err error) {
	fields, err := csvvalue.Fields(text, nil)
	if err != nil {
		return c, err
	}
	for _, field := range fields {
		key, value, _ := strings.Cut(field, "=")
		switch key {
		case "type":
			c.Type = build.CacheType(value)
		case "ref":
			c.Ref = value
		case "src", "dest":
			if c.Ref, err = filepath.Abs(value); err != nil {
				return c, err
			}
		case "mode":
			c.Mode = build.CacheMode(value)
		case "compression":
			c.Compression = build.Compression(value)
		case "oci-mediatypes", "image-manifest", "ignore-error": // cooper does that anyway
		default:
			return c, fmt.Errorf("unknown key %q: use type, ref, src, dest, mode or compression", key)
		}
	}
	return c, nil
}
