package records

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

var csvFormat = Format{
	Name:    "csv",
	Endings: []string{".csv"},
	Fields:  true,
	Drops:   true,
	Ends:    rowEnds,
	names:   func(head []byte) []string { return new(table).names(head) },
	open:    func(opt Options) repairer { return &table{opt: opt} },
	example: example{"字,數\n圖書館,\"1,0\"\n", "字,数\n图书馆,\"1,0\"\n"},
}

var tsvFormat = Format{
	Name:    "tsv",
	Endings: []string{".tsv", ".tab"},
	Fields:  true,
	Drops:   true,
	Ends:    func(data []byte) []int { return (&table{comma: '\t'}).ends(data) },
	names:   func(head []byte) []string { return (&table{comma: '\t'}).names(head) },
	open:    func(opt Options) repairer { return &table{opt: opt, comma: '\t'} },
	example: example{"字\t數\n圖書館\t1,0\n", "字\t数\n图书馆\t1,0\n"},
}

// table is text of rows and cells, as RFC 4180 describes it and spreadsheets
// write it. Quotes stay as they are; a cell gets quotes only where it needs them
// now.
type table struct {
	opt   Options
	comma byte // between cells; 0 until it is known

	begun   bool
	columns map[int]bool // to be repaired; nil means all
	header  bool         // the first row names the columns and is left alone
	width   int          // how many columns the first row has
	err     error        // a column is missing
}

// Next ends pieces at the ends of rows, which quotes may hide.
func (t *table) Next(data []byte, final bool) int {
	if !t.begun && len(data) > 0 && (final || len(data) > pieceSize) {
		t.begin(data)
	}
	return t.rows(data, final)
}

func (t *table) check(bool) error { return t.err }

// rows returns the length of the whole rows in data.
func (t *table) rows(data []byte, final bool) int {
	if len(data) <= pieceSize {
		if final {
			return len(data)
		}
		return 0
	}
	last, quoted, closed, pos := 0, false, -1, 0
	for pos < len(data) {
		i := bytes.IndexAny(data[pos:], "\"\n")
		if i < 0 {
			break
		}
		at := pos + i
		pos = at + 1
		if data[at] == '"' {
			switch {
			case quoted:
				quoted, closed = false, at
			case at == 0 || data[at-1] == t.comma || data[at-1] == '\n' || closed == at-1 || bytes.Equal(data[:at], mark):
				quoted = true // at the start of a cell, or the second of two within one
			}
			continue
		}
		if !quoted {
			if at+1 > pieceSize && last > 0 {
				return last
			}
			last = at + 1
		}
	}
	switch {
	case last > 0 && (last <= pieceSize || final || len(data) > 2*pieceSize):
		return last
	case final:
		return len(data)
	case len(data) >= Longest: // a quote that has no end: rows are lines, then
		return max(lines(data, true), 1)
	}
	return 0
}

// mark is the byte order mark of UTF-8.
var mark = []byte("\ufeff")

// begin learns from the first bytes of a file what stands between cells, and which
// columns are meant.
func (t *table) begin(data []byte) {
	t.begun = true
	text := bytes.TrimPrefix(data, mark)
	if t.opt.Decode != nil && !utf8scan.Valid(data) {
		text = bytes.TrimPrefix(fixtext.Bytes(data, t.opt.Decode...), mark)
	}
	if t.comma == 0 {
		t.comma = separator(text)
	}
	if len(t.opt.Fields) == 0 {
		return
	}
	t.columns = map[int]bool{}
	cells, _, _ := t.row(text, 0)
	t.width = len(cells)
	for _, name := range t.opt.Fields {
		if n, err := strconv.Atoi(name); err == nil {
			if n < 1 || n > len(cells) {
				t.err = fmt.Errorf("has no column %d: its first row has %d", n, len(cells))
			}
			t.columns[n-1] = true
			continue
		}
		t.header = true
		found := false
		for i, c := range cells {
			if c.text(text) == name {
				t.columns[i], found = true, true
			}
		}
		if !found {
			t.err = fmt.Errorf("has no column %q in its first row", name)
		}
	}
}

// names returns the cells of the first row.
func (t *table) names(head []byte) (names []string) {
	t.begin(head)
	text := bytes.TrimPrefix(head, mark)
	cells, _, _ := t.row(text, 0)
	for _, c := range cells {
		names = append(names, c.text(text))
	}
	return names
}

