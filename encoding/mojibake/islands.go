package mojibake

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/judge"
)

// islands tries to undo the decoding of the longest parts of a line that a
// page has all characters of, several times if need be.
func (f *fixer) islands() []reading {
	type part struct{ from, to int }
	var parts []part
	for y := range 2 * numPages {
		marks := y < numPages // whether marks that clean Chinese text has, too, are taken in
		y %= numPages
		if y == partial || y.phased() || !marks && !y.single() { // partial has everything
			continue
		}
		from := -1
		for i, m := range f.w.masks {
			in := m>>y&1 != 0 && (marks || !typographic(f.w.runes[i]))
			if in {
				if from < 0 && f.w.runes[i] >= utf8.RuneSelf {
					from = i
				}
				if i+1 < len(f.w.masks) {
					continue
				}
			}
			to := i
			if in {
				to++
			}
			p := part{from, to}
			if from >= 0 && to > from+1 && !slices.Contains(parts, p) && (y.single() || f.w.uniform(from, to)) {
				parts = append(parts, p)
			}
			from = -1
		}
	}
	var all []reading
	for _, p := range parts {
		if r, ok := f.island(p.from, p.to); ok {
			all = append(all, r)
		}
	}
	return apart(all)
}

// uniform reports whether characters from..to read badly throughout, so that no
// part of them is clean.
func (w *walker) uniform(from, to int) bool {
	const window = 4 // characters
	sum := int32(0)
	for i := from; i < to; i++ {
		sum += w.raw[i]
		if i >= from+window {
			sum -= w.raw[i-window]
		}
		if i >= from+window-1 && !judge.Enough(judge.OddInRow, int(sum)) && w.runes[i] >= utf8.RuneSelf && w.runes[i-1] >= utf8.RuneSelf && w.runes[i-2] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// island tries to undo the decoding of characters from..to.
func (f *fixer) island(from, to int) (r reading, ok bool) {
	w := &f.w
	text := w.line[w.offs[from]:w.offs[to]]
	d := deep{f: f, best: cost(text)}
	d.descend(text, nil)
	if d.chain == nil || len(d.chain) == maxLayers && snowball(d.text) {
		return r, false
	}
	worst := d.chain[0]
	proved := true
	for _, t := range d.chain {
		if t.x != utf8Source {
			worst = t
		}
		proved = proved && f.isProved(t)
	}
	r = reading{From: w.offs[from], To: w.offs[to], Text: d.text, Steps: d.chain}
	r.Ledger = weigh(worst, w.runes[:from], w.runes[from:to], []rune(string(d.text)), w.runes[to:], 0, proved)
	r.Trim(w.line)
	return r, f.accepts(&r)
}

// deep is a search through the layers of a line.
type deep struct {
	f     *fixer
	best  int
	chain []step
	text  []byte
}

// descend undoes one layer of text in all ways, and what is beneath it.
func (d *deep) descend(text []byte, chain []step) {
	bufs := &d.f.bufs[len(chain)]
	d.f.steps -= len(text)
	pages := d.f.w.pagesOf(text)
	var seen [][]byte
	for y := range numPages {
		if pages>>y&1 == 0 {
			continue
		}
		b, ok := y.appendEncoded(bufs[0][:0], text)
		bufs[0] = b
		if !ok {
			continue
		}
		for x := range numSources {
			if !possible(x, y) {
				continue
			}
			out, ok := x.appendDecoded(bufs[1][:0], b)
			bufs[1] = out
			if !ok || bytes.Equal(out, text) || bytes.IndexByte(out, '\n') >= 0 ||
				slices.ContainsFunc(seen, func(s []byte) bool { return bytes.Equal(s, out) }) {
				continue
			}
			out = bytes.Clone(out)
			seen = append(seen, out)
			sub := append(slices.Clone(chain), step{x, y})
			if total := cost(out) + len(sub)*6*nat; total < d.best && (clean(out, true) || x == utf8Source && y.single() && len(text)-len(out) >= 8) {
				d.best, d.chain, d.text = total, sub, out
			}
			if x == utf8Source {
				if len(sub) < maxLayers {
					d.descend(out, sub)
				}
				if len(text)-len(out) >= 4 && len(text) >= 12 {
					break // so much valid UTF-8 is no chance
				}
			}
		}
	}
}

// possible reports whether bytes of x may have been read as y.
func possible(x source, y page) bool {
	if x >= numSources {
		return y.single() || y == gbkPage || y == big5Page
	}
	switch y {
	case gbkPage:
		return x != gbkSource
	case big5Page:
		return x != big5Source
	case partial:
		return x == gbkSource
	case gbkPhase:
		return x == gbkSource
	case big5Phase:
		return x == big5Source
	}
	return x == utf8Source || !y.has(charset.OnlyUTF8)
}

// pagesOf returns the pages, as bits, that have all characters of text.
func (w *walker) pagesOf(text []byte) (pages uint32) {
	pages = 1<<numPages - 1
	wide := false
	for i := 0; i < len(text) && pages != 0; {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		i += n
		wide = true
		pages &= w.meet(r).pages
	}
	if !wide {
		return 0
	}
	return pages &^ (1<<partial | 1<<gbkPhase | 1<<big5Phase) // the first has everything
}
