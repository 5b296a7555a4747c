package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/tonistiigi/go-csvvalue"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// completeOutputs reads --output and --push.
func (f *buildFlags) completeOutputs() error {
	for _, text := range f.outputs {
		o, err := parseOutput(text)
		if err != nil {
			return fmt.Errorf("--output %s: %w", text, err)
		}
		if o.Type == "docker" && o.Dest == "" { // the store, which every build writes to
			f.request.Tags = append(f.request.Tags, o.Names...)
			continue
		}
		if err := checkOutput("--output "+text, o); err != nil {
			return err
		}
		f.request.Outputs = append(f.request.Outputs, o)
	}
	for _, tag := range f.request.Tags {
		if err := checkTag(tag); err != nil {
			return err
		}
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
		if !slices.Contains(outputKeys, key) {
			return o, fmt.Errorf("unknown key %q: use one of %s", key, strings.Join(outputKeys, ", "))
		}
		if err := setOutput(&o, key, value); err != nil {
			return o, fmt.Errorf("%s: %w", field, err)
		}
	}
	if o.Dest != "" && o.Dest != "-" {
		o.Dest, err = filepath.Abs(o.Dest)
	}
	return o, err
}

// outputKeys are the keys that setOutput takes.
var outputKeys = []string{
	"type", "dest", "name", "push", "tar", "platform-split", "setuid",
	"compression", "compression-level", "force-compression", "oci-mediatypes", "name-canonical",
	"push-by-digest",
}

func setOutput(o *build.Output, key, value string) (err error) {
	switch key {
	case "type":
		o.Type = build.OutputType(value)
	case "dest":
		o.Dest = value
	case "name":
		o.Names = strings.Split(value, ",")
	case "push":
		o.Push, err = strconv.ParseBool(value)
	case "push-by-digest":
		o.ByDigest, err = strconv.ParseBool(value)
	case "tar":
		var tar bool
		tar, err = strconv.ParseBool(value)
		o.Directory = !tar
	case "platform-split":
		var split bool
		split, err = strconv.ParseBool(value)
		o.Together = !split
	case "setuid":
		o.Setuid, err = strconv.ParseBool(value)
	case "compression":
		o.Compression = build.Compression(value)
	case "compression-level":
		var level int
		level, err = strconv.Atoi(value)
		o.CompressionLevel = &level
	case "force-compression":
		o.ForceCompression, err = strconv.ParseBool(value)
	case "oci-mediatypes":
		return fixedKey(value, "--format docker makes an image with the media types of docker")
	case "name-canonical":
		return fixedKey(value, "an image in the store has its digest as a name too")
	}
	return err
}

// fixedKey accepts a key of BuildKit for something that cooper always does.
func fixedKey(value, instead string) error {
	on, err := strconv.ParseBool(value)
	if err == nil && !on {
		err = errors.New(instead)
	}
	return err
}

// openStdout has an output to "-" written to standard output.
func (f *buildFlags) openStdout(a *app) error {
	for i := range f.request.Outputs {
		o := &f.request.Outputs[i]
		if o.Dest != "-" {
			continue
		}
		if f.toStdout {
			return errors.New("only one output can go to standard output")
		}
		f.toStdout, o.Dest, o.Writer = true, "", a.out
	}
	return nil
}

// writeMetadata writes the metadata of a result.
func writeMetadata(file string, r build.Result) error {
	text, err := json.MarshalIndent(metadataOf(r), "", "  ")
	if err != nil {
		return err
	}
	return safepath.WriteFile(file, []byte(string(text)+"\n"), 0o644)
}

// metadataOf is the metadata of a result, under the keys of buildx. The digest is that of the
// registry if the image was pushed.
func metadataOf(r build.Result) map[string]any {
	manifest := build.Pushed{Digest: r.Digest, Type: r.Type, Size: r.Size}
	if len(r.Pushed) != 0 {
		manifest = r.Pushed[0]
	}
	return map[string]any{
		"containerimage.config.digest": "sha256:" + r.ID,
		"containerimage.digest":        manifest.Digest,
		"containerimage.descriptor": map[string]any{
			"mediaType": manifest.Type, "digest": manifest.Digest, "size": manifest.Size,
		},
		"image.name": strings.Join(r.Names, ","),
	}
}
