package pinyin

import "slices"

// A Syllable is one written syllable of Hanyu Pinyin, letters and tone mark.
// The zero value is no syllable. Values are small integers that may differ
// from one release to the next: compare them, do not store them.
//
// A syllable without a tone mark (de, chang) is a value of its own. It stands
// both for a neutral tone and for a reading written without its tone.
type Syllable uint16

// The value is 1 + 5*base + tone: base indexes baseKeys, the letters; tone is
// 0 (no mark) to 4.
const (
	tones     = 5
	maxLetter = 6 // zhuang
)

func syllable(base, tone int) Syllable { return Syllable(1 + tones*base + tone) }

// valid reports whether y is a value that Parse can give.
func (y Syllable) valid() bool { return y != 0 && int(y) <= tones*len(baseKeys) }

// Tone returns 1 to 4 for the tone the mark shows, and 0 where there is none.
func (y Syllable) Tone() int {
	if !y.valid() {
		return 0
	}
	return int(y-1) % tones
}

// Toneless returns the same letters without the tone mark.
func (y Syllable) Toneless() Syllable {
	if !y.valid() {
		return 0
	}
	return y - Syllable(y.Tone())
}

// String returns the syllable in lower case, in Unicode's composed form (NFC),
// the mark where the orthography GB/T 16159 puts it: chuàng, lüè, de. It is ""
// for the zero value.
func (y Syllable) String() string { return string(y.Append(nil)) }

// Append appends what String returns to dst and returns the result.
func (y Syllable) Append(dst []byte) []byte {
	if !y.valid() {
		return dst
	}
	letters, n := unpack(baseKeys[int(y-1)/tones])
	mark := markAt(letters[:n])
	for i, l := range letters[:n] {
		if t := y.Tone(); t != 0 && i == mark {
			dst = append(dst, markedLetter(l, t)...)
			continue
		}
		switch l {
		case letterUU:
			dst = append(dst, "ü"...)
		case letterEE:
			dst = append(dst, "ê"...)
		default:
			dst = append(dst, 'a'-1+l)
		}
	}
	return dst
}

// Letters are numbered from 1, so that up to six of them pack into a uint32,
// 5 bits each, the first on top: comparing keys compares spellings.
const (
	beforeA  = 'a' - 1       // the letter numbered 0
	letterUU = 'z' - 'a' + 2 // ü
	letterEE = 'z' - 'a' + 3 // ê
)

func pack(letters []byte) uint32 {
	var key uint32
	for i, l := range letters {
		key |= uint32(l) << (5 * (maxLetter - 1 - i))
	}
	return key
}

func unpack(key uint32) (letters [maxLetter]byte, n int) {
	for n < maxLetter {
		l := byte(key >> (5 * (maxLetter - 1 - n)) & 31)
		if l == 0 {
			break
		}
		letters[n] = l
		n++
	}
	return letters, n
}

// find returns the syllable with these letters and this tone, 0 if Mandarin
// has no such letters.
func find(letters []byte, tone int) Syllable {
	base, ok := slices.BinarySearch(baseKeys[:], pack(letters))
	if !ok {
		return 0
	}
	return syllable(base, tone)
}

// markAt returns the index of the letter that carries the tone mark: a, e or ê
// if there is one, else o, else the last of i, u, ü; in ḿ, ńg, hm̀ the nasal.
func markAt(letters []byte) int {
	at, rank := 0, 0
	for i, l := range letters {
		var r int
		switch l {
		case 'a' - beforeA, 'e' - beforeA, letterEE:
			r = 4
		case 'o' - beforeA:
			r = 3
		case 'i' - beforeA, 'u' - beforeA, letterUU:
			r = 2
		case 'm' - beforeA, 'n' - beforeA:
			r = 1
		}
		// Of i, u, ü the last one counts (liú, guì), elsewhere the first.
		if r > rank || r == 2 && rank == 2 {
			at, rank = i, r
		}
	}
	return at
}

// markedLetter returns letter l with the mark of tone t, 1 to 4, composed as
// far as Unicode has composed forms.
func markedLetter(l byte, t int) string {
	switch l {
	case 'a' - beforeA:
		return [...]string{"ā", "á", "ǎ", "à"}[t-1]
	case 'e' - beforeA:
		return [...]string{"ē", "é", "ě", "è"}[t-1]
	case 'i' - beforeA:
		return [...]string{"ī", "í", "ǐ", "ì"}[t-1]
	case 'o' - beforeA:
		return [...]string{"ō", "ó", "ǒ", "ò"}[t-1]
	case 'u' - beforeA:
		return [...]string{"ū", "ú", "ǔ", "ù"}[t-1]
	case letterUU:
		return [...]string{"ǖ", "ǘ", "ǚ", "ǜ"}[t-1]
	case letterEE:
		return [...]string{"ê\u0304", "ế", "ê\u030c", "ề"}[t-1]
	case 'm' - beforeA:
		return [...]string{"m\u0304", "ḿ", "m\u030c", "m\u0300"}[t-1]
	case 'n' - beforeA:
		return [...]string{"n\u0304", "ń", "ň", "ǹ"}[t-1]
	default: // r, the only other letter a syllable without a vowel has
		return [...]string{"r\u0304", "ŕ", "ř", "r\u0300"}[t-1]
	}
}