// separator is what most likely stands between the cells of the first row.
func separator(text []byte) byte {
	row, quoted := text, false
	counts := map[byte]int{}
	for _, c := range row {
		if c == '"' {
			quoted = !quoted
		}
		if quoted {
			continue
		}
		if c == '\n' {
			break
		}
		counts[c]++
	}
	best := byte(',')
	for _, c := range []byte{';', '\t', '|'} {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}

func (t *table) Repair(piece []byte, first bool) (r Result) {
	header := t.header && first
	r.Records = []int{}
	r.Edits = decoded(piece, t.opt, func(text []byte) (edits []fixtext.Edit) {
		pos := 0
		if first && bytes.HasPrefix(text, mark) {
			pos = len(mark)
		}
		for pos < len(text) {
			cells, end, wrong := t.row(text, pos)
			if wrong == "" && t.columns != nil {
				wrong = t.ragged(text, cells)
			}
			if wrong != "" {
				line, _, _ := bytes.Cut(text[pos:end], []byte("\n"))
				edits, cells = append(edits, malformed(text, pos, pos+len(line), wrong)), nil
			}
			for i, c := range cells {
				if header || t.columns != nil && !t.columns[i] {
					continue
				}
				edits = t.cell(edits, text, c)
			}
			header = false
			pos = end
			r.Records = append(r.Records, pos)
		}
		return edits
	})
	if !utf8scan.Valid(piece) {
		r.Records = t.ends(piece)
	}
	return r
}

// ends returns where the rows end.
func (t *table) ends(data []byte) []int {
	ends := []int{}
	for pos := 0; pos < len(data); {
		_, pos, _ = t.row(data, pos)
		ends = append(ends, pos)
	}
	return ends
}

// rowEnds is ends for rows of a table that is not known.
func rowEnds(data []byte) []int { return (&table{comma: separator(data)}).ends(data) }

// ragged tells what is wrong with a row that has more cells than the first: which
// of them are in the columns that are meant is not known.
func (t *table) ragged(text []byte, cells []span) string {
	for _, c := range cells[min(t.width, len(cells)):] {
		if c.hi > c.lo {
			return fmt.Sprintf("the row has %d cells, the first has %d", len(cells), t.width)
		}
	}
	return ""
}

// row returns the cells of the row at pos, where it ends, and what is wrong with
// it.
func (t *table) row(text []byte, pos int) (cells []span, end int, wrong string) {
	for {
		c := span{lo: pos}
		if pos < len(text) && text[pos] == '"' {
			c.lo, c.as = pos+1, quotedCell{}
			pos++
			for {
				i := bytes.IndexByte(text[pos:], '"')
				if i < 0 {
					c.hi = len(text)
					return append(cells, c), len(text), "a quote has no end: the row goes on to the end of the file"
				}
				pos += i + 1
				if pos < len(text) && text[pos] == '"' {
					pos++
					continue
				}
				break
			}
			c.hi = pos - 1
		}
		i := bytes.IndexAny(text[pos:], string(rune(t.comma))+"\n")
		next := len(text)
		if i >= 0 {
			next = pos + i
		}
		if c.as != nil && len(bytes.TrimSpace(text[pos:next])) > 0 {
			wrong = "text stands behind the quotes of a cell"
		}
		if c.as == nil {
			c.hi = next
			if i >= 0 && text[next] == '\n' && c.hi > c.lo && text[c.hi-1] == '\r' {
				c.hi--
			}
		}
		cells = append(cells, c)
		if i < 0 {
			return cells, len(text), wrong
		}
		if text[next] == '\n' {
			return cells, next + 1, wrong
		}
		pos = next + 1
	}
}

// cell appends the edits of one cell. One that needs quotes now gets them, as
// one change.
func (t *table) cell(edits []fixtext.Edit, text []byte, c span) []fixtext.Edit {
	if c.as != nil {
		return repairSpan(edits, text, c, t.opt.Repair)
	}
	content := text[c.lo:c.hi]
	found := repairText(content, t.opt.Repair)
	if len(found) == 0 {
		return edits
	}
	out := engine.Apply(nil, content, 0, found)
	if !t.needsQuotes(out, content) {
		for _, e := range found {
			e.Offset += int64(c.lo)
			edits = append(edits, e)
		}
		return edits
	}
	e := found[0]
	for _, f := range found {
		e.Verdict, e.Confidence = max(e.Verdict, f.Verdict), min(e.Confidence, f.Confidence)
	}
	e.Offset, e.In, e.Note = int64(c.lo), bytes.Clone(content), "the cell needs quotes now"
	e.Out, _ = quotedCell{}.encode([]byte{'"'}, out, nil)
	e.Out = append(e.Out, '"')
	return append(edits, e)
}

// needsQuotes reports whether a cell with this text is read as another, or as several,
// without quotes. One that had quotes within and does not begin with them needs none.
func (t *table) needsQuotes(out, content []byte) bool {
	return bytes.ContainsAny(out, string(rune(t.comma))+"\n") || bytes.HasPrefix(out, []byte(`"`)) ||
		bytes.IndexByte(out, '"') >= 0 && bytes.IndexByte(content, '"') < 0
}

// quotedCell is how text stands in a cell with quotes.
type quotedCell struct{}

func (quotedCell) step(raw []byte) (n, m int) {
	if raw[0] == '"' && len(raw) > 1 {
		return 2, 1
	}
	_, n = utf8.DecodeRune(raw)
	return n, n
}

func (quotedCell) decode(dst, raw []byte) []byte {
	return append(dst, bytes.ReplaceAll(raw, []byte(`""`), []byte(`"`))...)
}

func (quotedCell) encode(dst, text, _ []byte) ([]byte, bool) {
	return append(dst, bytes.ReplaceAll(text, []byte(`"`), []byte(`""`))...), true
}
