package ui

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
	"golang.org/x/sys/unix"
)

// pty is a pseudo terminal of a size, and what was written to it.
type pty struct {
	master, slave *os.File
	width, height int
	done          chan string
}

func openPTY(t *testing.T, width int) *pty {
	t.Helper()
	const height = 24
	t.Setenv("TERM", "xterm")
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	fd := int(master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	size := &unix.Winsize{Row: uint16(height), Col: uint16(width)}
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, size); err != nil {
		t.Fatal(err)
	}
	p := &pty{master, slave, width, height, make(chan string, 1)}
	go func() {
		var all strings.Builder
		buffer := make([]byte, 64<<10)
		for {
			n, err := master.Read(buffer)
			all.Write(buffer[:n])
			if err != nil { // the last slave was closed
				p.done <- all.String()
				return
			}
		}
	}()
	return p
}

// end closes the terminal, and returns what was written.
func (p *pty) end(t *testing.T) string {
	t.Helper()
	if err := p.slave.Close(); err != nil {
		t.Fatal(err)
	}
	defer p.master.Close()
	select {
	case text := <-p.done:
		return text
	case <-time.After(time.Minute):
		t.Fatal("the terminal does not end")
	}
	return ""
}

// screen interprets what a terminal gets: text, colours, line feeds, and the two sequences of pictures.
type screen struct {
	width, height int
	lines         []string // all, also those that have scrolled off
	row, column   int      // of the cursor, in letters
	pictures      []string // after each change: the lines, joined
	wrapped       []string // lines that had no room
	colours       map[string]bool
}

var sequence = regexp.MustCompile(`^\x1b\[([0-9;]*)([A-Za-z])`)

func newScreen(width, height int, text string) *screen {
	s := &screen{width: width, height: height, lines: []string{""}, colours: map[string]bool{}}
	for text != "" {
		if at := sequence.FindStringSubmatch(text); at != nil {
			s.command(at[1], at[2])
			text = text[len(at[0]):]
			continue
		}
		letter, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		switch letter {
		case '\r':
			s.column = 0
		case '\n': // the terminal puts a carriage return before it
			s.pictures = append(s.pictures, strings.Join(s.lines, "\n"))
			if s.row++; s.row == len(s.lines) {
				s.lines = append(s.lines, "")
			}
		default:
			line := []rune(s.lines[s.row])
			if s.column < len(line) {
				line = slices.Delete(line, s.column, s.column+1)
			}
			s.lines[s.row] = string(slices.Insert(line, s.column, letter))
			s.column++
			if runewidth.StringWidth(s.lines[s.row]) > s.width {
				s.wrapped = append(s.wrapped, s.lines[s.row])
			}
		}
	}
	return s
}

func (s *screen) command(argument, letter string) {
	switch letter {
	case "A":
		up, _ := strconv.Atoi(argument)
		if up >= s.height {
			s.wrapped = append(s.wrapped, "the picture is higher than the terminal")
		}
		s.row = max(s.row-up, 0)
	case "J":
		line := []rune(s.lines[s.row])
		s.lines = append(s.lines[:s.row], string(line[:min(s.column, len(line))]))
	case "m":
		s.colours[argument] = true
	default:
		s.wrapped = append(s.wrapped, "an unknown sequence: "+argument+letter)
	}
}
