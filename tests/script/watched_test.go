package script

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// imageRecord is what the library's index says of an image.
type imageRecord struct {
	ID       string   `json:"id"`
	Names    []string `json:"names"`
	Metadata string   `json:"metadata"`
	Data     []string `json:"big-data-names"`
}

// runWatched runs a command and looks at every state of the index of images that
// others can see meanwhile: each image has a name, and none leads to half an
// image. watched cooper build -t app .
func runWatched(ts *testscript.TestScript, neg bool, args []string) {
	ended := make(chan struct{})
	found := make(chan []string)
	go func() { found <- watchIndex(storeOf(ts), ended) }()
	err := ts.Exec(args[0], args[1:]...)
	close(ended)
	if wrong := <-found; len(wrong) != 0 {
		ts.Fatalf("what others could see:\n%s", strings.Join(wrong, "\n"))
	}
	if neg != (err != nil) {
		ts.Fatalf("%v: %v", args, err)
	}
}

func storeOf(ts *testscript.TestScript) string {
	return filepath.Join(ts.Getenv("HOME"), ".local/share/containers/storage")
}

// watchIndex collects what is wrong with images until ended is closed. The index
// is replaced by renames, with a write to the disk before each.
func watchIndex(store string, ended <-chan struct{}) (wrong []string) {
	var last os.FileInfo
	had := map[string]bool{} // images that had a name: another one got it
	for {
		for _, file := range glob(filepath.Join(store, "*-images/images.json")) {
			info, err := os.Stat(file)
			if err != nil || last != nil && os.SameFile(last, info) {
				continue
			}
			last = info
			for _, line := range wrongImages(file, had) {
				if !slices.Contains(wrong, line) {
					wrong = append(wrong, line)
				}
			}
		}
		select {
		case <-ended:
			return wrong
		case <-time.After(50 * time.Microsecond):
		}
	}
}

func glob(pattern string) []string {
	found, _ := filepath.Glob(pattern) // the pattern is right
	return found
}

func wrongImages(index string, had map[string]bool) (wrong []string) {
	text, err := os.ReadFile(index)
	var images []imageRecord
	if err != nil || json.Unmarshal(text, &images) != nil {
		return []string{"the index cannot be read"}
	}
	for _, img := range images {
		whole := slices.Contains(img.Data, "manifest")
		switch {
		case len(img.Names) == 0 && !had[img.ID] && !strings.Contains(img.Metadata, "intermediate"):
			wrong = append(wrong, "image "+img.ID+" has no name")
		case !whole && slices.ContainsFunc(img.Names, func(n string) bool { return !strings.Contains(n, "@") }):
			wrong = append(wrong, "image "+img.ID+" has the name "+img.Names[0]+" and no manifest")
		}
		had[img.ID] = had[img.ID] || whole && len(img.Names) != 0
	}
	return wrong
}

// runListed counts the images that have a name because a list needs them.
func runListed(ts *testscript.TestScript, neg bool, args []string) {
	count := 0
	for _, file := range glob(filepath.Join(storeOf(ts), "*-images/images.json")) {
		text, err := os.ReadFile(file)
		ts.Check(err)
		var images []imageRecord
		ts.Check(json.Unmarshal(text, &images))
		for _, img := range images {
			if slices.ContainsFunc(
				img.Names, func(n string) bool { return strings.HasPrefix(n, "localhost/cooper/listed@") },
			) {
				count++
			}
		}
	}
	if neg == (strconv.Itoa(count) == args[0]) {
		ts.Fatalf("%d images are named for a list", count)
	}
}
