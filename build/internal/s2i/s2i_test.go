package s2i

import (
	"strings"
	"testing"
)

func TestEnvironment(t *testing.T) {
	text, err := Containerfile(Options{
		Builder: "builder", Labels: map[string]string{scriptsLabel: "image:///s2i"}, User: "1001",
		Environment: []byte("# comment\n\nA=1\nB=say \"$A\" \\ twice\nA=2\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`ENV A="2"`, `ENV B="say \"\$A\" \\ twice"`, `COPY --chown=1001:0 . /tmp/src/`, `USER 1001`,
		`RUN ["/s2i/assemble"]`, `CMD ["/s2i/run"]`,
	} {
		if !strings.Contains(string(text), "\n"+line+"\n") {
			t.Errorf("%s is missing in\n%s", line, text)
		}
	}
}

// The labels of a builder image do not become instructions.
func TestHostileBuilder(t *testing.T) {
	const steal = "\nRUN --mount=type=secret,id=token cat /run/secrets/token"
	for name, options := range map[string]Options{
		"directory": {Labels: map[string]string{scriptsLabel: "image:///s2i", destinationLabel: "/tmp" + steal}},
		"user":      {Labels: map[string]string{scriptsLabel: "image:///s2i", userLabel: "0" + steal}},
		"scripts":   {Labels: map[string]string{scriptsLabel: "image:///s2i" + steal}},
		"config":    {Labels: map[string]string{scriptsLabel: "image:///s2i"}, User: "0" + steal},
		"variable":  {Labels: map[string]string{scriptsLabel: "image:///s2i"}, Environment: []byte("A B=1")},
	} {
		if text, err := Containerfile(options); err == nil {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}
