package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fixtext/fixtext/bench/internal/chart"
	"github.com/fixtext/fixtext/bench/internal/peer"
	"github.com/fixtext/fixtext/bench/internal/speed"
	"github.com/fixtext/fixtext/bench/stage"
)

// inputs are those of the tables, in order, with what they are.
var inputs = []struct{ name, what string }{
	{speed.Simplified, "clean simplified sentences: nothing to do"},
	{speed.Traditional, "traditional Chinese: nearly every line changes"},
	{speed.Mixed, "source code with Chinese comments, Chinese mixed with English"},
	{speed.ASCII, "English"},
	{speed.GBK, "the clean sentences in GBK, undeclared"},
	{speed.Big5, "the clean sentences in traditional characters, in Big5, undeclared"},
	{speed.LinkFarm, "the clean sentences after the link farm"},
	{speed.MisreadGBK, "the clean sentences, UTF-8 read as GBK, every line"},
	{speed.MisreadOne, "the clean sentences, UTF-8 read as code page 1252, every line"},
}

// key is what is measured.
type key struct {
	input, peer, operation string
	cores                  int
}

// rates returns the median throughput of each measurement in MB/s.
func rates(rows []speed.Row) map[key]float64 {
	all := map[key][]float64{}
	for _, r := range rows {
		k := key{r.Input, r.Peer, r.Operation, r.Cores}
		all[k] = append(all[k], r.Rate())
	}
	medians := map[key]float64{}
	for k, list := range all {
		medians[k] = median(list)
	}
	return medians
}

func median(list []float64) float64 {
	slices.Sort(list)
	n := len(list)
	if n%2 == 1 {
		return list[n/2]
	}
	return (list[n/2-1] + list[n/2]) / 2
}

// goals sets the figures beside what was aimed for.
func (p *page) goals(f figures) {
	if len(f.speed) == 0 {
		return
	}
	r := rates(f.speed)
	own := func(input string) float64 { return r[key{input, peer.Own, "filter", 1}] }
	best := func(input, operation string, skip ...string) (name string, rate float64) {
		for k, v := range r {
			if k.input == input && k.operation == operation && k.cores == 1 && k.peer != peer.Own && !slices.Contains(skip, k.peer) && v > rate {
				name, rate = k.peer, v
			}
		}
		return name, rate
	}
	p.say("## What was aimed for\n")
	p.say("One core. fixtext is the whole filter, with every check; converters convert only.\n")
	var rows [][]string
	add := func(what string, mine float64, name string, theirs, goal float64) {
		if mine == 0 || theirs == 0 {
			return
		}
		verdict := "reached"
		if mine/theirs < goal {
			verdict = "**not reached**"
		}
		rows = append(rows, []string{what, chart.Number(mine), name, chart.Number(theirs), fmt.Sprintf("%.2f×", mine/theirs), fmt.Sprintf("%g×", goal), verdict})
	}
	name, rate := best(speed.Simplified, "t2s")
	add("whole filter on simplified text, fastest converter", own(speed.Simplified), name, rate, 3)
	add("whole filter on simplified text, ftfy", own(speed.Simplified), "ftfy", r[key{speed.Simplified, "ftfy", "repair", 1}], 300)
	name, rate = best(speed.Traditional, "t2s")
	add("whole filter on traditional text, fastest converter", own(speed.Traditional), name, rate, 2.5)
	add("decoding GBK, encoding_rs", r[key{speed.GBK, peer.Own, "coder:gb18030", 1}], "encoding_rs", r[key{speed.GBK, "encoding_rs", "decode:gb18030", 1}], 1.2)
	p.table([]string{"goal", "fixtext, MB/s", "peer", "MB/s", "ratio", "goal", ""}, rows)
}

func (p *page) speed(f figures) {
	if len(f.speed) > 0 {
		p.say("## Speed\n")
		p.say("Medians of %d rounds, in which all measurements take turns. One core: bytes for each second of CPU time, inside the process, start-up not", rounds(f.speed))
		p.say("counted. All cores: by the clock. Ratios are to fixtext's whole filter; above 1 the other is faster.\n")
		r := rates(f.speed)
		for _, in := range inputs {
			p.input(r, in.name, in.what)
		}
		p.stages(r)
		p.cores(r)
	}
	p.damaged(f)
	p.small(f)
	p.curves(f)
	p.commands(f)
	p.allocations(f)
}

