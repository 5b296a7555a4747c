package exectest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
)

// snapshot is an exec.Snapshot that fails when it is used in another order than that
// type says.
type snapshot struct {
	fake    *Fake
	under   tree
	changes tree
	stacked bool
	sealed  string // digest; empty: not yet
	done    bool
}

var errOrder = errors.New("a snapshot is used in the wrong order")

func (s *snapshot) writable() error {
	if s.stacked || s.sealed != "" {
		return fmt.Errorf("writing: %w", errOrder)
	}
	return nil
}

// Run knows a few programs of busybox, and takes all else for commands of a shell.
func (s *snapshot) Run(ctx context.Context, step *dispatch.RunStep, from []exec.Mounted, out io.Writer) error {
	if err := s.writable(); err != nil {
		return err
	}
	if len(from) != len(step.Mounts) {
		return errors.New("there are sources for other mounts than the step has")
	}
	defer s.fake.enter()()
	args := step.Args
	switch args[0] {
	case "echo":
		fmt.Fprintln(out, strings.Join(args[1:], " "))
		return nil
	case "false":
		return errors.New("exit status 1")
	case "sleep":
		<-ctx.Done()
		return context.Cause(ctx)
	case "cat":
		return s.cat(step, from, args[1], out)
	case "touch":
		s.changes[args[1]] = ""
		return nil
	}
	command := args[len(args)-1]
	file, err := s.fake.shell(ctx, command, out)
	if err != nil {
		return err
	}
	s.changes[file] = "of " + command
	s.fake.note("run " + command)
	return nil
}

// cat writes a file of the tree or of a mount.
func (s *snapshot) cat(step *dispatch.RunStep, from []exec.Mounted, name string, out io.Writer) error {
	for i := range step.Mounts {
		if inside, ok := strings.CutPrefix(name, step.Mounts[i].Target); ok {
			_, err := io.WriteString(out, treeOf(from[i].Files)[inside])
			return err
		}
	}
	_, err := io.WriteString(out, over(s.under, s.changes)[name])
	return err
}

// Copy copies files to where the step says.
func (s *snapshot) Copy(ctx context.Context, step *dispatch.CopyStep, from exec.Sources) error {
	if err := s.writable(); err != nil {
		return err
	}
	put := func(name, content string) {
		if strings.HasSuffix(step.Dest, "/") {
			name = path.Join(step.Dest, path.Base(name))
		} else {
			name = step.Dest
		}
		s.changes[name] = content
	}
	if found, ok := from.(*sources); ok {
		if err := found.Unchanged(ctx); err != nil {
			return err
		}
		for name, content := range found.found {
			put(name, content)
		}
	}
	for _, c := range step.Contents {
		put(c.Name, c.Data)
	}
	s.fake.note("copy to " + step.Dest)
	return nil
}

// Mkdir makes a directory, which is a file here.
func (s *snapshot) Mkdir(_ context.Context, step *dispatch.WorkdirStep) error {
	if err := s.writable(); err != nil {
		return err
	}
	if _, there := over(s.under, s.changes)[step.Path]; !there {
		s.changes[step.Path] = "a directory"
	}
	s.fake.note("mkdir " + step.Path)
	return nil
}

// Stack puts the changes on files.
func (s *snapshot) Stack(on exec.Files) (exec.Files, error) {
	if s.stacked {
		return nil, fmt.Errorf("stacking: %w", errOrder)
	}
	s.stacked = true
	return over(treeOf(on), s.changes), nil
}

// Seal computes the digest of the changes.
func (s *snapshot) Seal(context.Context) (exec.Sealed, error) {
	if s.sealed != "" {
		return exec.Sealed{}, fmt.Errorf("sealing: %w", errOrder)
	}
	s.sealed = digest(s.changes)
	return exec.Sealed{DiffID: s.sealed, Size: int64(len(s.changes))}, nil
}

// Commit makes a layer.
func (s *snapshot) Commit(_ context.Context, parent string) (string, error) {
	if s.sealed == "" || s.done {
		return "", fmt.Errorf("committing: %w", errOrder)
	}
	if parent != "" && !s.fake.HasLayer(parent) {
		return "", fmt.Errorf("the parent %s is not there", parent)
	}
	s.done = true
	l := &layer{parent: parent, diffID: s.sealed, files: s.changes}
	s.fake.mu.Lock()
	defer s.fake.mu.Unlock()
	s.fake.layers[l.id()] = l
	return l.id(), nil
}

// digest names a tree by its names and contents.
func digest(t tree) string {
	var parts []cache.Part
	for _, name := range slices.Sorted(maps.Keys(t)) {
		parts = append(parts, cache.Part{Name: name, Value: t[name]})
	}
	return fmt.Sprintf("sha256:%x", cache.NewKey(parts...))
}
