package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/cooper-build/cooper/cmd/cooper/internal/cli"
)

// roff writes a page in the macros of man(7).
func roff(p cli.Page, date, version string) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %s %s %q %q %q\n", escaped(strings.ToUpper(p.Name)), p.Section, date, "cooper "+version,
		"Container images without root")
	b.WriteString(".SH NAME\n" + escaped(p.Name) + ` \- ` + escaped(lowered(p.Short)) + "\n")
	if p.Synopsis != "" {
		b.WriteString(".SH SYNOPSIS\n" + synopsis(p) + "\n")
	}
	b.WriteString(".SH DESCRIPTION\n")
	writeText(&b, p.Description)
	if len(p.Commands) != 0 {
		b.WriteString(".SH COMMANDS\n")
		for _, c := range p.Commands {
			writeTerm(&b, bold(c.Name), c.Text)
		}
	}
	writeOptions(&b, p)
	if p.Examples != "" {
		b.WriteString(".SH EXAMPLES\n")
		writeLiteral(&b, strings.Split(p.Examples, "\n"))
	}
	for _, c := range p.Chapters {
		writeChapter(&b, c)
	}
	b.WriteString(".SH SEE ALSO\n")
	for i, name := range p.SeeAlso {
		page, section, _ := strings.Cut(name, "(")
		comma := ","
		if i == len(p.SeeAlso)-1 {
			comma = ""
		}
		fmt.Fprintf(&b, ".BR %s (%s%s\n", escaped(page), section, comma)
	}
	return b.String()
}

// lowered begins with a small letter, unless the word is a name.
func lowered(text string) string {
	first, _, _ := strings.Cut(text, " ")
	if strings.ToUpper(first) == first {
		return text
	}
	runes := []rune(text)
	runes[0] = unicode.ToLower(runes[0])
	return string(runes)
}

func synopsis(p cli.Page) string {
	command := strings.ReplaceAll(p.Name, "-", " ")
	return bold(command) + escaped(strings.TrimPrefix(p.Synopsis, command))
}

func writeOptions(b *strings.Builder, p cli.Page) {
	if len(p.Options) == 0 {
		return
	}
	b.WriteString(".SH OPTIONS\n")
	for _, g := range p.Options {
		if len(p.Options) > 1 {
			b.WriteString(".SS " + escaped(g.Title) + "\n")
		}
		for _, f := range g.Flags {
			writeTerm(b, option(f.Name), f.Text)
		}
	}
	if p.Name != "cooper" {
		b.WriteString(".PP\n" + bold("cooper") + "(1) has the options of all commands.\n")
	}
}

// option is a flag with its value: -t, --tag list.
func option(name string) string {
	flags, value, ok := strings.Cut(name, "--")
	name, kind, hasKind := strings.Cut(value, " ")
	out := bold("--" + name)
	if short := strings.TrimSuffix(strings.TrimSpace(flags), ","); ok && short != "" {
		out = bold(short) + ", " + out
	}
	if hasKind {
		out += ` \fI` + escaped(kind) + `\fP`
	}
	return out
}

// sections are the names that manual pages have for chapters.
var sections = map[string]string{"exit-codes": "EXIT STATUS", "environment": "ENVIRONMENT", "files": "FILES"}

func writeChapter(b *strings.Builder, c cli.Chapter) {
	if len(c.Terms) == 0 {
		return
	}
	b.WriteString(".SH " + sections[c.Topic] + "\n")
	for _, t := range c.Terms {
		writeTerm(b, bold(t.Name), t.Text)
	}
}

func writeTerm(b *strings.Builder, name, text string) {
	fmt.Fprintf(b, ".TP\n%s\n%s\n", name, line(text))
}

// writeText writes paragraphs. Lines that begin with spaces are written as they are.
func writeText(b *strings.Builder, text string) {
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		lines := strings.Split(paragraph, "\n")
		for len(lines) != 0 {
			n := 0
			literal := strings.HasPrefix(lines[0], "  ")
			for n < len(lines) && strings.HasPrefix(lines[n], "  ") == literal {
				n++
			}
			if literal {
				writeLiteral(b, lines[:n])
			} else {
				b.WriteString(line(strings.Join(lines[:n], " ")) + "\n")
			}
			lines = lines[n:]
		}
	}
}

func writeLiteral(b *strings.Builder, lines []string) {
	b.WriteString(".nf\n")
	for _, l := range lines {
		b.WriteString(line(l) + "\n")
	}
	b.WriteString(".fi\n")
}

// line is text that is no macro, whatever it begins with. Words between backticks are bold.
func line(text string) string {
	parts := strings.Split(text, "`")
	for i := range parts {
		if i%2 == 1 && len(parts)%2 == 1 {
			parts[i] = bold(parts[i])
		} else {
			parts[i] = escaped(parts[i])
		}
	}
	separator := ""
	if len(parts)%2 == 0 {
		separator = `\(ga`
	}
	out := strings.Join(parts, separator)
	if strings.HasPrefix(out, ".") {
		out = `\&` + out
	}
	return out
}

func bold(text string) string { return `\fB` + escaped(text) + `\fP` }

// escaped is text without the characters that mean something to roff, or that it shows as others.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch r {
		case '\\':
			b.WriteString(`\e`)
		case '-':
			b.WriteString(`\-`)
		case '\'':
			b.WriteString(`\(aq`)
		case '"':
			b.WriteString(`\(dq`)
		case '`':
			b.WriteString(`\(ga`)
		case '^':
			b.WriteString(`\(ha`)
		case '~':
			b.WriteString(`\(ti`)
		default:
			if r > unicode.MaxASCII {
				fmt.Fprintf(&b, `\[u%04X]`, r)
				continue
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}
