package linkfarm

import "github.com/fixtext/fixtext/edit"

// strip takes the readings out of a line of a link-farm page. Readings on
// characters that no conversion changes are not the farm's, and stay.
//
// The verdict is exact when doing it again would give the line back: every
// occurrence of each character had a reading, always the same.
func strip(dst, line []byte, found []site, log *edit.Log) []byte {
	even := evenly(line, found)
	pos := 0
	for _, s := range found {
		if !changes(s.k) {
			continue
		}
		e := edit.Edit{Offset: int64(s.from), In: line[s.from:s.to], Rule: RuleAnnotation, Confidence: 1}
		if !even[s.k] {
			e.Verdict, e.Confidence = edit.Inferred, 0.95
			e.Note = "the character also stands without this reading"
		}
		log.Add(e)
		dst = append(dst, line[pos:s.from]...)
		pos = s.to
	}
	return append(dst, line[pos:]...)
}

// evenly tells which characters always stand with one and the same annotation.
func evenly(line []byte, found []site) map[rune]bool {
	even := make(map[rune]bool, len(found))
	text := make(map[rune]string, len(found))
	count := make(map[rune]int, len(found))
	for _, s := range found {
		ann := string(line[s.from:s.to])
		if first, ok := text[s.k]; !ok {
			text[s.k], even[s.k] = ann, true
		} else if first != ann {
			even[s.k] = false
		}
		count[s.k]++
	}
	for _, r := range string(line) {
		if even[r] {
			count[r]--
		}
	}
	for k := range even {
		even[k] = even[k] && count[k] == 0
	}
	return even
}
