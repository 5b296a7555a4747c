package report

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

// hostile is text of a context that wants to be markup: in an element, in an attribute, and in a style.
const hostile = `</pre><script>document.title="owned"</script><img src=http://x.example/y onerror=alert(1)>` +
	`" onload="alert(2)' style='background:url(http://x.example/z)` + "\x1b[2J\u202e"

var start = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func at(e build.Event, milliseconds int) build.Event {
	e.Time = start.Add(time.Duration(milliseconds) * time.Millisecond)
	e.Took *= time.Millisecond
	return e
}

// scenario is a build for two platforms that has everything, all of it hostile.
func scenario() []build.Event {
	list := []build.Event{
		at(build.Event{Kind: event.BuildStarted, Schema: 1}, 0),
		at(build.Event{Kind: event.PhaseStarted, Phase: event.Resolving, Message: hostile}, 1),
		at(build.Event{Kind: event.PhaseDone, Phase: event.Resolving, Message: hostile, Took: 100}, 101),
	}
	for _, platform := range []string{"linux/amd64", "linux/arm64" + hostile} {
		step := func(e build.Event, number int) build.Event {
			e.Platform, e.StageName, e.Stages, e.Step, e.Steps = platform, "compile "+hostile, 2, number, 5
			e.Line, e.Instruction = number, "RUN make "+hostile
			return e
		}
		progress := build.Event{Kind: event.Progress, Message: "base " + hostile, Platform: platform, Total: 5e6}
		progress.Phase = event.Downloading
		unpacking := progress
		unpacking.Phase, unpacking.Current = event.Unpacking, 5e6
		done := unpacking
		done.Kind, done.Took = event.ProgressDone, 500
		var output []byte
		for i := range 300 {
			output = append(output, []byte(hostile+" line "+string(rune('0'+i%10))+"\n")...)
		}
		list = append(list,
			at(step(build.Event{Kind: event.StepStarted}, 1), 100),
			at(progress, 120), at(unpacking, 600), at(done, 620),
			at(build.Event{Kind: event.Waiting, Wait: 8 * time.Second, Message: "429 from " + hostile}, 130),
			at(step(build.Event{Kind: event.StepMeta, Took: 530}, 1), 630),
			at(step(build.Event{Kind: event.StepCached, Layer: "sha256:1", Size: 5000}, 2), 640),
			at(step(build.Event{Kind: event.Explained, Message: "the file " + hostile + " changed"}, 3), 645),
			at(step(build.Event{Kind: event.StepStarted}, 3), 650),
			at(step(build.Event{Kind: event.Log, Data: output}, 3), 700),
			at(build.Event{
				Kind: event.Network, Line: 3,
				Host: &event.Host{Name: hostile, Address: "192.0.2.1", Port: 443, Received: 9000},
			}, 700),
			at(build.Event{
				Kind: event.Network, Line: 3, Host: &event.Host{Name: "evil.example", Denied: true, Reason: hostile},
			}, 700),
			at(step(build.Event{
				Kind: event.StepDone, Took: 1000, Usage: &event.Usage{User: 5e6, Written: 7000},
			}, 3), 1650),
			at(step(build.Event{Kind: event.LayerDone, Layer: "sha256:2", Size: 30e6}, 3), 1700),
			at(step(build.Event{Kind: event.StepStarted}, 4), 1660),
		)
	}
	return list
}

// success ends the scenario.
func success() (list []build.Event) {
	list = append(list, at(build.Event{
		Kind: event.Warning, Line: 7, Instruction: "run " + hostile, Message: "a warning " + hostile, Hint: hostile,
	}, 1900))
	for i, platform := range []string{"linux/amd64", "linux/arm64" + hostile} {
		list = append(list, at(build.Event{Kind: event.ImageDone, Platform: platform, Image: &event.Image{
			ID: strings.Repeat("a", 63) + string(rune('0'+i)), Digest: "sha256:d" + hostile, Size: 35e6,
			Layers: []event.Layer{{DiffID: "sha256:base", Size: 5e6}, {
				DiffID: "sha256:2", Size: 30e6, Line: 3, Instruction: "RUN make " + hostile,
				Files: []event.File{{Path: "usr/" + hostile, Size: 29e6}, {Path: "b", Size: 5}},
			}},
		}}, 1950))
	}
	return append(list, at(build.Event{Kind: event.BuildDone, Took: 2000, Image: &event.Image{
		ID: strings.Repeat("b", 64), Digest: "sha256:index" + hostile, Names: []string{"app:1", hostile},
	}}, 2000))
}

