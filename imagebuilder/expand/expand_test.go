package expand_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/shell"

	"github.com/cooper-build/cooper/imagebuilder/expand"
)

func TestWordHasABound(t *testing.T) {
	env := shell.EnvsFromSlice([]string{
		"A=" + strings.Repeat("a", 60), "B=" + strings.Repeat("b", 10_000), "C=" + strings.Repeat("a", 10_000),
	})
	l := expand.New('\\', 100)
	for word, fits := range map[string]bool{
		"$A":                     true,
		"$A$A":                   false,
		"${A}x":                  true,
		strings.Repeat("x", 101): false,
		"$B":                     false,
		"${NONE:-x}":             true,
	} {
		_, err := l.Word(word, env)
		var limit *expand.LimitError
		if errors.As(err, &limit) == fits {
			t.Errorf("%.20s: %v", word, err)
		}
	}
	wide := expand.New('\\', 0)
	if out, err := wide.Word("${B//b/xy}", env); err != nil || len(out) != 20_000 {
		t.Errorf("%d bytes, %v", len(out), err)
	}
	var limit *expand.LimitError
	if out, err := wide.Word("${C//a/$B}", env); !errors.As(err, &limit) {
		t.Errorf("a product: %d bytes, %v", len(out), err)
	}
}
