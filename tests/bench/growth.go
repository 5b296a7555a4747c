package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// curve is how the time of one kind of work grows.
type curve struct {
	name, title string
	sizes       []int
	time        func(b *bench, t *builder, size int) time.Duration
	taken       []float64 // seconds, by size
}

// curves are those of docs/performance.md. Each has a store of its own.
func curves() []curve {
	return []curve{
		{name: "steps", title: "RUN steps of a build", sizes: []int{1, 10, 100, 500}, time: timeSteps},
		{
			name: "files", title: "files of a COPY", sizes: []int{1_000, 10_000, 100_000, 1_000_000},
			time: timeFiles,
		},
		{
			name: "files-cached", title: "files of a COPY, cached",
			sizes: []int{1_000, 10_000, 100_000, 1_000_000}, time: timeFilesCached,
		},
		{
			name: "images", title: "`images` with images in the store",
			sizes: []int{1, 10, 100, 1_000}, time: timeImages,
		},
		{
			name: "cached", title: "cached build with images in the store",
			sizes: []int{1, 10, 100, 1_000}, time: timeCachedBeside,
		},
		{
			name: "builds", title: "builds of 10 steps at once", sizes: []int{1, 4, 16, 64},
			time: timeBuilds,
		},
		{
			name: "layers", title: "a RUN on an image with layers", sizes: []int{2, 10, 100, 500},
			time: timeLayers,
		},
	}
}

// growth times all curves, the median of the rounds for each size.
func (b *bench) growth() {
	var done []curve
	for _, c := range curves() {
		if !b.only.MatchString(c.name) {
			continue
		}
		t := b.like("cooper", "cooper")
		t.name = "cooper"
		b.builders, b.filled = []*builder{t}, 0
		b.prepare(b.builders)
		for _, size := range c.sizes {
			var s series
			for range b.rounds {
				s = append(s, sample{wall: c.time(b, t, size)})
			}
			_, median, _ := s.of(wall)
			c.taken = append(c.taken, median)
			fmt.Fprintln(os.Stderr, c.name, size, seconds(median))
		}
		done = append(done, c)
	}
	text := growthTable(done)
	fmt.Print(text)
	if b.page != "" {
		b.writePage("growth", b.machine()+"\n\n"+text)
		b.writePlot("growth.svg", lines(done))
	}
}

func growthTable(done []curve) string {
	out := "| what grows | seconds |\n|---|---|\n"
	for _, c := range done {
		var cells []string
		for i, size := range c.sizes {
			cells = append(cells, fmt.Sprintf("%d: %s", size, seconds(c.taken[i])))
		}
		out += "| " + c.title + " | " + strings.Join(cells, "; ") + " |\n"
	}
	return out
}

func (b *bench) time(cmd *exec.Cmd) time.Duration { return b.timed(cmd, nil).wall }

// containerfile makes a context of one file.
func (b *bench) containerfile(name, text string) string {
	b.context(name, text, nil)
	return filepath.Join(b.inputs, name)
}

func (b *bench) runs(count int) string {
	return b.containerfile(fmt.Sprintf("runs%d", count), "FROM "+b.base()+"\n"+strings.Repeat("RUN true\n", count))
}

func timeSteps(b *bench, t *builder, size int) time.Duration {
	return b.time(t.build(b.runs(size), "localhost/steps", false))
}

func (b *bench) filesOf(size int) string {
	name := fmt.Sprintf("files%d", size)
	b.context(name, "FROM "+b.base()+"\nCOPY tree /tree\n", func(dir string) {
		b.tree(filepath.Join(dir, "tree"), size)
	})
	return filepath.Join(b.inputs, name)
}

func timeFiles(b *bench, t *builder, size int) time.Duration {
	dir := b.filesOf(size)
	b.write(filepath.Base(dir)+"/tree/mark", []byte(time.Now().String()), 0o644)
	return b.time(t.build(dir, "localhost/files", false))
}

func timeFilesCached(b *bench, t *builder, size int) time.Duration {
	dir := b.filesOf(size)
	b.must(t.build(dir, "localhost/files", true))
	return b.time(t.build(dir, "localhost/files", true))
}

