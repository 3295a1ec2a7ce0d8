package gate

import (
	"bytes"
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/chain"
)

// A stage mostly changes a few lines, and what Scan says of a place depends on what is near
// it alone. So the lines that changed are scanned again, from a calm place before them to
// one behind them, and all else is taken over.

const (
	// calm is how many bytes without a stop and without a rare character there are where
	// nothing that stands before tells anything about what stands behind: more than
	// are looked at around a place.
	calm = 32
	// midst is where in them what a place before is noted for ends, and what one
	// behind is noted for begins.
	midst = 16
	// tries is how many calm places are looked for, each a little farther.
	tries = 12
)

// update makes what Scan says of block, which was before, of what old says of that. It
// reports false if it can not be told, or hardly sooner than by a Scan.
func (s *Seen) update(old *Seen, before, block []byte) (ok bool) {
	s.reset()
	if !old.Valid || old.VeryOdd || old.Traditional && !bytes.HasPrefix(block, before[:old.many]) {
		return false // as behind conversion
	}
	s.Traditional, s.many = old.Traditional, old.many // if nothing changes before that
	var done, from, to part                           // what is done, and what is scanned next, if anything is
	ok, any := true, false
	chain.EachChange(before, block, func(f, t, outF, outT int) {
		if !ok {
			return
		}
		a, b := calmBefore(s.set(), block, outF), calmBehind(s.set(), block, outT)
		ok = a >= 0 && b >= 0 && (!s.Traditional || a-(outF-f) > s.many)
		switch {
		case !ok:
			return
		case any && a < to.new: // it goes on
		default:
			if any {
				s.take(old, done, from)
				s.scan(block, from.new, to.new, true)
				done = to
			}
			from, any = part{a - (outF - f), a}, true
		}
		to = part{b - (outT - t), b}
	})
	if !ok {
		return false
	}
	if any {
		s.take(old, done, from)
		s.scan(block, from.new, to.new, true)
		done = to
	}
	s.take(old, done, part{len(before), len(block)})
	if s.VeryOdd || !old.Traditional && len(s.Convertible) >= manyStops {
		return false
	}
	s.Lost = s.Lost || old.Lost && s.lost(block)
	return true
}

// part is a place in the text before, and in the new one.
type part struct{ old, new int }

// take takes over what old says of the bytes between two calm places.
func (s *Seen) take(old *Seen, from, to part) {
	if from == to {
		return
	}
	d := int32(from.new - from.old)
	s.Losses = take(s.Losses, old.Losses, from.old, to.old, d)
	s.Odd = take(s.Odd, old.Odd, from.old, to.old, d)
	s.Convertible = take(s.Convertible, old.Convertible, from.old, to.old, d)
	s.Marks = take(s.Marks, old.Marks, from.old, to.old, d)
	s.Leaks = take(s.Leaks, old.Leaks, from.old, to.old, d)
	start, end := 0, to.old+midst
	if from.old > 0 {
		start = from.old + midst
	}
	s.Unlikely = take(s.Unlikely, old.Unlikely, start, end, d)
}

// take appends those of the places that are from on, and before to, moved by d.
func take(dst, places []int32, from, to int, d int32) []int32 {
	i := sort.Search(len(places), func(i int) bool { return int(places[i]) >= from })
	for ; i < len(places) && int(places[i]) < to; i++ {
		dst = append(dst, places[i]+d)
	}
	return dst
}

// lost is Lost by the places that were noted.
func (s *Seen) lost(block []byte) bool {
	return slices.ContainsFunc(s.Losses, func(p int32) bool { return bytes.HasPrefix(block[p:], []byte("\uFFFD")) || wrecked(block, int(p)) })
}

// calmBefore returns a calm place that ends before offset at, -1 if there is none near. Set are the stops of three bytes.
func calmBefore(set *[1024]uint64, block []byte, at int) int {
	for range tries {
		if at -= calm + midst; at <= 0 {
			return 0
		}
		for at > 0 && !utf8.RuneStart(block[at]) {
			at--
		}
		if isCalm(set, block, at) {
			return at
		}
	}
	return -1
}

// calmBehind returns a calm place at or behind offset at, -1 if there is none near.
func calmBehind(set *[1024]uint64, block []byte, at int) int {
	for range tries {
		for at < len(block) && !utf8.RuneStart(block[at]) {
			at++
		}
		if at+calm+tail >= len(block) {
			return len(block)
		}
		if isCalm(set, block, at) {
			return at
		}
		at += calm
	}
	return -1
}

// isCalm reports whether a calm place begins at offset at.
func isCalm(set *[1024]uint64, block []byte, at int) bool {
	if at+calm+tail > len(block) {
		return false
	}
	var list [room]int32
	n, next := stopsGo(set, block[:at+calm+tail], at, 0, &list)
	return n == 0 && next >= at+calm
}
