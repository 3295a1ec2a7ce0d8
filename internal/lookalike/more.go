package lookalike

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

// affixes are lines of word lists whose flags are letters in the order of dictionaries,
// small and capital ones mixed, behind words with letters of their own.
func (m maker) affixes() string {
	words := []string{"agir", "câmbio", "datação", "niño", "señal", "élève", "über", "größe", "příliš", "žába", "łódka", "ação", "blått", "søster"}
	var b strings.Builder
	for _, c := range []*charmap.Charmap{charmap.ISO8859_1, charmap.ISO8859_1, charmap.ISO8859_15, charmap.Windows1252, charmap.Windows1250} {
		letters := filter(upper(c), unicode.IsLetter)
		slices.SortFunc(letters, func(x, y rune) int { return int(unicode.ToLower(x)) - int(unicode.ToLower(y)) })
		for range 700 {
			word := m.word()
			if m.IntN(2) == 0 {
				word = words[m.IntN(len(words))]
			}
			fmt.Fprintf(&b, "%s/%s%s\n", word, string(m.some([]rune("ABCDEGHIJKLMNSTVWXYZ"), m.IntN(5))), m.ofOrder(letters, 2+m.IntN(6)))
		}
	}
	return b.String()
}

// ofOrder returns n of list in its order.
func (m maker) ofOrder(list []rune, n int) string {
	at := m.Perm(len(list))[:n]
	slices.Sort(at)
	var out []rune
	for _, i := range at {
		out = append(out, list[i])
	}
	return string(out)
}

// caseEscapes are data of tests of case: runs of letters between escapes.
func (m maker) caseEscapes() string {
	var b strings.Builder
	for _, part := range [][2]rune{{0xE0, 0xFF}, {0x100, 0x17F}, {0x370, 0x3FF}, {0x400, 0x4FF}, {0x1F80, 0x1FFF}} {
		for range 400 {
			b.WriteByte('"')
			for range 1 + m.IntN(4) {
				for range m.IntN(3) {
					fmt.Fprintf(&b, "\\x%02x", 0x10+m.IntN(8))
				}
				r := part[0] + m.Int32N(part[1]-part[0])
				if u := unicode.ToUpper(r); unicode.IsLetter(r) {
					b.WriteString(string([][]rune{{r, u, u}, {r, u}, {u, r, r}, {r, unicode.ToTitle(r), u}, {r}}[m.IntN(5)]))
				}
			}
			b.WriteString("\"\n")
		}
	}
	return b.String()
}

// dials are lines of characters drawn at random from the upper half of a page, symbols
// and letters, as tests of input have them.
func (m maker) dials() string {
	var b strings.Builder
	for _, c := range pages() {
		list := upper(c)
		symbols := filter(list, func(r rune) bool { return !unicode.IsLetter(r) })
		if len(symbols) < 6 {
			continue
		}
		for range 40 {
			some := m.shuffled(symbols)[:min(len(symbols), 2+m.IntN(8))]
			if letters := m.shuffled(filter(list, unicode.IsLetter)); m.IntN(2) == 0 {
				some = m.shuffled(append(some, letters[:min(len(letters), m.IntN(2))]...))
			}
			fmt.Fprintf(&b, "%s\n%q,\n%s %s\n", string(some), string(some), spaced(some), m.word())
		}
	}
	return b.String()
}

// optionKeys are what the keys of a row write on some systems with a key held down.
func (m maker) optionKeys() string {
	rows := []string{"¡™£¢∞§¶•ªº–≠", "œ∑´®†¥¨ˆøπ“‘«", "åß∂ƒ©˙∆˚¬…æ", "Ω≈ç√∫˜µ≤≥÷", "⁄€‹›ﬁﬂ‡°·‚—±", "Œ„´‰ˇÁ¨ˆØ∏”’»", "ÅÍÎÏ˝ÓÔÒÚÆ", "¸˛Ç◊ı˜Â¯˘¿",
		"¹²³¼½¬{[]}", "@ł€¶ŧ←↓→øþ", "æßðđŋħjĸł", "«»¢“”µ·̣", "¡⅛£$⅜⅝⅞™±°¿", "ΩŁ€®Ŧ¥↑ıØÞ", "Æ§ÐªŊĦJ&Ł", "ąęśćżźółń€"}
	var b strings.Builder
	for _, row := range rows {
		keys := []rune(row)
		for range 60 {
			n := 3 + m.IntN(len(keys)-3)
			from := m.IntN(len(keys) - n + 1)
			part := slices.Clone(keys[from : from+n])
			switch m.IntN(4) {
			case 0:
				slices.Reverse(part)
			case 1:
				part = append(part, []rune(rows[m.IntN(len(rows))])...)
			}
			fmt.Fprintf(&b, "%s\n%s(%q)\n", string(part), m.word(), m.word()+" "+string(part[:2+m.IntN(2)]))
		}
	}
	return b.String()
}

