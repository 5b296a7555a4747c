package farm_test

import (
	"archive/tar"
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/farm"
)

// Tasks that run side by side write caches of their own, and read those of all.
func TestTasksShareNoCacheToWrite(t *testing.T) {
	platforms := []string{"linux/amd64", "linux/arm64", "linux/arm/v7"}
	given := []api.RemoteCache{{Type: api.CacheRegistry, Ref: "registry.example.com/app:cache"}}
	for _, row := range []struct {
		name string
		farm.Build
	}{
		{"by itself", farm.Build{Repository: "registry.example.com/app"}},
		{"of a target", farm.Build{Repository: "registry.example.com/app", Name: "web"}},
		{"given", farm.Build{
			Repository: "registry.example.com/app",
			Request:    api.Request{Cache: api.CacheOptions{From: given, To: given}},
		}},
		{"given, over ssh", farm.Build{Request: api.Request{Cache: api.CacheOptions{From: given, To: given}}}},
	} {
		row.Platforms = platforms
		written := map[string]bool{}
		tasks := row.Tasks()
		for _, task := range tasks {
			for _, to := range task.Request.Cache.To {
				if written[to.Ref] || to.Mode != api.CacheMax {
					t.Errorf("%s: %s writes %+v", row.name, task.Platform, to)
				}
				written[to.Ref] = true
			}
		}
		if len(written) != len(platforms) {
			t.Errorf("%s: %d caches are written", row.name, len(written))
		}
		for _, task := range tasks {
			for ref := range written {
				if !slices.ContainsFunc(task.Request.Cache.From, func(c api.RemoteCache) bool { return c.Ref == ref }) {
					t.Errorf("%s: %s does not read %s", row.name, task.Platform, ref)
				}
			}
		}
	}
}

// A record, which anybody who may list Jobs can read, has no key and no secret.
func TestRecordHasNoSecret(t *testing.T) {
	const secret = "correct horse"
	b := farm.Build{Request: api.Request{
		Tags:          []string{"registry.example.com/app:1"},
		Containerfile: api.Containerfile{Args: map[string]string{"TOKEN": secret}},
		Secrets:       []api.Secret{{ID: "token", Data: []byte(secret)}},
		Access:        api.Access{Creds: "me:" + secret},
		Transfer:      api.Transfer{Sign: api.Key{PrivateKeyFile: secret, Passphrase: []byte(secret)}},
		Outputs:       []api.Output{{Type: api.OutputRegistry, Transfer: api.Transfer{Sign: api.Key{KMS: secret}}}},
	}}
	text, err := json.Marshal(b.Record())
	if err != nil || !strings.Contains(string(text), "app:1") {
		t.Fatalf("%s: %v", text, err)
	}
	for _, form := range []string{secret, "Y29ycmVjdCBob3JzZQ"} {
		if strings.Contains(string(text), form) {
			t.Errorf("the record has the secret: %s", text)
		}
	}
	if !b.Record().Signed {
		t.Error("the record does not say that the image is to be signed")
	}
}

// A task that reports an image elsewhere does not have it named and signed.
func TestPartIsInTheRepository(t *testing.T) {
	const digest = "@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	for reference, fine := range map[string]bool{
		"docker://registry.example.com/app" + digest:   true,
		"docker://registry.example.com/app:1" + digest: true,
		"docker://registry.example.com/other" + digest: false,
		"docker://evil.example.com/app" + digest:       false,
		"docker://registry.example.com/app:1":          false,
		"oci-archive:/etc/passwd":                      false,
		"":                                             false,
	} {
		r := farm.Report{Result: api.Result{Pushed: []api.Pushed{{Reference: reference}}}}
		if p, err := farm.NewPart("linux/amd64", "registry.example.com/app", &r); (err == nil) != fine {
			t.Errorf("%s: %+v, %v", reference, p, err)
		}
	}
}

// Files go along under other names, also keys with a password after them.
func TestPaths(t *testing.T) {
	r := api.Request{SourcePolicy: "/policy", Access: api.Access{DecryptionKeys: []string{"/key", "/key2:pass=x:y"}}}
	for _, step := range []struct {
		locate func(string) string
		want   string
	}{
		{
			func(name string) string { return farm.FilePrefix + "1-" + name[1:] },
			"task:1-policy [task:1-key task:1-key2:pass=x:y]",
		},
		{
			func(name string) string { return "/there/" + strings.TrimPrefix(name, farm.FilePrefix) },
			"/there/1-policy [/there/1-key /there/1-key2:pass=x:y]",
		},
	} {
		err := farm.Paths(&r, func(name string) (string, error) { return step.locate(name), nil })
		if got := fmt.Sprint(r.SourcePolicy, " ", r.Access.DecryptionKeys); err != nil || got != step.want {
			t.Errorf("got %s, want %s (%v)", got, step.want, err)
		}
	}
}

// written is the output of a task with some lines of a command and a report.
func written(t *testing.T, lines int) []string {
	t.Helper()
	var out bytes.Buffer
	w := farm.NewWriter(&out)
	for i := range lines {
		w.Event(api.Event{Kind: event.Log, Step: i, Data: fmt.Appendf(nil, "line %d\n", i)})
	}
	if err := w.Report(&farm.Report{Isolation: "full"}); err != nil {
		t.Fatal(err)
	}
	return strings.SplitAfter(out.String(), "\n")
}