func write(t *testing.T, events []build.Event, err error) (file string, doc *html.Node) {
	t.Helper()
	r := New("app " + hostile)
	for _, e := range events {
		r.Event(e)
	}
	file = filepath.Join(t.TempDir(), "report.html")
	if err := r.Write(file, err); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if doc, err = html.Parse(bytes.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	return file, doc
}

var failedBuild = &build.Error{
	Message: "exit status 3 " + hostile, Hint: hostile, File: hostile, Line: 4, Step: 4, Steps: 5, Stage: hostile,
	Excerpt: []string{"FROM a", "RUN " + hostile}, ExcerptStart: 3, Output: hostile + "\n",
}

// Nothing of a context becomes an element, an attribute or a style, and nothing is loaded from elsewhere.
func TestNothingIsMarkup(t *testing.T) {
	ended := append(scenario(), success()...)
	for name, doc := range map[string]*html.Node{
		"success": second(write(t, ended, nil)), "failure": second(write(t, scenario(), failedBuild)),
		"other error": second(write(t, nil, errors.New(hostile))),
	} {
		policy := false
		for n := range doc.Descendants() {
			if n.Type == html.TextNode && strings.ContainsAny(n.Data, "\x1b\u202e") {
				t.Errorf("%s: control characters in %q", name, n.Data)
			}
			if n.Type != html.ElementNode {
				continue
			}
			if !slices.Contains(elements, n.Data) {
				t.Errorf("%s: the page has an element %s", name, n.Data)
			}
			for _, a := range n.Attr {
				if !slices.Contains(attributes, a.Key) {
					t.Errorf("%s: %s has an attribute %s=%q", name, n.Data, a.Key, a.Val)
				}
				if a.Key == "style" && strings.Contains(a.Val, "url") {
					t.Errorf("%s: %s has the style %q", name, n.Data, a.Val)
				}
				policy = policy || a.Key == "content" && strings.HasPrefix(a.Val, "default-src 'none';")
			}
		}
		if !policy {
			t.Errorf("%s: no policy forbids scripts and downloads", name)
		}
	}
}

func second(_ string, doc *html.Node) *html.Node { return doc }

// What the template has. Everything else would be of the context.
var (
	elements = []string{
		"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "small", "span", "div", "dl", "dt",
		"dd", "code", "time", "section", "p", "strong", "pre", "ul", "ol", "li", "i", "details", "summary", "table",
		"thead", "tbody", "tr", "th", "td", "footer",
	}
	attributes = []string{
		"lang", "charset", "name", "content", "http-equiv", "class", "style", "title", "open", "datetime",
		"aria-hidden", "aria-label",
	}
)

// The page says all that the events say.
func TestContent(t *testing.T) {
	shown := strings.NewReplacer("\x1b", "\uFFFD", "\u202e", "\uFFFD").Replace(hostile)
	_, doc := write(t, append(scenario(), success()...), nil)
	text := content(doc)
	for _, want := range []string{
		"app " + shown + " built", "image index", strings.Repeat("b", 64), "sha256:index" + shown, "app:1 , " + shown,
		"platforms linux/amd64, linux/arm64" + shown, "8: 2 cached, 2 ran, 2 canceled, 2 without layer", "2.0s",
		"2026-01-02 03:04:05 UTC", "line 3 RUN make " + shown + " ran 1.0s 30MB",
		"not cached: the file " + shown + " changed",
		"CPU 5ms, 0B read, 7kB written", "output, 300 lines", "… 200 more lines …", "cached 5kB", "a warning " + shown,
		" 7 | run " + shown, "hint: " + shown, "base sha256:base", "29MB /usr/" + shown, "5B /b",
		shown + " 192.0.2.1:443 reached 0B 9kB",
		"evil.example denied : " + shown, "8.0s: 429 from " + shown,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(text, "error:") || strings.Contains(text, "failed:") {
		t.Error("the page of a success has an error")
	}
	titles := attribute(doc, "title")
	for _, want := range []string{
		"downloading linux/amd64 base " + shown + ", 5MB, 0.5s", "resolving " + shown + ", 0.1s",
		"cached, 0ms: RUN make " + shown,
	} {
		if !slices.Contains(titles, want) {
			t.Errorf("no bar is %q", want)
		}
	}
	if styles := attribute(doc, "style"); !slices.Contains(styles, "left:32.5%;width:50%") {
		t.Errorf("the bars are at %q", styles)
	}
}

// Transfers at the same time do not hide each other.
func TestLanes(t *testing.T) {
	r := New("app")
	r.started = start
	for _, e := range []build.Event{
		at(build.Event{Kind: event.Progress, Phase: event.Downloading, Message: "a"}, 0),
		at(build.Event{Kind: event.Progress, Phase: event.Downloading, Message: "b"}, 100),
		at(build.Event{Kind: event.ProgressDone, Phase: event.Downloading, Message: "a"}, 500),
		at(build.Event{Kind: event.Progress, Phase: event.Downloading, Message: "c"}, 600),
		at(build.Event{Kind: event.ProgressDone, Phase: event.Downloading, Message: "b"}, 700),
		at(build.Event{Kind: event.ProgressDone, Phase: event.Downloading, Message: "c"}, 1000),
	} {
		r.Event(e)
	}
	var got []string
	for _, l := range r.otherLanes(time.Second) {
		for _, b := range l.Bars {
			got = append(got, fmt.Sprintf("%s|%s %g+%g", l.Name, b.Text, b.Left, b.Width))
		}
	}
	want := []string{
		"transfers and images|downloading a, 0.5s 0+50", "transfers and images|downloading c, 0.4s 60+40",
		"|downloading b, 0.6s 10+60",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the lanes are %q", got)
	}
}

// A build that fails has a page too, with the error and the steps that were canceled.
func TestFailure(t *testing.T) {
	file, doc := write(t, scenario(), failedBuild)
	text := content(doc)
	for _, want := range []string{
		" failed ", "error: exit status 3", ":4, step 4/5 of stage", "3 | FROM a", "> 4 | RUN ", "hint: ", "canceled",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q in\n%s", want, text)
		}
	}
	if info, err := os.Stat(file); err != nil || info.Mode() != 0o644 {
		t.Errorf("the file is %v, %v", info, err)
	}
	// The name of the page may be guessed: a link there is replaced and not followed.
	link := filepath.Join(t.TempDir(), "report.html")
	victim := filepath.Join(t.TempDir(), "victim")
	if err := errors.Join(os.WriteFile(victim, nil, 0o600), os.Symlink(victim, link)); err != nil {
		t.Fatal(err)
	}
	if err := New("app").Write(link, nil); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(victim); err != nil || len(text) != 0 {
		t.Errorf("the target of a link has %d bytes, %v", len(text), err)
	}
	if err := New("app").Write(filepath.Join(t.TempDir(), "no", "dir"), nil); err == nil {
		t.Error("a page in no directory was written")
	}
}

// content is the text of a page, with single spaces.
func content(doc *html.Node) string {
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "style" {
			b.WriteString(n.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func attribute(doc *html.Node, key string) (values []string) {
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if a.Key == key {
				values = append(values, a.Val)
			}
		}
	}
	return values
}

// Long output and long lines are cut, in memory too.
func TestOutput(t *testing.T) {
	var o output
	for range 10 {
		o.add(bytes.Repeat([]byte("x"), longestLine))
	}
	o.add([]byte("\r\nsecond\nthi"))
	o.add([]byte("rd"))
	text, count := o.text()
	lines := strings.Split(text, "\n")
	if count != 3 || len(lines) != 3 || len(lines[0]) != longestLine || lines[1] != "second" || lines[2] != "third" {
		t.Errorf("%d lines, %q", count, lines[1:])
	}
	o = output{}
	for range 1000 {
		o.add([]byte("a\nb\n"))
	}
	if text, count = o.text(); count != 2000 || strings.Count(text, "\n") != firstLines+lastLines ||
		!strings.Contains(text, "\n… 1900 more lines …\n") || len(o.last) != lastLines {
		t.Errorf("%d lines become %d", count, strings.Count(text, "\n")+1)
	}
}
