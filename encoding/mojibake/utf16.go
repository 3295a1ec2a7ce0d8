package mojibake

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
)

// UTF-16 that was read in a page of single bytes, or of bytes and pairs: 中国 is
// "-NýV" then. Half of its bytes are ASCII, and line feeds among them have torn lines
// apart, so it is not searched for as other charsets are: whole stretches are tried.

// wide returns the stretches that are UTF-16 read in a page.
func (f *fixer) wide() []reading {
	w := &f.w
	odd := false
	for _, r := range w.runes {
		odd = odd || r >= utf8.RuneSelf || r < 0x20
	}
	if !odd || len(w.runes) < 2*judge.WideUnits {
		return nil
	}
	var all []reading
	w.stretches(func(s step, b []byte, from, to int) bool {
		if r, ok := f.stretch(s, b, from, to); ok {
			all = append(all, r)
		}
		return true
	})
	return apart(all)
}

// stretches calls do, as long as that wants more, for the stretches of the line that may be
// UTF-16: characters from..to, which are bytes b in the page of s.
func (w *walker) stretches(do func(s step, b []byte, from, to int) bool) {
	b, at := w.units[:0], w.unitAt[:0] // at: the character each byte is of
	for y := range decoder.NumPages {
		if y == decoder.Partial || has(y, charset.NotWide) {
			continue
		}
		for i := 0; i < len(w.runes); i++ {
			end := i
			for end < len(w.runes) && w.masks[end]>>y&1 != 0 {
				end++
			}
			if n := end - i; n*utf8.UTFMax < 2*judge.WideUnits || y.Single() && n < 2*judge.WideUnits { // of GB18030, a character has four bytes at most
				i = end
				continue
			}
			b, at = b[:0], at[:0]
			for ; i < end; i++ {
				c := w.code(y, i)
				for _, x := range c.B[:c.N] {
					b, at = append(b, x), append(at, i)
				}
			}
			for _, x := range [...]source{decoder.FromUTF16LE, decoder.FromUTF16BE} {
				if from, to := units(x, b); from < to && !do(as(x, y), b[from:to], at[from], at[to-1]+1) {
					return
				}
			}
		}
	}
	w.units, w.unitAt = b, at
}

// mayBeWide reports whether so many of a few characters look like UTF-16 as make a stretch.
func (w *walker) mayBeWide() (found bool) {
	w.stretches(func(step, []byte, int, int) bool {
		found = true
		return false
	})
	return found
}

// stretch judges characters from..to, which are bytes b in the page of s.
func (f *fixer) stretch(s step, b []byte, from, to int) (r reading, ok bool) {
	w := &f.w
	text := w.line[w.offs[from]:w.offs[to]]
	if again, ok := s.Page.AppendEncoded(nil, text); !ok || !bytes.Equal(again, b) { // it begins or ends within a pair
		return r, false
	}
	out, ok := s.Source.AppendDecoded(nil, b)
	if !ok || bytes.IndexByte(out, '\n') >= 0 || !decoder.Clean(out, true) {
		return r, false
	}
	r = reading{From: w.offs[from], To: w.offs[to], Text: out, Steps: []step{s}}
	r.Ledger = weigh(s, w.runes[:from], w.runes[from:to], []rune(string(out)), w.runes[to:], 0, f.isProved(s))
	return r, f.accepts(&r)
}

// units returns the part of b, of an even number of bytes, that holds most code units
// of x that Chinese text holds, and few others. Symbols count for nothing; those at the ends of b
// belong to what lies beside.
func units(x source, b []byte) (from, to int) {
	best := 0
	for phase := range 2 {
		sum, start := 0, phase
		for i := phase; i+1 < len(b); i += 2 {
			r := x.Unit(b[i], b[i+1])
			switch {
			case r >= 0xA000 && r < 0xD800: // most pairs of clean text
				sum -= strangeUnit
			case familiar(r):
				if sum++; sum > best {
					best, from, to = sum, start, i+2
				}
				continue
			case !besideHan(r):
				sum -= strangeUnit
			}
			if sum <= 0 {
				sum, start = 0, i+2
			}
		}
	}
	if best < judge.WideUnits {
		return 0, 0
	}
	known := func(i int) bool { r := x.Unit(b[i], b[i+1]); return familiar(r) || besideHan(r) }
	first, end := from, to
	for first > 1 && known(first-2) {
		first -= 2
	}
	for end+1 < len(b) && known(end) {
		end += 2
	}
	if first == 0 {
		from = 0
	}
	if end == len(b) {
		to = end
	}
	return from, to
}

// familiar reports whether Chinese text is made of such code units.
func familiar(r rune) bool {
	return r >= 0x4E00 && r < 0xA000 || r >= 0x3000 && r < 0x3020 || r >= 0xFF00 && r < 0xFF60 || r >= 0x20 && r < 0x7F ||
		r >= 0x2010 && r < 0x2040 || r >= 0xD83C && r < 0xE000
}

// besideHan reports whether Chinese text has such code units here and there: symbols, letters of other
// languages, what follows an emoji.
func besideHan(r rune) bool {
	return r >= 0xA0 && r < 0x530 || r >= 0x2000 && r < 0x2C00 || r >= 0x3020 && r < 0x3400 || r >= 0xFE00 && r < 0xFE70
}
