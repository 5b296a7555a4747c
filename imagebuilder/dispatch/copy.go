package dispatch

import (
	"path"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/dfgitutil"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/opencontainers/go-digest"
	mode "github.com/tonistiigi/dchapes-mode"

	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// copyFields are what COPY and ADD have in common.
type copyFields struct {
	name         string
	files        instructions.SourcesAndDest
	chown, chmod string
	exclude      []string
	parents      bool
	link         bool
	from         plan.Source
	fromText     string
	checksum     string
	keepGitDir   *bool
	unpack       *bool
}

func (s State) copy(c copyFields) (Result, error) {
	add := c.name == "ADD"
	step := &CopyStep{
		Name: c.name, From: c.from, Chown: c.chown, Chmod: c.chmod, Exclude: c.exclude, Parents: c.parents,
		Dest: s.destination(c.files.DestPath), Unpack: add,
		// As in BuildKit a chmod turns linking off.
		Link: c.link && c.chmod == "",
	}
	if c.unpack != nil {
		step.Unpack = *c.unpack
	}
	if err := checkChmod(c.chmod); err != nil {
		return Result{}, err
	}
	for _, src := range c.files.SourcePaths {
		remote, ok, err := c.remote(src)
		switch {
		case err != nil:
			return Result{}, err
		case ok && !add:
			return Result{}, invalid(
				"COPY supports local files only, not %s: use ADD for URLs and git repositories", src,
			)
		case ok:
			step.Remotes = append(step.Remotes, remote)
		case c.checksum != "":
			return Result{}, invalid("--checksum needs a URL or a git repository, not %s", src)
		default:
			step.Sources = append(step.Sources, sourcePath(src, c.parents))
		}
	}
	if c.checksum != "" && len(step.Remotes) != 1 {
		return Result{}, invalid("--checksum needs exactly one source")
	}
	for _, content := range c.files.SourceContents {
		step.Contents = append(step.Contents, Content{Name: content.Path, Data: content.Data})
	}
	return Result{Step: step, State: s, History: c.history()}, nil
}

// history is the line of the image's history.
func (c *copyFields) history() string {
	words := []string{c.name}
	flag := func(name, value string) {
		if value != "" {
			words = append(words, "--"+name+"="+value)
		}
	}
	flag("from", c.fromText)
	if c.parents {
		words = append(words, "--parents")
	}
	if c.link {
		words = append(words, "--link")
	}
	flag("chown", c.chown)
	flag("chmod", c.chmod)
	words = append(words, c.files.SourcePaths...)
	for _, content := range c.files.SourceContents {
		words = append(words, "<<"+content.Path)
	}
	return strings.Join(append(words, c.files.DestPath), " ")
}

func checkChmod(text string) error {
	if text == "" {
		return nil
	}
	octal := strings.Trim(text, "01234567") == ""
	if octal && len(strings.TrimLeft(text, "0")) <= 4 {
		return nil
	}
	if _, err := mode.Parse(text); err != nil || strings.ContainsAny(text, "0123456789") {
		return invalid("--chmod=%s is invalid: "+
			"use an octal number from 0 to 07777 or a symbolic mode, for example u=rwX,go=rX", text)
	}
	return nil
}

// sourcePath makes a source relative to its root. The pivot of --parents, "/./",
// is put first where none is written: then all directories are kept.
func sourcePath(src string, parents bool) string {
	clean := func(p string) string { return path.Clean("/" + p)[1:] }
	if !parents {
		return clean(src)
	}
	base, pattern, ok := strings.Cut(src, "/./")
	if !ok {
		base, pattern = "", src
	}
	return clean(base) + "/./" + clean(pattern)
}

// repository is a source that is a git repository. Its query and the flags of the
// instruction may not contradict each other.
func (c *copyFields) repository(src string, git *dfgitutil.GitRef) (Remote, error) {
	r := Remote{URL: src, Git: true, Checksum: c.checksum}
	if git.KeepGitDir != nil && c.keepGitDir != nil && *git.KeepGitDir != *c.keepGitDir {
		return r, invalid("%s: the query contradicts --keep-git-dir", src)
	}
	if git.Checksum != "" && c.checksum != "" && git.Checksum != c.checksum {
		return r, invalid("%s: the query contradicts --checksum", src)
	}
	if git.Checksum != "" {
		r.Checksum = git.Checksum
	}
	r.KeepGitDir = c.keepGitDir != nil && *c.keepGitDir || git.KeepGitDir != nil && *git.KeepGitDir
	return r, nil
}

// remote reports whether a source is fetched, and returns what to fetch.
func (c *copyFields) remote(src string) (r Remote, ok bool, err error) {
	git, isGit, err := dfgitutil.ParseGitRef(src)
	switch {
	case isGit && err != nil:
		return r, true, invalid("git repository %s: %w", src, err)
	case err == nil && !git.IndistinguishableFromLocal:
		r, err = c.repository(src, git)
		return r, true, err
	case !strings.HasPrefix(src, "http://") && !strings.HasPrefix(src, "https://"):
		return r, false, nil
	}
	if c.checksum != "" {
		if _, err := digest.Parse(c.checksum); err != nil {
			return r, true, invalid("--checksum=%s: %w: use sha256:…", c.checksum, err)
		}
	}
	return Remote{URL: src, Checksum: c.checksum, Unpack: c.unpack != nil && *c.unpack}, true, nil
}
