package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/bake"
)

// targetBuild is a target with the flags of `cooper build` that do what it says.
type targetBuild struct {
	bake.Target
	flags     *buildFlags
	needs     map[string]string // named contexts that are results of other targets
	done      chan struct{}     // closed when the build has succeeded
	result    build.Result
	ended     bool // the build has succeeded or failed by itself
	elsewhere bool // it was built on another machine
}

// newTarget reads a target with the parsers of `cooper build`. More are flags for all targets.
func (a *app) newTarget(t bake.Target, more []string) (*targetBuild, error) {
	out := &targetBuild{Target: t, flags: &buildFlags{}, needs: map[string]string{}, done: make(chan struct{})}
	args, err := out.arguments()
	if err != nil {
		return nil, inTarget(t.Name, err)
	}
	cmd := &cobra.Command{Use: "build", SilenceErrors: true, SilenceUsage: true}
	out.flags.add(cmd)
	if t.DockerfileInline != "" {
		out.flags.request.Text = []byte(t.DockerfileInline)
	}
	if err := cmd.ParseFlags(append(args, more...)); err != nil {
		return nil, inTarget(t.Name, explainFlag(cmd, err))
	}
	if err := out.flags.complete(a, cmd, []string{t.Context}); err != nil {
		return nil, inTarget(t.Name, err)
	}
	if out.flags.request.Context.URL != "" && t.Dockerfile != "Dockerfile" && t.DockerfileInline == "" {
		out.flags.request.File = t.Dockerfile
	}
	return out, nil
}

// inTarget says which target an error is about.
func inTarget(name string, err error) error {
	if e, ok := err.(*build.Error); ok { //nolint:errorlint // the message of this error itself
		out := *e
		if e.Steps != 0 {
			out.Stage += " of target " + name
			return &out
		}
		out.Message = "target " + name + ": " + e.Message
		return &out
	}
	return fmt.Errorf("target %s: %w", name, err)
}

// arguments are the flags of `cooper build` for a target.
func (t *targetBuild) arguments() (out []string, err error) {
	if err := t.refuse(); err != nil {
		return nil, err
	}
	add := func(flag string, values ...string) {
		for _, value := range values {
			if value != "" {
				out = append(out, "--"+flag+"="+value)
			}
		}
	}
	add("file", t.file())
	for _, name := range sortedKeys(t.Args) {
		add("build-arg", name+"="+t.Args[name])
	}
	for _, name := range sortedKeys(t.Labels) {
		add("label", name+"="+t.Labels[name])
	}
	for _, host := range sortedKeys(t.ExtraHosts) {
		for address := range strings.SplitSeq(t.ExtraHosts[host], ",") {
			add("add-host", host+":"+address)
		}
	}
	for _, name := range sortedKeys(t.Resources) {
		add(name, t.Resources[name])
	}
	for _, name := range sortedKeys(t.Contexts) {
		if other, ok := strings.CutPrefix(t.Contexts[name], "target:"); ok {
			t.needs[name] = other
			continue
		}
		add("build-context", name+"="+t.Contexts[name])
	}
	add("annotation", t.Annotations...)
	add("attest", t.Attest...)
	add("cache-from", t.CacheFrom...)
	add("cache-to", t.CacheTo...)
	add("secret", t.Secrets...)
	add("ssh", t.SSH...)
	add("platform", t.Platforms...)
	add("ulimit", t.Ulimits...)
	add("no-cache-filter", t.NoCacheFilter...)
	add("allow", t.Entitlements...)
	add("target", t.Target.Target)
	add("network", t.Network)
	add("shm-size", t.ShmSize)
	add("call", t.Call)
	if !t.Linked {
		add("tag", t.Tags...)
		add("output", t.outputs()...)
	}
	if t.Pull {
		add("pull", "always")
	}
	if t.NoCache {
		add("no-cache", "true")
	}
	return out, nil
}

// outputs are those besides the image, which is in the store in any case.
func (t *targetBuild) outputs() (out []string) {
	for _, text := range t.Outputs {
		if text != "type=docker" {
			out = append(out, text)
		}
	}
	return out
}

// file is the Dockerfile of a target. Without one, cooper looks for a Containerfile too.
func (t *targetBuild) file() string {
	if t.DockerfileInline != "" || strings.Contains(t.Context, "://") || build.IsGit(t.Context) {
		return ""
	}
	file := targetDir(t.Context, t.Dockerfile)
	if _, err := os.Stat(file); err != nil && t.Dockerfile == "Dockerfile" {
		return ""
	}
	return file
}

// refuse names what cooper has no equivalent for.
func (t *targetBuild) refuse() error {
	for _, key := range t.Unsupported {
		return &build.Error{
			Kind: build.KindUsage, Message: "the key " + key + " of build is not supported",
			Hint: "remove it: a build has no privileges; cooper build --cap-add adds a capability",
		}
	}
	if len(t.Policy) != 0 {
		return &build.Error{
			Kind: build.KindUsage, Message: "policy is not supported: cooper's build policies have another format",
			Hint: "remove it, and use cooper build --policy FILE",
		}
	}
	for _, output := range t.Outputs {
		if pushes := strings.HasPrefix(output, "type=registry") || strings.Contains(output, "push=true"); pushes &&
			len(t.Tags) == 0 && !strings.Contains(output, "name=") && !t.Linked {
			return &build.Error{
				Kind: build.KindUsage, Message: "an image without a name cannot be pushed",
				Hint: fmt.Sprintf("give it one: --set %s.tags=HOST/NAME:TAG", t.Name),
			}
		}
	}
	return nil
}
