package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/cooper-build/cooper/build"
)

// allowed is what the targets of a file may use. Compose files may use everything, as with docker
// compose.
type allowed struct {
	everything  bool
	read, write []string // directories
	names       []string // entitlements: ssh, network.host, security.insecure and others
}

// parseAllowed reads --allow.
func parseAllowed(list []string) (out allowed, err error) {
	here, err := os.Getwd()
	if err != nil {
		return out, err
	}
	out.read, out.write = []string{here}, []string{here}
	if on, err := strconv.ParseBool(os.Getenv("BUILDX_BAKE_ENTITLEMENTS_FS")); err == nil && !on {
		out.read, out.write = []string{"/"}, []string{"/"}
	}
	for _, text := range list {
		name, value, _ := strings.Cut(text, "=")
		path := "/"
		if value != "*" {
			if path, err = filepath.Abs(value); err != nil {
				return out, err
			}
		}
		switch name {
		case "fs.read":
			out.read = append(out.read, path)
		case "fs.write":
			out.write = append(out.write, path)
		case "fs":
			out.read, out.write = append(out.read, path), append(out.write, path)
		case "ssh", "network.host", "security.insecure", "device":
			out.names = append(out.names, text)
		case "image", "image.push", "image.load": // which need no permission
		default:
			return out, &build.Error{
				Kind: build.KindUsage, Message: fmt.Sprintf("invalid --allow %q", text),
				Hint: "use fs.read=DIR, fs.write=DIR, fs=DIR, ssh, network.host or security.insecure",
			}
		}
	}
	return out, nil
}

// readable are directories that a Compose file can name files of; none: all.
func (a allowed) readable() []string {
	if slices.Contains(a.read, "/") {
		return nil
	}
	return a.read
}

// check refuses a target that uses more than is allowed.
func (a allowed) check(t *targetBuild) error {
	if a.everything {
		return nil
	}
	for _, name := range t.Entitlements {
		if !slices.Contains(a.names, name) && !slices.Contains(t.Given, name) {
			return refusedUse(t.Name, "needs "+name, "--allow "+name)
		}
	}
	r := &t.flags.request
	for _, agent := range r.SSH {
		if len(agent.Paths) == 0 && !slices.Contains(a.names, "ssh") {
			return refusedUse(t.Name, "uses the ssh agent", "--allow ssh")
		}
	}
	if path := outside(readBy(r), a.read, t.Given); path != "" {
		return refusedUse(t.Name, "reads "+path+", which is not below this directory", "--allow fs.read="+path)
	}
	if path := outside(writtenBy(r), a.write, t.Given); path != "" {
		return refusedUse(t.Name, "writes "+path+", which is not below this directory", "--allow fs.write="+path)
	}
	return nil
}

// readBy are files and directories of this machine that a build reads.
func readBy(r *build.Request) []string {
	out := []string{r.Context.Path, r.File, r.Context.Archive}
	for _, name := range sortedKeys(r.Context.Named) {
		value := r.Context.Named[name]
		for _, prefix := range []string{"oci-layout://", "oci:", "oci-archive:", "docker-archive:", "dir:"} {
			value = strings.TrimPrefix(value, prefix)
		}
		if value != r.Context.Named[name] || filepath.IsAbs(value) {
			path, _, _ := strings.Cut(value, ":")
			out = append(out, path)
		}
	}
	for _, s := range r.Secrets {
		out = append(out, s.File)
	}
	for _, agent := range r.SSH {
		out = append(out, agent.Paths...)
	}
	return append(out, localCaches(r.Cache.From)...)
}

// writtenBy are files and directories of this machine that a build writes.
func writtenBy(r *build.Request) []string {
	out := localCaches(r.Cache.To)
	for _, o := range r.Outputs {
		if o.Dest != "-" {
			out = append(out, o.Dest)
		}
	}
	for _, tag := range r.Tags {
		if transport, path, ok := strings.Cut(tag, ":"); ok && slices.Contains(fileTransports, transport) {
			path, _, _ = strings.Cut(path, ":")
			out = append(out, path)
		}
	}
	return out
}

// fileTransports begin names of images that are files or directories.
var fileTransports = []string{"oci", "oci-archive", "docker-archive", "dir"}

func refusedUse(target, use, hint string) error {
	return &build.Error{Kind: build.KindPolicy, Message: "target " + target + " " + use, Hint: hint + " allows it"}
}

// localCaches are the directories of caches.
func localCaches(list []build.RemoteCache) (out []string) {
	for _, c := range list {
		if c.Type == "local" {
			out = append(out, c.Ref)
		}
	}
	return out
}

// outside is the first path that is in none of the directories, nor among those that were given.
func outside(paths, dirs, given []string) string {
	for _, path := range paths {
		if path == "" {
			continue
		}
		absolute, err := filepath.Abs(path)
		if err != nil {
			return path
		}
		real := resolved(absolute)
		in := func(dir string) bool {
			absolute, err := filepath.Abs(dir)
			if err != nil {
				return false
			}
			below, err := filepath.Rel(resolved(absolute), real)
			return err == nil && filepath.IsLocal(below)
		}
		if !slices.ContainsFunc(dirs, in) && !slices.ContainsFunc(given, in) {
			return path
		}
	}
	return ""
}

// resolved is a path without symbolic links, as far as it exists.
func resolved(path string) string {
	real, err := filepath.EvalSymlinks(path)
	if err == nil || path == filepath.Dir(path) {
		return real
	}
	return filepath.Join(resolved(filepath.Dir(path)), filepath.Base(path))
}
