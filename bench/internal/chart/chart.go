// Package chart draws figures as SVG.
package chart

import (
	"fmt"
	"html"
	"math"
	"slices"
	"strings"
)

// The look of all charts.
const (
	font  = "font-family=\"system-ui, sans-serif\""
	ink   = "#1f2933"
	grey  = "#7b8794"
	faint = "#b6bfca"
	line  = "#dde2e9"
	own   = "#c2410c" // fixtext
	other = "#64748b"
)

var series = []string{"#c2410c", "#2563eb", "#15803d", "#7c3aed", "#b45309", "#0891b2"}

// canvas collects the elements of a chart.
type canvas struct{ strings.Builder }

func (c *canvas) text(x, y float64, size int, anchor, color, s string) {
	fmt.Fprintf(c, `<text x="%.1f" y="%.1f" font-size="%d" text-anchor="%s" fill="%s">%s</text>`+"\n", x, y, size, anchor, color, html.EscapeString(s))
}

func (c *canvas) rect(x, y, w, h float64, color, title string) {
	fmt.Fprintf(c, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s">`, x, y, w, h, color)
	if title != "" {
		fmt.Fprintf(c, "<title>%s</title>", html.EscapeString(title))
	}
	c.WriteString("</rect>\n")
}

func (c *canvas) stroke(x1, y1, x2, y2 float64, color string) {
	fmt.Fprintf(c, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s"/>`+"\n", x1, y1, x2, y2, color)
}

// svg wraps what was drawn.
func (c *canvas) svg(width, height float64) string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" %s>`+"\n"+
		`<rect width="100%%" height="100%%" fill="white"/>`+"\n", width, height, width, height, font) + c.String() + "</svg>\n"
}

// Bar is one bar of a chart.
type Bar struct {
	Label string
	Value float64
	Note  string // behind the value
	Kind  Kind
}

// Kind chooses the colour of a bar.
type Kind int

// The kinds of bars.
const (
	Other     Kind = iota
	Own            // fixtext
	Yardstick      // what no tool can beat, or what a reader knows
)

// Bars draws bars on a logarithmic scale, since tools differ by factors of
// thousands.
func Bars(title, unit string, bars []Bar) string {
	const left, right, row = 210.0, 200.0, 22.0
	const plot = 420.0
	low, high := math.Inf(1), 0.0
	for _, b := range bars {
		if b.Value > 0 {
			low, high = math.Min(low, b.Value), math.Max(high, b.Value)
		}
	}
	from, to := math.Floor(math.Log10(low)), math.Ceil(math.Log10(high)+1e-9)
	if !(to > from) {
		to = from + 1
	}
	x := func(v float64) float64 { return left + plot*(math.Log10(v)-from)/(to-from) }
	height := 62 + row*float64(len(bars)) + 30
	var c canvas
	c.text(16, 26, 15, "start", ink, title)
	c.text(16, 44, 11, "start", grey, unit+", logarithmic scale; behind it the ratio to fixtext")
	for e := from; e <= to; e++ {
		c.stroke(x(math.Pow(10, e)), 54, x(math.Pow(10, e)), height-24, line)
		c.text(x(math.Pow(10, e)), height-10, 10, "middle", grey, Number(math.Pow(10, e)))
	}
	for i, b := range bars {
		y := 58 + row*float64(i)
		c.text(left-8, y+14, 12, "end", ink, b.Label)
		if b.Value <= 0 {
			continue
		}
		color := [...]string{other, own, faint}[b.Kind]
		c.rect(left, y+3, math.Max(x(b.Value)-left, 2), row-7, color, "")
		c.text(math.Max(x(b.Value), left+2)+6, y+14, 11, "start", ink, Number(b.Value)+"  "+b.Note)
	}
	return c.svg(left+plot+right, height)
}

