package walls

import (
	"os"
	"strings"
	"testing"
)

// TestDocumentedProgram: the program of docs/go-api.md is the one that CI builds.
func TestDocumentedProgram(t *testing.T) {
	page, err := os.ReadFile("../../docs/go-api.md")
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile("../consumer/main.go")
	if err != nil {
		t.Fatal(err)
	}
	_, body, ok := strings.Cut(string(program), "import (")
	if !ok || !strings.Contains(string(page), strings.TrimSpace(body)) {
		t.Error("docs/go-api.md does not have the program of tests/consumer")
	}
}
