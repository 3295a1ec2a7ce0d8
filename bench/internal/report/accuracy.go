package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fixtext/fixtext/bench/internal/accuracy"
	"github.com/fixtext/fixtext/bench/internal/cases"
	"github.com/fixtext/fixtext/bench/internal/chart"
	"github.com/fixtext/fixtext/bench/internal/peer"
)

// about says what a group shows.
var about = map[string]string{
	cases.LinkFarm: "Pages of twenty lines, rewritten as content farms do. Converters are asked too: the change of script is a part of the damage.",
	cases.AsSingle: "Text whose bytes were read in a charset of single bytes.",
	cases.AsDouble: "Text whose bytes were read in a charset of double bytes. Most of these lose bytes; such a line is exact only if all that was lost was inferred rightly.",
	cases.Layers:   "Several wrong decodings in a row, and repairs that stopped half-way.",
	cases.Leaks:    "Han characters of prose that show as escapes. A general fixer is not made for most of these.",
	cases.NoHope:   "Nothing can be restored here. Lines should stay as they are; the figure is how many were changed.",
	cases.Charsets: "Bytes without a label. What a detector names is decoded by fixtext's decoders, so that it is judged by its answer only.",
	cases.Hostile:  "Bytes in GBK with the flaws of real files. A detector names one charset for a page, so mixed pages are beyond all of them.",
	cases.Foreign:  "Nothing here is Chinese in a legacy charset. The figure is how many lines were read wrongly; naming the right charset, or nothing, is right. Of fixtext it is the whole filter, so harm that a later stage does to bytes left alone counts, too.",
	cases.Words:    "Traditional Chinese to simplified. The official table is that of 2013; its characters stand alone here, without a word around them.",
	cases.CleanOf:  "Nothing is wrong here. The figure is how many lines were changed. Converters are not made to be run over Japanese and Korean; a filter cannot choose. Traditional Chinese is left out, since converting it is the task.",
}

// scores are rows by family, scope and peer.
type scores struct {
	group    string
	kind     map[string]string
	families []string
	peers    []string
	rows     map[[3]string]accuracy.Row
}

func scoresOf(f figures, group string) scores {
	s := scores{group: group, kind: map[string]string{}, rows: map[[3]string]accuracy.Row{}}
	for _, r := range f.accuracy {
		if r.Group != group {
			continue
		}
		if !slices.Contains(s.families, r.Family) {
			s.families = append(s.families, r.Family)
		}
		if !slices.Contains(s.peers, r.Peer) {
			s.peers = append(s.peers, r.Peer)
		}
		s.kind[r.Family] = r.Kind
		s.rows[[3]string{r.Family, r.Scope, r.Peer}] = r
	}
	return s
}

func (p *page) accuracy(f figures) {
	if len(f.accuracy) == 0 {
		return
	}
	p.say("## Accuracy\n")
	p.say("A line counts as **exact** if every character is right, as **wrong** if it was changed into anything else; the rest was left alone, or restored")
	p.say("but for places still marked as lost. A cell shows the share of exact and, behind the stroke, of wrong lines, in percent. For text that should not")
	p.say("change it shows how many lines were changed. Lines stand in pages of %d unless it says *alone*.\n", cases.PageLines)
	if len(f.sentences) == 2 {
		p.say("Sentences: those of testdata/sentences/%s, one line of %s. Clean text and tables of words: all lines.\n", f.sentences[0].Value, f.sentences[1].Value)
	}
	for _, group := range cases.Groups {
		if s := scoresOf(f, group); len(s.rows) > 0 {
			p.group(s)
		}
	}
	p.better(f)
}

