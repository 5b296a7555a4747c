package main

import (
	"fmt"
	"math"
	"strings"
)

// Sizes of a plot, in units of SVG.
const (
	plotWidth = 760
	barHeight = 14
	labelLeft = 230
)

// colours are those of the builders, and last that of the machine. They can be told apart on a
// light and on a dark page, and without seeing colours by their lightness.
var colours = []string{"#1a7f5a", "#c08a1e", "#4a6fd0", "#8a8a8a"}

// bars plots the wall times of results on a logarithmic scale.
func bars(builders []*builder, results []result) string {
	low, high := math.Inf(1), 0.0
	for _, r := range results {
		for _, s := range append(values(r.taken), r.least) {
			if _, median, _ := s.of(wall); len(s) > 0 {
				low, high = min(low, median), max(high, median)
			}
		}
	}
	if high == 0 {
		return ""
	}
	first, last := math.Floor(math.Log10(low)), math.Ceil(math.Log10(high))
	x := func(value float64) float64 {
		return labelLeft + (math.Log10(value)-first)/(last-first)*(plotWidth-labelLeft-60)
	}
	var out strings.Builder
	y := 40.0
	for i, t := range builders {
		text(&out, float64(labelLeft+110*i), 18, "start", colours[i%3], "■ "+t.name)
	}
	text(&out, float64(labelLeft+110*len(builders)), 18, "start", colours[3], "■ the machine")
	for _, r := range results {
		text(&out, labelLeft-8, y+barHeight, "end", "#777", strings.ReplaceAll(r.title, "`", ""))
		for i, t := range builders {
			y = bar(&out, x, y, colours[i%3], r.taken[t.name])
		}
		y = bar(&out, x, y, colours[3], r.least) + 10
	}
	for e := first; e <= last; e++ {
		value := math.Pow(10, e)
		fmt.Fprintf(&out, `<line x1="%.0f" x2="%.0f" y1="30" y2="%.0f" stroke="#999" stroke-opacity="0.4"/>`+"\n",
			x(value), x(value), y)
		text(&out, x(value), y+14, "middle", "#777", fmt.Sprintf("%g s", value))
	}
	return svg(y+24, out.String())
}

func values(m map[string]series) (out []series) {
	for _, s := range m {
		out = append(out, s)
	}
	return out
}

func bar(out *strings.Builder, x func(float64) float64, y float64, colour string, s series) float64 {
	if len(s) == 0 {
		return y
	}
	_, median, _ := s.of(wall)
	fmt.Fprintf(out, `<rect x="%d" y="%.0f" width="%.1f" height="%d" fill="%s"/>`+"\n",
		labelLeft, y, max(x(median)-labelLeft, 1), barHeight-3, colour)
	text(out, x(median)+5, y+barHeight-4, "start", "#777", seconds(median))
	return y + barHeight
}

func text(out *strings.Builder, x, y float64, anchor, colour, words string) {
	fmt.Fprintf(out, `<text x="%.0f" y="%.0f" text-anchor="%s" fill="%s">%s</text>`+"\n", x, y, anchor, colour, words)
}

func svg(height float64, content string) string {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %.0f" ` +
		`font-family="sans-serif" font-size="12">` + "\n%s</svg>\n"
	return fmt.Sprintf(head, plotWidth, height, content)
}
