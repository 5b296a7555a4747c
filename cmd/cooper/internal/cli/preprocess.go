package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/cooper-build/cooper/build"
)

// isTemplate reports whether a Containerfile goes through the C preprocessor.
func isTemplate(name string) bool { return strings.HasSuffix(name, ".in") }

// preprocess reads all Containerfiles, those that end with ".in" through the C preprocessor.
// They are files of the caller: one in a remote context could include any file of the host.
func (f *buildFlags) preprocess() error {
	if f.request.Context.Path == "" {
		return errors.New("a Containerfile that ends with .in needs a directory as its context: " +
			"clone the repository first")
	}
	var all bytes.Buffer
	for _, name := range f.files {
		if _, err := os.Stat(name); err != nil {
			name = filepath.Join(f.request.Context.Path, name)
		}
		text, err := os.ReadFile(name)
		if err == nil && isTemplate(name) {
			text, err = f.runPreprocessor(name, text)
		}
		if err != nil {
			return err
		}
		all.Write(append(bytes.TrimRight(text, "\n"), '\n'))
	}
	f.request.File, f.request.Files, f.request.Text = "", nil, all.Bytes()
	return nil
}

// runPreprocessor runs cpp as buildah does.
func (f *buildFlags) runPreprocessor(name string, text []byte) ([]byte, error) {
	program, err := exec.LookPath("cpp")
	if err != nil {
		return nil, &build.Error{
			Kind:    build.KindOther,
			Message: fmt.Sprintf("reading %s: a file that ends with .in needs the C preprocessor: %v", name, err),
			Hint:    "install cpp, for example with apt-get install cpp",
		}
	}
	args := []string{"-E", "-iquote", f.request.Context.Path, "-traditional", "-undef"}
	var out, warnings bytes.Buffer
	cmd := exec.Command(program, append(append(args, f.cppFlags...), "-")...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(text), &out, &warnings
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("preprocessing %s: %w: %s", name, err, strings.TrimSpace(warnings.String()))
	}
	return out.Bytes(), nil
}
