package imagebuilder

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// Refuse names what an instruction asks for and cooper does not do.
func Refuse(cmd instructions.Command) error {
	switch c := cmd.(type) {
	case *plan.Run:
		if slices.Contains(c.FlagsUsed, "device") {
			return errors.New("RUN --device is not supported: a sandbox has the standard devices only")
		}
	case *instructions.CopyCommand:
		return refuseCopy(c)
	case *instructions.AddCommand:
		return refuseAdd(c)
	}
	return nil
}

func refuseCopy(c *instructions.CopyCommand) error {
	switch {
	case c.Link:
		return notYet("COPY --link")
	case c.Parents:
		return notYet("COPY --parents")
	case len(c.ExcludePatterns) != 0:
		return notYet("COPY --exclude")
	case strings.Contains(c.From, "$"):
		return WithHint(errors.New("variables are not expanded in --from"),
			"add a stage `FROM "+c.From+" AS name` with ARG before the first FROM, and use --from=name")
	}
	return refuseRemote("COPY", c.SourcePaths)
}

func refuseAdd(c *instructions.AddCommand) error {
	for _, flag := range []struct {
		name string
		set  bool
	}{
		{"--link", c.Link}, {"--exclude", len(c.ExcludePatterns) != 0}, {"--keep-git-dir", c.KeepGitDir != nil},
		{"--checksum", c.Checksum != ""}, {"--unpack", c.Unpack != nil},
	} {
		if flag.set {
			return notYet("ADD " + flag.name)
		}
	}
	return refuseRemote("ADD", c.SourcePaths)
}

// refuseRemote refuses sources that are not files of a context.
func refuseRemote(instruction string, sources []string) error {
	for _, s := range sources {
		remote := strings.Contains(s, "://") || strings.HasPrefix(s, "git@")
		switch {
		case remote && instruction == "COPY":
			return WithHint(fmt.Errorf("COPY takes local files only, not %s", s), "ADD is the instruction for URLs and git repositories")
		case remote:
			return notYet("ADD of a URL or git repository (" + s + ")")
		}
	}
	return nil
}

func notYet(what string) error { return fmt.Errorf("%s is not supported yet", what) }
