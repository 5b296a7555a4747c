package build

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"runtime"
	"slices"
	"sync"

	"github.com/cooper-build/cooper/build/internal/farm"
	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig/program"
	"github.com/cooper-build/cooper/build/internal/farm/kubernetes"
)

// Cluster looks after the builds of a namespace of Kubernetes, also those of other processes. It is safe
// for concurrent use.
type Cluster struct{ namespace *kubernetes.Machine }

// OpenCluster finds the way to a cluster.
func OpenCluster(ctx context.Context, o KubernetesOptions) (*Cluster, error) {
	m, err := kubernetes.New(ctx, o, version, program.Resolve)
	if err != nil {
		return nil, describe(err)
	}
	return &Cluster{m}, nil
}

// Builds lists the builds whose Jobs are there, the newest first.
func (c *Cluster) Builds(ctx context.Context) ([]FarmBuild, error) {
	list, err := c.namespace.Builds(ctx)
	if err != nil {
		return nil, describe(err)
	}
	return list, nil
}

// Follow tells the events of a build until it has ended. It returns the error of a build that failed. The
// build goes on when ctx ends.
func (c *Cluster) Follow(ctx context.Context, id string, onEvent func(Event)) error {
	_, err := c.follow(ctx, id, onEvent)
	return err
}

// sentContext is the address of a build context that was sent.
var sentContext = regexp.MustCompile(`oci://\S+@sha256:[0-9a-f]{64}`)

func (c *Cluster) follow(ctx context.Context, id string, onEvent func(Event)) (map[string]*farm.Report, error) {
	var mu sync.Mutex
	reports, err := c.namespace.Follow(ctx, id, func(platform string, e Event) {
		if onEvent == nil || isOuter(e.Kind) {
			return
		}
		e.Platform, e.Message = platform, sentContext.ReplaceAllString(e.Message, "the build context")
		mu.Lock()
		defer mu.Unlock()
		onEvent(e)
	})
	if err != nil {
		return nil, describe(err)
	}
	return reports, nil
}

// Remove deletes the Jobs of a build, with their pods and secrets. A build that runs is canceled.
func (c *Cluster) Remove(ctx context.Context, id string) error {
	if err := c.namespace.Remove(ctx, id); err != nil {
		return describe(err)
	}
	return nil
}

// Attach follows a build whose process has ended, and does what is left to do: the image gets its names.
// Of the request, it takes how to reach registries, the key to sign with, and OnEvent.
func (e *Engine) Attach(ctx context.Context, c *Cluster, id string, req Request) (Result, error) {
	told := newTelling(&req)
	out, err := e.attach(ctx, c, id, req)
	told.end(&out, err)
	return out, err
}

func (e *Engine) attach(ctx context.Context, c *Cluster, id string, req Request) (Result, error) {
	left, err := c.namespace.Record(ctx, id)
	if err != nil {
		return Result{}, describe(err)
	}
	left.Access, left.OnEvent = req.Access, req.OnEvent
	left.Transfer.Sign, left.Transfer.GnuPG = req.Transfer.Sign, req.Transfer.GnuPG
	if left.Signed && left.Transfer.Sign.IsZero() && left.Transfer.GnuPG == "" {
		return Result{}, &Error{
			Kind: KindUsage, Message: "the build " + id + " is to be signed, and its key did not go along",
			Hint: "add the flags for the key, for example --sign-by-sigstore-private-key FILE",
		}
	}
	reports, err := c.follow(ctx, id, req.OnEvent)
	if err != nil || farm.CacheOnly(&left.Request) {
		return Result{}, err
	}
	var parts []farm.Part
	for _, platform := range slices.Sorted(maps.Keys(reports)) {
		part, err := farm.NewPart(platform, left.Repository, reports[platform])
		if err != nil {
			return Result{}, err
		}
		parts = append(parts, part)
	}
	return e.finishParts(ctx, left.Request, parts)
}

// DoctorOptions say what to try on a cluster.
type DoctorOptions struct {
	// Repository, if it is set, has a small image built for each architecture of the nodes and pushed
	// there, without a tag.
	Repository string
	Access     Access
}

// DiagnoseCluster finds out what a cluster allows. With a repository it builds something.
func (e *Engine) DiagnoseCluster(ctx context.Context, c *Cluster, o DoctorOptions) FarmDiagnosis {
	d, architectures := c.namespace.Diagnose(ctx)
	if !d.Usable || o.Repository == "" {
		return d
	}
	if len(architectures) == 0 {
		architectures = []string{runtime.GOARCH}
	}
	for _, a := range slices.Compact(architectures) {
		check := FarmCheck{Name: "build for linux/" + a, Needed: true}
		b := &farmBuild{engine: e, FarmRequest: FarmRequest{
			Machines: []Machine{{c.namespace}}, Name: "doctor", Repository: o.Repository, Unnamed: true,
			Request: Request{
				Containerfile: Text("FROM scratch\nLABEL build.cooper=doctor\n"), Access: o.Access,
				Platforms: PlatformOptions{Names: []string{"linux/" + a}},
			},
		}}
		_, err := b.run(ctx)
		_ = c.namespace.Remove(context.WithoutCancel(ctx), b.id)
		if err != nil {
			failed := describe(err)
			check.Detail, check.Hint = failed.Message, failed.Hint
			d.Usable = false
		} else {
			check.OK, check.Detail = true, fmt.Sprintf("isolation %s, and the registry takes images", b.isolation)
			if b.isolation == "gvisor" {
				check.Hint = "kubectl apply -k contrib/kubernetes/seccomp gives nodes a profile that makes RUN faster"
			}
		}
		d.Checks = append(d.Checks, check)
	}
	return d
}
