package engine

import (
	"errors"
	"testing"

	"github.com/cooper-build/cooper/imagebuilder"
)

// A misspelled architecture is refused. An architecture that is merely rare is not.
func TestParsePlatform(t *testing.T) {
	for text, hint := range map[string]string{
		"linux/amd46":    "did you mean amd64?",
		"linux/rm64":     "did you mean arm64?",
		"linux/s309x":    "did you mean s390x?",
		"linux/amd64":    "",
		"linux/x86_64":   "",
		"linux/aarch64":  "",
		"linux/arm/v6":   "",
		"linux/riscv32":  "",
		"linux/mips64le": "",
		"wasi/wasm32":    "",
		"linux/alpha":    "",
	} {
		_, err := parsePlatform(text)
		var hinted *imagebuilder.Hinted
		found := ""
		if errors.As(err, &hinted) {
			found = hinted.Hint
		}
		if found != hint || (err != nil) != (hint != "") {
			t.Errorf("%s: %v, hint %q, want %q", text, err, found, hint)
		}
	}
}
