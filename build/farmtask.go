package build

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/cooper-build/cooper/build/internal/farm"
	"github.com/cooper-build/cooper/runtime/isolation"
)

// TaskStreams connect a task with the cooper that sent it.
type TaskStreams struct {
	In  io.Reader // the task, with its contexts
	Out io.Writer // gets lines: events, the report, and an image that goes back
	// Last gets the report alone; empty: nothing does. The kubelet makes such a file.
	Last string
	// UntilEOF says that the end of In cancels the task.
	UntilEOF bool
}

// maxLast is how much of a file the kubelet reads, in bytes.
const maxLast = 4096

// DoTask does a task of BuildOn, on the machine that it was sent to. A failure of the build is told to
// the other side, and is an error too.
func DoTask(ctx context.Context, config Config, streams TaskStreams) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out := farm.NewWriter(streams.Out)
	report, task, err := doTask(ctx, cancel, config, streams, out)
	if task != nil {
		defer func() { _ = task.Remove() }()
	}
	if err != nil {
		report.Error = describe(err)
	}
	if streams.Last != "" {
		err = errors.Join(err, writeLast(streams.Last, *report))
	}
	if writeErr := out.Report(report); writeErr != nil {
		return errors.Join(err, writeErr)
	}
	if report.Archive != 0 {
		err = errors.Join(err, copyFile(streams.Out, task.Archive()))
	}
	return err
}

func doTask(
	ctx context.Context, cancel context.CancelCauseFunc, config Config, streams TaskStreams, out *farm.Writer,
) (report *farm.Report, task *farm.Received, err error) {
	report = &farm.Report{Isolation: isolation.Find().Name()}
	in := bufio.NewReaderSize(streams.In, 64<<10)
	if task, err = farm.Receive(in, ""); err != nil {
		return report, nil, err
	}
	if streams.UntilEOF {
		go func() {
			_, _ = io.Copy(io.Discard, in)
			cancel(errSenderGone)
		}()
	}
	config.Limits = task.Limits
	engine, err := Open(ctx, config)
	if err != nil {
		return report, task, err
	}
	defer func() { err = errors.Join(err, engine.Close()) }()
	task.Request.OnEvent = func(e Event) {
		e.Message = task.Names().Replace(e.Message)
		out.Event(e)
	}
	if report.Result, err = engine.Build(ctx, task.Request); err != nil || !task.Return {
		return report, task, err
	}
	if report.Attestations, err = engine.Attestations(ctx, AttestationsRequest{Image: report.Result.ID}); err != nil {
		return report, task, err
	}
	info, err := os.Stat(task.Archive())
	if err == nil {
		report.Archive = info.Size()
	}
	return report, task, err
}

var errSenderGone = errors.New("canceled: the cooper that sent the task has ended")

// writeLast writes a report that is short enough for the kubelet.
func writeLast(file string, r farm.Report) error {
	r.Attestations = nil
	if e := r.Error; e != nil {
		short := *e
		short.Output, short.Excerpt = "", nil
		r.Error = &short
	}
	text, err := json.Marshal(r)
	for most := 1 << 10; err == nil && len(text) > maxLast && r.Error != nil && most > 0; most /= 2 {
		r.Error.Message = r.Error.Message[:min(most, len(r.Error.Message))]
		text, err = json.Marshal(r)
	}
	if err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_TRUNC, 0) // the kubelet has made it
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

func copyFile(to io.Writer, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(to, f)
	return err
}
