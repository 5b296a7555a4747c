package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/tonistiigi/go-csvvalue"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
)

// completeOutputs reads --output and --push.
func (f *buildFlags) completeOutputs() error {
	for _, text := range f.outputs {
		o, err := parseOutput(text)
		if err != nil {
			return fmt.Errorf("--output %s: %w", text, err)
		}
		f.request.Outputs = append(f.request.Outputs, o)
	}
	if f.push {
		f.request.Outputs = append(f.request.Outputs, build.Output{Type: "registry"})
	}
	return nil
}

func parseOutput(text string) (o build.Output, err error) {
	if text == "-" {
		return build.Output{Type: "tar", Dest: "-"}, nil
	}
	if !strings.Contains(text, "=") {
		o.Type = "local"
		o.Dest, err = filepath.Abs(text)
		return o, err
	}
	fields, err := csvvalue.Fields(text, nil)
	if err != nil {
		return o, err
	}
	for _, field := range fields {
		key, value, _ := strings.Cut(field, "=")
		switch key {
		case "type":
			o.Type = value
		case "dest":
			o.Dest = value
		case "name":
			o.Names = strings.Split(value, ",")
		case "push":
			o.Push, err = strconv.ParseBool(value)
		case "tar":
			var tar bool
			tar, err = strconv.ParseBool(value)
			o.Directory = !tar
		case "platform-split":
			var split bool
			split, err = strconv.ParseBool(value)
			o.Together = !split
		case "compression":
			o.Compression = value
		case "compression-level":
			var level int
			level, err = strconv.Atoi(value)
			o.CompressionLevel = &level
		case "force-compression":
			o.ForceCompression, err = strconv.ParseBool(value)
		default:
			return o, fmt.Errorf("%q is not known: type, dest, name, push, tar, platform-split, compression, compression-level and force-compression are", key)
		}
		if err != nil {
			return o, fmt.Errorf("%s: %w", field, err)
		}
	}
	if o.Dest != "" && o.Dest != "-" {
		o.Dest, err = filepath.Abs(o.Dest)
	}
	return o, err
}

// openStdout makes a pipe of an output to "-", which the engine can open by its
// name. done waits until all that was written to it is on standard output.
func (f *buildFlags) openStdout(a *app) (done func() error, err error) {
	done = func() error { return nil }
	for i := range f.request.Outputs {
		o := &f.request.Outputs[i]
		if o.Dest != "-" {
			continue
		}
		if f.toStdout || o.Type != "tar" {
			return nil, errors.New("one output, and of type tar, can go to standard output")
		}
		f.toStdout = true
		dir, err := os.MkdirTemp("", "cooper-output-")
		if err != nil {
			return nil, err
		}
		o.Dest = filepath.Join(dir, "pipe")
		if err := unix.Mkfifo(o.Dest, 0o600); err != nil {
			return nil, errors.Join(err, os.RemoveAll(dir))
		}
		copied := make(chan error, 1)
		go func() { copied <- copyFile(a.out, o.Dest) }()
		done = func() error {
			// A build that failed never opened it: the reader still waits.
			if w, err := os.OpenFile(o.Dest, os.O_WRONLY|unix.O_NONBLOCK, 0); err == nil {
				_ = w.Close()
			}
			return errors.Join(<-copied, os.RemoveAll(dir))
		}
	}
	return done, nil
}

func copyFile(out io.Writer, name string) error {
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	_, err = io.Copy(out, in)
	return err
}

// writeMetadata writes what was built, under the keys that buildx uses.
func writeMetadata(file string, r build.Result) error {
	text, err := json.MarshalIndent(map[string]any{
		"containerimage.config.digest": "sha256:" + r.ID,
		"containerimage.digest":        r.Digest,
		"containerimage.descriptor":    map[string]any{"mediaType": r.Type, "digest": r.Digest, "size": r.Size},
		"image.name":                   strings.Join(r.Names, ","),
	}, "", "  ")
	if err != nil {
		return err
	}
	return ui.WriteFile(file, string(text)+"\n")
}