// A log that is read again from somewhere before goes on where it was, and says what is missing.
func TestReaderGoesOn(t *testing.T) {
	lines := written(t, 10)
	join := func(from, to int) *strings.Reader { return strings.NewReader(strings.Join(lines[from:to], "")) }
	var got []string
	var missed int64
	r := farm.NewReader(join(0, 4), func(e api.Event) { got = append(got, string(e.Data)) })
	r.Missed = func(lines int64) { missed += lines }
	if _, err := r.Report(); !errors.Is(err, farm.ErrEnded) {
		t.Fatal(err)
	}
	r.Reset(strings.NewReader(lines[2] + lines[3] + lines[4][:20])) // the rest of a line is lost
	if _, err := r.Report(); !errors.Is(err, farm.ErrEnded) {
		t.Fatal(err)
	}
	r.Reset(join(4, 6))
	if _, err := r.Report(); !errors.Is(err, farm.ErrEnded) {
		t.Fatal(err)
	}
	r.Reset(join(8, 11))
	report, err := r.Report()
	if err != nil || report.Isolation != "full" {
		t.Fatalf("%+v %v", report, err)
	}
	want := "line 0,line 1,line 2,line 3,line 4,line 5,line 8,line 9,"
	if strings.ReplaceAll(strings.Join(got, ""), "\n", ",") != want || missed != 2 {
		t.Errorf("got %q, missed %d", got, missed)
	}
}

// Output in small pieces travels in few lines, and whole.
func TestWriterJoinsOutput(t *testing.T) {
	var out bytes.Buffer
	w := farm.NewWriter(&out)
	const pieces = 1000
	for range pieces {
		w.Event(api.Event{Kind: event.Log, Data: []byte("piece\n")})
	}
	w.Event(api.Event{Kind: event.StepDone})
	if err := w.Report(&farm.Report{}); err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(out.Bytes(), []byte("\n")); n > pieces/10 {
		t.Errorf("%d lines", n)
	}
	var got bytes.Buffer
	if _, err := farm.NewReader(&out, func(e api.Event) { got.Write(e.Data) }).Report(); err != nil {
		t.Fatal(err)
	}
	if got.String() != strings.Repeat("piece\n", pieces) {
		t.Errorf("%d bytes came", got.Len())
	}
}

// What comes with a task stays in its directory.
func TestReceiveStaysInItsDirectory(t *testing.T) {
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	for _, h := range []*tar.Header{
		{Name: "0/index.json", Typeflag: tar.TypeReg, Size: 2, Mode: 0o644},
		{Name: "../../escaped", Typeflag: tar.TypeReg, Size: 2, Mode: 0o644},
		{Name: "link", Typeflag: tar.TypeSymlink, Linkname: "/etc"},
		{Name: "link/passwd", Typeflag: tar.TypeReg, Size: 2, Mode: 0o644},
	} {
		err := w.WriteHeader(h)
		if h.Size != 0 && err == nil {
			_, err = w.Write([]byte("{}"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	task := farm.Task{Schema: farm.Schema, Contexts: true, Return: true}
	task.Files = map[string][]byte{"../../file": []byte("x")}
	task.Request.Context.URL = "oci:///0:context"
	temp := filepath.Join(t.TempDir(), "temp")
	if err := os.Mkdir(temp, 0o700); err != nil {
		t.Fatal(err)
	}
	r, err := farm.Receive(bufio.NewReader(input(t, &task, archive.Bytes())), temp)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(r.Request.Context.URL, "oci://"+temp) {
		t.Errorf("the context is at %s", r.Request.Context.URL)
	}
	if err := r.Remove(); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{temp, filepath.Dir(temp)} {
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) > 1 || len(entries) == 1 && entries[0].Name() != "temp" {
			t.Errorf("%s has %v (%v)", dir, entries, err)
		}
	}
}

// A task names no file of the machine that does it.
func TestReceiveRefusesFilesOfTheMachine(t *testing.T) {
	task := farm.Task{Schema: farm.Schema}
	task.Request.SourcePolicy = "/etc/passwd"
	_, err := farm.Receive(bufio.NewReader(input(t, &task, nil)), t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "/etc/passwd") {
		t.Errorf("got %v", err)
	}
	task.Request.SourcePolicy, task.Schema = "", farm.Schema+1
	if _, err := farm.Receive(bufio.NewReader(input(t, &task, nil)), t.TempDir()); err == nil {
		t.Error("a task of another version is done")
	}
	unknown := strings.NewReader(`{"schema": 1, "request": {"NewField": true}}` + "\n")
	if _, err := farm.Receive(bufio.NewReader(unknown), t.TempDir()); err == nil {
		t.Error("a field that is not known is ignored")
	}
}

func input(t *testing.T, task *farm.Task, more []byte) *bytes.Reader {
	t.Helper()
	text, err := json.Marshal(task)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(append(append(text, '\n'), more...))
}
