package main

import (
	"slices"
	"strings"
)

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

// typed are variants of the national table that whoever types traditional characters
// writes every day where no word tells them: more than 3 times in the same texts.
const typed = "並佈佔併傑僱兇冊冪刪剷勳卹卻唸啟喫坵夠屆峯廁廂廈廚強恆慾掛採撐攜敘晉柵桿棄棲樑歎決況洩涼淚淨減潛災煙牆牠獎異疊痾癒眾砲窯窰筍簷紥紮綑線罵脈腳舖菸蓆蔥蝨蠔裡覈託註誌讚豎豬貓賸跡蹤逕週遊鉅鉤鍊鑑閒雞韻餵鹼"

// listed returns the variants of the national table that are not of mark Variant, and
// which of them few people type. Both are in order.
func (in inputs) listed(std standard) (all, rare string) {
	m, strict := in.characters(std)
	known := in.variants(std, strict, m)
	for r := range strict {
		if r > 0xFFFF || known[r] || !std.variant[r] || m[r] == '你' {
			continue
		}
		all += string(r)
		if !strings.ContainsRune(typed, r) {
			rare += string(r)
		}
	}
	return inOrder(all), inOrder(rare)
}

func inOrder(s string) string {
	r := []rune(s)
	slices.Sort(r)
	return string(r)
}