// Number writes v short.
func Number(v float64) string {
	switch {
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	case v >= 0.1:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.3g", v)
}

// Cell is one cell of a matrix: Good from 0 to 1, or below 0 for nothing.
type Cell struct {
	Good float64
	Text string
	Tip  string
}

// Matrix draws a table of shares, from red for none to green for all.
func Matrix(title, note string, rows, columns []string, cells [][]Cell) string {
	longest := 0
	for _, r := range rows {
		longest = max(longest, len([]rune(r)))
	}
	left := 30 + 6.6*float64(longest)
	const top, row, column = 62.0, 21.0, 92.0
	var c canvas
	c.text(16, 24, 15, "start", ink, title)
	c.text(16, 40, 11, "start", grey, note)
	for j, name := range columns {
		c.text(left+column*(float64(j)+0.5), top-5, 10, "middle", ink, name)
	}
	for i, name := range rows {
		y := top + row*float64(i)
		c.text(left-8, y+15, 12, "end", ink, name)
		for j, cell := range cells[i] {
			if cell.Good < 0 {
				continue
			}
			c.rect(left+column*float64(j)+1, y+1, column-2, row-2, shade(cell.Good), cell.Tip)
			c.text(left+column*(float64(j)+0.5), y+15, 11, "middle", ink, cell.Text)
		}
	}
	return c.svg(left+column*float64(len(columns))+16, top+row*float64(len(rows))+14)
}

// shade mixes red, yellow and green, all light.
func shade(good float64) string {
	a, b, t := [3]float64{248, 180, 180}, [3]float64{253, 230, 160}, good*2
	if good > 0.5 {
		a, b, t = b, [3]float64{150, 215, 165}, good*2-1
	}
	mix := func(i int) int { return int(a[i] + (b[i]-a[i])*t) }
	return fmt.Sprintf("#%02x%02x%02x", mix(0), mix(1), mix(2))
}

// Series is a curve.
type Series struct {
	Name string
	X, Y []float64
}

// Curves draws curves over a scale of x, which is logarithmic if logX is set.
func Curves(title, unitX, unitY string, logX bool, name func(x float64) string, list []Series) string {
	const left, top, plotW, plotH = 70.0, 58.0, 520.0, 240.0
	lowX, highX, highY := math.Inf(1), math.Inf(-1), 0.0
	at := func(x float64) float64 {
		if logX {
			return math.Log2(x)
		}
		return x
	}
	for _, s := range list {
		for i := range s.X {
			lowX, highX, highY = math.Min(lowX, at(s.X[i])), math.Max(highX, at(s.X[i])), math.Max(highY, s.Y[i])
		}
	}
	if !(highX > lowX) || highY == 0 {
		return ""
	}
	step := math.Pow(10, math.Floor(math.Log10(highY)))
	if highY/step < 3 {
		step /= 2
	}
	highY = step * math.Ceil(highY/step)
	px := func(x float64) float64 { return left + plotW*(at(x)-lowX)/(highX-lowX) }
	py := func(y float64) float64 { return top + plotH*(1-y/highY) }
	var c canvas
	c.text(16, 24, 15, "start", ink, title)
	c.text(16, 42, 11, "start", grey, unitY+" by "+unitX)
	for y := 0.0; y <= highY*1.001; y += step {
		c.stroke(left, py(y), left+plotW, py(y), line)
		c.text(left-8, py(y)+4, 10, "end", grey, Number(y))
	}
	var marked []float64 // where a name stands already
	for n, s := range list {
		color := series[n%len(series)]
		var points strings.Builder
		for i := range s.X {
			fmt.Fprintf(&points, "%.1f,%.1f ", px(s.X[i]), py(s.Y[i]))
			fmt.Fprintf(&c, `<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>`+"\n", px(s.X[i]), py(s.Y[i]), color)
			if x := px(s.X[i]); !slices.ContainsFunc(marked, func(m float64) bool { return math.Abs(m-x) < 30 }) {
				marked = append(marked, x)
				c.text(x, top+plotH+16, 10, "middle", grey, name(s.X[i]))
			}
		}
		fmt.Fprintf(&c, `<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>`+"\n", strings.TrimSpace(points.String()), color)
		y := top + plotH + 40 + 18*float64(n)
		c.rect(left, y-9, 12, 10, color, "")
		c.text(left+18, y, 12, "start", ink, s.Name)
	}
	return c.svg(left+plotW+40, top+plotH+40+18*float64(len(list))+6)
}
