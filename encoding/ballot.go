package encoding

// ballot is what lines say together of which each is too short to be told alone.
type ballot struct {
	seen map[string]bool
	loss [numCharsets]int // by how much each charset costs more than the best one, in all lines
	fits [numCharsets]int // lines in which that is little
}

// A line counts for no more than mostLoss against a charset, so that a few that are
// in another one are no veto; one that loses less than littleLoss may be the right
// one. The winner leads by jointMargin, and by leadEach for each line.
const (
	mostLoss    = 12 * nat
	littleLoss  = 6 * nat
	jointMargin = 12 * nat
	leadEach    = 3 * nat / 2
	jointLines  = 4
)

// add counts the opinion of a line. What was said before counts once.
func (b *ballot) add(text []byte, o *opinion) {
	if b.seen == nil {
		b.seen = map[string]bool{}
	}
	if b.seen[string(text)] {
		return
	}
	b.seen[string(text)] = true
	least := o.least()
	for c, cost := range o {
		loss := min(cost-least, mostLoss)
		b.loss[c] += loss
		if loss < littleLoss {
			b.fits[c]++
		}
	}
}

// winner returns the charset that nine lines in ten may be in, and how many, if it
// leads clearly.
func (b *ballot) winner() (c Charset, lines int) {
	first, second := Unknown, Unknown
	for i, loss := range b.loss {
		switch {
		case first == Unknown || loss < b.loss[first]:
			first, second = Charset(i), first
		case second == Unknown || loss < b.loss[second]:
			second = Charset(i)
		}
	}
	n := len(b.seen)
	if n < jointLines || b.loss[second]-b.loss[first] < max(jointMargin, n*leadEach) || 10*b.fits[first] < 9*n {
		return Unknown, 0
	}
	return first, b.fits[first]
}
