package engine

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/moby/buildkit/frontend/dockerfile/dfgitutil"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/buildpolicy"
	"github.com/cooper-build/cooper/build/internal/lock"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/sourcepolicy"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/redact"
)

const imageScheme = "docker-image://"

// sources applies the source policy and the lock file of a build.
type sources struct {
	policy *sourcepolicy.Policy        // nil: everything is allowed
	lock   *lock.File                  // nil: names mean what they mean now
	rules  *buildpolicy.Policy         // nil: there are none
	named  func(reference string) bool // by the caller, who needs no lock
	client *registry.Client
	warn   func(string)

	mu   sync.Mutex
	said map[string]bool
}

// readSourcePolicy reads the source policy and the build policy of the request.
func (b *job) readSourcePolicy() error {
	b.sources = &sources{named: b.byOthers, warn: b.warn, said: map[string]bool{}}
	if err := b.readBuildPolicy(); err != nil {
		return err
	}
	name := b.request.SourcePolicy
	if name == "" {
		return nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("reading the source policy: %w", err)
	}
	if b.sources.policy, err = sourcepolicy.Parse(text); err != nil {
		return fmt.Errorf("source policy %s: %w", name, err)
	}
	b.sources.client, err = b.client(b.request.Access, b.emit)
	return err
}

// image is the image that the policies and the lock file have for a reference.
func (s *sources) image(reference string) (string, error) {
	name, err := s.unchecked(reference)
	if err != nil || s == nil || s.rules == nil || s.named(reference) {
		return name, err
	}
	meanings, err := s.client.Meanings(name)
	if err != nil {
		return "", err
	}
	_, pinned, _ := strings.Cut(name, "@")
	return name, s.rules.Image(name, meanings, pinned != "" || s.lock != nil)
}

// unchecked is image without the build policy.
func (s *sources) unchecked(reference string) (string, error) {
	converted, err := s.converted(reference)
	if err != nil || s == nil || s.lock == nil || s.named(reference) {
		return converted, err
	}
	locked, ok := s.lock.Sources[converted]
	if !ok || locked.Kind != lock.Image {
		return "", notLocked(converted)
	}
	if registry.IsLocal(locked.Name) {
		return locked.Name, s.unchanged(locked.Name, locked.Digest)
	}
	return pinned(locked.Name, locked.Digest), nil
}

// converted is the image that the policy has for a reference. All names count that it may mean.
func (s *sources) converted(reference string) (string, error) {
	if s == nil || s.policy == nil {
		return reference, nil
	}
	names, err := s.client.Meanings(reference)
	if err != nil {
		return "", err
	}
	to := reference
	for _, name := range names {
		if !strings.Contains(name, "://") && !registry.HasTransport(name) {
			name = imageScheme + name
		}
		out, err := s.decide(sourcepolicy.Source{Identifier: name})
		if err != nil {
			return "", err
		}
		image, isImage := strings.CutPrefix(out.Identifier, imageScheme)
		switch {
		case out.Identifier == name:
			continue
		case !isImage || image == "":
			return "", fmt.Errorf(
				"the source policy replaces %s by %s, which is no %sNAME", name, out.Identifier, imageScheme)
		case to == reference:
			to = image
		}
	}
	return to, nil
}

// decide asks the policy, and says once what it changes.
func (s *sources) decide(source sourcepolicy.Source) (sourcepolicy.Source, error) {
	out, overruled, err := s.policy.Decide(source)
	if err != nil {
		return out, err
	}
	if out.Identifier != source.Identifier {
		s.say(fmt.Sprintf("the source policy replaces %s by %s", source.Identifier, out.Identifier))
	}
	if overruled != 0 {
		s.say(fmt.Sprintf(
			"%s is allowed by the last rule that matches, though rule %d denies it", out.Identifier, overruled))
	}
	return out, nil
}

func (s *sources) say(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.said[text] {
		s.said[text] = true
		s.warn(text)
	}
}

// pull is a pull of the images that the policy allows.
func (s *sources) pull(pull pullFunc) pullFunc {
	return func(ctx context.Context, reference string, p ocispec.Platform) (string, error) {
		name, err := s.image(reference)
		if err != nil {
			return "", err
		}
		if name, err = s.signed(ctx, reference, name, p); err != nil {
			return "", err
		}
		return pull(ctx, name, p)
	}
}

// remote is what the policies and the lock file have for the source of an ADD.
func (s *sources) remote(r dispatch.Remote) (dispatch.Remote, error) {
	r, err := s.locked(r)
	if err != nil || s == nil || s.rules == nil {
		return r, err
	}
	if r.Git {
		return r, s.rules.Repository(redact.URLs(r.URL), r.Checksum != "" || remote.NamesCommit(r.URL))
	}
	return r, s.rules.Download(redact.URLs(r.URL), r.Checksum)
}

// locked is what the source policy and the lock file have.
func (s *sources) locked(r dispatch.Remote) (dispatch.Remote, error) {
	r, err := s.decided(r)
	if err != nil || s == nil || s.lock == nil {
		return r, err
	}
	locked, ok := s.lock.Sources[r.URL]
	switch {
	case !ok || r.Git != (locked.Kind == lock.Git):
		return r, notLocked(r.URL)
	case r.Git:
		r.Checksum = locked.Commit
		r.URL, err = remote.At(r.URL, locked.Commit)
	default:
		r.Checksum = locked.Digest.String()
	}
	return r, err
}

// decided is what the policy has for the source of an ADD.
func (s *sources) decided(r dispatch.Remote) (dispatch.Remote, error) {
	if s == nil || s.policy == nil {
		return r, nil
	}
	source, attr := sourcepolicy.Source{Identifier: r.URL, Attrs: map[string]string{}}, sourcepolicy.HTTPChecksum
	if r.Git {
		source.Identifier, attr = gitIdentifier(r.URL), sourcepolicy.GitChecksum
	}
	if r.Checksum != "" {
		source.Attrs[attr] = r.Checksum
	}
	out, err := s.decide(source)
	if err != nil {
		return r, err
	}
	r.Checksum = out.Attrs[attr]
	switch to := out.Identifier; {
	case to == source.Identifier:
	case r.Git && strings.HasPrefix(to, "git://"):
		r.URL = "https://" + strings.TrimPrefix(to, "git://")
	case !r.Git && (strings.HasPrefix(to, "https://") || strings.HasPrefix(to, "http://")):
		r.URL = to
	default:
		return r, imagebuilder.WithHint(
			fmt.Errorf("the source policy replaces %s by %s, which is another kind of source", source.Identifier, to),
			"name a source of the same kind in the updates of the rule",
		)
	}
	return r, nil
}

// gitIdentifier is a repository as BuildKit names it in policies: git://HOST/PATH#REF.
func gitIdentifier(address string) string {
	ref, ok, err := dfgitutil.ParseGitRef(address)
	if !ok || err != nil {
		return address
	}
	rest := ref.Remote
	if _, after, found := strings.Cut(rest, "://"); found {
		rest = after
	} else {
		rest = strings.Replace(rest, ":", "/", 1) // host:path of ssh
	}
	host, dir, _ := strings.Cut(rest, "/")
	if at := strings.LastIndex(host, "@"); at >= 0 {
		host = host[at+1:]
	}
	out := "git://" + host + "/" + dir
	fragment := ref.Ref
	if ref.SubDir != "" {
		fragment += ":" + ref.SubDir
	}
	if fragment != "" {
		out += "#" + fragment
	}
	return out
}
