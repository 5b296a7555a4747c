package limits

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	l, err := Parse([]string{"archive-entries=5", "archive-bytes=1g"})
	if err != nil || l != (Limits{Entries: 5, Bytes: 1 << 30}) {
		t.Fatalf("%+v, %v", l, err)
	}
	if full := l.WithDefaults(); full.Entries != 5 || full.Ratio != 200 || full.Depth != 256 {
		t.Errorf("%+v", full)
	}
	for text, want := range map[string]string{
		"archive-entrees=5": "use one of archive-entries", "archive-entries": "use a number from 1 to",
		"archive-depth=0":  "use a number from 1 to",
		"archive-bytes=-1": "use a number from 1 to", "archive-header=2m": "use a number from 1 to",
	} {
		if _, err := Parse([]string{text}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
