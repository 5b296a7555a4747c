package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// result is a row that was timed.
type result struct {
	row
	taken map[string]series // by the name of a builder
	least series
}

// table times rows and prints them.
func (b *bench) table(builders []*builder, rows []row) {
	b.builders = builders
	b.prepare(builders)
	for _, t := range builders {
		fmt.Println(t.name + ": " + t.version)
	}
	var results []result
	for _, r := range rows {
		if !b.only.MatchString(r.name) {
			continue
		}
		results = append(results, b.measure(r))
		fmt.Fprint(os.Stderr, b.markdown(results[len(results)-1:]))
		b.freeSpace()
	}
	text := b.markdown(results)
	fmt.Print(text)
	if b.page != "" {
		b.writePage("table", b.machine()+"\n\n"+text)
		b.writePlot("builders.svg", bars(builders, results))
	}
}

// freeSpace removes what a row left, and gives the space back to the disk of the machine.
func (b *bench) freeSpace() {
	for _, t := range b.builders {
		b.must(again(t.empty))
	}
	if b.own != nil {
		b.must(exec.Command("find", b.own.dir, "-mindepth", "1", "-delete"))
	}
	for _, d := range b.disks {
		if d.mounted {
			b.must(exec.Command("fstrim", d.dir))
		}
	}
}

// measure times a row, the builders in turn. The first round is not counted: the files below the
// filesystems grow in it.
func (b *bench) measure(r row) result {
	if r.inputs != nil {
		r.inputs(b)
	}
	out := result{row: r, taken: map[string]series{}}
	for round := range b.rounds + 1 {
		for _, t := range b.builders {
			if r.command(b, t, round) == nil {
				continue
			}
			if r.before != nil {
				r.before(b, t, round)
			}
			took := b.timed(r.command(b, t, round), t.daemon)
			if round > 0 {
				out.taken[t.name] = append(out.taken[t.name], took)
			}
		}
		if r.least == nil {
			continue
		}
		if took := r.least(b, round); round > 0 {
			out.least = append(out.least, sample{wall: took})
		}
	}
	return out
}

// markdown is the table: wall time as median, least and most, processor time and memory.
func (b *bench) markdown(results []result) string {
	var out strings.Builder
	out.WriteString("| work |")
	for _, t := range b.builders {
		fmt.Fprintf(&out, " %s |", t.name)
	}
	for _, t := range b.builders[1:] {
		fmt.Fprintf(&out, " %s / %s |", t.name, b.builders[0].name)
	}
	out.WriteString(" the machine | times that |\n|---|" + strings.Repeat("---|", 2*len(b.builders)+1) + "\n")
	for _, r := range results {
		fmt.Fprintf(&out, "| %s |", r.title)
		first := r.taken[b.builders[0].name]
		for _, t := range b.builders {
			out.WriteString(" " + cell(r.taken[t.name]) + " |")
		}
		for _, t := range b.builders[1:] {
			out.WriteString(" " + times(first.ratio(r.taken[t.name])) + " |")
		}
		if len(r.least) == 0 {
			out.WriteString(" | |\n")
			continue
		}
		_, least, _ := r.least.of(wall)
		fmt.Fprintf(&out, " %s: %s | %s |\n", r.what, seconds(least), times(r.least.ratio(first)))
	}
	return out.String()
}

// cell has the wall time with its least and most, processor time, and memory.
func cell(s series) string {
	if len(s) == 0 {
		return ""
	}
	least, median, most := s.of(wall)
	_, processor, _ := s.of(cpu)
	out := fmt.Sprintf("**%s** (%s to %s), cpu %s", seconds(median), seconds(least), seconds(most), seconds(processor))
	if _, memory, _ := s.of(peak); memory > 0 {
		out += fmt.Sprintf(", %.0f MB", memory)
	}
	return out
}

func seconds(s float64) string {
	switch {
	case s < 0.1:
		return fmt.Sprintf("%.3f", s)
	case s < 10:
		return fmt.Sprintf("%.2f", s)
	}
	return fmt.Sprintf("%.1f", s)
}

func times(ratio float64) string {
	if ratio == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f", ratio)
}

// writePage replaces a part of performance.md between its marks.
func (b *bench) writePage(part, text string) {
	file := b.page + "/performance.md"
	page, err := os.ReadFile(file)
	if err != nil {
		b.fail(err)
	}
	start, end := "<!-- "+part+" -->\n", "<!-- end of "+part+" -->\n"
	before, rest, ok := strings.Cut(string(page), start)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		b.fail(fmt.Errorf("%s has no part %q", file, part))
	}
	day := time.Now().UTC().Format(time.DateOnly)
	if err := os.WriteFile(file, []byte(before+start+"Measured on "+day+": "+text+end+after), 0o644); err != nil {
		b.fail(err)
	}
}

func (b *bench) writePlot(name, svg string) {
	if err := os.WriteFile(b.page+"/"+name, []byte(svg), 0o644); err != nil {
		b.fail(err)
	}
}
