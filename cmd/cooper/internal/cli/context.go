package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/cooper-build/cooper/build"
)

// otherContexts are the schemes of contexts that kaniko has and cooper has not, with what to type.
var otherContexts = map[string]string{
	"dir": "give the directory alone, for example cooper build .",
	"tar": "give the file alone, for example cooper build context.tar.gz",
	"s3":  "aws s3 cp s3://BUCKET/CONTEXT.tar.gz - | cooper build -",
	"gs":  "gcloud storage cat gs://BUCKET/CONTEXT.tar.gz | cooper build -",
}

// completeContext reads the CONTEXT argument: a directory, an archive, a Containerfile in its
// directory, a URL, or - for an archive or a Containerfile on standard input.
func (f *buildFlags) completeContext(a *app, arg string) (err error) {
	r := &f.request
	info, statErr := os.Stat(arg)
	scheme, _, hasScheme := strings.Cut(arg, "://")
	switch {
	case arg == "-":
		f.stdin = true
		return f.contextFromInput(a.in, a.config.Limits.WithDefaults().Download)
	case hasScheme && otherContexts[scheme] != "":
		return &build.Error{
			Kind: build.KindOther, Message: "cooper reads no build context from " + arg, Hint: otherContexts[scheme],
		}
	case strings.Contains(arg, "://") || statErr != nil && build.IsGit(arg):
		r.Context.URL = arg
	case statErr == nil && info.Mode().IsRegular() && isArchive(arg):
		r.Context.Archive, err = filepath.Abs(arg)
	case statErr == nil && info.Mode().IsRegular() && len(f.files) == 0:
		f.files = []string{arg} // a Containerfile in its directory
		r.Context.Path, err = filepath.Abs(filepath.Dir(arg))
	default:
		r.Context.Path, err = filepath.Abs(arg)
	}
	return err
}

// contextFromInput tells an archive from a Containerfile by its beginning: text
// has no NUL, and no compressed file is valid text.
func (f *buildFlags) contextFromInput(in io.Reader, limit int64) error {
	buffered := bufio.NewReaderSize(in, 512)
	head, err := buffered.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("reading standard input: %w", err)
	}
	if !beginsArchive(head) {
		f.request.Text, err = io.ReadAll(io.LimitReader(buffered, 16<<20))
		return err
	}
	out, err := os.CreateTemp("", "cooper-context-")
	if err != nil {
		return err
	}
	f.remove = out.Name()
	f.request.Context.Archive = out.Name()
	n, err := io.Copy(out, io.LimitReader(buffered, limit+1))
	if n > limit {
		err = &build.Error{
			Kind:    build.KindOther,
			Message: fmt.Sprintf("standard input has more than %d bytes (limit download-bytes)", limit),
			Hint:    "--limit download-bytes=N allows more",
		}
	}
	return errors.Join(err, out.Close())
}

// beginsArchive reports whether these are the first bytes of an archive.
func beginsArchive(head []byte) bool {
	return bytes.ContainsRune(head, 0) || bytes.HasPrefix(head, []byte("BZh")) ||
		bytes.HasPrefix(head, []byte("\x1f\x8b"))
}

// isArchive reports whether a file is an archive.
func isArchive(name string) bool {
	file, err := os.Open(name)
	if err != nil {
		return false // whoever reads it says why
	}
	defer file.Close()
	head := make([]byte, 512)
	n, _ := io.ReadFull(file, head)
	return beginsArchive(head[:n])
}

// namedContexts reads --build-context name=value.
func (f *buildFlags) namedContexts() (map[string]string, error) {
	out := map[string]string{}
	for _, text := range f.contexts {
		name, value, ok := strings.Cut(text, "=")
		if !ok || name == "" || value == "" {
			return nil, fmt.Errorf("invalid --build-context %q: use name=value", text)
		}
		if !strings.Contains(value, ":") && !build.IsGit(value) {
			path, err := filepath.Abs(value)
			if err != nil {
				return nil, err
			}
			value = path
		}
		if layout, ok := strings.CutPrefix(value, "oci-layout://"); ok && !filepath.IsAbs(layout) {
			path, err := filepath.Abs(layout)
			if err != nil {
				return nil, err
			}
			value = "oci-layout://" + path
		}
		out[name] = value
	}
	return out, nil
}

// givenArgs are the build arguments of files, then of flags.
func (f *buildFlags) givenArgs() ([]string, error) {
	var out []string
	for _, name := range f.argFiles {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("--build-arg-file: %w", err)
		}
		number := 0
		for line := range strings.Lines(string(text)) {
			number++
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if !strings.Contains(line, "=") {
				return nil, fmt.Errorf("--build-arg-file: %s:%d: invalid line %q: use name=value", name, number, line)
			}
			out = append(out, line)
		}
	}
	return append(out, f.args...), nil
}
