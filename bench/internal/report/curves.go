package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fixtext/fixtext/bench/internal/chart"
	"github.com/fixtext/fixtext/bench/internal/speed"
)

// curves shows how speed goes with size, jobs and damage.
func (p *page) curves(f figures) {
	if len(f.curves) == 0 {
		return
	}
	p.say("### How it scales\n")
	p.curve(f, "size, ", "scaling-size.svg", "Throughput by size of the input", "size", "MB/s on one core", true, func(r speed.Row) float64 {
		var times int
		if _, err := fmt.Sscanf(r.Operation, "times:%d:filter", &times); err != nil {
			times = 1
		}
		return float64(roundSize(r.Bytes / times))
	}, func(x float64) string {
		switch {
		case x >= 1<<30:
			return fmt.Sprintf("%.0f GB", x/(1<<30))
		case x >= 1<<20:
			return fmt.Sprintf("%.0f MB", x/(1<<20))
		}
		return fmt.Sprintf("%.0f KB", x/(1<<10))
	})
	p.curve(f, "jobs, ", "scaling-jobs.svg", "Throughput by -j", "-j", "MB/s by the clock", false, func(r speed.Row) float64 {
		var jobs float64
		if _, err := fmt.Sscanf(r.Operation, "filter-jobs:%g", &jobs); err != nil {
			return 0
		}
		return jobs
	}, func(x float64) string { return fmt.Sprintf("%.0f", x) })
	p.curve(f, "damage, ", "scaling-damage.svg", "Cost by share of broken lines", "share of lines broken", "nanoseconds of CPU time a byte", false, func(r speed.Row) float64 {
		var share float64
		if _, err := fmt.Sscanf(r.Operation, "share:%g:filter", &share); err != nil {
			return 0
		}
		return share
	}, func(x float64) string { return fmt.Sprintf("%.0f %%", x) })
}

// roundSize returns the power of two that is nearest to n, since inputs are cut
// at line ends.
func roundSize(n int) int {
	size := 1 << 10
	for size*3/2 < n {
		size *= 2
	}
	return size
}

// curve shows the curves whose inputs begin with a prefix, as a chart and as a
// table.
func (p *page) curve(f figures, prefix, file, title, unitX, unitY string, logX bool, at func(speed.Row) float64, name func(float64) string) {
	values := map[string]map[float64][]float64{}
	var names []string
	var xs []float64
	for _, r := range f.curves {
		input, ok := strings.CutPrefix(r.Input, prefix)
		if !ok {
			continue
		}
		if values[input] == nil {
			values[input] = map[float64][]float64{}
			names = append(names, input)
		}
		x := at(r)
		if !slices.Contains(xs, x) {
			xs = append(xs, x)
		}
		y := r.Rate()
		if prefix == "damage, " {
			y = float64(r.CPU) / float64(r.Bytes)
		}
		values[input][x] = append(values[input][x], y)
	}
	if len(names) == 0 {
		return
	}
	slices.Sort(xs)
	head := []string{unitX}
	for _, x := range xs {
		head = append(head, name(x))
	}
	var list []chart.Series
	var rows [][]string
	for _, input := range names {
		s, row := chart.Series{Name: input}, []string{input}
		for _, x := range xs {
			if len(values[input][x]) == 0 {
				row = append(row, "")
				continue
			}
			y := median(values[input][x])
			s.X, s.Y = append(s.X, x), append(s.Y, y)
			row = append(row, chart.Number(y))
		}
		list, rows = append(list, s), append(rows, row)
	}
	p.chart(file, title, chart.Curves(title, unitX, unitY, logX, name, list))
	p.table(head, rows)
}

// commands shows whole programs.
func (p *page) commands(f figures) {
	if len(f.commands) == 0 {
		return
	}
	type id struct{ what, line string }
	var order []id
	all := map[id][]speed.Command{}
	for _, c := range f.commands {
		k := id{c.What, c.Line}
		if all[k] == nil {
			order = append(order, k)
		}
		all[k] = append(all[k], c)
	}
	middle := func(list []speed.Command, of func(speed.Command) float64) float64 {
		var values []float64
		for _, c := range list {
			values = append(values, of(c))
		}
		return median(values)
	}
	p.say("### Whole programs\n")
	p.say("From a file to nowhere, start-up counted. Clock and CPU time in milliseconds, memory at its peak in MB.\n")
	var rows [][]string
	for _, k := range order {
		list := all[k]
		what, rate := k.what, ""
		if what == "start" {
			what = "one line"
		} else {
			rate = chart.Number(float64(list[0].Bytes) * 1e3 / middle(list, func(c speed.Command) float64 { return float64(c.Wall) }))
		}
		rows = append(rows, []string{
			"`" + k.line + "`", what,
			chart.Number(middle(list, func(c speed.Command) float64 { return float64(c.Wall) / 1e6 })),
			chart.Number(middle(list, func(c speed.Command) float64 { return float64(c.CPU) / 1e6 })), rate,
			chart.Number(middle(list, func(c speed.Command) float64 { return float64(c.Memory) / (1 << 20) })),
		})
	}
	p.say("| command | input | clock, ms | CPU, ms | MB/s | memory, MB |\n|---|---|--:|--:|--:|--:|")
	for _, r := range rows {
		p.say("| %s |", strings.Join(r, " | "))
	}
	p.say("")
}

// allocations shows what the filter allocates.
func (p *page) allocations(f figures) {
	if len(f.allocations) == 0 {
		return
	}
	p.say("### Allocations\n")
	p.say("Of one pass of the whole filter, its buffers and a new reader counted.\n")
	var rows [][]string
	for _, a := range f.allocations {
		rows = append(rows, []string{a.Input, chart.Number(float64(a.Bytes) / 1e6), chart.Number(float64(a.Allocated) / float64(a.Bytes)), fmt.Sprint(a.Allocation)})
	}
	p.table([]string{"text", "MB", "bytes allocated a byte", "allocations"}, rows)
}
