package simplify

import (
	"iter"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/dict/tables"
)

// regional is vocabulary without edits, which it counts: those of the characters of a
// word that is replaced become one. ok is false where only edits tell how many that are.
func (c Converter) regional(src, out []byte, ranges [][2]int, log *edit.Log) (all []byte, ok bool) {
	s, o := 0, 0 // the same place in src and out; up to there all is complete
	replaced := 0
	var own tally
	for word, value := range c.regionalWords(out, ranges) {
		all = append(append(all, out[o:word[0]]...), value...)
		from := s + along(src[s:], out[o:word[0]])
		s, o = from+along(src[from:], out[word[0]:word[1]]), word[1]
		for q := from; q < s; {
			r, k := utf8.DecodeRune(src[q:])
			if chooses(r) != nil {
				return nil, false
			}
			q += k
		}
		own.word(src[from:s], string(out[word[0]:word[1]]))
		replaced++
	}
	if replaced == 0 {
		return out, true
	}
	log.Count(Vocabulary, replaced)
	log.Count(Character, -own.characters)
	log.Count(Context, -own.contexts)
	log.Verdicts[edit.Exact] -= replaced - own.contexts
	log.Verdicts[edit.Inferred] += replaced - own.contexts
	return append(all, out[o:]...), true
}

// regionalWords are the words of the region in those ranges of out, by where they begin and
// end, with those of the mainland that replace them.
func (c Converter) regionalWords(out []byte, ranges [][2]int) iter.Seq2[[2]int, string] {
	mask := [...]byte{Auto: 3, TW: 1, HK: 2}[c.Variant]
	return func(yield func([2]int, string) bool) {
		for _, r := range ranges {
			for p := r[0]; ; {
				at, n, value := tables.Vocabulary.Next(out[:r[1]], p)
				if n == 0 {
					break
				}
				p = at + n
				if value[0]&mask == 0 || value[1:] == string(out[at:p]) {
					continue
				}
				if !yield([2]int{at, p}, value[1:]) {
					return
				}
			}
		}
	}
}
