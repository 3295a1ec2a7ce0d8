package encoding

// A line is judged in three steps, each with more context than the one before,
// and the first that decides wins: the line alone, the line with what the user
// and the document declare, the line with what its block turned out to be. Only
// lines that decide themselves speak for their block. A second run finds no
// such line any more, so what the first run left alone stays alone.

// Margins of cost by which a reading must beat every other, in eighths of a nat.
const (
	aloneMargin  = 6 * nat
	helpedMargin = 2 * nat
	hintBonus    = 6 * nat
	blockBonus   = 8 * nat
)

// legacy are the charsets a line is tried in, likelier ones first.
var legacy = [...]Charset{GB18030, Big5, EUCJP, ShiftJIS, EUCKR}

// costs are the readings of one line.
type costs struct {
	by    [numCharsets]reading
	other reading
}

func weigh(line []byte) costs {
	c := costs{other: readOther(line)}
	for _, cs := range legacy {
		c.by[cs] = read(line, cs, nil)
	}
	return c
}

// best returns the charset with the least cost after bonus is taken off, if it
// wins by margin; else Unknown.
func (c *costs) best(bonus *[numCharsets]int, margin int) Charset {
	first, second, winner := 1<<30, c.other.cost, Unknown
	for _, cs := range legacy {
		cost := c.by[cs].cost
		if bonus != nil {
			cost -= bonus[cs]
		}
		if cost < first {
			second = min(second, first)
			first, winner = cost, cs
		} else {
			second = min(second, cost)
		}
	}
	if first+margin > second {
		return Unknown
	}
	return winner
}

// utf8Like says whether line is UTF-8 in which some bytes are damaged: whole
// characters outweigh the bytes that fit nowhere. It depends on nothing but the
// line, so that a line that was decoded with bytes left over is left alone by a
// second run.
func utf8Like(line []byte) bool {
	gain := 0
	for i := 0; i < len(line); {
		if line[i] < 0x80 {
			i++
			continue
		}
		n := utf8Len(line[i:])
		switch n {
		case 0:
			gain -= 8
			n = 1
		case 2:
			gain += 4
		default:
			gain += 7
		}
		i += n
	}
	return gain > 6
}
