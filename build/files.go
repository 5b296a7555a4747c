package build

import (
	"bytes"
	"strings"
)

// segment is one of several files that are read as one Containerfile.
type segment struct {
	name  string
	text  []byte
	first int // its first line in the whole, from 1
}

// addFiles appends the request's other files to the first.
func (r *Request) addFiles(display string, text []byte) ([]byte, error) {
	if len(r.Files) == 0 {
		return text, nil
	}
	r.segments = []segment{{display, text, 1}}
	whole := withNewline(text)
	for _, name := range r.Files {
		path, more, err := r.find(name)
		if err != nil {
			return nil, err
		}
		r.segments = append(r.segments, segment{strings.TrimPrefix(path, r.Context.Path+"/"), more, bytes.Count(whole, []byte("\n")) + 1})
		whole = append(whole, withNewline(more)...)
	}
	return whole, nil
}

func withNewline(text []byte) []byte {
	text = bytes.Clone(text)
	if len(text) != 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	return text
}

// inFile gives an error in the whole its place in the file that it is in.
func (r *Request) inFile(e *Error) *Error {
	if e.Line == 0 {
		return e
	}
	for i := len(r.segments) - 1; i >= 0; i-- {
		s := r.segments[i]
		if e.Line < s.first {
			continue
		}
		e.File, e.Line, e.EndLine = s.name, e.Line-s.first+1, max(e.EndLine-s.first+1, 0)
		e.Excerpt = nil
		e.excerpt(s.text)
		break
	}
	return e
}