// fill makes sure that the store has so many images.
func (b *bench) fill(t *builder, size int) {
	dir := b.containerfile("labelled", "FROM "+b.base()+"\nARG n\nLABEL n=$n\n")
	for ; b.filled < size; b.filled++ {
		cmd := t.build(dir, fmt.Sprintf("localhost/labelled:%d", b.filled), true)
		cmd.Args = append(cmd.Args[:len(cmd.Args)-1], "--build-arg", fmt.Sprintf("n=%d", b.filled), dir)
		b.must(cmd)
	}
}

func timeImages(b *bench, t *builder, size int) time.Duration {
	b.fill(t, size)
	return b.time(again(t.images))
}

func timeCachedBeside(b *bench, t *builder, size int) time.Duration {
	b.fill(t, size)
	b.must(t.build(b.runs(10), "localhost/steps", true))
	return b.time(t.build(b.runs(10), "localhost/steps", true))
}

// timeBuilds builds on one store at once.
func timeBuilds(b *bench, t *builder, size int) time.Duration {
	dir := b.runs(10)
	return b.took(func() error {
		var wait sync.WaitGroup
		errs := make([]error, size)
		for i := range size {
			wait.Go(func() { errs[i] = t.build(dir, fmt.Sprintf("localhost/at:%d", i), false).Run() })
		}
		wait.Wait()
		return errors.Join(errs...)
	})
}

func timeLayers(b *bench, t *builder, size int) time.Duration {
	text := "FROM " + b.base() + "\n"
	for i := range size - 1 {
		text += fmt.Sprintf("RUN echo %d >/f%d\n", i, i)
	}
	image := fmt.Sprintf("localhost/layers:%d", size)
	b.must(t.build(b.containerfile(fmt.Sprintf("layers%d", size), text), image, true))
	dir := b.containerfile(fmt.Sprintf("on%d", size), "FROM "+image+"\nRUN true\n")
	return b.time(t.build(dir, "localhost/on", false))
}

// lines plots curves, both scales logarithmic.
func lines(done []curve) string {
	const left, right, height = 60.0, 200.0, 420.0
	low, high, most := math.Inf(1), 0.0, 1.0
	for _, c := range done {
		for i, value := range c.taken {
			low, high, most = min(low, value), max(high, value), max(most, float64(c.sizes[i]))
		}
	}
	if high == 0 {
		return ""
	}
	bottom, top := math.Floor(math.Log10(low)), math.Ceil(math.Log10(high))
	x := func(size float64) float64 { return left + math.Log10(size)/math.Log10(most)*(plotWidth-left-right) }
	y := func(value float64) float64 { return height - (math.Log10(value)-bottom)/(top-bottom)*(height-30) }
	var out strings.Builder
	for e := bottom; e <= top; e++ {
		value := math.Pow(10, e)
		fmt.Fprintf(&out, `<line x1="%.0f" x2="%.0f" y1="%.0f" y2="%.0f" stroke="#999" stroke-opacity="0.4"/>`+"\n",
			left, plotWidth-right, y(value), y(value))
		text(&out, left-8, y(value)+4, "end", "#777", fmt.Sprintf("%g s", value))
	}
	for size := 1.0; size <= most; size *= 10 {
		text(&out, x(size), height+18, "middle", "#777", fmt.Sprintf("%.0f", size))
	}
	for i, c := range done {
		colour := curveColours[i%len(curveColours)]
		var points []string
		for j, value := range c.taken {
			points = append(points, fmt.Sprintf("%.0f,%.0f", x(float64(c.sizes[j])), y(value)))
		}
		fmt.Fprintf(&out, `<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>`+"\n",
			strings.Join(points, " "), colour)
		text(&out, plotWidth-right+12, 40+20*float64(i), "start", colour, "— "+strings.ReplaceAll(c.title, "`", ""))
	}
	return svg(height+30, out.String())
}

var curveColours = []string{"#1a7f5a", "#c08a1e", "#4a6fd0", "#b0476f", "#6d7d1c", "#7d55b0", "#3a8a99"}
