package farm

import (
	"fmt"
	"os"

	"github.com/cooper-build/cooper/build/api"
)

// Check refuses a request that needs this machine.
func Check(r *api.Request) error {
	refusals := []struct {
		wanted       bool
		what, advice string
	}{
		{r.Stdin != nil, "standard input of commands", "use --secret or a file of the context"},
		{r.Shell != nil, "a debug shell", "build on this machine: leave --on out"},
		{len(r.Run.Volumes) != 0, "directories of this machine", "use --build-context NAME=DIR, and --mount=from=NAME"},
		{r.Stages.Save, "images of stages", "build a stage by its name: --target STAGE"},
		{len(r.Transfer.EncryptTo) != 0, "encrypted layers", "push first: cooper push --encryption-key KEY IMAGE"},
		{r.Run.Isolation.Mode == api.IsolationOCI, "an OCI runtime", "leave --isolation out"},
		{r.SBOM.Output+r.SBOM.PURLOutput != "", "files with bills of materials", "use cooper sbom IMAGE >FILE"},
		{
			!r.Scan.IsZero() && r.Scan.Image == "", "a scanner that is a program of this machine",
			"name a scanner image: --scan-image IMAGE",
		},
		{r.Cache.DryRun, "a dry run", "leave --on out"},
	}
	for _, refused := range refusals {
		if refused.wanted {
			return usage("a build on another machine cannot have "+refused.what, refused.advice)
		}
	}
	for _, list := range [][]api.RemoteCache{r.Cache.From, r.Cache.To} {
		for i := range list {
			if list[i].Type == api.CacheLocal {
				return usage("a build on another machine cannot have a cache in a directory",
					"use type=registry,ref=HOST/NAME:TAG")
			}
		}
	}
	return checkAgents(r.SSH)
}

// checkAgents refuses agents. Keys go along with a task.
func checkAgents(agents []api.Agent) error {
	for _, a := range agents {
		socket := len(a.Paths) == 0
		for _, path := range a.Paths {
			info, err := os.Stat(path)
			socket = socket || err == nil && info.Mode()&os.ModeSocket != 0
		}
		if socket {
			return usage("a build on another machine cannot reach an ssh agent of this one",
				fmt.Sprintf("name a key, which goes along: --ssh %s=FILE", orDefault(a.ID)))
		}
	}
	return nil
}

func orDefault(id string) string {
	if id == "" {
		return "default"
	}
	return id
}

func usage(message, hint string) error {
	return &api.Error{Kind: api.KindUsage, Message: message, Hint: hint}
}
