package damage

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/traditionalchinese"
)

// Big5 returns s in Big5 as files have it: in the rows of the standard, A140 to
// C67E and C940 to F9D5. The encoder of x/text prefers codes of HKSCS for
// some common characters (包 is FABD there), which no other program writes.
func Big5(s string) (b []byte, ok bool) {
	codes := big5Codes()
	for _, r := range s {
		if r < utf8.RuneSelf {
			b = append(b, byte(r))
			continue
		}
		code, ok := codes[r]
		if !ok {
			return nil, false
		}
		b = append(b, code[:]...)
	}
	return b, true
}

// big5Codes is made of what the decoder knows; the first code of a character counts.
var big5Codes = sync.OnceValue(func() map[rune][2]byte {
	codes := map[rune][2]byte{}
	dec := traditionalchinese.Big5.NewDecoder()
	for lead := 0xA1; lead <= 0xF9; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			switch n := lead<<8 | trail; {
			case n > 0xC67E && n < 0xC940, n > 0xF9D5:
				continue // not of the standard
			case n == 0xA2CC, n == 0xA2CE:
				continue // 十 and 卅 as numerals: text has A451 and A4CA
			}
			code := [2]byte{byte(lead), byte(trail)}
			text, err := dec.Bytes(code[:])
			r, n := utf8.DecodeRune(text)
			if err != nil || n != len(text) || r == utf8.RuneError || trail > 0x7E && trail < 0xA1 {
				continue
			}
			if _, ok := codes[r]; !ok {
				codes[r] = code
			}
		}
	}
	return codes
})

// otherRows reads rows C6 and C7 of Big5 as Java and Python do: kana, Cyrillic and numbers
// from the first cell on, where browsers have numbers first.
func (m *Misreader) otherRows() {
	cell := 0xC6A1
	put := func(runs ...[2]rune) {
		for _, run := range runs {
			for r := run[0]; r <= run[1]; r++ {
				m.pairs[cell] = r
				if cell++; cell&0xFF == 0x7F {
					cell += 0xA1 - 0x7F
				} else if cell&0xFF == 0xFF {
					cell += 0x140 - 0xFF
				}
			}
		}
	}
	put([2]rune{'ヾ', 'ヾ'}, [2]rune{'ゝ', 'ゞ'}, [2]rune{'々', '々'}, [2]rune{'ぁ', 'ん'}, [2]rune{'ァ', 'ヶ'})
	put([2]rune{'Д', 'Е'}, [2]rune{'Ё', 'Ё'}, [2]rune{'Ж', 'М'}, [2]rune{'У', 'е'}, [2]rune{'ё', 'ё'}, [2]rune{'ж', 'я'})
	put([2]rune{'①', '⑩'}, [2]rune{'⑴', '⑽'})
}
