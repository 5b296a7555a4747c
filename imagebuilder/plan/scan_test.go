package plan_test

import (
	"testing"

	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

func TestWantsScan(t *testing.T) {
	const arg = plan.ScanStageArg
	for _, c := range []struct {
		text, given string
		want        bool
	}{
		{"FROM scratch AS one", "", false},
		{"FROM scratch AS one", "true", false},
		{"ARG " + arg + "=true\nFROM scratch AS one", "", true},
		{"ARG " + arg + "=true\nFROM scratch AS one", "false", false},
		{"ARG " + arg + "\nFROM scratch AS one", "", false},
		{"ARG " + arg + "\nFROM scratch AS one", "1", true},
		{"ARG " + arg + "=two,ONE\nFROM scratch AS one", "", true},
		{"ARG " + arg + "=two,three\nFROM scratch AS one", "", false},
		{"ARG " + arg + "=true\nFROM scratch AS one\nARG " + arg + "=false", "", false},
		{"FROM scratch AS one\nARG " + arg + "=true", "", true},
		{"FROM scratch AS one\nARG " + arg, "one", true},
		{"ARG " + arg + "=true\nFROM scratch AS one\nARG " + arg, "", true},
	} {
		opts := imagebuilder.Options{Args: map[string]string{}}
		if c.given != "" {
			opts.Args[arg] = c.given
		}
		p, err := imagebuilder.Load("Containerfile", []byte(c.text+"\n"), opts)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.WantsScan(0, arg); got != c.want {
			t.Errorf("%q with %q: %v", c.text, c.given, got)
		}
	}
}
