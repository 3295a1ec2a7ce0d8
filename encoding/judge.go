package encoding

import (
	"math"
	"slices"

	"github.com/fixtext/fixtext/internal/charsetstat"
)

const (
	far        = 1 << 28
	hopeless   = 25 * nat // a reading that costs so much more than another is not looked at further
	behind     = 50 * nat // nor is one that up to some place costs so much more than no reading at all
	sampleHigh = 128      // non-ASCII bytes of a line that are looked at
)

// opinion is what some bytes cost under each charset; far where it is hopeless.
type opinion [numCharsets]int

// workspace is room for one sample and its readings. Its contents do not matter:
// it is kept because clearing it takes longer than judging a short line.
type workspace struct {
	sample [6 * sampleHigh]byte
	sizes  [len(multiByte) - numChinese][6*sampleHigh + 1]uint8
}

// orNew returns w, or a new one.
func (w *workspace) orNew() *workspace {
	if w == nil {
		return new(workspace)
	}
	return w
}

// take returns what is judged of line: its first non-ASCII bytes, and of the
// ASCII between them no more than decides, two bytes on either side.
func (w *workspace) take(line []byte, cuts cut) ([]byte, cut) {
	out := w.sample[:0]
	i, high, ascii := 0, 0, 0 // ascii: bytes since the last that is not
	for ; i < len(line) && high < sampleHigh; i++ {
		b := line[i]
		if b < 0x80 {
			if ascii++; ascii <= 2 && high > 0 {
				out = append(out, b)
			}
			continue
		}
		switch {
		case high == 0:
			out = append(out, line[i-min(ascii, 2):i]...)
			if ascii > 2 {
				cuts &^= cutStart
			}
		case ascii > 2:
			out = append(out, line[i-min(ascii-2, 2):i]...)
		}
		out = append(out, b)
		high++
		ascii = 0
		if n := len(out); n >= 6 && b >= 0x80 && out[n-2] >= 0x80 && out[n-1] == out[n-3] && out[n-2] == out[n-4] && out[n-3] == out[n-5] && out[n-4] == out[n-6] {
			out = out[:n-2]
			high -= 2
		}
	}
	if i < len(line) {
		cuts |= cutEnd
	}
	return out, cuts
}

// weigh tries text, which is a sample, in every charset. bonus is the most that
// context may take off a cost. If wanted is not empty, only the charsets in it
// matter, and costs are left out once it is clear that none of them wins. What
// is left out changes no decision for one of them.
func (w *workspace) weigh(text []byte, cuts cut, wanted charsets, bonus int) (o opinion) {
	for c := range o {
		o[c] = far
	}
	o[Binary] = noise(text) + Binary.row().Detect.Rarity*nat
	rival := hopeless
	if bonus == 0 {
		rival = aloneMargin + 2*nat
	}
	limit := o.tryMultiByte(w, text, cuts, multiByte[:numChinese], o[Binary]+hopeless, rival)
	if wanted&^setOf(multiByte[:numChinese]...) != 0 {
		wanted = 0
	}
	if wanted != 0 && o.lostToNoise(wanted, bonus) {
		return o
	}
	for _, c := range singleByte {
		if o.clear(len(text)) {
			break
		}
		if wanted != 0 && o.lost(wanted, bonus) {
			return o
		}
		o[c] = languageCost(text, c, cuts, nil, o.least()+rival, false)
	}
	if wanted == 0 || !o.lost(wanted, bonus) {
		o.tryMultiByte(w, text, cuts, multiByte[numChinese:], limit, rival)
	}
	return o
}

// clear says whether a text of so many bytes makes such good sense in a charset
// of Chinese that none of single bytes need be tried.
func (o *opinion) clear(size int) bool {
	if size < 16 {
		return false
	}
	least := far
	for _, c := range multiByte[:numChinese] {
		least = min(least, o[c])
	}
	return 4*least < 3*o[Binary]
}

// lostToNoise says whether none of the wanted charsets makes more of the text
// than that it is none.
func (o *opinion) lostToNoise(wanted charsets, bonus int) bool {
	need := nat // by so much settle may favour a charset
	if bonus == 0 {
		need -= aloneMargin
	}
	for c := range o {
		if wanted.has(Charset(c)) && o[c]-bonus-need <= o[Binary] {
			return false
		}
	}
	return true
}

