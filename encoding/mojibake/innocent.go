package mojibake

import "github.com/fixtext/fixtext/encoding/internal/charset"

// What is innocent although it has another reading: tables of characters, words of
// scripts that the language model does not know, ruled lines. They were all found in
// clean text that was "repaired".

// innocent tells whether old, between before and after, is better left as it is,
// whatever s makes of it and however likely that seems. mean is what a character of
// text costs.
func innocent(s step, before, old, after, text []rune, mean int) bool {
	if tabular(text) || s.y.western() && tabular(old) {
		return true
	}
	beside := chinese(before, len(before)-1) || chinese(after, 0)
	switch {
	case s.y.has(charset.Thai) && !brokenThai(old, beside):
		return true
	case s.y == partial && !mostlyLatin(old, beside):
		return true
	case s.y.single() && s.x == utf8Source:
		return guillemets(old)
	case s.y.single() || s.y == partial:
		return alternating(old) || doubled(old) || drawing(old) || monotonous(old) || ascending(old)
	case ruled(old), tabular(old), halfWidth(old) && (!s.y.has(charset.LoneKana) || !brokenKana(old, beside)):
		return true
	case inSomeRow(old):
		return true
	case s.x == utf8Source:
		return !words(text, mean)
	case !s.y.phased():
		return phonetic(old) || !ideographic(old)
	}
	return false
}

// inSomeRow tells whether text is like a part of the table of a charset of pairs.
func inSomeRow(text []rune) bool {
	for y := gbkPage; y < gbkPhase; y++ {
		if !y.has(charset.LoneKana) && inRow(y, text) {
			return true
		}
	}
	return false
}

// doubled tells whether a quarter of text is the letters that every character of
// Western Europe begins with when its UTF-8 is read wrongly: it is UTF-8 twice over.
func doubled(text []rune) bool {
	n, wide := count(text, func(r rune) bool { return r == 'Ã' || r == 'Â' })
	return n >= 2 && 4*n >= wide
}

// drawing tells whether all of text is box drawing, of which letters are beside it
// where a page took bytes of a text for it.
func drawing(text []rune) bool {
	for _, r := range text {
		if r >= 0x80 && (r < 0x2500 || r >= 0x2580) {
			return false
		}
	}
	return true
}

// ascending tells whether every character of text that is not ASCII comes behind the
// one before it in the order of code points: a list of letters.
func ascending(text []rune) bool {
	prev, n := rune(0), 0
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		if r <= prev {
			return false
		}
		prev = r
		n++
	}
	return n >= 3
}

// monotonous tells whether most of what is not ASCII in text is one character, which
// is a letter of some language, then, and no lead byte.
func monotonous(text []rune) bool {
	var counts [8]struct {
		r rune
		n int
	}
	wide, most := 0, 0
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		wide++
		for i := range counts {
			c := &counts[i]
			if c.n == 0 {
				c.r = r
			}
			if c.r == r {
				c.n++
				most = max(most, c.n)
				break
			}
		}
	}
	return wide >= 3 && 4*most >= 3*wide
}

// alternating tells whether every other character of text is the same: kana of EUC-JP
// that were read in a single-byte page, which are no Chinese.
func alternating(text []rune) bool {
	if len(text) < 8 {
		return false
	}
	for k := range 2 {
		same := true
		for i := k + 2; i < len(text)-2 && same; i += 2 {
			same = text[i] == text[k]
		}
		if same {
			return true
		}
	}
	return false
}

// inRow tells whether most characters of text lie in the same row of page y as the one
// before them, as in tables in the order of pinyin or of the page.
func inRow(y page, text []rune) bool {
	pairs, same := 0, 0
	var lead byte
	for _, r := range text {
		var c code
		if r >= 0x3400 && r < 0xE000 {
			c = y.encode(r)
		}
		if c.n != 2 {
			lead = 0
			continue
		}
		if lead != 0 {
			if pairs++; c.b[0] == lead {
				same++
			}
		}
		lead = c.b[0]
	}
	return pairs >= 3 && 2*same > pairs
}

// ideographic tells whether a third of text is Han characters, kana or Hangul, as
// what a double-byte charset makes of another is.
func ideographic(text []rune) bool {
	n, wide := count(text, func(r rune) bool {
		return r >= 0x3040 && r < 0x3100 || r >= 0x3400 && r < 0xA000 || r >= 0xAC00 && r < 0xD7A4 || r >= 0xE000 && r < 0xFB00 || r >= 0xFF60 && r < 0xFFA0
	})
	return 3*n >= wide
}

// chinese tells whether character i of text is a Han character or a full-width mark.
func chinese(text []rune, i int) bool {
	return i >= 0 && i < len(text) && (text[i] >= 0x3000 && text[i] < 0x3040 || text[i] >= 0x4E00 && text[i] < 0xA000 || text[i] >= 0xFF00 && text[i] < 0xFF60)
}

// tabular tells whether text is a table of characters: most of them follow close
// behind the one before them in the order of code points.
func tabular(text []rune) bool {
	const near = 16
	steps, wide := 0, 0
	prev := rune(0)
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		if wide++; r > prev && r-prev <= near {
			steps++
		}
		prev = r
	}
	return wide >= 4 && 2*steps > wide
}

// count returns how many characters of text beyond ASCII are such, and how many there
// are.
func count(text []rune, such func(rune) bool) (n, wide int) {
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		wide++
		if such(r) {
			n++
		}
	}
	return n, wide
}

// ruled tells whether text is mostly box drawing and geometric shapes.
func ruled(text []rune) bool {
	lines, wide := count(text, func(r rune) bool { return r >= 0x2500 && r < 0x2600 })
	return wide > 0 && 2*lines > wide
}

// mostlyLatin tells whether most of text is letters and signs of Western Europe; or
// some, beside Chinese. GBK of which parts were read as UTF-8 is such: two bytes in a
// row are seldom UTF-8.
func mostlyLatin(text []rune, beside bool) bool {
	latin, wide := count(text, func(r rune) bool { return r < 0x100 })
	if beside {
		return latin >= 2 && 4*latin >= wide
	}
	return latin >= 4 && 2*latin > wide
}

// words tells whether text that was found in UTF-8 is more than letters of an
// alphabet here and there, which the bytes of many Han characters say: most of it has
// three bytes, or its letters make words. mean is what a character of it costs.
func words(text []rune, mean int) bool {
	letters, wide, distinct := 0, 0, 0
	var seen [6]rune
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		if wide++; r >= 0x800 {
			continue
		}
		letters++
		known := false
		for _, x := range seen[:distinct] {
			known = known || x == r
		}
		if !known && distinct < len(seen) {
			seen[distinct] = r
			distinct++
		}
	}
	return 2*letters < wide || letters >= 6 && distinct >= 5 && mean <= 6*nat
}
