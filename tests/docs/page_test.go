package docs

import (
	"fmt"
	"os"
	"regexp"
	"strings"
)

// A page is Markdown. Its blocks mean something by their first line:
//
//	```console        commands after "$ ", each followed by what it prints. "…" stands for anything,
//	                  and times, sizes and ids may be others
//	```LANGUAGE FILE  the content of a file, which the commands after it use
//	```LANGUAGE       text for people; in no language or sh it may hold no command of cooper
//	<!-- run          commands that the reader does not see
//
// A command that prints a line "error: …" has to fail.

// action is a file to write, or a command to run.
type action struct {
	line    int
	file    string // to write; empty: a command
	content string // of the file, or the command
	prints  []string
}

// fails reports whether a command is shown with an error.
func (a action) fails() bool {
	for _, line := range a.prints {
		if strings.HasPrefix(line, "error: ") {
			return true
		}
	}
	return false
}

// readPage finds the actions of a page, and the blocks that may hold commands for people.
func readPage(name string) (actions []action, texts []action, err error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	lines := strings.Split(string(data), "\n")
	for i := 0; i < len(lines); i++ {
		kind, end := opening(lines[i])
		if end == "" {
			continue
		}
		start := i + 1
		for i++; i < len(lines) && strings.TrimSpace(lines[i]) != end; i++ {
		}
		if i == len(lines) {
			return nil, nil, fmt.Errorf("%s:%d: the block has no end", name, start)
		}
		block := unindent(lines[start:i])
		language, file, _ := strings.Cut(kind, " ")
		switch {
		case language == "console":
			actions = append(actions, commands(start+1, block)...)
		case language == "run":
			actions = append(actions, action{line: start + 1, content: strings.Join(block, "\n")})
		case file != "":
			actions = append(actions, action{line: start + 1, file: file, content: strings.Join(block, "\n") + "\n"})
		default:
			if language == "" || language == "sh" {
				texts = append(texts, action{line: start + 1, content: strings.Join(block, "\n")})
			}
		}
	}
	return actions, texts, nil
}

// opening returns the kind of the block that a line opens, and the line that ends it.
func opening(line string) (kind, end string) {
	line = strings.TrimSpace(line)
	if kind, ok := strings.CutPrefix(line, "```"); ok {
		return kind, "```"
	}
	if line == "<!-- run" {
		return "run", "-->"
	}
	return "", ""
}

// unindent removes the indentation of the first line, for a block in a list.
func unindent(block []string) []string {
	if len(block) == 0 {
		return nil
	}
	indent := block[0][:len(block[0])-len(strings.TrimLeft(block[0], " "))]
	var out []string
	for _, line := range block {
		out = append(out, strings.TrimPrefix(line, indent))
	}
	return out
}

func commands(line int, block []string) (out []action) {
	continued := false
	for i, text := range block {
		command, ok := strings.CutPrefix(text, "$ ")
		switch {
		case ok:
			out = append(out, action{line: line + i, content: command})
		case len(out) == 0:
			continue
		case continued:
			out[len(out)-1].content += "\n" + text
		default:
			out[len(out)-1].prints = append(out[len(out)-1].prints, text)
		}
		continued = (ok || continued) && strings.HasSuffix(text, `\`)
	}
	return out
}

// varying are times, sizes, rates and ids, which are others each time.
var varying = regexp.MustCompile(`[0-9.]+ ?(ms|s|m|B|kB|KB|MB|GB)\b|\b[0-9a-f]{12,64}\b`)

// patternOf matches a line that a page shows.
func patternOf(line string) string {
	text := varying.ReplaceAllString(line, "…")
	return strings.ReplaceAll(regexp.QuoteMeta(text), "…", ".*")
}

// missing returns the first line that a command should have printed and did not.
func (a action) missing(output string) string {
	lines := strings.Split(strings.TrimRight(output, "\n"), "\n")
	for _, want := range a.prints {
		if strings.Trim(want, " …") == "" {
			continue
		}
		pattern := regexp.MustCompile("^" + patternOf(want) + "$")
		found := false
		for !found && len(lines) > 0 {
			found = pattern.MatchString(strings.TrimRight(lines[0], " \r"))
			lines = lines[1:]
		}
		if !found {
			return want
		}
	}
	return ""
}
