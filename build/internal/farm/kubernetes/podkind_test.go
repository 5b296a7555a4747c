package kubernetes

import (
	"fmt"
	"sync"
	"testing"

	"github.com/cooper-build/cooper/build/api"
)

// TestRefusedKinds: a few tasks find out which pods a cluster refuses, and not each of a hundred.
func TestRefusedKinds(t *testing.T) {
	t.Parallel()
	c := &fakeCluster{refuses: func(j *job) string {
		template, _ := j.Spec.(node)["template"].(node)
		if child(template, "spec")["hostUsers"] == false {
			return podSecurity + ": hostUsers"
		}
		return ""
	}}
	a := c.serve()
	defer a.server.Close()
	m := machineFor(t, a.endpoint, api.KubernetesOptions{})
	const tasks = 100
	var all sync.WaitGroup
	for i := range tasks {
		all.Go(func() {
			if _, err := m.Run(t.Context(), task(fmt.Sprintf("b%d", i)), func(api.Event) {}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if wasted := c.count("post jobs") - tasks; wasted > 2*trialsAtOnce || len(c.ran) != tasks {
		t.Errorf("%d Jobs were refused, %d tasks were done", wasted, len(c.ran))
	}
}
