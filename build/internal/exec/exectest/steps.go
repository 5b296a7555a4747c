package exectest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

func (s *suite) mkdir() {
	snap := s.written(nil, "/file", "content")
	for range 2 {
		if err := snap.Mkdir(s.Context(), &dispatch.WorkdirStep{Path: "/a/b"}); err != nil {
			s.Fatal(err)
		}
	}
	s.digest(s.stacked(nil, snap), "/a/b")
}

func fromContext(name string) *dispatch.CopyStep {
	return &dispatch.CopyStep{Name: "COPY", Sources: []string{name}, Dest: "/" + name}
}

func (s *suite) sources() {
	var missing *copier.NotFoundError
	if _, err := s.b.Scan(s.Context(), fromContext("absent"), nil); !errors.As(err, &missing) {
		s.Errorf("a source that is not there: %v", err)
	}
	s.b.WriteContext("file", "one")
	step := fromContext("file")
	found, err := s.b.Scan(s.Context(), step, nil)
	s.check(err)
	sum, err := found.Digest(s.Context())
	s.check(err)
	if again, err := found.Digest(s.Context()); err != nil || again != sum {
		s.Errorf("the digests are %q and %q: %v", sum, again, err)
	}
	if err := found.Unchanged(s.Context()); err != nil {
		s.Error(err)
	}
	found.Hashes()["mine"] = "changed"
	if hashes := found.Hashes(); len(hashes) != 1 {
		s.Errorf("hashes: %v", hashes)
	}
	snap, err := s.b.Begin(nil)
	s.check(err)
	if err := snap.Copy(s.Context(), step, found); err != nil {
		s.Fatal(err)
	}
	s.digest(s.stacked(nil, snap), "/file")
}

func (s *suite) changedSources() {
	s.b.WriteContext("file", "one")
	step := fromContext("file")
	scan := func() exec.Sources {
		found, err := s.b.Scan(s.Context(), step, nil)
		s.check(err)
		return found
	}
	before := scan()
	sum, err := before.Digest(s.Context())
	s.check(err)
	late := scan()
	snap, err := s.b.Begin(nil)
	s.check(err)
	s.b.WriteContext("file", "another one")
	_, digestErr := late.Digest(s.Context())
	for what, err := range map[string]error{
		"unchanged": before.Unchanged(s.Context()), "digest": digestErr, "copy": snap.Copy(s.Context(), step, late),
	} {
		if !errors.Is(err, copier.ErrChanged) {
			s.Errorf("%s: %v", what, err)
		}
	}
	if now, err := scan().Digest(s.Context()); err != nil || now == sum {
		s.Errorf("another file has the digest %s: %v", now, err)
	}
}

// command is a step that runs a program of busybox.
func command(args ...string) *dispatch.RunStep {
	return &dispatch.RunStep{Args: args, Env: []string{"PATH=/bin"}, Cwd: "/"}
}

func (s *suite) run() {
	base := s.open().Files
	snap, err := s.b.Begin(base)
	s.check(err)
	var out bytes.Buffer
	if err := snap.Run(s.Context(), command("echo", "hello"), nil, &out); err != nil || out.String() != "hello\n" {
		s.Errorf("the command wrote %q: %v", &out, err)
	}
	if err := snap.Run(s.Context(), command("touch", "/made"), nil, io.Discard); err != nil {
		s.Error(err)
	}
	s.digest(s.stacked(base, snap), "/made")
	s.without(base, "/made")
	failing, err := s.b.Begin(base)
	s.check(err)
	if err := failing.Run(s.Context(), command("false"), nil, io.Discard); err == nil || errors.Is(err, exec.ErrFixed) {
		s.Errorf("a command that failed: %v", err)
	}
}

func (s *suite) mounted() {
	base := s.open().Files
	files, _, _ := s.layer(nil, "", "/file", "content of another stage")
	step := command("cat", "/mnt/file")
	step.Mounts = []dispatch.Mount{{
		Mount: mount.Mount{Kind: mount.Bind, ReadOnly: true}, From: plan.Source{Kind: plan.SourceStage}, Target: "/mnt",
	}}
	snap, err := s.b.Begin(base)
	s.check(err)
	var out bytes.Buffer
	if err := snap.Run(s.Context(), step, []exec.Mounted{{Files: files}}, &out); err != nil {
		s.Fatal(err)
	}
	if out.String() != "content of another stage" {
		s.Errorf("the command read %q", &out)
	}
}

func (s *suite) cancel() {
	snap, err := s.b.Begin(s.open().Files)
	s.check(err)
	ctx, cancel := context.WithTimeout(s.Context(), 100*time.Millisecond)
	defer cancel()
	if err := snap.Run(ctx, command("sleep", "600"), nil, io.Discard); err == nil {
		s.Error("a command that was cancelled succeeded")
	}
}

// concurrent: snapshots on the same files do not see each other.
func (s *suite) concurrent() {
	base := s.open()
	var group sync.WaitGroup
	ids := make([]string, 4)
	for i := range ids {
		group.Go(func() {
			snap, err := s.b.Begin(base.Files)
			if err == nil {
				err = snap.Run(s.Context(), command("touch", "/"+string(rune('a'+i))), nil, io.Discard)
			}
			var files exec.Files
			if err == nil {
				files, err = snap.Stack(base.Files)
			}
			if err == nil {
				_, err = snap.Seal(s.Context())
			}
			if err == nil {
				ids[i], err = snap.Commit(s.Context(), base.Layer)
			}
			if err != nil {
				s.Error(err)
				return
			}
			for j := range ids {
				_, err := s.b.Scan(s.Context(), fromStage("/"+string(rune('a'+j))), files)
				if found := err == nil; found != (i == j) {
					s.Errorf("snapshot %d has the file of %d: %v, %v", i, j, found, err)
				}
			}
		})
	}
	group.Wait()
	for i, id := range ids {
		for _, other := range ids[:i] {
			if id == other {
				s.Errorf("other layers have one id: %q", ids)
			}
		}
	}
}
