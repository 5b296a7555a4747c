package script

import (
	"testing"

	"github.com/cooper-build/cooper/internal/testenv"
)

// TestCompletion has real shells complete lines.
func TestCompletion(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish"} {
		t.Run(shell, func(t *testing.T) {
			testenv.Tool(t, shell)
			runScripts(t, false, "testdata/shells/"+shell+".txtar")
		})
	}
}
