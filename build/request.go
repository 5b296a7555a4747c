package build

import (
	"context"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/call"
)

// Dir is a directory as a build context.
func Dir(path string) Context { return Context{Path: path} }

// Text is the text of a Containerfile.
func Text(text string) Containerfile { return Containerfile{Text: []byte(text)} }

// Build builds an image into the local store. It returns an *Error with ErrSyntax
// for a mistake in the Containerfile, ErrRun for a command that failed.
func (e *Engine) Build(ctx context.Context, req Request) (Result, error) {
	told := newTelling(&req)
	out, err := e.build(ctx, req)
	told.end(&out, err)
	return out, err
}

func (e *Engine) build(ctx context.Context, req Request) (Result, error) {
	var out Result
	var err error
	if req.Secrets, err = readSecrets(ctx, req.Secrets); err != nil {
		return out, describe(err)
	}
	s, writers, err := outputStreams(req.Outputs)
	if err != nil {
		return out, describe(err)
	}
	arg := call.Build{Request: req, Writers: writers}
	if req.Stdin != nil {
		if err := s.input(req.Stdin); err != nil {
			return out, s.finish(describe(err))
		}
		arg.Stdin = len(s.files)
	}
	if req.Shell == nil {
		out, err = invoke(ctx, e, call.BuildImage, arg, req.OnEvent, s.files...)
		return out, s.finish(err)
	}
	ours, theirs, err := socketPair()
	if err != nil {
		return out, s.finish(describe(err))
	}
	defer ours.Close()
	s.files = append(s.files, theirs)
	arg.Shell = len(s.files)
	shells := make(chan struct{})
	go func() {
		defer close(shells)
		serveShells(ours, req.Shell)
	}()
	out, err = invoke(ctx, e, call.BuildImage, arg, req.OnEvent, s.files...)
	_ = theirs.Close()
	_ = unix.Shutdown(int(ours.Fd()), unix.SHUT_RDWR)
	<-shells
	return out, s.finish(err)
}

// Lock resolves what a Containerfile names, and writes the digests to its lock file. A build with
// LockOptions.Locked uses nothing else.
func (e *Engine) Lock(ctx context.Context, req LockRequest) (LockResult, error) {
	return invoke(ctx, e, call.Lock, req, req.OnEvent)
}
