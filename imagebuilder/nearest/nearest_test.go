package nearest

import "testing"

func TestWord(t *testing.T) {
	for _, c := range []struct {
		word string
		list []string
		want string
	}{
		{"RNU", []string{"ENV", "ADD", "RUN", "ARG"}, "RUN"},
		{"biuld", []string{"bind", "build", "bull"}, "build"},
		{"run", []string{"ENV", "RUN"}, "RUN"},
		{"COYP", []string{"COPY"}, "COPY"},
		{"histroy", []string{"images", "history"}, "history"},
		{"platfrm", []string{"plat", "platform"}, "platform"},
		{"a", []string{"b", "ab"}, ""},
		{"xyz", []string{"RUN", "ENV"}, ""},
		{"build", []string{"build", "built"}, ""},
		{"", []string{"a"}, ""},
		{"é", []string{"e"}, ""},
	} {
		got, ok := Word(c.word, c.list)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("Word(%q, %q) = %q, %v, want %q", c.word, c.list, got, ok, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "acb", 1}, {"ca", "abc", 3},
		{"kitten", "sitting", 3}, {"ab", "ba", 1}, {"abcd", "badc", 2},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
