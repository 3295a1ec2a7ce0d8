package mojibake

import (
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/lm"
)

// candidate is a character that may have stood where bytes were lost.
type candidate struct {
	r    rune
	t    lm.Token
	last byte // its last byte
	kind scriptKind
}

// maxChoices is how many characters are tried for one that lost bytes: the most
// frequent ones. Rarer ones would never be sure.
const maxChoices = 384

// lostKey says what is known of a character that lost bytes.
type lostKey struct {
	s step
	p pending
}

// candidates returns the characters that p, complete now but for its gaps, may be,
// the most frequent ones first. The slice is shared.
func (w *walker) candidates(s step, p *pending) []candidate {
	key := lostKey{s, *p}
	list, ok := w.lists[key]
	if ok {
		return list
	}
	all := w.met[:0]
	var first [unigramCosts + 1]int // where those of a cost begin, in order of it
	s.x.fill(p, w.refused(s.y), func(r rune, last byte) {
		t := lm.TokenOf(r)
		all = append(all, candidate{r: r, t: t, last: last})
		first[lm.UnigramCost(t)+1]++
	})
	w.met = all
	for c := range first[1:] {
		first[c+1] += first[c]
	}
	list = make([]candidate, min(len(all), maxChoices))
	for _, c := range all {
		at := &first[lm.UnigramCost(c.t)]
		if *at < len(list) {
			c.kind = kindOf(c.r)
			list[*at] = c
		}
		*at++
	}
	if w.listed += len(list); w.lists == nil || w.listed > maxListed {
		w.lists, w.listed = make(map[lostKey][]candidate), len(list)
	}
	w.lists[key] = list
	return list
}

// maxListed bounds how many candidates are remembered.
const maxListed = 1 << 18

// fill calls do for every character that p, complete now, may be.
func (x source) fill(p *pending, f *refusals, do func(r rune, last byte)) {
	if x == utf8Source {
		x.utf8Candidates(p, f, 0, p.b, do)
		return
	}
	if p.n != 2 {
		return
	}
	lo, hi := [2]int{int(p.b[0]), int(p.b[1])}, [2]int{int(p.b[0]), int(p.b[1])}
	for k := range 2 {
		if p.gap[k] != 0 {
			lo[k], hi[k] = 0x40, 0xFE
		}
	}
	for a := lo[0]; a <= hi[0]; a++ {
		if p.gap[0] != 0 && !f.allows(p.gap[0], byte(a), 0) {
			continue
		}
		for b := lo[1]; b <= hi[1]; b++ {
			if p.gap[1] != 0 && !f.allows(p.gap[1], byte(b), byte(a)) {
				continue
			}
			var r rune
			var ok bool
			if x == gbkSource {
				r, ok = gb18030.WHATWG.DecodePair(byte(a), byte(b))
			} else {
				r, ok = big5.WHATWG.DecodePair(byte(a), byte(b))
			}
			if ok && fillable(r) {
				do(r, byte(b))
			}
		}
	}
}

// utf8Candidates fills the gaps of p from byte k on.
func (x source) utf8Candidates(p *pending, f *refusals, k int, b [4]byte, do func(r rune, last byte)) {
	n := int(p.n)
	if k == n {
		r, size := utf8.DecodeRune(b[:n])
		if size == n && r != utf8.RuneError && fillable(r) {
			do(r, b[n-1])
		}
		return
	}
	if p.gap[k] == 0 {
		x.utf8Candidates(p, f, k+1, b, do)
		return
	}
	lo, hi := byte(0x80), byte(0xBF)
	if k == 0 {
		lo, hi = 0xE2, 0xEF
	}
	prev := byte(0)
	if k > 0 {
		prev = b[k-1]
	}
	for v := lo; v <= hi; v++ {
		if f.allows(p.gap[k], v, prev) {
			b[k] = v
			x.utf8Candidates(p, f, k+1, b, do)
		}
	}
}

// fillable reports whether r may be put where bytes were lost. Letters and
// digits are never invented.
func fillable(r rune) bool {
	switch {
	case r >= 0x3400 && r < 0xA000, r >= 0x3000 && r < 0x3020, r >= 0x3040 && r < 0x3100, r >= 0x20000 && r < 0x30000:
		return true
	case strings.ContainsRune("“”‘’—…·•！（），：；？～℃", r), r >= 0x2190 && r < 0x2194:
		return true
	case r >= 0xAC00 && r < 0xD7A4, r >= 0x25A0 && r < 0x2600, r >= 0x1F300 && r < 0x1FB00, r >= 0x2600 && r < 0x27C0:
		return true
	}
	return false
}
