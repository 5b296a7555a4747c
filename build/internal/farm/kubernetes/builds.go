package kubernetes

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/farm"
)

// Builds are the builds of the namespace, the newest first.
func (m *Machine) Builds(ctx context.Context) (out []api.FarmBuild, err error) {
	jobs, pods, err := m.find(ctx, managedBy+"=cooper,"+buildLabel)
	if err != nil {
		return nil, err
	}
	for i := range jobs {
		j := &jobs[i]
		id := j.Metadata.Labels[buildLabel]
		at := slices.IndexFunc(out, func(b api.FarmBuild) bool { return b.ID == id })
		if at < 0 {
			at = len(out)
			out = append(out, api.FarmBuild{
				ID: id, Name: j.Metadata.Annotations[nameAnnotation], Started: j.Metadata.CreationTimestamp,
			})
		}
		out[at].Tasks = append(out[at].Tasks, taskOf(j, podOf(pods, j.Metadata.Name)))
	}
	slices.SortStableFunc(out, func(a, b api.FarmBuild) int { return b.Started.Compare(a.Started) })
	return out, nil
}

// find lists Jobs and their pods.
func (m *Machine) find(ctx context.Context, selector string) (jobs []job, pods []pod, err error) {
	query := url.Values{"labelSelector": {selector}}
	var foundJobs list[job]
	if err := m.client.call(ctx, http.MethodGet, m.jobPath(), query, nil, &foundJobs); err != nil {
		return nil, nil, fmt.Errorf("listing the Jobs of the namespace %s: %w", m.namespace, m.advise(err))
	}
	var foundPods list[pod]
	if err := m.client.call(ctx, http.MethodGet, m.path("pods"), query, nil, &foundPods); err != nil {
		return nil, nil, fmt.Errorf("listing the pods of the namespace %s: %w", m.namespace, m.advise(err))
	}
	return foundJobs.Items, foundPods.Items, nil
}

// podOf is the newest pod of a Job, or nil.
func podOf(pods []pod, job string) (out *pod) {
	for i := range pods {
		p := &pods[i]
		if p.job() == job && (out == nil || p.Metadata.CreationTimestamp.After(out.Metadata.CreationTimestamp)) {
			out = p
		}
	}
	return out
}

func taskOf(j *job, p *pod) api.FarmTask {
	t := api.FarmTask{Platform: j.Metadata.Annotations[platformAnnotation], Job: j.Metadata.Name, State: "waiting"}
	if p != nil {
		t.Node = p.Spec.NodeName
		if s, waits := stageOf(p); waits {
			t.Reason = strings.TrimSpace(string(s.phase) + " " + s.what)
		} else {
			t.State = "running"
		}
	}
	if find(j.Status.Conditions, "Complete", "True") != nil {
		t.State, t.Reason = "done", ""
	}
	if failed := find(j.Status.Conditions, "Failed", "True"); failed != nil {
		t.State, t.Reason = "failed", failed.Reason
		if r := lastReport(p); r != nil && r.Error != nil {
			t.Reason = r.Error.Message
		}
	}
	return t
}

// lastReport is the report in the termination message of a pod; nil: there is none.
func lastReport(p *pod) *farm.Report {
	if p == nil {
		return nil
	}
	c := p.build()
	if c == nil || c.State.Terminated == nil {
		return nil
	}
	var out farm.Report
	if json.Unmarshal([]byte(c.State.Terminated.Message), &out) != nil {
		return nil
	}
	return &out
}

// Record is what has to be known to finish a build that another cooper began.
func (m *Machine) Record(ctx context.Context, id string) (found farm.Record, err error) {
	jobs, err := m.jobsOf(ctx, id)
	if err != nil {
		return found, err
	}
	var made record
	if err = json.Unmarshal([]byte(jobs[0].Metadata.Annotations[recordAnnotation]), &made); err == nil {
		err = json.Unmarshal(made.Request, &found)
	}
	if err == nil && made.Schema != farm.Schema {
		err = fmt.Errorf("it has schema %d, and this cooper reads %d", made.Schema, farm.Schema)
	}
	if err != nil {
		return found, fmt.Errorf("reading the record of the build %s: %w", id, err)
	}
	return found, nil
}

// Follow tells the events of a build until all its Jobs have ended. Its Jobs stay when ctx ends. It
// returns the reports of all platforms.
func (m *Machine) Follow(
	ctx context.Context, id string, tell func(platform string, e api.Event),
) (reports map[string]*farm.Report, err error) {
	jobs, err := m.jobsOf(ctx, id)
	if err != nil {
		return nil, err
	}
	watching := &Machine{
		options: m.options, client: m.client, namespace: m.namespace, ladder: m.ladder, refusals: m.refusals,
		selector: buildLabel + "=" + id, waiters: map[string]chan struct{}{},
	}
	group, inner := errgroup.WithContext(ctx)
	reports = map[string]*farm.Report{}
	var mu sync.Mutex
	for i := range jobs {
		group.Go(func() error {
			platform := jobs[i].Metadata.Annotations[platformAnnotation]
			r := &run{Machine: watching, name: jobs[i].Metadata.Name, looking: true, tell: func(e api.Event) {
				tell(platform, e)
			}}
			changed, leave := watching.wait(r.name)
			defer leave()
			report, err := r.finish(inner, changed)
			if err != nil {
				return err
			}
			if report.Error != nil {
				return report.Error
			}
			mu.Lock()
			defer mu.Unlock()
			reports[platform] = report
			return nil
		})
	}
	return reports, group.Wait()
}

// jobsOf are the Jobs of a build, one for each platform: the last that was made for it.
func (m *Machine) jobsOf(ctx context.Context, id string) (out []job, err error) {
	all, _, err := m.find(ctx, managedBy+"=cooper,"+buildLabel+"="+labelValue(id))
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b job) int {
		return cmp.Or(a.Metadata.CreationTimestamp.Compare(b.Metadata.CreationTimestamp),
			strings.Compare(a.Metadata.Name, b.Metadata.Name))
	})
	for i := range all {
		platform := all[i].Metadata.Annotations[platformAnnotation]
		out = slices.DeleteFunc(out, func(j job) bool { return j.Metadata.Annotations[platformAnnotation] == platform })
		out = append(out, all[i])
	}
	if len(out) == 0 {
		return nil, &api.Error{
			Kind: api.KindNotFound, Message: fmt.Sprintf("no build %s is in the namespace %s", id, m.namespace),
			Hint: "cooper farm ls",
		}
	}
	return out, nil
}

// Remove deletes the Jobs of builds, with their pods and Secrets. Builds that run are canceled by that.
func (m *Machine) Remove(ctx context.Context, id string) error {
	all, _, err := m.find(ctx, managedBy+"=cooper,"+buildLabel+"="+labelValue(id))
	if err != nil {
		return err
	}
	if len(all) == 0 {
		_, err := m.jobsOf(ctx, id)
		return err
	}
	for i := range all {
		name := all[i].Metadata.Name
		err := m.client.call(ctx, http.MethodDelete, m.jobPath(name), nil, background, nil)
		if err != nil && !isStatus(err, http.StatusNotFound) {
			return fmt.Errorf("deleting the Job %s: %w", name, m.advise(err))
		}
		err = m.client.call(ctx, http.MethodDelete, m.path("secrets", name), nil, nil, nil)
		if err != nil && !isStatus(err, http.StatusNotFound) {
			return fmt.Errorf("deleting the Secret %s: %w", name, m.advise(err))
		}
	}
	return nil
}
