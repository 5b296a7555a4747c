package exec

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
	"github.com/cooper-build/cooper/imagebuilder/redact"
)

// keyVersion changes when the meaning of a step changes, so that layers made by
// an older cooper are not taken for those of this one.
const keyVersion = "3"

// linkedBase stands for every base in the key of a copy that links.
const linkedBase = "any"

// shape is the part of the key of a step that does not depend on its base and files.
func (b *builder) shape(step dispatch.Step) []cache.Part {
	parts := []cache.Part{{Name: "version", Value: keyVersion}, {Name: "options", Value: b.opts.KeyExtra}}
	add := func(name, value string) { parts = append(parts, cache.Part{Name: name, Value: value}) }
	switch s := step.(type) {
	case *dispatch.RunStep:
		add("instruction", "RUN")
		list(&parts, "argument", s.Args)
		env := slices.Clone(s.Env)
		slices.Sort(env)
		list(&parts, "variable", env)
		add("working directory", s.Cwd)
		add("user", s.User)
		if s.Script != nil {
			add("script", s.Script.Data)
		}
		for i := range s.Mounts {
			add("mount", s.Mounts[i].Text())
		}
		if len(s.Volumes) != 0 {
			list(&parts, "volume", s.Volumes)
		}
		add("network", s.Network)
		add("architecture", s.Arch)
		if s.Insecure {
			add("security", "insecure")
		}
	case *dispatch.CopyStep:
		add("instruction", s.Name)
		list(&parts, "source", s.Sources)
		for _, c := range s.Contents {
			add("heredoc "+c.Name, c.Data)
		}
		add("destination", s.Dest)
		for _, r := range s.Remotes {
			add("remote", fmt.Sprintf("%q git=%t checksum=%q keep=%t unpack=%t",
				redact.URLs(r.URL), r.Git, r.Checksum, r.KeepGitDir, r.Unpack))
		}
		add("chown", s.Chown)
		add("chmod", s.Chmod)
		list(&parts, "exclude", s.Exclude)
		add("flags", fmt.Sprintf("parents=%t link=%t unpack=%t", s.Parents, s.Link, s.Unpack))
		add("from kind", strconv.Itoa(int(s.From.Kind)))
		if s.From.Kind == plan.SourceImage {
			add("from image", s.From.Image)
		}
	case *dispatch.WorkdirStep:
		add("instruction", "WORKDIR")
		add("path", s.Path)
		add("user", s.User)
	}
	return parts
}

func list(parts *[]cache.Part, name string, values []string) {
	*parts = append(*parts, cache.Part{Name: name + "s", Value: strconv.Itoa(len(values))})
	for i, v := range values {
		*parts = append(*parts, cache.Part{Name: fmt.Sprintf("%s %d", name, i+1), Value: v})
	}
}

// keyOf completes a shape with the identity of the base and of the files read.
func keyOf(shape []cache.Part, base, reads string) (cache.Key, []cache.Part) {
	parts := append(slices.Clone(shape), cache.Part{Name: "base", Value: base}, cache.Part{Name: "files", Value: reads})
	return cache.NewKey(parts...), parts
}

// identityOf names a stack of layers by their contents.
func identityOf(parent, diffID string) string {
	k := cache.NewKey(cache.Part{Name: "parent", Value: parent}, cache.Part{Name: "layer", Value: diffID})
	return hex.EncodeToString(k[:])
}

// Identity names the files of an image by their contents.
func Identity(img image.Image) (identity string) {
	for _, l := range img.Layers {
		identity = identityOf(identity, l.DiffID)
	}
	return identity
}

// firstLine is an instruction as one line, for people.
func firstLine(code string) string {
	line, rest, more := strings.Cut(code, "\n")
	line = strings.TrimRight(line, " \t\r")
	if more && strings.TrimSpace(rest) != "" {
		return strings.TrimSuffix(line, "\\") + "…"
	}
	return line
}
