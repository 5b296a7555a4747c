package exectest

import (
	"errors"
	"sync"
	"testing"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// Subject is a backend to test. It has an image of the name `base` with busybox in /bin,
// and none of the name `missing`. No file has a time that differs between two runs.
type Subject struct {
	exec.Backend
	// WriteContext sets the content of a file of the build context.
	WriteContext func(name, content string)
}

// Run tests that a backend follows the contract of exec.Backend and exec.Snapshot. open
// makes a new backend, which lasts as long as the test. The backends may share a store.
func Run(t *testing.T, open func(t *testing.T) Subject) {
	for name, test := range map[string]func(*suite){
		"base": (*suite).base, "begin": (*suite).begin, "seal": (*suite).seal, "commit": (*suite).commit,
		"stack": (*suite).stack, "stack layer": (*suite).stackLayer, "copy layer": (*suite).copyLayer,
		"flatten": (*suite).flatten, "fetch layer": (*suite).fetchLayer, "sources": (*suite).sources,
		"changed sources": (*suite).changedSources, "run": (*suite).run, "mounted": (*suite).mounted,
		"cancel": (*suite).cancel, "mkdir": (*suite).mkdir, "concurrent": (*suite).concurrent,
	} {
		t.Run(name, func(t *testing.T) { test(&suite{t, open(t)}) })
	}
}

type suite struct {
	*testing.T
	b Subject
}

// check ends a test that cannot go on.
func (s *suite) check(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *suite) base() {
	platform := imagebuilder.Options{}.Platform
	if _, err := s.b.Base(s.Context(), "missing", platform); err == nil {
		s.Error("an image that is nowhere was opened")
	}
	bases := make([]exec.Base, 4)
	errs := make([]error, len(bases))
	var group sync.WaitGroup
	for i := range bases {
		group.Go(func() { bases[i], errs[i] = s.b.Base(s.Context(), "base", platform) })
	}
	group.Wait()
	for i, base := range bases {
		if errs[i] != nil {
			s.Fatal(errs[i])
		}
		if base.Identity == "" || base.Identity != bases[0].Identity || base.Layer != bases[0].Layer {
			s.Errorf("the same image was opened as %+v and %+v", base, bases[0])
		}
		if base.Files == nil || len(base.Image.Layers) == 0 || !s.b.HasLayer(base.Layer) {
			s.Errorf("the image was opened as %+v", base)
		}
	}
}

// open opens the base image.
func (s *suite) open() exec.Base {
	s.Helper()
	base, err := s.b.Base(s.Context(), "base", imagebuilder.Options{}.Platform)
	s.check(err)
	return base
}

// inline writes a file into a snapshot.
func (s *suite) inline(snap exec.Snapshot, name, content string) {
	s.Helper()
	step := &dispatch.CopyStep{Name: "COPY", Dest: name, Contents: []dispatch.Content{{Name: "inline", Data: content}}}
	if err := snap.Copy(s.Context(), step, nil); err != nil {
		s.Fatal(err)
	}
}

// written is a snapshot with one file.
func (s *suite) written(on exec.Files, name, content string) exec.Snapshot {
	s.Helper()
	snap, err := s.b.Begin(on)
	s.check(err)
	s.inline(snap, name, content)
	return snap
}

// stacked is the files that a snapshot makes of those that it lies on.
func (s *suite) stacked(on exec.Files, snap exec.Snapshot) exec.Files {
	s.Helper()
	files, err := snap.Stack(on)
	s.check(err)
	return files
}

// committed makes a layer of a stacked snapshot.
func (s *suite) committed(parent string, snap exec.Snapshot) (exec.Sealed, string) {
	s.Helper()
	sealed, err := snap.Seal(s.Context())
	s.check(err)
	id, err := snap.Commit(s.Context(), parent)
	s.check(err)
	return sealed, id
}

// layer makes a layer with one file.
func (s *suite) layer(on exec.Files, parent, name, content string) (exec.Files, exec.Sealed, string) {
	s.Helper()
	snap := s.written(on, name, content)
	files := s.stacked(on, snap)
	sealed, id := s.committed(parent, snap)
	return files, sealed, id
}

func fromStage(names ...string) *dispatch.CopyStep {
	return &dispatch.CopyStep{Name: "COPY", From: plan.Source{Kind: plan.SourceStage}, Sources: names, Dest: "/"}
}

// digest is that of a file of some files.
func (s *suite) digest(files exec.Files, name string) string {
	s.Helper()
	found, err := s.b.Scan(s.Context(), fromStage(name), files)
	s.check(err)
	sum, err := found.Digest(s.Context())
	s.check(err)
	return sum
}

// without fails when files have a file.
func (s *suite) without(files exec.Files, name string) {
	s.Helper()
	var missing *copier.NotFoundError
	if _, err := s.b.Scan(s.Context(), fromStage(name), files); !errors.As(err, &missing) {
		s.Errorf("looking for %s: %v", name, err)
	}
}

func (s *suite) begin() {
	s.without(nil, "/file")
	base := s.open().Files
	for _, on := range []exec.Files{nil, base} {
		snap := s.written(on, "/file", "content")
		files := s.stacked(on, snap)
		s.digest(files, "/file")
	}
	s.without(base, "/file")
}

func (s *suite) seal() {
	base := s.open()
	seen := map[string]string{}
	for _, content := range []string{"one", "one", "two"} {
		for _, on := range []exec.Files{nil, base.Files} {
			snap := s.written(on, "/file", content)
			s.stacked(on, snap)
			sealed, err := snap.Seal(s.Context())
			s.check(err)
			if before, ok := seen[content]; ok && before != sealed.DiffID {
				s.Errorf("the same change has the digests %s and %s", before, sealed.DiffID)
			}
			seen[content] = sealed.DiffID
		}
	}
	if seen["one"] == seen["two"] || seen["one"] == "" {
		s.Errorf("other changes have the digests %q and %q", seen["one"], seen["two"])
	}
}

func (s *suite) commit() {
	base := s.open()
	if s.b.HasLayer("nothing") {
		s.Error("there is a layer that nobody made")
	}
	_, sealed, first := s.layer(base.Files, base.Layer, "/file", "content")
	_, _, second := s.layer(base.Files, base.Layer, "/file", "content")
	if first != second {
		s.Errorf("the same layer on the same parent is %s and %s", first, second)
	}
	_, _, alone := s.layer(nil, "", "/file", "content")
	if alone == first {
		s.Error("a layer on two parents has one id")
	}
	for _, id := range []string{first, alone} {
		if !s.b.HasLayer(id) {
			s.Errorf("layer %s was committed and is not there", id)
		}
	}
	if sealed.DiffID == "" || sealed.Size == 0 {
		s.Errorf("a layer was sealed as %+v", sealed)
	}
}

// stack: a step runs on another one that is not committed yet, and stays valid.
func (s *suite) stack() {
	base := s.open()
	below := s.written(base.Files, "/below", "one")
	files := s.stacked(base.Files, below)
	above := s.written(files, "/above", "two")
	before := s.digest(files, "/below")
	_, parent := s.committed(base.Layer, below)
	if after := s.digest(files, "/below"); after != before {
		s.Errorf("committing changed a file from %s to %s", before, after)
	}
	all := s.stacked(files, above)
	if s.digest(all, "/below") != before {
		s.Error("a file changed when another layer was stacked")
	}
	s.digest(all, "/above")
	s.without(files, "/above")
	if _, id := s.committed(parent, above); !s.b.HasLayer(id) {
		s.Error("a layer on a layer is not there")
	}
	s.digest(all, "/above")
}

func (s *suite) stackLayer() {
	base := s.open()
	files, _, id := s.layer(base.Files, base.Layer, "/file", "content")
	again, err := s.b.StackLayer(base.Files, id)
	s.check(err)
	if s.digest(again, "/file") != s.digest(files, "/file") {
		s.Error("the layer of a snapshot has another file than the snapshot")
	}
	if _, err := s.b.StackLayer(base.Files, "nothing"); err == nil {
		s.Error("a layer that is not there was stacked")
	}
	_, _, alone := s.layer(nil, "", "/file", "content")
	bare, err := s.b.StackLayer(nil, alone)
	s.check(err)
	s.digest(bare, "/file")
}

func (s *suite) copyLayer() {
	base := s.open()
	_, sealed, id := s.layer(base.Files, base.Layer, "/file", "content")
	snap, err := s.b.CopyLayer(s.Context(), id)
	if err != nil {
		return // not every store can
	}
	below, _, parent := s.layer(nil, "", "/below", "one")
	files := s.stacked(below, snap)
	s.digest(files, "/file")
	s.digest(files, "/below")
	if copied, _ := s.committed(parent, snap); copied.DiffID != sealed.DiffID {
		s.Errorf("the copy of layer %s is %s", sealed.DiffID, copied.DiffID)
	}
	if _, err := s.b.CopyLayer(s.Context(), "nothing"); err == nil {
		s.Error("a layer that is not there was copied")
	}
}

func (s *suite) flatten() {
	one, _, parent := s.layer(nil, "", "/one", "1")
	two, _, _ := s.layer(one, parent, "/two", "2")
	snap, err := s.b.Flatten(s.Context(), two)
	s.check(err)
	flat := s.stacked(nil, snap)
	for _, name := range []string{"/one", "/two"} {
		if s.digest(flat, name) != s.digest(two, name) {
			s.Errorf("%s is another file", name)
		}
	}
	s.committed("", snap)
}

func (s *suite) fetchLayer() {
	base := s.open()
	_, sealed, id := s.layer(base.Files, base.Layer, "/file", "to be fetched")
	if found, err := s.b.FetchLayer(s.Context(), base.Layer, sealed.DiffID); err != nil || found != id {
		s.Errorf("layer %s is %q: %v", id, found, err)
	}
	if found, err := s.b.FetchLayer(s.Context(), "", sealed.DiffID); err == nil {
		s.Errorf("a layer that is not there is %q", found)
	}
}
