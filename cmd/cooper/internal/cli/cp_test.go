package cli

import (
	"testing"
	"time"
)

// TestContainerPath: a colon means a container unless the word is a path of the host.
func TestContainerPath(t *testing.T) {
	for arg, want := range map[string][2]string{
		"work:/etc/passwd": {"work", "/etc/passwd"},
		"work:etc":         {"work", "/etc"},
		"work:":            {"work", "/"},
		"work:a:b":         {"work", "/a:b"},
		"./work:etc":       {"", "./work:etc"},
		"/work:etc":        {"", "/work:etc"},
		"dir/work:etc":     {"", "dir/work:etc"},
		"work":             {"", "work"},
		"-":                {"", "-"},
	} {
		container, name, ok := containerPath(arg)
		if container != want[0] || name != want[1] || ok != (want[0] != "") {
			t.Errorf("%q is %q in %q", arg, name, container)
		}
	}
}

// TestCpTarget: the rules of docker cp for the name at the destination.
func TestCpTarget(t *testing.T) {
	file, dir, none := place{true, false, "/x"}, place{true, true, "/x"}, place{false, false, "/x"}
	slash := place{false, false, "/x/"}
	for _, c := range []struct {
		to     place
		source string
		isDir  bool
		want   string // empty: an error
	}{
		{none, "/a", false, "/x"},
		{slash, "/a", false, ""},
		{file, "/a", false, "/x"},
		{dir, "/a", false, "/x/a"},
		{none, "/a", true, "/x"},
		{slash, "/a", true, "/x/"},
		{file, "/a", true, ""},
		{dir, "/a", true, "/x/a"},
		{dir, "/a/", true, "/x/a"},
		{dir, "/a/.", true, "/x"},
		{none, "/a/.", true, "/x"},
	} {
		got, err := c.to.target(c.source, c.isDir)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%+v gets %s as %q, want %q (%v)", c.to, c.source, got, c.want, err)
		}
	}
}

// TestMoment: the times of --filter until=.
func TestMoment(t *testing.T) {
	for text, ok := range map[string]bool{
		"24h": true, "2026-01-31": true, "2026-01-31T10:00:00": true, "2026-01-31T10:00:00Z": true,
		"1700000000": true, "yesterday": false, "": false, "17 h": false,
	} {
		if _, err := moment(text); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
	if at, _ := moment("1700000000"); !at.Equal(time.Unix(1700000000, 0)) {
		t.Error(at)
	}
}
