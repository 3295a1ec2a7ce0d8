package encoding

import "github.com/fixtext/fixtext/internal/charsetstat"

const nat = charsetstat.Nat

// Costs of what no table tells, in eighths of a nat.
const (
	strayCost = 12 * nat // a byte that belongs to no character
	noiseCost = 39       // a byte of 80–FF in bytes that are no text: ln 128
	rareCost  = 11 * nat // a character outside the tables: four-byte codes, JIS X 0212
	kanaCost  = 7 * nat  // a half-width katakana
	upperCost = 4 * nat  // a letter with an accent between ASCII letters
	otherCost = 8 * nat  // any other high byte of a single-byte charset
)

// unit reads the first character of p under c, and returns its length in bytes
// and its cost. n is 0 where no character of c begins. p is not empty and
// p[0] is not ASCII.
func (c Charset) unit(p []byte) (n, cost int) {
	if len(p) < 2 {
		if c == ShiftJIS && p[0]-0xA1 < 0x3F {
			return 1, kanaCost
		}
		return 0, 0
	}
	var table string
	switch c {
	case GB18030:
		if p[1]-'0' < 10 {
			if len(p) >= 4 && p[0]-0x81 < 126 && p[2]-0x81 < 126 && p[3]-'0' < 10 {
				return 4, rareCost
			}
			return 0, 0
		}
		table = charsetstat.GB18030
	case Big5:
		table = charsetstat.Big5
	case EUCJP:
		switch {
		case p[0] == 0x8E && p[1]-0xA1 < 0x3F:
			return 2, kanaCost
		case p[0] == 0x8F && len(p) >= 3 && p[1]-0xA1 < 94 && p[2]-0xA1 < 94:
			return 3, rareCost
		}
		table = charsetstat.EUCJP
	case ShiftJIS:
		if p[0]-0xA1 < 0x3F {
			return 1, kanaCost
		}
		table = charsetstat.ShiftJIS
	case EUCKR:
		table = charsetstat.EUCKR
	}
	if cost = charsetstat.Pair(table, p[0], p[1]); cost != charsetstat.None {
		return 2, cost
	}
	return 0, 0
}

// reading is what a line costs under one charset.
type reading struct {
	charset Charset // Unknown: no text at all, or a single-byte charset
	cost    int
	strays  int
}

// read finds the cheapest way to cut line into characters of c and stray bytes.
// It is what makes a cut first character, a lost byte or a stray FF harmless:
// the reading that is one byte off costs more than the stray byte. When sizes
// is not nil, it receives the length of the character that ends before each
// offset (0 for a stray byte); it must be len(line)+1 long.
func read(line []byte, c Charset, sizes []uint8) reading {
	const far = 1 << 30
	// Row i%5 holds the best cost of line[:i] and the strays in it.
	var best [5]struct{ cost, strays int }
	for i := range best {
		best[i].cost = far
	}
	best[0].cost = 0
	for i := 0; i < len(line); i++ {
		here := best[i%5]
		best[i%5].cost = far
		if here.cost == far {
			continue
		}
		reach := func(n, cost, strays int) {
			if to := &best[(i+n)%5]; here.cost+cost < to.cost {
				to.cost, to.strays = here.cost+cost, here.strays+strays
				if sizes != nil {
					sizes[i+n] = uint8(n - strays)
				}
			}
		}
		if line[i] < 0x80 {
			reach(1, 0, 0)
			continue
		}
		if n, cost := c.unit(line[i:]); n > 0 {
			reach(n, cost, 0)
		}
		reach(1, strayCost, 1)
	}
	end := best[len(line)%5]
	return reading{charset: c, cost: end.cost, strays: end.strays}
}

// readOther is the cost of line as no multi-byte text: as noise, or as a
// single-byte charset, where a high byte is a letter among letters.
func readOther(line []byte) reading {
	noise, single := 0, 0
	for i, b := range line {
		if b < 0x80 {
			continue
		}
		noise += noiseCost
		if b >= 0xC0 && (i == 0 || line[i-1] < 0x80) && (i+1 == len(line) || line[i+1] < 0x80) && (i > 0 && letter(line[i-1]) || i+1 < len(line) && letter(line[i+1])) {
			single += upperCost
		} else {
			single += otherCost
		}
	}
	return reading{charset: Unknown, cost: min(noise, single)}
}

func letter(b byte) bool { return (b|0x20)-'a' < 26 }
