package attest

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/opencontainers/go-digest"

	"github.com/cooper-build/cooper/build/internal/image"
)

func TestParse(t *testing.T) {
	d := digest.FromString("image")
	text, err := Predicate{Type: "t", Body: json.RawMessage(`{"a":1}`)}.About("app", d)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Parse(text)
	if err != nil || s.Predicate.Type != "t" || string(s.Body) != `{"a":1}` || !s.Names(d) {
		t.Fatalf("%+v %v", s, err)
	}
	if s.Names(digest.FromString("another")) {
		t.Fatal("it is about every image")
	}
}

// A statement that two programs would read differently is refused.
func TestParseRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON":      `x`,
		"no object":    `[]`,
		"another type": `{"_type":"https://example.com","subject":[]}`,
		"two":          `{"_type":"` + StatementType + `"} {}`,
		"twice":        `{"_type":"` + StatementType + `","predicateType":"a","predicateType":"b"}`,
		"case":         `{"_type":"` + StatementType + `","predicateType":"a","PredicateType":"b"}`,
		"deep twice":   `{"_type":"` + StatementType + `","predicate":{"builder":{"id":"a","ID":"b"}}}`,
	} {
		if s, err := Parse([]byte(text)); err == nil {
			t.Errorf("%s: %+v", name, s)
		}
	}
	_, err := Parse([]byte(`{"_type":"` + StatementType + `","predicate":{"builder":{"id":"a","ID":"b"}}}`))
	if !errors.Is(err, image.ErrAmbiguous) {
		t.Error(err)
	}
	if _, err := Parse([]byte(strings.Repeat(" ", MaxStatement+1))); err == nil {
		t.Error("a statement of any size is read")
	}
	// Arguments of a build are the user's own words.
	args := `{"_type":"` + StatementType + `","predicate":{"args":{"A":"1","a":"2"}}}`
	if _, err := Parse([]byte(args)); err != nil {
		t.Error(err)
	}
}

func FuzzStatement(f *testing.F) {
	f.Add([]byte(`{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"aa"}}],"predicate":{}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := Parse(text)
		if err != nil {
			return
		}
		again, err := json.Marshal(s)
		if err != nil {
			t.Fatalf("%s cannot be written again: %v", text, err)
		}
		if _, err := Parse(again); err != nil {
			t.Fatalf("%s was read, and is not as %s: %v", text, again, err)
		}
	})
}
