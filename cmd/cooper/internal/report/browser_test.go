package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cooper-build/cooper/internal/testenv"
)

// A browser shows the page at any width and in both schemes: nothing is wider than the window, no
// script of the context runs, and dark is dark.
func TestBrowser(t *testing.T) {
	chromium, err := exec.LookPath("google-chrome")
	if err != nil {
		chromium = testenv.Tool(t, "chromium")
	}
	file, _ := write(t, append(scenario(), success()...), nil)
	for _, width := range []int{400, 1280} {
		for scheme, number := range map[string]int{"dark": 0, "light": 1} {
			t.Run(fmt.Sprintf("%s %d", scheme, width), func(t *testing.T) {
				shot := filepath.Join(t.TempDir(), "shot.png")
				browse(t, chromium, width, number, "--screenshot="+shot, "file://"+file)
				picture := readPNG(t, shot)
				if picture.Bounds().Dx() != width {
					t.Errorf("the picture is %v", picture.Bounds())
				}
				corner, _, _, _ := color.GrayModel.Convert(picture.At(width-1, 0)).RGBA()
				if dark := corner < 0x8000; dark != (scheme == "dark") {
					t.Errorf("the corner has the brightness %d", corner>>8)
				}
				// The measuring script is ours. It stands in a copy without the policy that forbids it.
				dom := browse(t, chromium, 1400, number, "--dump-dom", "file://"+measured(t, file, width))
				want := fmt.Sprintf(`data-measured="%d of %d, built app "`, width, width)
				if !strings.Contains(dom, want) {
					t.Errorf("no %s: the page is %.60q", want, after(dom, "data-measured="))
				}
			})
		}
	}
}

func browse(t *testing.T, chromium string, width, scheme int, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	home := t.TempDir()
	flags := []string{
		"--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage",
		"--user-data-dir=" + home, fmt.Sprintf("--window-size=%d,3000", width),
		fmt.Sprintf("--blink-settings=preferredColorScheme=%d", scheme),
	}
	cmd := exec.CommandContext(ctx, chromium, append(flags, args...)...)
	cmd.Env = append(os.Environ(), "HOME="+home)
	var errOut bytes.Buffer
	cmd.Stderr = &errOut
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, errOut.String())
	}
	return string(out)
}

// measured is a page with a copy of another in a frame of a width, which notes how wide that is and
// how its title begins: windows of a browser are not narrow enough.
func measured(t *testing.T, file string, width int) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const script = `<script>addEventListener("load", () => parent.postMessage(` +
		`document.documentElement.scrollWidth + " of " + innerWidth + ", built " + document.title.slice(0, 4), "*"))` +
		`</script>`
	const frame = `<!DOCTYPE html><script>addEventListener("message", e => { ` +
		`document.documentElement.dataset.measured = e.data })</script>` +
		`<iframe src="copy.html" style="border:0;width:%dpx;height:2000px"></iframe>`
	page := strings.Replace(string(text), `http-equiv="Content-Security-Policy"`, "", 1)
	page = strings.Replace(page, "</head>", script+"</head>", 1)
	dir := t.TempDir()
	name := filepath.Join(dir, "measured.html")
	if err := errors.Join(
		os.WriteFile(filepath.Join(dir, "copy.html"), []byte(page), 0o644),
		os.WriteFile(name, fmt.Appendf(nil, frame, width), 0o644),
	); err != nil {
		t.Fatal(err)
	}
	return name
}

func readPNG(t *testing.T, name string) image.Image {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func after(text, what string) string {
	_, rest, _ := strings.Cut(text, what)
	return rest
}
