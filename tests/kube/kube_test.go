//go:build kube

// Package kube runs cooper in pods of a real Kubernetes: two nodes with containerd, runc and a
// kubelet, and a third whose containerd takes orders from crictl. They start in namespaces of
// this machine in seconds, and nothing of them stays.
//
// It needs root and the programs of setup/binaries.sh: `make kube`.
package kube

import (
	"flag"
	"os"
	"testing"
)

var (
	only  = flag.String("only", "", "run this row of docs/pods.md only")
	write = flag.Bool("write", false, "write the times into the table of docs/pods.md")
)

// TestKube has all tests as parts, because they share one cluster.
func TestKube(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Fatal("nodes are started by root: make kube")
	}
	c := startCluster(t)
	for _, part := range []struct {
		name string
		test func(t *testing.T, c *cluster)
	}{
		{"contrib", testContrib},
		{"levels", testLevels},
		{"profile", testProfile},
		{"deletion", testDeletion},
		{"trouble", testTrouble},
		{"gitlab", testGitLab},
		{"tekton", testTekton},
		{"rows", testRows},
		{"farm", testFarm},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, c) })
	}
}
