package encoding

import (
	"math"

	"github.com/fixtext/fixtext/internal/charsetstat"
)

// The readings that are tried on bytes that are not UTF-8.
var (
	multiByte  = [...]Charset{GB18030, Big5, UTF8, ShiftJIS, EUCJP, EUCKR, EUCTW}
	singleByte = [...]Charset{
		Windows1252, Windows1251, KOI8R, Windows1250, Windows1254, Windows1253, Windows1256,
		Windows1257, Windows1258, Windows1255, Windows874, IBM866, ISO8859x5, MacCyrillic, ISO8859x2, Macintosh,
	}
)

// rarity is how much rarer than others a charset is where the bytes alone do
// not say it, in nats.
var rarity = [numCharsets]int{
	Big5UAO: 10, ShiftJIS: 1, EUCJP: 1, EUCKR: 1, EUCTW: 4,
	Windows1252: 1, Windows1251: 1, KOI8R: 2, Windows1250: 2, Windows1254: 3, Windows1253: 3, Windows1256: 3,
	Windows1257: 4, Windows1258: 4, Windows1255: 3, Windows874: 3, IBM866: 4, ISO8859x5: 5, ISO8859x2: 3, MacCyrillic: 5, Macintosh: 5,
	Binary: 4,
}

const (
	far        = 1 << 28
	hopeless   = 25 * nat // a reading that costs so much more than another is not looked at further
	sampleHigh = 128      // non-ASCII bytes of a line that are looked at
)

// opinion is what some bytes cost under each charset; far where it is hopeless.
type opinion [numCharsets]int

// sample returns the part of line that is judged: from the first non-ASCII
// bytes, and not more than it takes.
func sample(line []byte, cuts cut) ([]byte, cut) {
	first := 0
	for first < len(line) && line[first] < 0x80 {
		first++
	}
	end, high := first, 0
	for end < len(line) && high < sampleHigh {
		if line[end] >= 0x80 {
			high++
		}
		end++
	}
	if end < len(line) {
		cuts |= cutEnd
	}
	if first > 2 {
		cuts &^= cutStart
		return line[first-2 : end], cuts
	}
	return line[:end], cuts
}

// weigh tries text, which holds non-ASCII bytes, in every charset.
func weigh(text []byte, cuts cut) (o opinion) {
	var buf [len(multiByte)][3 * sampleHigh]uint8
	var sizes [len(multiByte)][]uint8
	least := far
	for i, c := range multiByte {
		if sizes[i] = buf[i][:]; len(text) >= len(sizes[i]) {
			sizes[i] = make([]uint8, len(text)+1)
		}
		sizes[i] = sizes[i][:len(text)+1]
		o[c], _ = read(text, c, cuts, sizes[i])
		least = min(least, o[c])
	}
	// The frequencies of characters leave a few; how they follow each other
	// decides.
	limit := far
	for i, c := range multiByte {
		if o[c] > least+hopeless {
			o[c] = far
			continue
		}
		o[c] = languageCost(text, c, cuts, sizes[i], limit)
		limit = min(limit, o[c]+hopeless)
	}
	for _, c := range singleByte {
		o[c] = languageCost(text, c, cuts, nil, limit)
		limit = min(limit, o[c]+hopeless)
	}
	o[Binary] = noise(text) + rarity[Binary]*nat
	for c := range o {
		if o[c] == 0 {
			o[c] = far
		}
	}
	return o
}

// noise is what text costs as bytes without meaning.
func noise(text []byte) (cost int) {
	for i, b := range text {
		if b >= 0x80 || i > 0 && text[i-1] >= 0x80 || i > 1 && text[i-2] >= 0x80 {
			cost += noiseCost
		}
	}
	return cost
}

// best returns the charset of least cost after what context takes off, the next
// one, and by how much it loses.
func (o *opinion) best(bonus *bonuses) (first, second Charset, margin int) {
	least, next := 2*far, 2*far
	for c, cost := range o {
		if bonus != nil {
			cost -= bonus[c]
		}
		if cost < least {
			second, next = first, least
			first, least = Charset(c), cost
		} else if cost < next {
			second, next = Charset(c), cost
		}
	}
	return first, second, next - least
}

// settle is best without the rivals that read text as the very same characters:
// a line of quotation marks may be in any of five charsets, and need not be
// called in doubt. Of two such charsets that are about as likely, one that is
// liked is the answer. shared says that there was such a rival.
func (o *opinion) settle(text []byte, bonus *bonuses, liked charsets) (first, second Charset, margin int, shared bool) {
	for {
		first, second, margin = o.best(bonus)
		if margin > 8*nat || !sameReading(text, first, second) {
			return first, second, margin, shared
		}
		if liked.has(second) && !liked.has(first) && margin <= nat {
			first, second = second, first
		}
		o[first], o[second] = min(o[first], o[second]), far
		shared = true
	}
}

func sameReading(text []byte, a, b Charset) bool {
	if a == Binary || b == Binary {
		return false
	}
	var buf [2][512]byte
	x, bad := decodeLine(buf[0][:0], text, a, nil, 0, nil)
	y, worse := decodeLine(buf[1][:0], text, b, nil, 0, nil)
	return bad+worse == 0 && string(x) == string(y)
}

// quick recognises the two common charsets of Chinese by the frequencies of the
// first characters alone. It returns Unknown for lines that are short, odd or
// anything else.
func quick(line []byte) Charset {
	for len(line) > 0 && line[0] < 0x80 {
		line = line[1:]
	}
	if len(line) < 16 {
		return Unknown
	}
	for _, c := range [...]Charset{GB18030, Big5} {
		pairs, sum := pairCost(line, c.table(), true)
		if pairs >= 8 && sum <= 7*pairs*charsetstat.Nat || pairs >= 16 && 2*sum <= 15*pairs*charsetstat.Nat && c == GB18030 {
			return c
		}
	}
	return Unknown
}

// pairCost returns the cost of the first characters of p read as pairs, in the
// unit of charsetstat: of 32, or of as many as decide quick. pairs is 0 if not
// all of them are.
func pairCost(p []byte, table string, decide bool) (pairs, sum int) {
	const nat = charsetstat.Nat
	for i := 0; i < len(p) && pairs < 32; i++ {
		if p[i] < 0x80 {
			continue
		}
		if i++; i == len(p) {
			return 0, 0
		}
		row, column := uint(p[i-1])-0x81, uint(p[i])-0x40
		if row >= charsetstat.Rows || column >= charsetstat.Columns {
			return 0, 0
		}
		cost := table[row*charsetstat.Columns+column]
		if cost == charsetstat.None {
			return 0, 0
		}
		sum += int(cost)
		if pairs++; pairs&7 == 0 && decide {
			if sum > 9*nat*pairs {
				return 0, 0
			}
			if sum <= 7*nat*pairs {
				break
			}
		}
	}
	return pairs, sum
}

// confidence turns a margin into the chance that the winner is right.
func confidence(margin int) float64 {
	return 1 / (1 + math.Exp(-float64(margin)/float64(2*nat)))
}
