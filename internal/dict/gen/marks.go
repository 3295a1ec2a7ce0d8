package main

import (
	"log"
	"strings"

	"golang.org/x/text/encoding/japanese"

	"github.com/fixtext/fixtext/internal/dict"
)

// alsoTraditional are simplified characters that OpenCC's dictionaries map to a
// traditional one only, while people in Taiwan and Hong Kong write them too.
const alsoTraditional = "秘虱肴床群峰霉痴吓晒揾烟恒并灶粽温卧糍毡戯咤强吃台里后托脏扑响叠凄蹋" +
	"厨厕踪栖绝羡叹岳" +
	"黄却况凉迹脚潜荆携摇遥瑶净决泪洒笋耻韵厦静虚横稳咏寝兹脉" // in old print

// chineseOnly are common words that Chinese writes and Japanese and Korean do
// not, in simplified form; their traditional forms are added. Words of classical Chinese
// (其 此 也 曰) and 没 are none: Japanese names and books have them.
const chineseOnly = "们你您她它这吗呢吧啊啦呀嘛哪么很怎咱啥跟够仍虽另" +
	"嘅咁喺佢哋唔嗰啲嘢咗冇妳祂牠噉嚟瞓揾啩嘞喇噃啱嗮乜咩"

// numerals are figures for cheques: lists of them are in text of any language.
const numerals = "壹贰叁肆伍陆柒捌玖零"

// dialect are characters that are not standard, but common words of Cantonese:
// whoever converts looks at the text around them.
const dialect = "嘅噉"

// choices are standard characters that also stand for another one, where a language
// model has to tell if no word does: whoever converts asks it.
const choices = "沈著藉覆"

// asName are standard characters of which a name tells the form.
const asName = "乾"

// forms are the characters of mark Form.
const forms = "（／→字"

// kokuji are characters that were made in Japan. Those that Chinese uses too
// (腺 鱈) are not listed.
const kokuji = "込峠辻畑畠枠匂榊栃凪塀笹雫躾麿俣凧匁喰噺嬶宍岼怺掟杢枡柾栂椙椚椛椡榁樫毟濹" +
	"燵珱瓩瓱竍竏笂簗籾粁粍糀糘綛纐纃膤艝苆蓙蘰蚫蛯蟐裃裄褄襷諚讃躮軅軈轌辷遖鑓閊霻靹鞆颪饂駅鮖鮗鮟鮱鯏鯑鯱鰘鰯鰰鱚鱩鱪鳰鴫鵆鵇鶍々〆ヶ"

// marks returns the evidence each character gives, for a conversion into
// simplified Chinese that makes of characters what m says.
func (in inputs) marks(std standard, strict map[rune]bool, m map[rune]rune) func(rune) uint32 {
	conv := func(r rune) rune {
		if v, ok := m[r]; ok {
			return v
		}
		return r
	}
	set := map[rune]uint32{}
	for r := range m {
		set[r] |= dict.Trigger // what is not strict is looked at, each time
	}
	for r := range strict {
		set[r] = dict.Strict
	}
	for _, r := range dialect + choices + asName {
		set[r] |= dict.Trigger | dict.Special
	}
	for r := range in.variants(std, strict, m) {
		set[r] |= dict.Variant | dict.Special
	}

	// Simplified only: what a traditional character becomes, unless the opposite
	// dictionary says that traditional text has it, too.
	known := map[rune]bool{}
	for _, e := range in.all("STCharacters.txt") {
		for _, v := range e.values {
			if v != e.key {
				known[one(e.key)] = true
			}
		}
		for _, v := range e.values {
			if v == e.key {
				delete(known, one(e.key))
				break
			}
		}
	}
	for r := range strict {
		if s := conv(r); known[s] && std.chars[s] {
			set[s] |= dict.Simplified
		}
	}
	for _, file := range []string{"TWVariants.txt", "HKVariants.txt"} {
		for _, e := range in.all(file) {
			for _, v := range e.values {
				set[one(v)] &^= dict.Simplified
			}
		}
	}
	for _, r := range alsoTraditional {
		set[r] &^= dict.Simplified
	}

	// Chinese: the list, and every group of a character with all its sources of
	// which Japanese standard JIS X 0208 knows none.
	group := map[rune][]rune{}
	for r, to := range m {
		group[to] = append(group[to], r)
	}
	mark := func(s rune) {
		set[s] |= dict.Chinese
		for _, r := range group[s] {
			set[r] |= dict.Chinese
		}
	}
	for s, from := range group {
		chinese := std.chars[s] && !inJIS(s) && !strings.ContainsRune(numerals, s)
		for _, r := range from {
			chinese = chinese && !inJIS(r)
		}
		if chinese {
			mark(s)
		}
	}
	for _, r := range chineseOnly {
		mark(conv(r))
	}
	for r, e := range set {
		if e&dict.Chinese != set[conv(r)]&dict.Chinese {
			log.Fatalf("%c and %c do not agree on being Chinese", r, conv(r))
		}
	}

	for _, e := range in.all("JPShinjitaiCharacters.txt") {
		r := one(e.key)
		if !std.chars[r] && !in.traditional(r) {
			set[r] |= dict.Foreign
		}
	}
	for _, r := range kokuji {
		set[r] |= dict.Foreign
	}
	for _, r := range forms {
		set[r] |= dict.Form | dict.Special // looked at each time
	}
	return func(r rune) uint32 {
		if foreign(r) {
			return dict.Foreign
		}
		return set[r]
	}
}

// traditional reports whether OpenCC's dictionaries hold r as a traditional
// character, in its own standard or those of Taiwan and Hong Kong.
func (in inputs) traditional(r rune) bool {
	for _, e := range in.all("TSCharacters.txt") {
		if one(e.key) == r {
			return true
		}
	}
	for _, file := range []string{"TWVariants.txt", "HKVariants.txt"} {
		for _, e := range in.all(file) {
			for _, v := range e.values {
				if one(v) == r {
					return true
				}
			}
		}
	}
	return false
}

// foreign says which characters of three bytes show that text is Japanese,
// Korean or Vietnamese. The kana の does: titles and brands in Chinese text
// have it, but whoever counts can tell.
func foreign(r rune) bool {
	switch {
	case r >= 0x3041 && r <= 0x309F, r >= 0x30A1 && r <= 0x30FA, r >= 0x30FD && r <= 0x30FF,
		r >= 0x31F0 && r <= 0x31FF, r >= 0xFF66 && r <= 0xFF9D: // kana
		return true
	case r >= 0x1100 && r <= 0x11FF, r >= 0x3131 && r <= 0x318E, r >= 0xA960 && r <= 0xA97F,
		r >= 0xAC00 && r <= 0xD7FF: // hangul
		return true
	}
	return r >= 0x1EA0 && r <= 0x1EF9 // Vietnamese
}

// inJIS reports whether JIS X 0208 has r.
func inJIS(r rune) bool {
	b, err := japanese.EUCJP.NewEncoder().String(string(r))
	return err == nil && len(b) == 2
}
