package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/fixtext/fixtext/bench/internal/chart"
	"github.com/fixtext/fixtext/bench/internal/families"
	"github.com/fixtext/fixtext/bench/internal/peer"
	"github.com/fixtext/fixtext/bench/internal/speed"
)

// damaged shows how fast damaged lines are repaired, by family and length of lines.
func (p *page) damaged(f figures) {
	if len(f.damaged) == 0 {
		return
	}
	r := rates(f.damaged)
	tools := inOrder(f.damaged, func(row speed.Row) string { return row.Peer })
	p.say("### Damaged text, by family\n")
	p.say("MB/s on one core where every line is damaged: short lines of 30 to 100 characters, and behind the stroke long ones of 1,000 and more. What comes")
	p.say("back is said by the tables of accuracy; a tool that leaves a line alone is fast.\n")
	var rows [][]string
	for _, family := range families.All() {
		row := []string{family.ID}
		for _, tool := range tools {
			operation := string(peer.Repair)
			if tool == peer.Own {
				operation = "filter"
			}
			var cells []string
			for _, length := range []string{families.Short, families.Long} {
				cells = append(cells, chart.Number(r[key{length + ", " + family.ID, tool, operation, 1}]))
			}
			row = append(row, strings.Join(cells, " / "))
		}
		rows = append(rows, row)
	}
	p.table(append([]string{"family"}, tools...), rows)
}

// small shows what a call with a small clean text costs.
func (p *page) small(f figures) {
	if len(f.small) == 0 {
		return
	}
	r := rates(f.small)
	p.say("### Small inputs\n")
	p.say("Nanoseconds of CPU time of one call with so many bytes of clean text. *record* is a Fixer that is kept, *call* the function Bytes.\n")
	head := []string{"tool"}
	for _, size := range speed.SmallSizes {
		head = append(head, strconv.Itoa(size)+" bytes")
	}
	var rows [][]string
	for _, tool := range inOrder(f.small, func(row speed.Row) string { return row.Peer + "\t" + row.Operation }) {
		name, operation, _ := strings.Cut(tool, "\t")
		row := []string{name + ", " + called(strings.TrimPrefix(operation, "lines:"))}
		for _, size := range speed.SmallSizes {
			rate := r[key{strconv.Itoa(size), name, operation, 1}] // MB/s; a line feed is counted in
			row = append(row, chart.Number(float64(size+1)*1e3/rate))
		}
		rows = append(rows, row)
	}
	p.table(head, rows)
}

// inOrder returns what the rows have, each once, in their order.
func inOrder(rows []speed.Row, of func(speed.Row) string) (list []string) {
	for _, row := range rows {
		if s := of(row); !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}