func (p *page) group(s scores) {
	p.say("### %s%s\n", strings.ToUpper(s.group[:1]), s.group[1:])
	p.say("%s\n", about[s.group])
	for _, scope := range []string{"page", "line"} {
		title := s.group
		if scope == "line" {
			title += ", lines alone"
		}
		var names []string
		var cells [][]chart.Cell
		var rows [][]string
		total := map[string]accuracy.Row{}
		for _, family := range s.families {
			own, ok := s.rows[[3]string{family, scope, peer.Own}]
			if !ok {
				continue
			}
			name := family
			row := []string{fmt.Sprintf("%s (%d)", family, own.Lines)}
			var line []chart.Cell
			for _, q := range s.peers {
				r, ok := s.rows[[3]string{family, scope, q}]
				if !ok {
					row, line = append(row, ""), append(line, chart.Cell{Good: -1})
					continue
				}
				cell := cellOf(r)
				row, line = append(row, cell.Text), append(line, cell)
				t := total[q]
				t.Kind = r.Kind
				t.Add(r.Score)
				total[q] = t
			}
			names, cells, rows = append(names, name), append(cells, line), append(rows, row)
		}
		if len(rows) == 0 {
			continue
		}
		sum, line := []string{"**all**"}, []chart.Cell(nil)
		for _, q := range s.peers {
			sum, line = append(sum, "**"+cellOf(total[q]).Text+"**"), append(line, cellOf(total[q]))
		}
		names, cells, rows = append(names, "all"), append(cells, line), append(rows, sum)
		if scope == "line" {
			p.say("<details><summary>Lines alone</summary>\n")
		}
		p.chart(fmt.Sprintf("accuracy-%s-%s.svg", strings.ReplaceAll(s.group, " ", "-"), scope), title,
			chart.Matrix(title, "exact / wrong lines in percent, or lines changed that should not be", names, s.peers, cells))
		p.table(append([]string{"family (lines)"}, s.peers...), rows)
		if scope == "line" {
			p.say("</details>\n")
		}
	}
}

// cellOf shows a row.
func cellOf(r accuracy.Row) chart.Cell {
	if r.Lines == 0 {
		return chart.Cell{Good: -1}
	}
	tip := fmt.Sprintf("%d lines: %d exact, %d partly, %d untouched, %d wrong, %d changed without need; %d cases without an answer",
		r.Lines, r.Exact, r.Partly, r.Untouched, r.Wrong, r.Harmed, r.Failed)
	if r.Kind != string(cases.Broken) {
		return chart.Cell{Good: 1 - min(1, 4*float64(r.Harmed)/float64(r.Lines)), Text: fmt.Sprint(r.Harmed), Tip: tip}
	}
	broken := float64(max(r.Lines-r.Kept, 1))
	exact, wrong := 100*float64(r.Exact)/broken, 100*float64(r.Wrong+r.Harmed)/broken
	return chart.Cell{Good: exact / 100, Text: percent(exact) + " / " + percent(wrong), Tip: tip}
}

func percent(x float64) string {
	if x > 99.95 || x < 0.05 {
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprintf("%.1f", x)
}

// better lists every family in which a peer did better than fixtext.
func (p *page) better(f figures) {
	var rows [][]string
	for _, group := range cases.Groups {
		s := scoresOf(f, group)
		for _, family := range s.families {
			for _, scope := range []string{"page", "line"} {
				own, ok := s.rows[[3]string{family, scope, peer.Own}]
				if !ok {
					continue
				}
				var names []string
				for _, q := range s.peers {
					r, ok := s.rows[[3]string{family, scope, q}]
					if ok && q != peer.Own && !beats(own, r) {
						names = append(names, q+" "+cellOf(r).Text)
					}
				}
				if len(names) > 0 {
					rows = append(rows, []string{group + ": " + family, scope + "s", cellOf(own).Text, strings.Join(names, ", ")})
				}
			}
		}
	}
	p.say("### Where a peer is better\n")
	if len(rows) == 0 {
		p.say("In no family did a peer get more lines right, or harm fewer.\n")
		return
	}
	p.say("More lines exact, or as many and fewer wrong; or fewer lines changed that should not be.\n")
	p.say("| family | in | fixtext | peers that are better |\n|---|---|--:|---|")
	for _, r := range rows {
		p.say("| %s |", strings.Join(r, " | "))
	}
	p.say("")
}

// beats reports whether a is at least as good as b.
func beats(a, b accuracy.Row) bool {
	if a.Kind != string(cases.Broken) {
		return a.Harmed <= b.Harmed
	}
	return cmp.Or(cmp.Compare(a.Exact, b.Exact), cmp.Compare(b.Wrong+b.Harmed, a.Wrong+a.Harmed)) >= 0
}
