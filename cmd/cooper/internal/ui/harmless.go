package ui

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// Harmless replaces control characters, also those that turn the direction of
// text around, so that text from elsewhere cannot command the terminal or read
// otherwise than it is (CVE-2021-42574).
func Harmless(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || printable(r) {
			return r
		}
		return '\uFFFD'
	}, s)
}

func printable(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r <= 0x9f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return false
	}
	return true
}

// PlainLine is a line of a command's output without escape sequences, and without what a carriage
// return would have overwritten.
func PlainLine(line []byte) string { return outputLine(line, false) }

// outputLines is a text of several lines without control characters and colours.
func outputLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = PlainLine([]byte(lines[i]))
	}
	return strings.Join(lines, "\n")
}

const resetColour = "\x1b[0m"

var (
	// escapes are what programs send to a terminal: CSI, the strings of OSC and
	// their like up to their end, and the two-byte ones.
	escapes = regexp.MustCompile(
		`\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\x{9c}]*(\x07|\x1b\\|\x{9c})?|\x1b[ -/]*[0-~]`,
	)
	colours = regexp.MustCompile(`^\x1b\[[0-9;:]*m$`)
)

// outputLine is a line of a command's output as it is shown: what a carriage
// return would have overwritten is left out, and so are all escape sequences but,
// where they are wanted, those of colours.
func outputLine(line []byte, coloured bool) string {
	text := strings.TrimRight(string(line), "\r\n")
	if at := strings.LastIndexByte(text, '\r'); at >= 0 {
		text = text[at+1:]
	}
	var out strings.Builder
	any := false
	for text != "" {
		at := escapes.FindStringIndex(text)
		if at == nil {
			break
		}
		out.WriteString(Harmless(text[:at[0]]))
		if sequence := text[at[0]:at[1]]; coloured && colours.MatchString(sequence) {
			out.WriteString(sequence)
			any = true
		}
		text = text[at[1]:]
	}
	out.WriteString(Harmless(text))
	if any {
		out.WriteString(resetColour)
	}
	return out.String()
}

// clip cuts a line to a width in columns of a terminal; colours take none.
func clip(s string, width int) string {
	s = strings.ReplaceAll(s, "\t", "    ")
	if columns(s) <= width {
		return s
	}
	if width <= 0 {
		return ""
	}
	var out strings.Builder
	room, coloured := width-1, false
	for s != "" {
		if s[0] == '\x1b' {
			if at := escapes.FindStringIndex(s); at != nil && at[0] == 0 {
				out.WriteString(s[:at[1]])
				s, coloured = s[at[1]:], true
				continue
			}
		}
		letter, size := utf8.DecodeRuneInString(s)
		if room -= runewidth.RuneWidth(letter); room < 0 {
			out.WriteString("…")
			break
		}
		out.WriteString(s[:size])
		s = s[size:]
	}
	if coloured {
		out.WriteString(resetColour)
	}
	return out.String()
}
