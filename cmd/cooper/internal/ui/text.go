package ui

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Text is where a command prints its output. On a terminal control
// characters are replaced: labels and names are an image's, and in a file or pipe
// they stay what they are.
func Text(out io.Writer) io.Writer {
	if file, ok := out.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		return harmlessWriter{out}
	}
	return out
}

type harmlessWriter struct{ out io.Writer }

func (w harmlessWriter) Write(p []byte) (int, error) {
	if _, err := io.WriteString(w.out, Harmless(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}
