package net

import "github.com/fixtext/fixtext/internal/lm"

// Memory remembers what tokens that are read one by one add to the first layer of a network, by
// where they stand: most of its work, and most tokens of a text are a few hundred. It serves one
// goroutine. The zero Memory is ready to use.
type Memory struct {
	net    *Net
	tokens []uint32 // which token each of sums is of, and its slot
	sums   []int32
	x      [mostInputs]int16 // scratch
}

// memories is how many tokens and slots are remembered.
const memories = 1 << 12

// Say is [Net.Say], with what m remembers.
func (m *Memory) Say(n *Net, w *Window, ts []lm.Token, said []int) { n.say(m, w, ts, said) }

// first fills in what the first layer makes of the window. It is not ok for networks that read
// pairs or groups as well, and where there are no vectors.
func (m *Memory) first(n *Net, w *Window, y []int16) (ok bool) {
	s := &n.shape
	if !vector || s.pairs > 0 || s.far[groups-1] > s.near {
		return false
	}
	if m.net != n {
		m.net, m.tokens, m.sums = n, make([]uint32, memories), make([]int32, memories*s.wide)
	}
	var sums [most]int32
	for slot := range 2 * s.near {
		at := Reach - s.near + slot
		if slot >= s.near {
			at++
		}
		row := n.row(w[at])
		k := (row*2*s.near + slot) % memories
		sum := m.sums[k*s.wide:][:s.wide]
		if key := uint32(row*2*s.near+slot) + 1; m.tokens[k] != key {
			m.tokens[k] = key
			x := m.x[:s.in]
			clear(x)
			add(x, n.tokens[row*s.in:])
			sumsAVX2(&n.layers[0].rows[slot*s.in], s.inputs(), &x[0], s.in, &sum[0], s.wide)
		}
		addAVX2(&sums[0], &sum[0], s.wide)
	}
	n.layers[0].ofSums(sums[:s.wide], y, 0)
	return true
}