// lost says whether none of the wanted charsets has the least cost.
func (o *opinion) lost(wanted charsets, bonus int) bool {
	first, _, _ := o.best(nil)
	if wanted.has(first) {
		return false
	}
	for c := range o {
		if wanted.has(Charset(c)) && o[c]-bonus <= o[first]+2*nat {
			return false
		}
	}
	return true
}

// least is the least cost so far.
func (o *opinion) least() int { return slices.Min(o[:]) }

// tryMultiByte weighs charsets of several bytes: the frequencies of characters
// leave a few, those below limit; how they follow each other decides, until one
// costs more than another by rival. It returns the limit lowered.
func (o *opinion) tryMultiByte(w *workspace, text []byte, cuts cut, list []Charset, limit, rival int) int {
	var cost [len(multiByte) - numChinese]int
	for i, c := range list {
		cost[i], _ = read(text, c, cuts, w.sizes[i][:len(text)+1], limit)
		limit = min(limit, cost[i]+hopeless)
	}
	for i, c := range list {
		if cost[i] <= limit {
			o[c] = languageCost(text, c, cuts, w.sizes[i][:len(text)+1], o.least()+rival, false)
		}
	}
	return limit
}

// noise is what text costs as bytes without meaning.
func noise(text []byte) (cost int) {
	for i := range text {
		cost += noiseAt(text, i)
	}
	return cost
}

// noiseAt is the cost of text[i] as such a byte: that of all that the charsets
// may disagree about, and nothing for other ASCII.
func noiseAt(text []byte, i int) int {
	if text[i] >= 0x80 || i > 0 && text[i-1] >= 0x80 || i > 1 && text[i-2] >= 0x80 {
		return noiseCost
	}
	return 0
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
	return first, second, min(next-least, 4*hopeless)
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
		pairs, sum := pairCost(line, c.table(), c)
		if frequent(pairs, sum, c) && letters(line, c) {
			return c
		}
	}
	return Unknown
}

// letters says whether the beginning of a line of pairs of c has more than
// symbols, which have the same codes in several charsets: leads from B0 on are Han.
// Nor may half of a line of Big5 be what kana are in EUC-JP.
func letters(line []byte, c Charset) bool {
	han, kana, pairs := 0, 0, 0
	for i := 0; i+1 < len(line) && pairs < 24; i++ {
		lead := line[i]
		if lead < 0x80 {
			continue
		}
		if lead >= 0xB0 {
			if han++; han == 4 && c == GB18030 {
				return true
			}
		} else if lead&^1 == 0xA4 && line[i+1] >= 0xA1 {
			kana++
		}
		pairs++
		i++
	}
	return han >= 4 && 2*kana < pairs
}

// frequent says whether so many pairs of this cost leave no doubt about c. Kana in
// EUC-JP are frequent characters in Big5.
func frequent(pairs, sum int, c Charset) bool {
	return pairs >= 8 && sum <= 7*pairs*nat || c == GB18030 && pairs >= 16 && 2*sum <= 15*pairs*nat
}

// pairCost returns the cost of the first characters of p read as pairs: of 32, or of
// as many as decide quick for a charset that is not Unknown. pairs is 0 if not all of them are.
func pairCost(p []byte, table string, decide Charset) (pairs, sum int) {
	for i := 0; i < len(p) && pairs < 32; i++ {
		if p[i] < 0x80 {
			continue
		}
		if i++; i == len(p) {
			return 0, 0
		}
		at := (uint(p[i-1])-0x81)*charsetstat.Columns + uint(p[i]) - 0x40
		if p[i] < 0x40 || at >= uint(len(table)) {
			return 0, 0
		}
		cost := table[at]
		if cost == charsetstat.None {
			return 0, 0
		}
		sum += int(cost) * charsetstat.Unit
		if pairs++; pairs&7 == 0 && decide != Unknown {
			if sum > 9*nat*pairs {
				return 0, 0
			}
			if frequent(pairs, sum, decide) {
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
