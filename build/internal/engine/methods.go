package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/call"
)

// emitter sends an event to the caller.
type emitter func(event.Event)

// warn sends a warning.
func (emit emitter) warn(message string) {
	emit(event.Event{Kind: event.Warning, Time: time.Now(), Message: message})
}

// phase says that something begins which is no step. done says that it ended.
func (emit emitter) phase(phase event.Phase, what string) (done func()) {
	e := event.Event{Kind: event.PhaseStarted, Time: time.Now(), Phase: phase, Message: what}
	emit(e)
	return func() {
		now := time.Now()
		e.Kind, e.Took, e.Time = event.PhaseDone, now.Sub(e.Time), now
		emit(e)
	}
}

// method does a call whose argument is still JSON.
type method func(ctx context.Context, payload json.RawMessage, emit emitter) (any, error)

// table has the methods by their names.
type table map[string]method

// add adds a method. The compiler checks that the argument and result of do match the
// method.
func add[A, R any](t table, m call.Method[A, R], do func(ctx context.Context, arg A, emit emitter) (R, error)) {
	t[m.Name()] = func(ctx context.Context, payload json.RawMessage, emit emitter) (any, error) {
		var arg A
		if err := json.Unmarshal(payload, &arg); err != nil {
			return nil, fmt.Errorf("reading a call: %w", err)
		}
		return do(ctx, arg, emit)
	}
}

// table has everything that a worker does.
func (s *server) table() table {
	t := table{}
	add(t, call.Open, s.open)
	add(t, call.Info, s.info)
	add(t, call.BuildImage, s.build)
	add(t, call.Prepare, s.prepare)
	add(t, call.Finish, s.finishParts)
	add(t, call.Lock, s.lock)
	add(t, call.Pull, s.pull)
	add(t, call.Push, s.push)
	add(t, call.Verify, s.verify)
	add(t, call.Rebase, s.rebase)
	add(t, call.Attested, s.attestations)
	add(t, call.Images, s.images)
	add(t, call.Inspect, s.inspect)
	add(t, call.TagImage, s.tag)
	add(t, call.RemoveAll, s.remove)
	add(t, call.CreateContainer, s.from)
	add(t, call.FindContainer, s.container)
	add(t, call.Containers, s.containers)
	add(t, call.InspectContainer, s.inspectContainer)
	add(t, call.RunCommand, s.run)
	add(t, call.CopyFiles, s.copyInto)
	add(t, call.ChangeConfig, s.configure)
	add(t, call.CommitContainer, s.commit)
	add(t, call.Mount, s.mount)
	add(t, call.Unmount, s.unmount)
	add(t, call.RenameContainer, s.rename)
	add(t, call.RemoveContainer, s.removeContainer)
	add(t, call.StatFile, s.statFile)
	add(t, call.ArchiveFile, s.archiveFile)
	add(t, call.CopyFilesOut, s.copyOut)
	add(t, call.Compare, s.compare)
	add(t, call.Save, s.save)
	add(t, call.Load, s.loadArchive)
	add(t, call.AddToIndex, s.addToIndex)
	add(t, call.AddArtifact, s.addArtifact)
	add(t, call.AnnotateIndex, s.annotateIndex)
	add(t, call.RemoveFromIndex, s.removeFromIndex)
	add(t, call.InspectIndex, s.inspectIndex)
	add(t, call.CacheItems, s.listCache)
	add(t, call.PruneCache, s.pruneCache)
	add(t, call.ExportCache, s.exportMount)
	add(t, call.ImportCache, s.importMount)
	add(t, call.Probe, s.probe)
	return t
}
