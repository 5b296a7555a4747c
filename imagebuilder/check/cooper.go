package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/cooper-build/cooper/imagebuilder/mount"
)

// Rules of our own.
var (
	ruleUnpinnedBase = linter.LinterRule[func(string) string]{
		Name:        "UnpinnedBase",
		Description: "A base without a digest can change at any time",
		Format: func(base string) string {
			return fmt.Sprintf("Base %s has no digest: pin it with %s@sha256:…", base, base)
		},
	}
	ruleAddWithoutChecksum = linter.LinterRule[func(string) string]{
		Name:        "AddWithoutChecksum",
		Description: "Files that ADD downloads over http can be changed in transit",
		Format: func(url string) string {
			return fmt.Sprintf("ADD %s needs --checksum, because http does not protect the download", url)
		},
	}
	ruleAptCacheNotLocked = linter.LinterRule[func(string) string]{
		Name:        "AptCacheNotLocked",
		Description: "apt fails if two processes use its directories at once",
		Format: func(target string) string {
			return fmt.Sprintf(
				"The cache mount at %s needs sharing=locked: apt does not wait for the lock of its directories", target,
			)
		},
	}
	ruleSeveralSources = linter.LinterRule[func(string) string]{
		Name:        "SeveralSources",
		Description: "Several sources need a directory as their destination",
		Format: func(dest string) string {
			return fmt.Sprintf(
				"The destination %s of several sources does not end with a slash: "+
					"unless it is a directory, each source replaces the one before",
				dest,
			)
		},
	}
	ruleRunsAsRoot = linter.LinterRule[func() string]{
		Name:        "RunsAsRoot",
		Description: "The image runs as root",
		Format:      func() string { return "The last stage sets no USER: the image runs as root" },
	}
	ruleUnknownSyntax = linter.LinterRule[func(string) string]{
		Name:        "UnknownSyntax",
		Description: "The file names a frontend that is not supported",
		Format: func(name string) string {
			return fmt.Sprintf("# syntax=%s is ignored: the file is read as docker/dockerfile", name)
		},
	}
	ruleEarlyArg = linter.LinterRule[func(string, int) string]{
		Name:        "EarlyArg",
		Description: "An argument that is declared too early invalidates the cache of other steps",
		Format: func(name string, steps int) string {
			return fmt.Sprintf(
				"ARG %s is first used %d RUN instructions later: declare it there, or each new value runs them again",
				name,
				steps,
			)
		},
	}
)

// syntax looks at the directive that names a frontend. None is ever executed.
func (c *checker) syntax(content []byte) {
	name, _, location, ok := parser.DetectSyntax(content)
	known := strings.HasPrefix(strings.TrimPrefix(name, "docker.io/"), "docker/dockerfile")
	if ok && !known {
		c.lint.Run(&ruleUnknownSyntax, location, ruleUnknownSyntax.Format(name))
	}
}

// cooperRules checks one instruction.
func (s *stageState) cooperRules(cmd instructions.Command, lint *linter.Linter) {
	switch c := cmd.(type) {
	case *instructions.CopyCommand:
		severalSources(cmd, &c.SourcesAndDest, lint)
	case *instructions.AddCommand:
		severalSources(cmd, &c.SourcesAndDest, lint)
		for _, src := range c.SourcePaths {
			if strings.HasPrefix(src, "http://") && c.Checksum == "" {
				lint.Run(&ruleAddWithoutChecksum, cmd.Location(), ruleAddWithoutChecksum.Format(src))
			}
		}
	case *instructions.RunCommand:
		for _, text := range s.mountsOf(cmd) {
			m, err := mount.Parse(text, func(word string) (string, error) { return word, nil })
			apt := strings.HasPrefix(m.Target, "/var/cache/apt") || strings.HasPrefix(m.Target, "/var/lib/apt")
			if err == nil && m.Kind == mount.Cache && apt && m.Sharing == mount.Shared {
				lint.Run(&ruleAptCacheNotLocked, cmd.Location(), ruleAptCacheNotLocked.Format(m.Target))
			}
		}
	}
}

// severalSources checks that a destination says that it is a directory.
func severalSources(cmd instructions.Command, files *instructions.SourcesAndDest, lint *linter.Linter) {
	dest := files.DestPath
	directory := strings.HasSuffix(dest, "/") || path.Base(dest) == "." || path.Base(dest) == ".." ||
		strings.Contains(dest, "$") // a variable may end with a slash
	if len(files.SourcePaths)+len(files.SourceContents) > 1 && !directory {
		lint.Run(&ruleSeveralSources, cmd.Location(), ruleSeveralSources.Format(dest))
	}
}

// cooperStageRules checks a stage after its last instruction.
func (c *checker) cooperStageRules(i int, end *stageState) {
	stage := &c.stages[i]
	lint := c.lint.WithMergedConfigFromComments(stage.Comments)
	c.earlyArgs(stage)
	if !c.opts.Strict {
		return
	}
	named := slices.ContainsFunc(
		c.stages[:i],
		func(s instructions.Stage) bool { return strings.EqualFold(s.Name, stage.BaseName) && s.Name != "" },
	)
	if stage.BaseName != "scratch" && !named && !strings.Contains(stage.BaseName, "@sha256:") &&
		!strings.Contains(stage.BaseName, "$") {
		lint.Run(&ruleUnpinnedBase, stage.Location, ruleUnpinnedBase.Format(stage.BaseName))
	}
	if i == len(c.stages)-1 &&
		(end.user == "" || end.user == "root" || end.user == "0" || strings.HasPrefix(end.user, "0:")) {
		lint.Run(&ruleRunsAsRoot, stage.Location, ruleRunsAsRoot.Format())
	}
}

// earlyArgs finds arguments with RUN instructions between them and their first
// use. An argument is part of the environment of each of those.
func (c *checker) earlyArgs(stage *instructions.Stage) {
	for i, cmd := range stage.Commands {
		arg, ok := cmd.(*instructions.ArgCommand)
		if !ok {
			continue
		}
		for _, a := range arg.Args {
			runs := 0
			for _, later := range stage.Commands[i+1:] {
				if c.uses(later, a.Key) {
					if runs > 0 {
						c.linterFor(cmd).Run(&ruleEarlyArg, cmd.Location(), ruleEarlyArg.Format(a.Key, runs))
					}
					break
				}
				if _, isRun := later.(*instructions.RunCommand); isRun {
					runs++
				}
			}
		}
	}
}

// uses reports whether an instruction mentions a variable. What a RUN does with its
// environment cannot be known, so only what is written counts.
func (c *checker) uses(cmd instructions.Command, name string) bool {
	text, ok := cmd.(fmt.Stringer)
	if !ok {
		return false
	}
	return slices.ContainsFunc([]string{"$" + name, "${" + name}, func(form string) bool {
		rest := text.String()
		for {
			_, after, found := strings.Cut(rest, form)
			if !found {
				return false
			}
			if after == "" || !isNameByte(after[0]) {
				return true
			}
			rest = after
		}
	})
}

func isNameByte(b byte) bool {
	return b == '_' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}