// money has prices, paragraphs, measures of many places.
func (m maker) money() string {
	signs, marks := []rune("€£¥¢¤$₽₴₩฿₫₹ƒ"), []rune("§¶№†‡°%‰×÷±≈≤≥½¼¾µ™®©ªº")
	names := []string{"ціна", "цена", "prix", "preço", "τιμή", "cena", "ár", "fiyat", "ë", "à", "größe", "сумма", "ед"}
	var b strings.Builder
	for range 1500 {
		s, k := signs[m.IntN(len(signs))], marks[m.IntN(len(marks))]
		name := names[m.IntN(len(names))]
		switch m.IntN(6) {
		case 0:
			fmt.Fprintf(&b, "%c%d,%02d %c\n", s, m.IntN(900), m.IntN(100), k)
		case 1:
			fmt.Fprintf(&b, "%s\u00A0%c%d\n", name, s, m.IntN(90))
		case 2:
			fmt.Fprintf(&b, "<%s>%s\u00A0%c</%s>\n", m.word(), name, s, m.word())
		case 3:
			fmt.Fprintf(&b, "%c %d %c%d %s %c\n", k, m.IntN(90), k, m.IntN(90), name, s)
		case 4:
			fmt.Fprintf(&b, "%s%c\t%s%c%c\n", name, k, name, s, k)
		default:
			fmt.Fprintf(&b, "%c%c%c %s\n", s, k, marks[m.IntN(len(marks))], strings.ToUpper(name))
		}
	}
	return b.String()
}

// units are names of units in several scripts, with exponents.
func (m maker) units() string {
	names := []string{"м", "км", "см", "мм", "дм", "га", "сек", "кг", "m", "km", "cm", "µm", "μm", "Å", "χλμ", "μ", "Ω", "kΩ", "э", "ю", "я", "тыс. м", "млн. м", "kg/m", "W/m", "°C/m", "mètres", "ë", "µg", "ч"}
	exponents := []rune("²³¹°µªº′″½¼·")
	var b strings.Builder
	for range 1200 {
		n, e := names[m.IntN(len(names))], exponents[m.IntN(len(exponents))]
		switch m.IntN(4) {
		case 0:
			fmt.Fprintf(&b, "<unit>{0} %s%c</unit>\n", n, e)
		case 1:
			fmt.Fprintf(&b, "%d %s%c, %d %s%c\n", m.IntN(90), n, e, m.IntN(90), names[m.IntN(len(names))], e)
		case 2:
			fmt.Fprintf(&b, "%s%c%c\n", strings.ToUpper(n), e, exponents[m.IntN(len(exponents))])
		default:
			fmt.Fprintf(&b, "%s/%s%c\n", n, names[m.IntN(len(names))], e)
		}
	}
	return b.String()
}

// pinyin are words in pinyin, and such with what tests put behind them.
func (m maker) pinyin() string {
	initials := strings.Fields("b p m f d t n l g k h j q x zh ch sh r z c s y w")
	finals := strings.Fields("ā á ǎ à ō ó ǒ ò ē é ě è āi ái ǎi ài āng áng ǎng àng īng íng ǐng ìng ǖ ǘ ǚ ǜ üè uō uó iǎo iào ē̂ ê̄ ế")
	ends := []string{"", "", "!", "√ç", "½", "™", "…", " §", "(x²)", "·", "—ß", "é", "€ç"}
	var b strings.Builder
	for range 900 {
		for range 1 + m.IntN(4) {
			fmt.Fprintf(&b, "%s%s ", initials[m.IntN(len(initials))], finals[m.IntN(len(finals))])
		}
		fmt.Fprintf(&b, "%s\n%s::%s(\"%d %s%s\")\n", ends[m.IntN(len(ends))], m.word(), m.word(), m.IntN(3000), m.word(), ends[m.IntN(len(ends))])
	}
	return b.String()
}

// radicals are Han characters of one radical, which stand close to each other in
// Unicode, and in its extensions, in the order of tables of collation and at random.
func (m maker) radicals() string {
	var b strings.Builder
	for range 2500 {
		from := 0x4E00 + m.Int32N(0x51A0)
		var list []rune
		for range 2 + m.IntN(6) {
			list = append(list, from+m.Int32N(150))
		}
		if m.IntN(2) == 0 {
			slices.Sort(list)
			list = slices.Compact(list)
		}
		switch part := (from - 0x4E00) * 0x19B0 / 0x51A0; m.IntN(4) { // the extensions are in the order of radicals, too
		case 0:
			list = append(list, 0x3400+part)
		case 1:
			list = append(list, 0x20000+part*6, 0x20000+part*6+m.Int32N(90))
		}
		switch m.IntN(3) {
		case 0:
			fmt.Fprintf(&b, "&%c<%s\n", from, string(list))
		case 1:
			fmt.Fprintf(&b, "U+%X\t%s\n", from, string(list))
		default:
			fmt.Fprintf(&b, "%q, // %s\n", string(list), m.word())
		}
	}
	return b.String()
}

// repeats are letters of a page again and again, or two in turn.
func (m maker) repeats() string {
	var b strings.Builder
	for _, c := range pages() {
		list := upper(c)
		for range 40 {
			s := m.shuffled(list)
			unit := string(s[:min(len(s), 1+m.IntN(2))])
			fmt.Fprintf(&b, "%s\n%s%s\n", strings.Repeat(unit, 2+m.IntN(8)), m.word(), strings.Repeat(unit, 2+m.IntN(3)))
		}
	}
	return b.String()
}
