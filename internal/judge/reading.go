package judge

// Reading is a hypothesis about bytes From to To of a text: that Text stood there,
// and that Steps made of it what stands there now. A step is whatever the finder of
// readings undoes, the last one first.
type Reading[Step any] struct {
	From, To int
	Text     []byte
	Steps    []Step
	Ledger   Ledger
	Lost     Lost
}

// Lost says what is known of the places of a reading that lost bytes.
type Lost struct {
	Places int    // how many there are
	Margin int32  // by how much the least sure of those that were filled in leads
	Note   string // about those that were not
	Chars  []Char // what they may be, if that is asked for
}

// Char is a character of a reading that lost bytes.
type Char struct {
	At      int       // its offset in the text, in bytes
	May     []rune    // what it may be, the likeliest first; none if nothing is invented there
	Chances []float64 // how likely each is
}

// Gain is what the reading gains in all.
func (r *Reading[Step]) Gain() int { return r.Ledger.Net() }

// Sum returns what readings gain together.
func Sum[Step any](list []Reading[Step]) (gain int) {
	for i := range list {
		gain += list[i].Gain()
	}
	return gain
}

// Trim leaves ASCII that stays as it is out of both ends of the reading of line.
func (r *Reading[Step]) Trim(line []byte) {
	const ascii = 0x80
	for r.To > r.From && len(r.Text) > 0 && line[r.From] == r.Text[0] && line[r.From] < ascii {
		r.From++
		r.Text = r.Text[1:]
	}
	for r.To > r.From && len(r.Text) > 0 && line[r.To-1] == r.Text[len(r.Text)-1] && line[r.To-1] < ascii {
		r.To--
		r.Text = r.Text[:len(r.Text)-1]
	}
}

// Overlap reports whether two readings share text.
func (r *Reading[Step]) Overlap(o *Reading[Step]) bool { return r.From < o.To && o.From < r.To }
