package main

import "strings"

// usual are variants that texts of Taiwan and Hong Kong are full of: 3 times or more in
// 7 million characters of laws, documentation and speech.
const usual = "註併佈週誌卹桿沖蹟盪賸舖燬牴盃讚砲紮唸癒証捱剷坵牠眞窰淒餽濬慾蓆紥滙歎醣綑櫈拚彿俬侷歛栢搾姦嚥"

// variants returns the characters of mark Variant: strict ones that are neither the
// first traditional form of what they become, nor a form of Taiwan or Hong Kong, nor
// usual.
//
// Those are variants, too, of which the standard form is one that few fonts have: names,
// and hardly anything else, are written with them (林暐哲, 奕譞).
func (in inputs) variants(std standard, strict map[rune]bool, m map[rune]rune) map[rune]bool {
	set := map[rune]bool{}
	for r := range strict {
		if r <= 0xFFFF && r >= 0x800 && !strings.ContainsRune(usual+dialect, r) {
			set[r] = true
		}
	}
	for _, e := range in.all("STCharacters.txt") {
		delete(set, one(e.values[0]))
	}
	for _, file := range []string{"TWVariants.txt", "HKVariants.txt"} {
		for _, e := range in.all(file) {
			delete(set, one(e.key))
			for _, v := range e.values {
				delete(set, one(v))
			}
		}
	}
	for r := range std.traditional {
		delete(set, r)
	}
	for r := range strict {
		if to := m[r]; r <= 0xFFFF && (to < 0x4E00 || to > 0x9FFF) {
			set[r] = true
		}
	}
	return set
}
