package pinyin

import "math/bits"

// The readings are stored in four steps, for size: pageOf gives the page of 64
// code points, the page's bit map tells which of them have a reading, counting
// its bits below finds the reference. A reference below listRef is the only
// reading itself; others point into lists, where lastOfList ends a list. The
// first reading of a list is the customary one (kMandarin).

const lastOfList = 1 << 15

// ref returns the reference of r, 0 if r has no reading.
func ref(r rune) uint16 {
	// One comparison also rejects negative runes.
	if uint32(r) >= uint32(len(pageOf))<<6 {
		return 0
	}
	p := pageOf[r>>6]
	m, bit := pageBits[p], uint64(1)<<(r&63)
	if m&bit == 0 {
		return 0
	}
	return refs[int(pageStart[p])+bits.OnesCount64(m&(bit-1))]
}

// Has reports whether y is one of the Mandarin readings of r, tone included. A
// syllable without a mark is only a reading of characters with a neutral tone
// (們 men, 了 le); use HasToneless to compare letters alone.
func Has(r rune, y Syllable) bool {
	ref := ref(r)
	if ref < listRef {
		return ref != 0 && Syllable(ref) == y
	}
	for i := int(ref - listRef); ; i++ {
		if Syllable(lists[i]&^lastOfList) == y {
			return true
		}
		if lists[i]&lastOfList != 0 {
			return false
		}
	}
}

// HasToneless reports whether a Mandarin reading of r has the letters of y, in
// whatever tone.
func HasToneless(r rune, y Syllable) bool {
	if !y.valid() {
		return false
	}
	y = y.Toneless()
	ref := ref(r)
	if ref < listRef {
		return ref != 0 && Syllable(ref).Toneless() == y
	}
	for i := int(ref - listRef); ; i++ {
		if Syllable(lists[i]&^lastOfList).Toneless() == y {
			return true
		}
		if lists[i]&lastOfList != 0 {
			return false
		}
	}
}

// AppendReadings appends all Mandarin readings of r to dst, the customary one
// first, and returns the result: dst itself if Unihan has none.
func AppendReadings(dst []Syllable, r rune) []Syllable {
	ref := ref(r)
	if ref == 0 {
		return dst
	}
	if ref < listRef {
		return append(dst, Syllable(ref))
	}
	for i := int(ref - listRef); ; i++ {
		dst = append(dst, Syllable(lists[i]&^lastOfList))
		if lists[i]&lastOfList != 0 {
			return dst
		}
	}
}
