package encoding

// standard returns the charset that c is a variant of, c itself for others.
func (c Charset) standard() Charset {
	if s := standards[c]; s != Unknown {
		return s
	}
	return c
}

// withBase returns s with the standards of the variants in it, which are told from them
// only once a line is taken for the standard.
func withBase(s charsets) charsets {
	for c, standard := range standards {
		if standard != Unknown && s.has(Charset(c)) {
			s |= setOf(standard)
		}
	}
	return s
}

// variant chooses between the readings of a line of c, if it has a variant: they
// differ in the areas that the standard left to users. Other charsets it returns as
// they are.
func variant(c Charset, line []byte) Charset {
	v := variants[c]
	if v == Unknown {
		return c
	}
	// The first few pairs that are read differently decide, by how well the
	// characters suit those around them.
	var sizes [aroundUnsettled]uint8
	gain := 0 // of the variant
	for pairs := 0; pairs < 4 && gain < 3*nat && gain > -3*nat; pairs++ {
		from, to := unsettled(line, c, v)
		if to == 0 {
			break
		}
		text := line[from:min(len(line), from+aroundUnsettled)]
		for i := 0; i < len(text); i += int(sizes[i]) {
			sizes[i] = 1
			if text[i] >= 0x80 && i+1 < len(text) {
				sizes[i] = 2
			}
		}
		gain += languageCost(text, c, 0, sizes[:], far, false) - languageCost(text, v, 0, sizes[:], far, false)
		line = line[to:]
	}
	if gain > 0 {
		return v
	}
	return c
}

// aroundUnsettled is how many bytes are looked at, two characters before a pair
// that is read differently and those behind it.
const aroundUnsettled = 12

// unsettled finds the first pair of line that c and its variant v read differently. It
// returns where the second character before it begins, and the end of the pair; 0 if
// there is none.
func unsettled(line []byte, c, v Charset) (from, to int) {
	standard, other := c.row().Table, v.row().Table
	var open [256]bool // lead bytes of the areas that are read differently
	for _, r := range v.row().Detect.Areas {
		for b := range r.Count {
			open[r.First+b] = true
		}
	}
	last := 0 // where the last character begins
	for i := 0; i+1 < len(line); i++ {
		lead := line[i]
		if open[lead] {
			a, ok := standard.DecodePair(lead, line[i+1])
			if b, _ := other.DecodePair(lead, line[i+1]); !ok || a != b {
				return from, i + 2
			}
		}
		from, last = last, i
		if lead >= 0x80 {
			i++
		}
	}
	return 0, 0
}
