package engine

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mattn/go-shellwords"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/sbom"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// Where a scanner finds what it reads and writes.
const (
	scannedRoot    = "/.rootfs"
	scannedContext = "/.context"
	scanOutput     = "/.output"
)

// maxSBOM is the size of a bill of materials that is read, in bytes.
const maxSBOM = 256 << 20

// checkSBOM checks the options before anything is built.
func checkSBOM(o *api.SBOMOptions) error {
	if o.IsZero() {
		return nil
	}
	if o.Output+o.PURLOutput+o.ImageOutput+o.ImagePURLOutput == "" {
		return errors.New("a bill of materials needs a place: use --sbom-output, --sbom-image-output, " +
			"--sbom-purl-output or --sbom-image-purl-output")
	}
	if o.Scanner == "" || len(o.Commands) == 0 {
		return errors.New("a bill of materials needs a scanner: use --sbom, or --sbom-scanner-image with " +
			"--sbom-scanner-command")
	}
	if o.Merge != "" {
		_, err := sbom.Merge(o.Merge, nil)
		return err
	}
	return nil
}

// addSBOM makes the bill of materials of an image that was just built, and puts it into the
// image where it is wanted there.
func (b *job) addSBOM(ctx context.Context, h *host.Host, o *api.SBOMOptions, built *exec.Result) (err error) {
	if o.IsZero() {
		return nil
	}
	under, err := h.LayerFiles(built.Layer)
	if err != nil {
		return err
	}
	tree, err := h.ViewOf(under)
	if err != nil {
		return err
	}
	dir, err := h.Work.TempDir()
	if err != nil {
		return err
	}
	bill, err := b.scan(ctx, o, tree, dir)
	if err != nil {
		return fmt.Errorf("making a bill of materials: %w", err)
	}
	files, err := placeSBOM(o, bill, dir)
	if err != nil || len(files) == 0 {
		return err
	}
	change, err := addFiles(ctx, h, under, files)
	if err != nil {
		return err
	}
	l, err := sealed(ctx, built.Layer, change)
	if err != nil {
		return err
	}
	built.Image = image.AppendLayer(built.Image, image.Layer{DiffID: l.DiffID, Size: l.Size}, "add a bill of materials")
	built.Layer = l.ID
	return nil
}

// placeSBOM writes a bill to the files of the host, and returns those for the image.
func placeSBOM(o *api.SBOMOptions, bill []byte, dir string) (files []api.AddedFile, err error) {
	urls, err := []byte(nil), error(nil)
	if o.PURLOutput+o.ImagePURLOutput != "" {
		if urls, err = sbom.PackageURLs(bill); err != nil {
			return nil, err
		}
	}
	for _, place := range []struct {
		data        []byte
		file, image string
	}{{bill, o.Output, o.ImageOutput}, {urls, o.PURLOutput, o.ImagePURLOutput}} {
		if place.file != "" {
			if err := safepath.WriteFile(place.file, place.data, 0o644); err != nil {
				return nil, err
			}
		}
		if place.image == "" {
			continue
		}
		source := filepath.Join(dir, "for-image-"+strconv.Itoa(len(files)))
		if err := safepath.WriteNew(source, place.data, 0o644); err != nil {
			return nil, err
		}
		files = append(files, api.AddedFile{Source: source, Target: place.image})
	}
	return files, nil
}

// scan runs the commands of a scanner in a container of its own, and joins what they write.
func (b *job) scan(
	ctx context.Context, o *api.SBOMOptions, tree *safepath.Root, dir string,
) (bill []byte, err error) {
	root, err := os.Readlink(tree.ProcPath())
	if err != nil {
		return nil, err
	}
	out := filepath.Join(dir, "output")
	if err := os.Mkdir(out, 0o700); err != nil {
		return nil, err
	}
	if err := os.Chmod(out, 0o777); err != nil { // the scanner may have a user of its own
		return nil, err
	}
	options := api.FromOptions{Pull: b.request.Pull, Access: b.request.Access}
	scanner, err := b.from(ctx, call.From{Image: o.Scanner, Options: options}, b.emit)
	if err != nil {
		return nil, err
	}
	defer func() {
		_, removeErr := b.removeContainer(context.WithoutCancel(ctx), scanner.ID, b.emit)
		err = errors.Join(err, removeErr)
	}()
	run := api.RunOptions{
		Network: api.NetworkOptions{Mode: "none"},
		Volumes: []string{root + ":" + scannedRoot + ":ro", out + ":" + scanOutput},
	}
	if b.main.dir != "" {
		run.Volumes = append(run.Volumes, b.main.dir+":"+scannedContext+":ro")
	}
	var bills [][]byte
	for i, line := range o.Commands {
		if strings.Contains(line, "{CONTEXT}") && b.main.dir == "" {
			continue
		}
		part, err := b.scanOnce(ctx, scanner.ID, line, filepath.Join(out, strconv.Itoa(i)), run)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", line, err)
		}
		bills = append(bills, part)
	}
	if len(bills) == 0 {
		return nil, errors.New("all commands of the scanner read the context, and there is none")
	}
	return sbom.Merge(cmp.Or(o.Merge, sbom.Concatenate), bills)
}

// scanOnce runs a command of a scanner, and returns what it wrote to a file or said.
func (b *job) scanOnce(ctx context.Context, container, line, file string, run api.RunOptions) ([]byte, error) {
	words, err := shellwords.Parse(line)
	if err != nil {
		return nil, err
	}
	places := strings.NewReplacer("{ROOTFS}", scannedRoot, "{CONTEXT}", scannedContext,
		"{OUTPUT}", scanOutput+"/"+filepath.Base(file))
	for i := range words {
		words[i] = places.Replace(words[i])
	}
	var stdout, stderr bytes.Buffer
	err = b.using(ctx, container, b.emit, func(o *opened) error {
		streams := sandbox.Options{Stdout: &stdout, Stderr: &stderr}
		return b.runIn(ctx, o, &api.Command{Args: words, Run: run}, streams, b.emit)
	})
	if err != nil {
		return nil, errors.Join(err, errors.New(strings.TrimSpace(stderr.String())))
	}
	if !strings.Contains(line, "{OUTPUT}") {
		return stdout.Bytes(), nil
	}
	data, err := readScanned(filepath.Dir(file), filepath.Base(file))
	if err != nil {
		return nil, fmt.Errorf("reading the output: %w", err)
	}
	return data, nil
}

// readScanned reads a file that a scanner wrote, which may be anything.
func readScanned(dir, name string) ([]byte, error) {
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.ReadFile(name, maxSBOM)
}
