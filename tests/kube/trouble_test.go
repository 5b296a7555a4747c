//go:build kube

package kube

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// testTrouble: what a person is told when a pod cannot build, as docs/pods.md repeats it.
func testTrouble(t *testing.T, c *cluster) {
	for _, part := range []struct {
		name          string
		containerfile string // empty: the pod does not start
		edit          func(t *testing.T, m manifest)
		says          func(p *pod) string
		want          []string
	}{
		{
			name: "full node",
			edit: func(t *testing.T, m manifest) {
				m.at(t, "spec", "containers", 0)["resources"] = manifest{"requests": manifest{"cpu": "1000"}}
			},
			says: func(p *pod) string { return conditionOf(p, "PodScheduled") },
			want: []string{"Unschedulable", "0/2 nodes are available", "Insufficient cpu"},
		},
		{
			name:          "full volume",
			containerfile: podbuild.Containerfile(t, "users"),
			edit: func(t *testing.T, m manifest) {
				m.at(t, "spec", "volumes", 0)["emptyDir"] = manifest{"medium": "Memory", "sizeLimit": "32Mi"}
			},
			says: func(p *pod) string { return p.Status.Phase },
			want: []string{"Failed", "no space left on device", "hint: free space on the disk of the store"},
		},
		{
			name:          "evicted pod",
			containerfile: "FROM registry.example.com/debian\nRUN sleep " + pace + "\n",
			edit: func(t *testing.T, m manifest) {
				m.at(t, "spec", "volumes", 0)["emptyDir"] = manifest{"sizeLimit": "32Mi"}
			},
			says: func(p *pod) string { return p.Status.Reason + ": " + p.Status.Message },
			want: []string{"error: canceled: terminated", "hint: ", "Evicted", `volume "build"`, `limit "32Mi"`},
		},
	} {
		t.Run(part.name, func(t *testing.T) {
			if part.containerfile != "" {
				c.commit(t, part.containerfile)
			}
			m := readManifests(t, "../../contrib/kubernetes/single-id.yaml")[0]
			part.edit(t, m)
			name := c.apply(t, "restricted", m.text(t))
			log := ""
			if part.containerfile != "" {
				log = lastLines(c.follow(t, "restricted", name)())
			}
			said := ""
			eventually(t, c.machine, "a message", func() (bool, error) {
				p, err := c.pod("restricted", name)
				if err != nil {
					return false, err
				}
				said = part.says(p) + "\n" + log
				return containsAll(said, part.want), fmt.Errorf("%q is not in %s", part.want, said)
			})
			t.Log(said)
		})
	}
}

// lastLines are those of a log that say how a build ended.
func lastLines(log string) string { return lastOf(log, 3) }

func lastOf(log string, most int) string {
	lines := strings.Split(strings.TrimSpace(log), "\n")
	return strings.Join(lines[max(len(lines)-most, 0):], "\n")
}

func containsAll(text string, parts []string) bool {
	for _, part := range parts {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}

// conditionOf is what a pod says about a condition that does not hold.
func conditionOf(p *pod, name string) string {
	for _, c := range p.Status.Conditions {
		if c.Type == name {
			return c.Reason + ": " + c.Message
		}
	}
	return ""
}
