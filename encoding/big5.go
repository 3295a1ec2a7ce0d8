package encoding

// standard returns the charset that c is a variant of, c itself for others.
func (c Charset) standard() Charset {
	if c == Big5UAO {
		return Big5
	}
	return c
}

// withBase returns s with Big5 if it has a variant of that, which is told from it
// only once a line is taken for Big5.
func withBase(s charsets) charsets {
	if s.has(Big5UAO) {
		s |= setOf(Big5)
	}
	return s
}

// variant chooses between the readings of a line of Big5, which differ in the
// areas that the standard left to users. Other charsets it returns as they are.
func variant(c Charset, line []byte) Charset {
	if c != Big5 {
		return c
	}
	// The first few pairs that are read differently decide, by how well the
	// characters suit those around them.
	var sizes [aroundUnsettled]uint8
	gain := 0 // of Big5UAO
	for pairs := 0; pairs < 4 && gain < 3*nat && gain > -3*nat; pairs++ {
		from, to := unsettled(line)
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
		gain += languageCost(text, Big5, 0, sizes[:], far, false) - languageCost(text, Big5UAO, 0, sizes[:], far, false)
		line = line[to:]
	}
	if gain > 0 {
		return Big5UAO
	}
	return Big5
}

// aroundUnsettled is how many bytes are looked at, two characters before a pair
// that is read differently and those behind it.
const aroundUnsettled = 12

// unsettled finds the first pair of line that the variants read differently. It
// returns where the second character before it begins, and the end of the pair; 0
// if there is none.
func unsettled(line []byte) (from, to int) {
	standard, uao := Big5.row().Table, Big5UAO.row().Table
	last := 0 // where the last character begins
	for i := 0; i+1 < len(line); i++ {
		lead := line[i]
		if lead < 0x80 || lead > 0xA0 && lead < 0xC6 || lead > 0xC8 && lead < 0xF9 {
			from, last = last, i
			if lead >= 0x80 {
				i++
			}
			continue
		}
		a, ok := standard.DecodePair(lead, line[i+1])
		b, _ := uao.DecodePair(lead, line[i+1])
		if !ok || a != b {
			return from, i + 2
		}
		from, last = last, i
		i++
	}
	return 0, 0
}
