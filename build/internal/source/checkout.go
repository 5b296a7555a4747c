package source

import (
	"bufio"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/cooper-build/cooper/imagebuilder/redact"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Checkout is the commit that a directory was checked out from, as its .git says. Changes since then do
// not show.
type Checkout struct {
	Repository string // address of the remote origin, without credentials; empty: there is none
	Commit     string
}

// maxGitFile is the size of a file of a repository that is read, in bytes.
const maxGitFile = 4 << 20

var commitID = regexp.MustCompile(`^[0-9a-f]{40}$|^[0-9a-f]{64}$`)

// ReadCheckout finds the checkout that a directory is in. No program of git runs, because the
// configuration of a repository can name programs.
func ReadCheckout(dir string) (c Checkout, ok bool) {
	for {
		if root, err := safepath.OpenRoot(filepath.Join(dir, ".git")); err == nil {
			defer root.Close()
			c.Commit = headOf(root)
			c.Repository = originOf(root)
			return c, c.Commit != ""
		}
		parent := filepath.Dir(dir)
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil || parent == dir {
			return c, false // a worktree or submodule, whose repository is elsewhere
		}
		dir = parent
	}
}

// headOf is the commit of HEAD.
func headOf(git *safepath.Root) string {
	head, err := git.ReadFile("HEAD", maxGitFile)
	if err != nil {
		return ""
	}
	text := strings.TrimSpace(string(head))
	ref, symbolic := strings.CutPrefix(text, "ref: ")
	if symbolic {
		text = refOf(git, ref)
	}
	if !commitID.MatchString(text) {
		return ""
	}
	return text
}

// refOf is what a reference names: in a file of its own, or in packed-refs.
func refOf(git *safepath.Root, ref string) string {
	loose, err := git.ReadFile(ref, maxGitFile)
	if err == nil {
		return strings.TrimSpace(string(loose))
	}
	if !errors.Is(err, os.ErrNotExist) {
		return ""
	}
	packed, err := git.ReadFile("packed-refs", maxGitFile)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(packed)) {
		if commit, name, _ := strings.Cut(strings.TrimSpace(line), " "); name == ref {
			return commit
		}
	}
	return ""
}

// originOf is the address of the remote origin in the configuration.
func originOf(git *safepath.Root) string {
	text, err := git.ReadFile("config", maxGitFile)
	if err != nil {
		return ""
	}
	inside := false
	for scanner := bufio.NewScanner(bytes.NewReader(text)); scanner.Scan(); {
		line := strings.TrimSpace(scanner.Text())
		if strings.HasPrefix(line, "[") {
			inside = line == `[remote "origin"]`
			continue
		}
		name, value, _ := strings.Cut(line, "=")
		if inside && strings.TrimSpace(name) == "url" {
			return redact.Bare(strings.TrimSpace(value))
		}
	}
	return ""
}