func rounds(rows []speed.Row) (n int) {
	for _, r := range rows {
		n = max(n, r.Round+1)
	}
	return n
}

// input shows all tools on one input.
func (p *page) input(r map[key]float64, name, what string) {
	own := r[key{name, peer.Own, "filter", 1}]
	if own == 0 {
		return
	}
	type item struct {
		key
		rate float64
	}
	var items []item
	for k, v := range r {
		if k.input == name && k.cores == 1 && !strings.HasPrefix(k.operation, "stage:") {
			items = append(items, item{k, v})
		}
	}
	slices.SortFunc(items, func(a, b item) int {
		return cmp.Or(cmp.Compare(b.rate, a.rate), cmp.Compare(a.peer+a.operation, b.peer+b.operation))
	})
	var bars []chart.Bar
	var rows [][]string
	for _, i := range items {
		kind := chart.Other
		if i.peer == peer.Own {
			kind = chart.Own
		}
		label := i.peer + ", " + called(i.operation)
		switch {
		case i.operation == "copy":
			kind, label = chart.Yardstick, "memcpy, Go"
			if i.peer != peer.Own {
				label = "memcpy, Rust"
			}
		case i.operation == "valid" && i.peer == peer.Own:
			kind, label = chart.Yardstick, "utf8.Valid, Go"
		case i.operation == "valid":
			kind = chart.Yardstick
		}
		ratio := chart.Number(i.rate/own) + "×"
		if i.rate/own < 0.095 {
			ratio = fmt.Sprintf("1/%.0f", own/i.rate)
		}
		bars = append(bars, chart.Bar{Label: label, Value: i.rate, Note: ratio, Kind: kind})
		rows = append(rows, []string{label, chart.Number(i.rate), ratio})
	}
	p.say("### %s\n", strings.ToUpper(name[:1])+name[1:])
	p.say("%s.\n", strings.ToUpper(what[:1])+what[1:])
	p.chart("speed-"+name+".svg", "Speed on "+name, chart.Bars(name, "MB/s on one core", bars))
	p.say("<details><summary>As a table</summary>\n")
	p.table([]string{"tool", "MB/s", "to fixtext"}, rows)
	p.say("</details>\n")
}

// called names an operation for a reader.
func called(operation string) string {
	name, label, _ := strings.Cut(operation, ":")
	switch name {
	case "valid":
		return "validate"
	case "filter":
		return "whole filter"
	case "coder", "decode":
		return "decode " + label
	case "told":
		return "stream, told " + label
	case "t2s":
		return "convert"
	}
	return operation
}

// stages shows the parts of fixtext.
func (p *page) stages(r map[key]float64) {
	p.say("### Stage by stage\n")
	p.say("MB/s on one core, and behind it the ratio to utf8.Valid on the same bytes. A stage runs its cheap test first, as in the filter.\n")
	head := []string{"text", "utf8.Valid"}
	for _, s := range stage.All() {
		head = append(head, s.Name)
	}
	var rows [][]string
	for _, in := range inputs {
		valid := r[key{in.name, peer.Own, "valid", 1}]
		if valid == 0 {
			continue
		}
		row := []string{in.name, chart.Number(valid)}
		for _, operation := range append(head[2:], "filter") {
			if operation != "filter" {
				operation = "stage:" + operation
			}
			v := r[key{in.name, peer.Own, operation, 1}]
			if v == 0 {
				row = append(row, "")
				continue
			}
			row = append(row, fmt.Sprintf("%s (%.2g×)", chart.Number(v), v/valid))
		}
		rows = append(rows, row)
	}
	p.table(append(head, "whole filter"), rows)
}

// cores shows what more than one core brings.
func (p *page) cores(r map[key]float64) {
	var rows [][]string
	for _, in := range inputs {
		for k, v := range r {
			if k.input != in.name || k.cores == 1 {
				continue
			}
			single := "filter"
			if k.peer != peer.Own {
				single = "t2s"
			}
			one := r[key{k.input, k.peer, single, 1}]
			rows = append(rows, []string{in.name, k.peer, chart.Number(one), chart.Number(v), fmt.Sprintf("%.2f×", v/one)})
		}
	}
	if len(rows) == 0 {
		return
	}
	slices.SortStableFunc(rows, func(a, b []string) int { return cmp.Compare(b[1]+a[0], a[1]+b[0]) })
	p.say("### All cores\n")
	p.table([]string{"text", "tool", "one core, MB/s", "all cores, MB/s by the clock", "gain"}, rows)
}
