package dict

import (
	"slices"
	"unicode/utf8"
)

// table lays out what the compiler has gathered.
func (k *compiler) table() *Table {
	t := &Table{Index: new([1024]uint32), Stop: new([1024]uint64), KeepIDS: k.chain.KeepIDS}
	marks := func(r rune) uint32 {
		if k.chain.Marks == nil {
			return 0
		}
		m := k.chain.Marks(r)
		if m&Trigger != 0 {
			m |= Member
		}
		return m
	}
	if t.KeepIDS {
		for r := rune(0x2FF0); r <= 0x2FFF; r++ {
			k.flags[r] |= Special
		}
	}
	t.Blocks = make([]uint32, 64) // the block of characters that have nothing
	seen := map[[64]uint32]uint32{{}: 0}
	for hi := range rune(1024) {
		var block [64]uint32
		for lo := range rune(64) {
			r := hi<<6 | lo
			if utf8.RuneLen(r) != 3 {
				continue
			}
			e := k.flags[r] | marks(r)
			if out, ok := k.out[r]; ok {
				if change, fits := xor3(string(r), out); fits {
					e |= change
				} else {
					e |= Special
				}
			}
			block[lo] = e
			// A Special that only the marks made one is no reason to stop.
			special := e&Special != 0 && marks(r)&Special == 0
			if special || e&(ChangeMask|Trigger|k.chain.StopMarks) != 0 {
				t.Stop[hi] |= 1 << lo
			}
		}
		at, ok := seen[block]
		if !ok {
			at = uint32(len(t.Blocks))
			seen[block] = at
			t.Blocks = append(t.Blocks, block[:]...)
		}
		t.Index[hi] = at
	}
	if k.chain.Direct {
		t.Direct = new([1 << 16]uint32)
		for r := range rune(1 << 16) {
			t.Direct[r] = t.Blocks[t.Index[r>>6]|uint32(r)&63]
		}
		t.Index, t.Blocks = nil, nil
	}
	k.others(t, marks)
	if t.Unfiltered = k.unfiltered; !t.Unfiltered {
		t.Bigrams = newBloom(k.bigrams, 16)
	}
	return t
}

// xor3 returns how the three bytes of in differ from those of out.
func xor3(in, out string) (change uint32, fits bool) {
	if len(in) != 3 || len(out) != 3 {
		return 0, false
	}
	for i := range 3 {
		change |= uint32(in[i]^out[i]) << (8 * i)
	}
	return change, true
}

// others fills in the characters that have no room in blocks.
func (k *compiler) others(t *Table, marks func(rune) uint32) {
	in := map[rune]bool{}
	for r, out := range k.out {
		if _, fits := xor3(string(r), out); !fits {
			in[r] = true
		}
	}
	for r := range k.flags {
		if utf8.RuneLen(r) != 3 {
			in[r] = true
		}
	}
	order := make([]rune, 0, len(in))
	for r := range in {
		order = append(order, r)
	}
	slices.Sort(order)
	for _, r := range order {
		out, ok := k.out[r]
		if !ok {
			out = string(r)
		}
		o := Other{Key: uint32(r)<<8 | (k.flags[r]|marks(r)|Special)>>24}
		if c, n := utf8.DecodeRuneInString(out); n > 0 && n == len(out) {
			o.Out = c
		} else {
			o.Out = ^int32(len(t.Long))
			t.Long = append(t.Long, out)
		}
		if r < 0x80 {
			t.ASCII[r>>6] |= 1 << (r & 63)
		}
		t.Others = append(t.Others, o)
	}
}
