package ui

import (
	"bytes"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

func TestOutputLine(t *testing.T) {
	for _, tt := range []struct{ in, plain, coloured string }{
		{"hello\n", "hello", "hello"},
		{"10%\r50%\r100%\r\n", "100%", "100%"},
		{"\x1b[1;31mred\x1b[0m\n", "red", "\x1b[1;31mred\x1b[0m\x1b[0m"},
		{"\x1b[2J\x1b[1;1Hgone", "gone", "gone"},
		{"a\x1b]0;title\x07b", "ab", "ab"},
		{"a\x1b]52;c;aGVsbG8=\x1b\\b", "ab", "ab"},
		{"a\x1bPq\x1b\\b\x1bc", "ab", "ab"},
		{"\x9b2J\u009b2J\x07\x7f", "�2J�2J��", "�2J�2J��"},
		{"a\u202egnp.exe", "a�gnp.exe", "a�gnp.exe"},
		{"half \x1b", "half �", "half �"},
	} {
		if got := PlainLine([]byte(tt.in)); got != tt.plain {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.plain)
		}
		if got := outputLine([]byte(tt.in), true); got != tt.coloured {
			t.Errorf("%q in colour: got %q, want %q", tt.in, got, tt.coloured)
		}
	}
}

func TestClip(t *testing.T) {
	for in, want := range map[string]string{
		"abcdef": "abc…", "abcd": "abcd", "\x1b[1mabcdef\x1b[0m": "\x1b[1mabc…\x1b[0m",
		"\x1b[1mab\x1b[0m": "\x1b[1mab\x1b[0m", "日本語": "日…", "日本": "日本",
	} {
		if got := clip(in, 4); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

var onlyColours = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// FuzzOutputLine: whatever a command writes, nothing but text and colours reaches
// the terminal, and the last colour is the terminal's own.
func FuzzOutputLine(f *testing.F) {
	f.Add([]byte("\x1b[31mred\x1b]0;x\x07\r\x9b2J"), 10)
	f.Add([]byte("\x1b[\x1b[0mm\x1b]8;;http://x\x1b\\"), 3)
	f.Fuzz(func(t *testing.T, line []byte, width int) {
		for _, text := range []string{
			outputLine(line, true), clip(outputLine(line, true), width), PlainLine(line),
			Harmless(string(line)),
		} {
			rest := onlyColours.ReplaceAllString(text, "")
			if !utf8.ValidString(rest) {
				t.Fatalf("%q becomes %q", line, text)
			}
			for _, r := range rest {
				if unicode.IsControl(r) && r != '\t' && r != '\n' ||
					unicode.Is(unicode.Bidi_Control, r) && r != 0x200e && r != 0x200f && r != 0x61c {
					t.Fatalf("%q becomes %q", line, text)
				}
			}
			if rest != text && !strings.HasSuffix(text, resetColour) {
				t.Fatalf("%q becomes %q, which leaves a colour", line, text)
			}
		}
		if text := PlainLine(line); strings.Contains(text, "\x1b") {
			t.Fatalf("%q becomes %q", line, text)
		}
	})
}

// Every form of progress, and errors, show hostile text without its commands.
func TestNothingCommandsTheTerminal(t *testing.T) {
	const hostile = "x\x1b]0;owned\x07\x1b[2J\x9by\r\x1b[5n"
	events := []build.Event{
		{
			Kind:        event.StepStarted,
			Step:        1,
			Steps:       1,
			Stages:      2,
			StageName:   hostile,
			Platform:    hostile,
			Instruction: hostile,
		},
		{Kind: event.Log, StageName: hostile, Platform: hostile, Stages: 2, Data: []byte(hostile + "\n" + hostile)},
		{Kind: event.Warning, Message: hostile}, {Kind: event.Progress, Message: hostile, Total: 2, Current: 1},
		{Kind: event.Explained, Message: hostile},
		{Kind: event.StepDone, Step: 1, Steps: 1, StageName: hostile, Platform: hostile},
	}
	file, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	var plain bytes.Buffer
	for _, p := range []Progress{newTTY(file), newPlain(&plain)} {
		for _, e := range events {
			p.Event(e)
		}
		if live, ok := p.(*tty); ok {
			live.mu.Lock()
			live.draw()
			live.mu.Unlock()
		}
		p.Built(hostile, hostile, []string{hostile})
		p.Line(hostile)
		p.Close(true)
	}
	PrintError(&plain, &build.Error{
		Message:      hostile,
		Hint:         hostile,
		File:         hostile,
		Line:         1,
		Excerpt:      []string{hostile},
		ExcerptStart: 1,
		Output:       hostile,
		Stage:        hostile,
		Step:         1,
	})
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	drawn, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	own := regexp.MustCompile(`\r\x1b\[[0-9]+A\x1b\[J|\x1b\[[02]m`) // what the picture itself needs
	for name, text := range map[string]string{"tty": own.ReplaceAllString(string(drawn), ""), "plain": plain.String()} {
		if strings.ContainsAny(text, "\x1b\x07\r") || !utf8.ValidString(text) || !strings.Contains(text, "x") {
			t.Errorf("%s: %q", name, text)
		}
	}
}
