package farm

import (
	"archive/tar"
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/cooper-build/cooper/build/api"
)

// maxTask bounds a task without its contexts, in bytes.
const maxTask = 64 << 20

// Send writes the task as a line, and its contexts as an archive.
func (t *Task) Send(out io.Writer) error {
	text, err := json.Marshal(t)
	if err != nil {
		return err
	}
	if _, err := out.Write(append(text, '\n')); err != nil || !t.Contexts {
		return err
	}
	w := tar.NewWriter(out)
	if err := w.AddFS(os.DirFS(t.Layout)); err != nil {
		return err
	}
	return w.Close()
}

// Received is a task on the machine that does it.
type Received struct {
	Task
	dir string
}

// Receive reads a task, and writes its files and contexts into a new directory below temp.
func Receive(in *bufio.Reader, temp string) (r *Received, err error) {
	var text []byte
	for more := true; more; {
		var part []byte
		if part, more, err = in.ReadLine(); err != nil && (err != io.EOF || len(text) == 0) {
			return nil, fmt.Errorf("reading a task: %w", err)
		}
		if text = append(text, part...); len(text) > maxTask {
			return nil, fmt.Errorf("a task has more than %d bytes", maxTask)
		}
		more = more && err == nil
	}
	r = &Received{}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&r.Task); err != nil {
		return nil, fmt.Errorf("reading a task, which another version of cooper may have sent: %w", err)
	}
	if r.Schema != Schema {
		return nil, fmt.Errorf("reading a task: it has schema %d, and this cooper reads %d", r.Schema, Schema)
	}
	if r.dir, err = os.MkdirTemp(temp, "cooper-task-"); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(r.dir)
	if err != nil {
		return nil, errors.Join(err, r.Remove())
	}
	defer func() { _ = root.Close() }()
	if err = r.writeFiles(root); err == nil && r.Contexts {
		err = writeContexts(root, in)
	}
	if err == nil {
		err = r.locate()
	}
	if err != nil {
		return nil, errors.Join(err, r.Remove())
	}
	return r, nil
}

// Remove removes the directory of the task.
func (r *Received) Remove() error { return os.RemoveAll(r.dir) }

// Archive is the path for an image that goes back.
func (r *Received) Archive() string { return filepath.Join(r.dir, "image.tar") }

// Names replaces paths of the task by what the other side knows.
func (r *Received) Names() *strings.Replacer {
	return strings.NewReplacer(
		filepath.Join(r.dir, "contexts"), "", "oci-archive:"+r.Archive(), "the image",
		r.Archive(), "the image",
	)
}

func (r *Received) writeFiles(root *os.Root) error {
	if err := root.Mkdir("files", 0o700); err != nil {
		return err
	}
	for name, content := range r.Files {
		if err := writeFile(root, path.Join("files", path.Clean("/"+name)), bytes.NewReader(content)); err != nil {
			return fmt.Errorf("writing the file %q of a task: %w", name, err)
		}
	}
	return nil
}

func writeFile(root *os.Root, name string, content io.Reader) error {
	if err := root.MkdirAll(path.Dir(name), 0o700); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, content)
	return errors.Join(err, f.Close())
}

// writeContexts unpacks the layouts of the contexts, which are regular files.
func writeContexts(root *os.Root, in io.Reader) error {
	archive := tar.NewReader(in)
	for {
		h, err := archive.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading the contexts of a task: %w", err)
		}
		if h.Typeflag == tar.TypeReg {
			err = writeFile(root, path.Join("contexts", path.Clean("/"+h.Name)), archive)
		}
		if err != nil {
			return fmt.Errorf("reading the contexts of a task: %w", err)
		}
	}
}

// locate has the request name the files and contexts of the task where they are.
func (r *Received) locate() error {
	q := &r.Request
	place := func(address string) string {
		scheme, name, ok := strings.Cut(address, ":///")
		if !ok || !r.Contexts || scheme != "oci" && scheme != "oci-layout" {
			return address
		}
		return scheme + "://" + filepath.Join(r.dir, "contexts", name)
	}
	q.Context.URL = place(q.Context.URL)
	for name, address := range q.Context.Named {
		q.Context.Named[name] = place(address)
	}
	if r.Return {
		q.Outputs = []api.Output{{Type: api.OutputOCI, Dest: r.Archive()}}
	}
	file := func(name string) (string, error) {
		rest, ok := strings.CutPrefix(name, FilePrefix)
		if !ok {
			return "", fmt.Errorf("a task names the file %q, which does not come with it", name)
		}
		return filepath.Join(r.dir, "files", rest), nil
	}
	if dir, ok := strings.CutPrefix(q.Access.CertDir, FilePrefix); ok {
		q.Access.CertDir = filepath.Join(r.dir, "files", dir)
	}
	return Paths(q, file)
}
