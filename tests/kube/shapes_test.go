//go:build kube

package kube

import "testing"

func testGitLab(t *testing.T, c *cluster) {}
func testTekton(t *testing.T, c *cluster) {}
