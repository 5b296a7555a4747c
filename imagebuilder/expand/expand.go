// Package expand expands variables in words of a Containerfile, with BuildKit's own lexer
// and limits of the result. Without limits, twenty lines of ENV A=$A$A would make a value
// a million times longer.
package expand

import (
	"fmt"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

// DefaultMax is the default of Max, in bytes: eight times what Linux lets one variable
// of a process have.
const DefaultMax = 1 << 20

// maxReplaced bounds the values of a word that replaces parts of one by another,
// ${A//B/C}: what comes out can have the product of their lengths.
const maxReplaced = 16 << 10

// Lex expands words. It does not change while it does.
type Lex struct {
	*shell.Lex
	Max int64 // bytes of an expanded word; 0: DefaultMax
}

// New is a Lex for the escape character of a file.
func New(escape rune, most int64) *Lex { return &Lex{shell.NewLex(escape), most} }

// LimitError means that an expanded word is too long.
type LimitError struct{ Max int64 }

func (e *LimitError) Error() string {
	return fmt.Sprintf("a word has more than %d bytes after expansion of its variables (limit word-bytes)",
		e.Max)
}

// Hint says how to raise the limit.
func (e *LimitError) Hint() string { return "use --limit word-bytes=N to allow more" }

// Word expands a word.
func (l *Lex) Word(word string, env shell.EnvGetter) (string, error) {
	b := l.bound(word, env)
	out, _, err := l.ProcessWord(word, b)
	return out, b.check(err, int64(len(out)))
}

// Words expands a word and divides it at spaces.
func (l *Lex) Words(word string, env shell.EnvGetter) ([]string, error) {
	b := l.bound(word, env)
	out, err := l.ProcessWords(word, b)
	return out, b.check(err, int64(len(strings.Join(out, " "))))
}

// Matches expands a word and says which variables it names.
func (l *Lex) Matches(word string, env shell.EnvGetter) (shell.ProcessWordResult, error) {
	b := l.bound(word, env)
	out, err := l.ProcessWordWithMatches(word, b)
	return out, b.check(err, int64(len(out.Result)))
}

// bounded is an environment whose values may have so many bytes together.
type bounded struct {
	shell.EnvGetter
	most, left int64
}

func (l *Lex) bound(word string, env shell.EnvGetter) *bounded {
	most := l.Max
	if most == 0 {
		most = DefaultMax
	}
	b := &bounded{EnvGetter: env, most: most, left: most}
	if _, after, ok := strings.Cut(word, "${"); ok && strings.Contains(after, "/") {
		b.left = min(most, maxReplaced)
	}
	return b
}

// Get finds a value; after the last byte that may be used all are empty.
func (b *bounded) Get(name string) (string, bool) {
	value, ok := b.EnvGetter.Get(name)
	if b.left -= int64(len(value)); b.left < 0 {
		return "", ok
	}
	return value, ok
}

func (b *bounded) check(err error, length int64) error {
	if b.left < 0 || length > b.most {
		return &LimitError{b.most}
	}
	return err
}
